// XMP properties as facts. Their sources say XMP: they are never merged with the EXIF tags of the same name.
import type { Clues, Reading } from '../../reading.ts'
import type { Identifier, Person, Place, Serial, TextFact, TimeFact, TimeRole } from '../../record.ts'
import { isoTime } from '../../times.ts'
import { firstText, isStructure, texts } from './model.ts'
import type { XmpProperties, XmpStructure } from './model.ts'

const TIMES: readonly (readonly [string, TimeRole])[] = [
  ['exif:DateTimeOriginal', 'captured'], ['photoshop:DateCreated', 'captured'], ['xmp:CreateDate', 'digitized'], ['exif:DateTimeDigitized', 'digitized'],
  ['xmp:ModifyDate', 'modified'], ['tiff:DateTime', 'modified'], ['xmp:MetadataDate', 'metadata'], ['exif:GPSTimeStamp', 'gps'],
]
const SOFTWARE = ['xmp:CreatorTool', 'tiff:Software', 'pdf:Producer'] as const
const IDS = [
  ['xmpMM:DocumentID', 'XMP DocumentID'], ['xmpMM:InstanceID', 'XMP InstanceID'], ['xmpMM:OriginalDocumentID', 'XMP OriginalDocumentID'],
  ['exif:ImageUniqueID', 'ImageUniqueID'], ['Iptc4xmpExt:DigImageGUID', 'IPTC DigImageGUID'],
] as const
const DERIVED = [['stRef:documentID', 'XMP DerivedFrom DocumentID'], ['stRef:instanceID', 'XMP DerivedFrom InstanceID'], ['stRef:originalDocumentID', 'XMP DerivedFrom OriginalDocumentID']] as const
const PEOPLE = [
  ['dc:creator', 'author'], ['dc:rights', 'copyright'], ['dc:contributor', 'contributor'], ['tiff:Artist', 'artist'], ['tiff:Copyright', 'copyright'], ['xmpRights:Owner', 'owner'],
  ['aux:OwnerName', 'owner'], ['exifEX:CameraOwnerName', 'owner'], ['photoshop:CaptionWriter', 'caption-writer'], ['Iptc4xmpExt:PersonInImage', 'person-shown'],
] as const
const SERIALS = ['aux:SerialNumber', 'exifEX:BodySerialNumber', 'aux:LensSerialNumber', 'exifEX:LensSerialNumber'] as const
const TEXTS = [
  'dc:title', 'dc:description', 'dc:subject', 'tiff:ImageDescription', 'tiff:Make', 'tiff:Model', 'exif:UserComment', 'photoshop:Headline', 'photoshop:Credit', 'photoshop:Source',
  'photoshop:Instructions', 'photoshop:TransmissionReference', 'photoshop:City', 'photoshop:State', 'photoshop:Country', 'photoshop:History', 'xmpRights:UsageTerms', 'xmpRights:WebStatement',
  'Iptc4xmpExt:DigitalSourceType', 'Iptc4xmpExt:AISystemUsed', 'GCamera:MotionPhoto', 'GCamera:MicroVideo', 'crs:Version', 'crs:RawFileName', 'plus:ImageSupplierImageID',
] as const
/** Long lists of words are words to search, not to print. */
const MAX_TEXTS = 64
const TEXT_LIMIT = 4096
const CHAIN_LIMIT = 200

/** Everything but `raw`. */
export function xmpReading(properties: XmpProperties): Reading {
  const get = (name: string): string | undefined => firstText(properties.get(name))
  const place = placeOf(get)
  const serials = SERIALS.flatMap((name): Serial[] => [get(name)].flatMap((value) => (value === undefined ? [] : [{ value: value.slice(0, 100), source: `XMP:${name}` }])))
  return {
    times: TIMES.flatMap(([name, role]): TimeFact[] => [get(name)].flatMap((raw) => (raw === undefined ? [] : [isoTime({ role, source: `XMP:${name}`, raw })]))),
    software: SOFTWARE.flatMap((name) => [get(name)].flatMap((value) => (value === undefined ? [] : [{ name: value.slice(0, 200), source: `XMP:${name}` }]))),
    ids: idsOf(properties),
    people: PEOPLE.flatMap(([name, role]): Person[] => texts(properties.get(name)).slice(0, MAX_TEXTS).map((value) => ({ role, value: value.slice(0, 1024), source: `XMP:${name}` }))),
    texts: TEXTS.flatMap((key): TextFact[] => texts(properties.get(key)).slice(0, key === 'dc:subject' || key === 'photoshop:History' ? MAX_TEXTS : 1)
      .map((value) => ({ key, value: value.slice(0, TEXT_LIMIT), source: `XMP:${key}` }))),
    ...(place === undefined ? {} : { places: [place] }), ...(serials.length === 0 ? {} : { device: { serials } }),
    clues: { xmp: firstValues(properties), ...history(properties) },
  }
}

