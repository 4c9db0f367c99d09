// From exifr's unrevived tags to facts with their source: dates with their own offset tag, device, place, texts.
import type { MetadataRecord, TimeFact } from '../../record.ts'
import type { ExifTags } from './tags.ts'
import { exifTime, utcTime } from '../../times.ts'

export interface ExifFacts {
  readonly times: readonly TimeFact[]
  readonly device?: NonNullable<MetadataRecord['device']>
  readonly place?: NonNullable<MetadataRecord['place']>
  readonly orientation?: number
  readonly size: { readonly exifWidth?: number; readonly exifHeight?: number }
  readonly profile: { readonly colourProfile?: string }
  readonly software: readonly { readonly name: string; readonly source: string }[]
  readonly texts: readonly { readonly key: string; readonly value: string; readonly source: string }[]
  readonly userComment: string | undefined
  readonly iptcInstructions: string | undefined
}

const TEXTS: readonly (readonly [string, string, string])[] = [
  ['ifd0', 'IFD0', 'ImageDescription'], ['ifd0', 'IFD0', 'Artist'], ['ifd0', 'IFD0', 'Copyright'], ['exif', 'ExifIFD', 'ImageUniqueID'],
]
const IPTC = ['Caption', 'Headline', 'Byline', 'Credit', 'Source', 'CopyrightNotice', 'SpecialInstructions', 'OriginalTransmissionReference', 'ObjectName', 'Keywords']
/** Date tag, its own offset tag, its own sub-second tag, block, role. Never the offset of another date. */
const DATES = [
  ['captured', 'exif', 'ExifIFD', 'DateTimeOriginal', 'OffsetTimeOriginal', 'SubSecTimeOriginal'],
  ['digitized', 'exif', 'ExifIFD', 'CreateDate', 'OffsetTimeDigitized', 'SubSecTimeDigitized'],
  ['modified', 'ifd0', 'IFD0', 'ModifyDate', 'OffsetTime', 'SubSecTime'],
] as const

type Block = Readonly<Record<string, unknown>>

export function exifFacts(tags: ExifTags | undefined): ExifFacts {
  const block = (name: string): Block => tags?.blocks[name] ?? {}
  const [ifd0, exif, gps, iptc] = [block('ifd0'), block('exif'), block('gps'), block('iptc')]
  const times: TimeFact[] = []
  for (const [role, where, group, name, offsetTag, subSecTag] of DATES) {
    const raw = text(block(where)[name])
    if (raw === undefined) continue
    times.push(exifTime({
      role, raw, source: `EXIF:${group}:${name}`, offset: text(exif[offsetTag]), subSec: text(exif[subSecTag]), offsetSource: `EXIF:ExifIFD:${offsetTag}`,
    }))
  }
  times.push(...gpsTime(gps))
  const place = placeOf(gps)
  const device = deviceOf(ifd0, exif)
  const orientation = ifd0['Orientation']
  const [width, height] = [exif['ExifImageWidth'], exif['ExifImageHeight']]
  const profile = text(block('icc')['ProfileDescription'])
  const comment = userComment(tags?.userComment)
  return {
    times, ...(device === undefined ? {} : { device }), ...(place === undefined ? {} : { place }),
    ...(typeof orientation === 'number' && orientation >= 1 && orientation <= 8 ? { orientation } : {}),
    size: { ...(isSize(width) ? { exifWidth: width } : {}), ...(isSize(height) ? { exifHeight: height } : {}) },
    profile: profile === undefined ? {} : { colourProfile: profile.slice(0, 200) },
    software: ['Software', 'ProcessingSoftware'].flatMap((name) => named(ifd0[name], name, `EXIF:IFD0:${name}`)).map(({ value, source }) => ({ name: value.slice(0, 200), source })),
    texts: [
      ...TEXTS.flatMap(([where, group, key]) => named(block(where)[key], key, `EXIF:${group}:${key}`)),
      ...(comment === undefined ? [] : [{ key: 'UserComment', value: comment, source: 'EXIF:ExifIFD:UserComment' }]),
      ...IPTC.flatMap((key) => named(iptc[key], key, `IPTC:${key}`)),
    ],
    userComment: comment, iptcInstructions: text(iptc['SpecialInstructions']),
  }
}

/** exifr gives IPTC strings as Latin-1 even when they are UTF-8; it trims nothing after a NUL. */
function text(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(', ') : value
  if (typeof one !== 'string') return undefined
  const plain = (one.split('\0', 1)[0] as string).trim()
  if (plain === '') return undefined
  if (!/[\u0080-\u00ff]/.test(plain) || /[^\u0000-\u00ff]/.test(plain)) return plain.slice(0, 4096)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(plain, 'latin1')).slice(0, 4096)
  } catch {
    return plain.slice(0, 4096)
  }
}

