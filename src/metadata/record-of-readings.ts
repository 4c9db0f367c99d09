// From what each reader found to one record: everything with its source and the engines that read it so; nothing merged
// between sources, nothing corrected. Pure.
import type { ContentType } from './content-type.ts'
import { extensionMatches, extensionOf } from './extensions.ts'
import { findingsOf } from './findings.ts'
import { disagreements, joined, joinedDevice } from './join-readings.ts'
import type { Clues, ReaderRun, Reading } from './reading.ts'
import { METADATA_FORMAT } from './record.ts'
import type { EmbeddedFile, EmbeddedRecord, ImageFacts, MediaFacts, MetadataRecord, Place, Software, Structure, TimeFact } from './record.ts'
import { softwareKind } from './software-kinds.ts'
import { withGpsZones } from './times.ts'

export interface Readings {
  readonly name: string
  readonly size: number
  readonly receivedAt: string
  readonly kind: ContentType | undefined
  readonly runs: readonly ReaderRun[]
  readonly embedded: readonly EmbeddedFile[]
  readonly deep?: true
}

export function recordOf(identity: Pick<MetadataRecord, 'exhibit' | 'sha256'>, readings: Readings): MetadataRecord {
  return { format: METADATA_FORMAT, ...identity, ...embeddedRecordOf(readings) }
}

export function embeddedRecordOf({ name, size, receivedAt, kind, runs, embedded, deep }: Readings): EmbeddedRecord {
  const found = runs.flatMap(({ reading }) => (reading === undefined ? [] : [reading]))
  const times = withGpsZones(joined(runs, ({ times: list }) => list, sameTime, richerTime))
  const captured = times.findIndex(({ role, valid }) => role === 'captured' && valid)
  const extension = extensionOf(name)
  const image = imageOf(found)
  const device = joinedDevice(runs)
  const places = joined(runs, ({ places: list }) => list, samePlace)
  const place = places.find(({ source }) => source.startsWith('EXIF:')) ?? places[0]
  const media = mediaOf(found)
  const thumbnail = found.map(({ thumbnail: facts }) => facts).findLast((facts) => facts !== undefined)
  const provenance = found.map(({ provenance: facts }) => facts).findLast((facts) => facts !== undefined)
  const clues = cluesOf(found)
  const structure = structureOf(found, clues)
  const ids = joined(runs, (reading) => reading.ids, (a, b) => a.kind === b.kind && a.value === b.value)
  const people = joined(runs, (reading) => reading.people, (a, b) => a.role === b.role && a.value === b.value)
  const draft = {
    ...(deep === undefined ? {} : { deep }),
    engines: runs.map(({ engine }) => engine),
    file: { name, size, ...(extension === undefined ? {} : { extension }), ...(kind === undefined ? {} : { detected: kind }), extensionMatches: extensionMatches(extension, kind?.extension) },
    ...(image === undefined ? {} : { image }), ...(media === undefined ? {} : { media }),
    times, ...(captured === -1 ? {} : { captured }),
    ...(device === undefined ? {} : { device }), ...(place === undefined ? {} : { place, places }),
    software: joined(runs, (reading) => reading.software?.filter((each) => each.name.trim() !== ''), (a, b) => a.name === b.name).map(withKind),
    text: joined(runs, (reading) => reading.texts?.filter((each) => each.value.trim() !== ''), (a, b) => a.key === b.key && a.value === b.value),
    ...(ids.length === 0 ? {} : { ids }), ...(people.length === 0 ? {} : { people }),
    ...(thumbnail === undefined ? {} : { thumbnail }), ...(provenance === undefined ? {} : { provenance }),
    ...(structure === undefined ? {} : { structure }), ...(embedded.length === 0 ? {} : { embedded }),
  } satisfies Omit<EmbeddedRecord, 'findings' | 'raw'>
  return {
    ...draft,
    findings: [...findingsOf(draft, { ...clues, receivedAt }), ...disagreements(runs), ...found.flatMap(({ findings }) => findings ?? [])],
    raw: Object.fromEntries(runs.flatMap(({ engine, reading }) => (isTags(reading?.raw) ? [[engine.name, reading.raw]] : []))),
  }
}

function withKind(software: Software): Software {
  const kind = software.kind ?? softwareKind(software.name)
  return kind === undefined ? software : { ...software, kind }
}

function first<T>(found: readonly Reading[], pick: (reading: Reading) => T | undefined): T | undefined {
  return found.map(pick).find((value) => value !== undefined)
}

/** A media library knows more of the tracks than a walker of boxes before it, which may know the length better. */
function mediaOf(found: readonly Reading[]): MediaFacts | undefined {
  const all = found.flatMap(({ media }) => (media === undefined ? [] : [media]))
  const [last] = all.slice(-1)
  const durationMs = all.map((media) => media.durationMs).findLast((known) => known !== undefined)
  return last === undefined ? undefined : { container: last.container, ...(durationMs === undefined ? {} : { durationMs }), tracks: last.tracks }
}

/** Each member from the first reader that knows it; no picture without a size. */
function imageOf(found: readonly Reading[]): ImageFacts | undefined {
  const facts: Partial<ImageFacts> = Object.assign({}, ...found.map(({ image }) => image ?? {}).toReversed())
  const { width, height } = facts
  return width === undefined || height === undefined ? undefined : { ...facts, width, height }
}

function cluesOf(found: readonly Reading[]): Clues {
  const all = found.flatMap(({ clues }) => (clues === undefined ? [] : [clues]))
  const segments = [...new Set(all.flatMap(({ segments: names }) => names ?? []))]
  return { ...Object.assign({}, ...all.toReversed()), xmp: Object.assign({}, ...all.map(({ xmp }) => xmp ?? {}).toReversed()), ...(segments.length === 0 ? {} : { segments }) }
}

function structureOf(found: readonly Reading[], { trailing }: Clues): Structure | undefined {
  const walker = found.find(({ segments }) => segments !== undefined)
  const pdfUpdates = first(found, (reading) => reading.pdfUpdates)
  if (walker === undefined && trailing === undefined && pdfUpdates === undefined) return undefined
  return {
    segments: walker?.segments ?? [], ...(walker?.moreSegments === undefined ? {} : { more: walker.moreSegments }),
    ...(trailing === undefined ? {} : { trailingBytes: trailing.bytes, trailingKind: trailing.kind }), ...(pdfUpdates === undefined ? {} : { pdfUpdates }),
  }
}

function sameTime(a: TimeFact, b: TimeFact): boolean {
  return a.role === b.role && (a.raw.trim() === b.raw.trim() || (a.local !== undefined && a.local.slice(0, 19) === b.local?.slice(0, 19)))
}

/** Of two readings of one date, the one that knows the zone, then the finer one. */
function richerTime(a: TimeFact, b: TimeFact): TimeFact {
  if ((a.utc === undefined) !== (b.utc === undefined)) return a.utc === undefined ? b : a
  return a.precision !== 'subsec' && b.precision === 'subsec' ? b : a
}

function samePlace(a: Place, b: Place): boolean {
  return Math.abs(a.latitude - b.latitude) < 1e-5 && Math.abs(a.longitude - b.longitude) < 1e-5
}

function isTags(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && Object.keys(raw).length > 0
}