function idsOf(properties: XmpProperties): Identifier[] {
  const ids = IDS.flatMap(([name, kind]): Identifier[] => [firstText(properties.get(name))].flatMap((value) => (value === undefined ? [] : [{ kind, value: value.slice(0, 200), source: `XMP:${name}` }])))
  const from = properties.get('xmpMM:DerivedFrom')
  const derived = from === undefined || !isStructure(from) ? [] : DERIVED.flatMap(([name, kind]): Identifier[] => {
    const value = firstText(from.get(name))
    return value === undefined ? [] : [{ kind, value: value.slice(0, 200), source: `XMP:xmpMM:DerivedFrom/${name}` }]
  })
  return [...ids, ...derived]
}

/** Steps in the order of the packet, which is the order in which they were added (XMP part 2 §2.2.3). */
function history(properties: XmpProperties): Pick<Clues, 'historySteps' | 'historyAgents' | 'historyChain'> {
  const list = properties.get('xmpMM:History')
  const steps = Array.isArray(list) ? (list as readonly XmpStructure[]).filter(isStructure) : []
  const field = (step: XmpStructure, name: string): string | undefined => firstText(step.get(`stEvt:${name}`))?.slice(0, 100)
  if (steps.length === 0) return {}
  return {
    historySteps: steps.length,
    historyAgents: [...new Set(steps.flatMap((step) => field(step, 'softwareAgent') ?? []))].slice(0, 20),
    historyChain: steps.slice(0, CHAIN_LIMIT).map((step) => [field(step, 'when'), field(step, 'softwareAgent'), field(step, 'action')].filter((part) => part !== undefined).join(' ')),
  }
}

/** ISO 16684-2 §5.3: `DDD,MM,SSk` or `DDD,MM.mmk`. */
function placeOf(get: (name: string) => string | undefined): Place | undefined {
  const latitude = degrees(get('exif:GPSLatitude'), 'NS', 90)
  const longitude = degrees(get('exif:GPSLongitude'), 'EW', 180)
  if (latitude === undefined || longitude === undefined) return undefined
  const height = rational(get('exif:GPSAltitude'))
  return {
    latitude, longitude, ...(height === undefined || Math.abs(height) > 100_000 ? {} : { altitude: Math.round((get('exif:GPSAltitudeRef') === '1' ? -height : height) * 100) / 100 }),
    source: 'XMP:exif:GPSLatitude, GPSLongitude',
  }
}

function degrees(value: string | undefined, letters: string, limit: number): number | undefined {
  const match = /^(\d{1,3})(?:,(\d{1,2}(?:\.\d{1,12})?))?(?:,(\d{1,2}(?:\.\d{1,12})?))?([NSEW])$/.exec(value ?? '')
  if (match === null || !letters.includes(match[4] as string)) return undefined
  const size = Number(match[1]) + Number(match[2] ?? 0) / 60 + Number(match[3] ?? 0) / 3600
  if (size > limit) return undefined
  const near = Math.round((match[4] === letters[1] ? -size : size) * 1e7) / 1e7
  return near === 0 ? 0 : near
}

function rational(value: string | undefined): number | undefined {
  const match = /^(-?\d{1,12}(?:\.\d{1,12})?)(?:\/(\d{1,12}))?$/.exec(value ?? '')
  const size = match === null ? Number.NaN : Number(match[1]) / Number(match[2] ?? 1)
  return Number.isFinite(size) ? size : undefined
}

/** Every property that has a first text: findings compare them with EXIF by name. */
function firstValues(properties: XmpProperties): Record<string, string> {
  return Object.fromEntries([...properties].slice(0, 500).flatMap(([name, value]) => {
    const first = firstText(value)
    return first === undefined ? [] : [[name.slice(0, 100), first.slice(0, 1024)]]
  }))
}