function named(value: unknown, key: string, source: string): { key: string; value: string; source: string }[] {
  const found = text(value)
  return found === undefined ? [] : [{ key, value: found.slice(0, 1024), source }]
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}

/** EXIF §4.6.5: eight bytes name the character code. */
function userComment(value: Uint8Array | undefined): string | undefined {
  if (value === undefined || value.length <= 8) return undefined
  const body = Buffer.from(value.subarray(8, 4096))
  const code = Buffer.from(value.subarray(0, 8)).toString('latin1')
  const decoded = code.startsWith('UNICODE') ? (body[0] === 0 ? Buffer.from(body.subarray(0, body.length & ~1)).swap16() : body).toString('utf16le') : body.toString('utf8')
  return text(decoded)
}

function gpsTime(gps: Block): TimeFact[] {
  const day = text(gps['GPSDateStamp'])
  if (day === undefined) return []
  const clock = numbers(gps['GPSTimeStamp']) ?? clockOf(gps['GPSTimeStamp'])
  if (clock === undefined || clock.length < 3) return [utcTime({ role: 'gps', source: 'EXIF:GPS:GPSDateStamp', raw: day })]
  const [hour, minute, second] = clock.map((part) => Math.floor(part).toString().padStart(2, '0'))
  const fraction = (clock[2] as number) % 1
  const tail = fraction > 0 ? fraction.toFixed(3).slice(1).replace(/0+$/, '').replace(/\.$/, '') : ''
  return [utcTime({ role: 'gps', source: 'EXIF:GPS:GPSDateStamp, GPSTimeStamp', raw: `${day} ${hour}:${minute}:${second}${tail}` })]
}

function clockOf(value: unknown): number[] | undefined {
  const match = typeof value === 'string' ? /^(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(value.trim()) : null
  return match === null ? undefined : match.slice(1).map(Number)
}

function placeOf(gps: Block): ExifFacts['place'] {
  const latitude = degrees(gps['GPSLatitude'], text(gps['GPSLatitudeRef']), 'S', 90)
  const longitude = degrees(gps['GPSLongitude'], text(gps['GPSLongitudeRef']), 'W', 180)
  if (latitude === undefined || longitude === undefined) return undefined
  const height = gps['GPSAltitude']
  const reference = gps['GPSAltitudeRef']
  const below = (reference instanceof Uint8Array ? reference[0] : reference) === 1
  const altitude = typeof height === 'number' && Number.isFinite(height) && Math.abs(height) < 100_000 ? Math.round((below ? -height : height) * 100) / 100 : undefined
  return { latitude, longitude, ...(altitude === undefined ? {} : { altitude }), source: 'EXIF:GPS:GPSLatitude, GPSLongitude' }
}

/** Signed degrees to seven decimals (about a centimetre); undefined when the position cannot exist. */
function degrees(value: unknown, reference: string | undefined, negative: string, limit: number): number | undefined {
  const [whole, minutes = 0, seconds = 0] = numbers(value) ?? []
  if (whole === undefined) return undefined
  const size = whole + minutes / 60 + seconds / 3600
  if (!Number.isFinite(size) || Math.abs(size) > limit) return undefined
  const signed = Math.round((reference?.toUpperCase() === negative ? -size : size) * 1e7) / 1e7
  return signed === 0 ? 0 : signed
}

function numbers(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [value]
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return undefined
  const list = [...(value as unknown as Iterable<unknown>)]
  return list.every((item) => typeof item === 'number' && Number.isFinite(item)) ? list as number[] : undefined
}

function deviceOf(ifd0: Block, exif: Block): ExifFacts['device'] {
  const [make, model, lens] = [text(ifd0['Make']), text(ifd0['Model']), text(exif['LensModel'])]
  const serials = (['SerialNumber', 'BodySerialNumber', 'LensSerialNumber'] as const).flatMap((name) => {
    const value = text(exif[name])
    return value === undefined ? [] : [{ value: value.slice(0, 100), source: `EXIF:ExifIFD:${name}` }]
  })
  if (make === undefined && model === undefined && lens === undefined && serials.length === 0) return undefined
  return {
    ...(make === undefined ? {} : { make: make.slice(0, 200) }), ...(model === undefined ? {} : { model: model.slice(0, 200) }),
    ...(lens === undefined ? {} : { lens: lens.slice(0, 200) }), serials,
  }
}
