// From what each reader found to one record.
import { exifFacts } from './exif-facts.ts'
import { findingsOf } from './findings.ts'
import type { Clues } from './findings.ts'
import { rawTags } from './raw-tags.ts'
import { extensionMatches, extensionOf } from './extensions.ts'
import type { ContentType } from './readers/content-type.ts'
import type { ExifTags } from './readers/exif-blocks.ts'
import type { JpegFacts, Trailing } from './readers/jpeg-segments.ts'
import type { PictureHeader } from './readers/picture-header.ts'
import type { PngFacts } from './readers/png-chunks.ts'
import type { XmpFacts } from './readers/xmp.ts'
import { METADATA_FORMAT } from './record.ts'
import type { EngineRun, MetadataRecord, TimeFact } from './record.ts'
import { isoTime, utcTime, withGpsZones } from './times.ts'

export interface OwnReadings {
  readonly jpeg?: JpegFacts
  readonly png?: PngFacts
  readonly xmp?: XmpFacts
  readonly document?: { readonly times: readonly TimeFact[]; readonly texts: MetadataRecord['text']; readonly software: MetadataRecord['software']; readonly raw?: unknown }
}

export interface Readings {
  readonly exhibit: { readonly number: number; readonly name: string; readonly sha256: string; readonly receivedAt: string }
  readonly size: number
  readonly engines: readonly EngineRun[]
  readonly detected: ContentType | undefined
  readonly header: PictureHeader | undefined
  readonly own: OwnReadings | undefined
  readonly tags: ExifTags | undefined
  /** What follows the end of the picture. */
  readonly after: Trailing | undefined
  readonly readBytes: number | undefined
}

/** Everything found, with its source; nothing merged, nothing corrected. Pure. */
export function recordOf({ exhibit, size, engines, detected, header, own, tags, after, readBytes }: Readings): MetadataRecord {
  const exif = exifFacts(tags)
  const xmp = own?.xmp?.values ?? {}
  const times = withGpsZones([...exif.times, ...xmpTimes(xmp), ...pngTimes(own?.png), ...(own?.document?.times ?? [])])
  const captured = times.findIndex(({ role, valid }) => role === 'captured' && valid)
  const extension = extensionOf(exhibit.name)
  const [width, height] = [header?.width ?? own?.jpeg?.width ?? own?.png?.width, header?.height ?? own?.jpeg?.height ?? own?.png?.height]
  const orientation = exif.orientation ?? header?.orientation
  const draft = {
    format: METADATA_FORMAT, exhibit: exhibit.number, sha256: exhibit.sha256, engines,
    file: {
      name: exhibit.name, size, ...(extension === undefined ? {} : { extension }), ...(detected === undefined ? {} : { detected }),
      extensionMatches: extensionMatches(extension, detected?.extension),
    },
    ...(width === undefined || height === undefined ? {} : {
      image: {
        width, height, ...(orientation === undefined ? {} : { orientation }), ...exif.size, ...exif.profile,
        ...(header?.pages === undefined ? {} : { pages: header.pages }), ...(header?.codec === undefined ? {} : { codec: header.codec }),
      },
    }),
    times, ...(captured === -1 ? {} : { captured }),
    ...(exif.device === undefined ? {} : { device: exif.device }), ...(exif.place === undefined ? {} : { place: exif.place }),
    software: unique([...exif.software, ...named(xmp, ['xmp:CreatorTool', 'tiff:Software', 'pdf:Producer']), ...pngSoftware(own?.png), ...(own?.document?.software ?? [])]),
    text: texts(exif.texts, own, xmp),
  } satisfies Omit<MetadataRecord, 'findings' | 'raw'>
  const clues: Clues = {
    receivedAt: exhibit.receivedAt, xmp, historySteps: own?.xmp?.historySteps ?? 0, historyAgents: own?.xmp?.historyAgents ?? [],
    userComment: exif.userComment, iptcInstructions: exif.iptcInstructions, segments: own?.jpeg?.segments ?? [],
    trailing: after, readBytes,
  }
  return { ...draft, findings: findingsOf(draft, clues), raw: raw(tags, own) }

}

