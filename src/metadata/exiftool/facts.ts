// What ExifTool found as facts with sources: above all what no reader of ours decodes, the makers' own notes.
import { finding } from '../finding-codes.ts'
import type { Reading } from '../reading.ts'
import { rawTags } from '../raw-tags.ts'
import type { Device, Finding, Identifier, Person, Place, Serial, Software, TextFact } from '../record.ts'
import { grouped, numberOf, textOf } from './tags.ts'
import type { Tags } from './tags.ts'
import { timesOf } from './times.ts'

const SERIAL = /^(MakerNotes:[^:]{1,40}|EXIF:ExifIFD|EXIF:IFD0|XMP:XMP-(?:aux|exifEX)):((?:Internal|Body|Camera|Lens)?SerialNumber|CameraSerialNumber|InternalSerialNumber2)$/
const MAKER_IDS = /^MakerNotes:[^:]{1,40}:(ContentIdentifier|ImageUniqueID|MediaGroupUUID|BurstUUID|PhotoIdentifier|ImageCaptureRequestID)$/
const MAKER_TEXTS = /^MakerNotes:[^:]{1,40}:(FirmwareVersion|CanonFirmwareVersion|ShutterCount|ImageNumber|FileNumber|InternalName|UserProfile|City|Country|TimeZone)$/
const SOFTWARE: readonly (readonly [string, string, Software['kind']])[] = [
  ['EXIF:IFD0:Software', 'EXIF:IFD0:Software', undefined], ['EXIF:IFD0:ProcessingSoftware', 'EXIF:IFD0:ProcessingSoftware', undefined], ['XMP:XMP-xmp:CreatorTool', 'XMP:xmp:CreatorTool', undefined],
  ['PDF:Producer', 'PDF:Info:Producer', undefined], ['PDF:Creator', 'PDF:Info:Creator', undefined], ['PNG:Software', 'PNG:Software', undefined],
  ['QuickTime:Keys:Software', 'QuickTime:Keys:com.apple.quicktime.software', 'camera-firmware'], ['QuickTime:ItemList:Encoder', 'QuickTime:ItemList:©too', 'encoder'],
]
const PLACES: readonly (readonly [string, string])[] = [
  ['QuickTime:Keys:GPSCoordinates', 'QuickTime:Keys:com.apple.quicktime.location.ISO6709'], ['QuickTime:UserData:GPSCoordinates', 'QuickTime:UserData:©xyz'],
]
/** As many as an examiner reads. */
const WARNINGS = 5

export function exiftoolFacts(tags: Tags): Reading {
  const device = deviceOf(tags)
  const profile = textOf(tags, 'ICC_Profile:ProfileDescription')
  const multiple = [...tags.keys()].some((tag) => tag.startsWith('MPF:'))
  return {
    ...(profile === undefined ? {} : { image: { colourProfile: profile.slice(0, 200) } }),
    times: timesOf(tags), ...(device === undefined ? {} : { device }), places: placesOf(tags),
    software: SOFTWARE.flatMap(([tag, source, kind]) => found(tags, tag).map((name): Software => ({ name: name.slice(0, 200), source, ...(kind === undefined ? {} : { kind }) }))),
    people: [...tags.keys()].filter((tag) => /^MakerNotes:[^:]{1,40}:OwnerName$/.test(tag)).flatMap((tag) => found(tags, tag).map((value): Person => ({ role: 'owner', value: value.slice(0, 500), source: tag }))),
    ids: [...tags.keys()].flatMap((tag) => {
      const kind = MAKER_IDS.exec(tag)?.[1]
      return kind === undefined ? [] : found(tags, tag).map((value): Identifier => ({ kind: kind === 'ContentIdentifier' ? 'Apple ContentIdentifier' : kind, value: value.slice(0, 200), source: tag }))
    }),
    texts: [...tags.keys()].flatMap((tag) => {
      const key = MAKER_TEXTS.exec(tag)?.[1]
      return key === undefined ? [] : found(tags, tag).map((value): TextFact => ({ key, value, source: tag }))
    }).slice(0, 20),
    clues: multiple ? { segments: ['MPF'] } : {},
    findings: warnings(tags),
    raw: rawTags(grouped(tags)),
  }
}

function deviceOf(tags: Tags): Device | undefined {
  const make = textOf(tags, 'EXIF:IFD0:Make', 'QuickTime:Keys:Make', 'QuickTime:Keys:AndroidMake', 'QuickTime:UserData:Make')
  const model = textOf(tags, 'EXIF:IFD0:Model', 'QuickTime:Keys:Model', 'QuickTime:Keys:AndroidModel', 'QuickTime:UserData:Model')
  const lens = textOf(tags, 'EXIF:ExifIFD:LensModel')
  const serials = [...tags.keys()].flatMap((tag): Serial[] => {
    const value = SERIAL.test(tag) ? textOf(tags, tag)?.slice(0, 100) : undefined
    return value === undefined || /^[0\s.-]*$/.test(value) ? [] : [{ value, source: tag.replace('XMP:XMP-', 'XMP:') }]
  })
  if (make === undefined && model === undefined && lens === undefined && serials.length === 0) return undefined
  return {
    ...(make === undefined ? {} : { make: make.slice(0, 200) }), ...(model === undefined ? {} : { model: model.slice(0, 200) }), ...(lens === undefined ? {} : { lens: lens.slice(0, 200) }), serials,
  }
}

function placesOf(tags: Tags): Place[] {
  const out: Place[] = []
  const signed = (tag: string, reference: string, negative: string): number | undefined => {
    const size = numberOf(tags, tag)
    return size === undefined ? undefined : textOf(tags, reference)?.toUpperCase().startsWith(negative) === true ? -size : size
  }
  const [latitude, longitude] = [signed('EXIF:GPS:GPSLatitude', 'EXIF:GPS:GPSLatitudeRef', 'S'), signed('EXIF:GPS:GPSLongitude', 'EXIF:GPS:GPSLongitudeRef', 'W')]
  const height = numberOf(tags, 'EXIF:GPS:GPSAltitude')
  const below = numberOf(tags, 'EXIF:GPS:GPSAltitudeRef') === 1
  add(out, 'EXIF:GPS:GPSLatitude, GPSLongitude', latitude, longitude, height === undefined ? undefined : below ? -height : height)
  for (const [tag, source] of PLACES) {
    const [north, east, up] = (textOf(tags, tag) ?? '').split(' ').filter((part) => part !== '').map(Number)
    add(out, source, north, east, up)
  }
  return out
}

function add(out: Place[], source: string, latitude: number | undefined, longitude: number | undefined, altitude: number | undefined): void {
  if (latitude === undefined || longitude === undefined || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return
  const round = (value: number, digits: number): number => Math.round(value * digits) / digits + 0
  out.push({ latitude: round(latitude, 1e7), longitude: round(longitude, 1e7), ...(altitude === undefined || !(Math.abs(altitude) < 100_000) ? {} : { altitude: round(altitude, 100) }), source })
}

function found(tags: Tags, tag: string): string[] {
  const value = textOf(tags, tag)
  return value === undefined ? [] : [value]
}

/** One honest file in six has one: never an alarm. */
function warnings(tags: Tags): Finding[] {
  return [...tags.keys()].filter((tag) => /^ExifTool:Warning(?: \(copy \d+\))?$/.test(tag)).slice(0, WARNINGS)
    .flatMap((tag) => found(tags, tag).map((warning) => finding('exiftool-warning', 'info', { warning: warning.slice(0, 200) }, [`ExifTool:Warning = ${warning}`])))
}
