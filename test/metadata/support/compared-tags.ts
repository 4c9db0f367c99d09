// The tags of evidence that are compared with ExifTool's (`-j -G1 -n -struct`): what it says, and what the record says, both
// as one text. Where a record holds a fact in another shape (a zone, a signed position), the value is compared, not its spelling.
import type { MetadataRecord } from '../../../src/metadata/record.ts'

export type Theirs = Readonly<Record<string, unknown>>
export interface Compared {
  readonly tag: string
  /** Undefined: ExifTool has no such tag, or a blank one. */
  readonly theirs: (tags: Theirs) => string | undefined
  readonly ours: (record: MetadataRecord) => string | undefined
}

function written(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.map(String).join('; ') : typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  // What follows a NUL is no text; a line end of any system is one.
  const plain = text?.split('\0', 1)[0]?.replaceAll('\r\n', '\n').trim()
  return plain === undefined || plain === '' ? undefined : number(plain) ?? plain.slice(0, 1000)
}

/** ExifTool writes numbers without quotes: `01.10` and `1.1` are one value then. */
function number(text: string): string | undefined {
  return /^-?\d{1,12}(?:\.\d{1,12})?$/.test(text) ? String(Number(text)) : undefined
}

const is = (key: string) => (tags: Theirs): string | undefined => written(tags[key])
/** Seconds of arc as a record keeps them: seven decimals of a degree. */
const degrees = (key: string) => (tags: Theirs): string | undefined => (typeof tags[key] === 'number' ? String(Math.round(tags[key] * 1e7) / 1e7 + 0) : undefined)
const fixed = (key: string, digits: number) => (tags: Theirs): string | undefined => (typeof tags[key] === 'number' ? zero(tags[key].toFixed(digits)) : undefined)
const present = (key: string) => (tags: Theirs): string | undefined => (tags[key] === undefined ? undefined : 'yes')
const zero = (text: string): string => (Number(text) === 0 ? text.replace('-', '') : text)

const time = (source: string) => (record: MetadataRecord): string | undefined => written(record.times.find((each) => each.source === source)?.raw)
const text = (source: string) => ({ text: all }: MetadataRecord): string | undefined => written(unless(all.filter((each) => each.source === source).map(({ value }) => value)))
const software = (source: string) => (record: MetadataRecord): string | undefined => written(record.software.find((each) => each.source === source)?.name)
const id = (source: string) => (record: MetadataRecord): string | undefined => written(record.ids?.find((each) => each.source === source)?.value)
const person = (source: string) => (record: MetadataRecord): string | undefined => written(unless(record.people?.filter((each) => each.source === source).map(({ value }) => value) ?? []))
const serial = (source: string) => (record: MetadataRecord): string | undefined => written(record.device?.serials.find((each) => each.source === source)?.value)
const gps = ({ places }: MetadataRecord) => places?.find(({ source }) => source.startsWith('EXIF:'))
const segment = (name: string) => ({ structure }: MetadataRecord): string | undefined => (structure?.segments.some((each) => each.name.includes(name)) === true ? 'yes' : undefined)

function unless(values: readonly string[]): string[] | string | undefined {
  return values.length > 1 ? [...values] : values[0]
}

/** The date or the clock of `2026:11:16 07:12:31`, as the GPS directory has them apart. */
function gpsPart(record: MetadataRecord, part: 0 | 1): string | undefined {
  const fact = record.times.find(({ source }) => source.startsWith('EXIF:GPS:'))
  const whole = fact?.raw.split(' ')[part]
  if (part === 1 && whole === undefined) return written(record.text.find(({ source }) => source === 'EXIF:GPS:GPSTimeStamp')?.value)
  return written(whole)
}