function xmpTimes(xmp: Readonly<Record<string, string | undefined>>): TimeFact[] {
  return ([['exif:DateTimeOriginal', 'captured'], ['photoshop:DateCreated', 'captured'], ['xmp:CreateDate', 'digitized'], ['xmp:ModifyDate', 'modified'], ['xmp:MetadataDate', 'metadata']] as const)
    .flatMap(([name, role]) => xmp[name] === undefined ? [] : [isoTime({ role, source: `XMP:${name}`, raw: xmp[name] })])
}

function pngTimes(png: PngFacts | undefined): TimeFact[] {
  const created = png?.texts.find(({ key }) => key === 'Creation Time')
  return [
    ...(png?.time === undefined ? [] : [utcTime({ role: 'modified', source: 'PNG:tIME', raw: png.time })]),
    ...(created === undefined ? [] : [isoTime({ role: 'container-created', source: 'PNG:Creation Time', raw: created.value })]),
  ]
}

function named(xmp: Readonly<Record<string, string | undefined>>, names: readonly string[]): { name: string; source: string }[] {
  return names.flatMap((name) => xmp[name] === undefined ? [] : [{ name: xmp[name].slice(0, 200), source: `XMP:${name}` }])
}

function pngSoftware(png: PngFacts | undefined): { name: string; source: string }[] {
  return (png?.texts ?? []).filter(({ key }) => key === 'Software').map(({ value }) => ({ name: value.slice(0, 200), source: 'PNG:Software' }))
}

function unique(list: readonly { readonly name: string; readonly source: string }[]): { readonly name: string; readonly source: string }[] {
  return list.filter(({ name, source }, index) => name.trim() !== '' && list.findIndex((other) => other.name === name && other.source === source) === index)
}

function texts(fromExif: MetadataRecord['text'], own: OwnReadings | undefined, xmp: Readonly<Record<string, string | undefined>>): MetadataRecord['text'] {
  const fromXmp = ['xmpMM:DocumentID', 'xmpMM:InstanceID', 'xmpMM:OriginalDocumentID', 'dc:title', 'dc:description', 'dc:creator', 'photoshop:Credit', 'photoshop:Source', 'Iptc4xmpExt:DigitalSourceType']
    .flatMap((key) => xmp[key] === undefined ? [] : [{ key, value: xmp[key], source: `XMP:${key}` }])
  const fromPng = (own?.png?.texts ?? []).filter(({ key }) => !['Software', 'Creation Time'].includes(key)).slice(0, 20).map(({ key, value }) => ({ key, value: value.slice(0, 1024), source: `PNG:${key}` }))
  const comments = (own?.jpeg?.comments ?? []).map((value) => ({ key: 'Comment', value, source: 'JPEG:COM' }))
  return [...fromExif, ...fromXmp, ...fromPng, ...comments, ...(own?.document?.texts ?? [])].filter(({ value }) => value.trim() !== '')
}

function raw(tags: ExifTags | undefined, own: OwnReadings | undefined): MetadataRecord['raw'] {
  const { jpeg, png, xmp, document } = own ?? {}
  const out: Record<string, Record<string, unknown>> = {}
  if (tags !== undefined) out['exifr'] = rawTags({ ...tags.blocks, ...(tags.errors.length > 0 ? { errors: tags.errors } : {}) }) as Record<string, unknown>
  if (xmp !== undefined) out['xmp'] = rawTags({ ...xmp.values, historySteps: xmp.historySteps, truncated: xmp.truncated }) as Record<string, unknown>
  if (jpeg !== undefined) out['jpeg'] = { segments: jpeg.segments }
  if (png !== undefined) out['png'] = rawTags({ chunks: png.chunks, texts: png.texts, time: png.time, oversized: png.oversized }) as Record<string, unknown>
  if (document?.raw !== undefined) out['document'] = rawTags(document.raw) as Record<string, unknown>
  return out
}