function clock(tags: Theirs): string | undefined {
  return written(tags['GPS:GPSTimeStamp'])?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

const EXIF_TIME = { captured: 'EXIF:ExifIFD:DateTimeOriginal', digitized: 'EXIF:ExifIFD:CreateDate', modified: 'EXIF:IFD0:ModifyDate' }

export const COMPARED: readonly Compared[] = [
  { tag: 'DateTimeOriginal', theirs: is('ExifIFD:DateTimeOriginal'), ours: time(EXIF_TIME.captured) },
  { tag: 'CreateDate', theirs: is('ExifIFD:CreateDate'), ours: time(EXIF_TIME.digitized) },
  { tag: 'ModifyDate', theirs: is('IFD0:ModifyDate'), ours: time(EXIF_TIME.modified) },
  {
    tag: 'OffsetTimeOriginal', theirs: (tags) => (tags['ExifIFD:DateTimeOriginal'] === undefined ? undefined : written(tags['ExifIFD:OffsetTimeOriginal'])),
    ours: ({ times }) => times.find(({ source }) => source === EXIF_TIME.captured)?.zone.offset,
  },
  {
    tag: 'SubSecTimeOriginal', theirs: (tags) => (tags['ExifIFD:DateTimeOriginal'] === undefined ? undefined : written(tags['ExifIFD:SubSecTimeOriginal'])),
    ours: ({ times }) => written(/\.(\d+)$/.exec(times.find(({ source }) => source === EXIF_TIME.captured)?.local ?? '')?.[1]),
  },
  { tag: 'Make', theirs: is('IFD0:Make'), ours: ({ device }) => written(device?.make) },
  { tag: 'Model', theirs: is('IFD0:Model'), ours: ({ device }) => written(device?.model) },
  { tag: 'HostComputer', theirs: is('IFD0:HostComputer'), ours: ({ device }) => written(device?.os) },
  { tag: 'Software', theirs: is('IFD0:Software'), ours: software('EXIF:IFD0:Software') },
  { tag: 'Orientation', theirs: (tags) => (Number(tags['IFD0:Orientation']) >= 1 && Number(tags['IFD0:Orientation']) <= 8 ? written(tags['IFD0:Orientation']) : undefined), ours: ({ image }) => written(image?.orientation) },
  { tag: 'BodySerialNumber', theirs: is('ExifIFD:SerialNumber'), ours: serial('EXIF:ExifIFD:BodySerialNumber') },
  { tag: 'LensModel', theirs: is('ExifIFD:LensModel'), ours: ({ device }) => written(device?.lens) },
  { tag: 'ImageUniqueID', theirs: is('ExifIFD:ImageUniqueID'), ours: id('EXIF:ExifIFD:ImageUniqueID') },
  { tag: 'ImageDescription', theirs: is('IFD0:ImageDescription'), ours: text('EXIF:IFD0:ImageDescription') },
  { tag: 'Artist', theirs: is('IFD0:Artist'), ours: person('EXIF:IFD0:Artist') },
  { tag: 'Copyright', theirs: (tags) => written(tags['IFD0:Copyright'])?.replace(/\s*\n\s*/, '; '), ours: person('EXIF:IFD0:Copyright') },
  { tag: 'UserComment', theirs: is('ExifIFD:UserComment'), ours: text('EXIF:ExifIFD:UserComment') },
  { tag: 'GPSLatitude', theirs: degrees('Composite:GPSLatitude'), ours: (record) => (gps(record) === undefined ? undefined : String(gps(record)?.latitude)) },
  { tag: 'GPSLongitude', theirs: degrees('Composite:GPSLongitude'), ours: (record) => (gps(record) === undefined ? undefined : String(gps(record)?.longitude)) },
  { tag: 'GPSAltitude', theirs: (tags) => (tags['Composite:GPSLatitude'] === undefined ? undefined : fixed('Composite:GPSAltitude', 1)(tags)), ours: (record) => (gps(record)?.altitude === undefined ? undefined : zero((gps(record)?.altitude ?? 0).toFixed(1))) },
  { tag: 'GPSDateStamp', theirs: is('GPS:GPSDateStamp'), ours: (record) => gpsPart(record, 0) },
  { tag: 'GPSTimeStamp', theirs: clock, ours: (record) => gpsPart(record, 1) },
  { tag: 'GPSImgDirection', theirs: (tags) => (tags['Composite:GPSLatitude'] === undefined ? undefined : fixed('GPS:GPSImgDirection', 2)(tags)), ours: (record) => gps(record)?.direction?.toFixed(2) },
  { tag: 'GPSHPositioningError', theirs: fixed('GPS:GPSHPositioningError', 2), ours: (record) => gps(record)?.errorMetres?.toFixed(2) },
  ...['XPTitle', 'XPComment', 'XPKeywords', 'XPSubject'].map((name) => ({ tag: name, theirs: is(`IFD0:${name}`), ours: text(`EXIF:IFD0:${name}`) })),
  { tag: 'XMP CreatorTool', theirs: is('XMP-xmp:CreatorTool'), ours: software('XMP:xmp:CreatorTool') },
  { tag: 'XMP CreateDate', theirs: (tags) => written(tags['XMP-xmp:CreateDate'])?.replace(/^(\d{4}):(\d{2}):(\d{2})/, '$1-$2-$3').replace(' ', 'T'), ours: time('XMP:xmp:CreateDate') },
  { tag: 'XMP DocumentID', theirs: is('XMP-xmpMM:DocumentID'), ours: id('XMP:xmpMM:DocumentID') },
  { tag: 'XMP InstanceID', theirs: is('XMP-xmpMM:InstanceID'), ours: id('XMP:xmpMM:InstanceID') },
  { tag: 'XMP OriginalDocumentID', theirs: is('XMP-xmpMM:OriginalDocumentID'), ours: id('XMP:xmpMM:OriginalDocumentID') },
  { tag: 'XMP History steps', theirs: (tags) => (Array.isArray(tags['XMP-xmpMM:History']) ? String(tags['XMP-xmpMM:History'].length) : undefined), ours: ({ findings }) => written(findings.find(({ code }) => code === 'edit-history')?.facts['steps']) },
  { tag: 'XMP DigitalSourceType', theirs: is('XMP-iptcExt:DigitalSourceType'), ours: text('XMP:Iptc4xmpExt:DigitalSourceType') },
  ...[['Caption-Abstract'], ['Headline'], ['Credit'], ['Source'], ['SpecialInstructions'], ['OriginalTransmissionReference'], ['ObjectName'], ['Keywords']]
    .map(([name = '']) => ({ tag: `IPTC ${name}`, theirs: is(`IPTC:${name}`), ours: text(`IPTC:${name}`) })),
  ...['By-line', 'CopyrightNotice'].map((name) => ({ tag: `IPTC ${name}`, theirs: is(`IPTC:${name}`), ours: person(`IPTC:${name}`) })),
  { tag: 'IPTC DateCreated', theirs: (tags) => written(tags['IPTC:DateCreated'])?.replaceAll(':', ''), ours: ({ times }) => written(times.find(({ source }) => source.startsWith('IPTC:DateCreated'))?.raw.split(' ')[0]?.replaceAll(/[:-]/g, '')) },
  { tag: 'ICC ProfileDescription', theirs: is('ICC_Profile:ProfileDescription'), ours: ({ image }) => written(image?.colourProfile) },
  { tag: 'thumbnail (IFD1)', theirs: (tags) => (tags['IFD1:ThumbnailLength'] === 0 ? undefined : written(tags['IFD1:ThumbnailLength'])), ours: ({ thumbnail }) => written(thumbnail?.bytes) },
  { tag: 'JFIF', theirs: present('JFIF:JFIFVersion'), ours: segment('JFIF') },
  { tag: 'Adobe APP14', theirs: present('Adobe:APP14Flags0'), ours: segment('APP14 Adobe') },
  { tag: 'PNG Software', theirs: is('PNG:Software'), ours: software('PNG:Software') },
  { tag: 'PNG Comment', theirs: is('PNG:Comment'), ours: text('PNG:Comment') },
  { tag: 'PNG tIME', theirs: is('PNG:ModifyDate'), ours: (record) => time('PNG:tIME')(record)?.replaceAll('-', ':').replace('T', ' ') },
  { tag: 'JUMBF', theirs: present('JUMBF:JUMDType'), ours: (record) => (record.provenance === undefined || record.provenance.c2pa === 'absent' ? segment('JUMBF')(record) : 'yes') },
]
