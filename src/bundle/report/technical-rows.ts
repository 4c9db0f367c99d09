// What an exhibit says of its making, as label and value: device, software, place, people, media, structure. Every string of
// a record is cut and escaped here.
import type { Identifier, MetadataRecord, Person, Place } from '../../metadata/record.ts'
import type { RecordWords } from '../../metadata/record-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { ReportWords } from './report-words.ts'
import { coordinates } from './synopsis.ts'

export type LabelledRow = readonly [label: string, value: string]

const MAX_TEXTS = 12
const MAX_LISTED = 6

export function technicalRows({ exhibits: text, record: words }: ReportWords, record: MetadataRecord): LabelledRow[] {
  const { labels } = text
  const { device, place, image } = record
  const rows: LabelledRow[] = []
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([label, visibleShort(value, 300)])
  }
  add(labels.device, [device?.make, device?.model].filter((part) => part !== undefined && part !== '').join(' '))
  add(labels.lens, device?.lens)
  add(words.labels.os, device?.os)
  add(labels.serials, listed(words, device?.serials ?? [], ({ value, source }) => `${value} (${source})`))
  add(labels.software, listed(words, record.software, ({ name, source }) => `${name} (${source})`))
  if (place !== undefined) add(labels.place, placeText(words, place))
  add(words.labels.people, listed(words, record.people ?? [], (person) => personText(words, person)))
  add(words.labels.media, record.media === undefined ? undefined : mediaLines(words, record.media).join(' · '))
  add(labels.profile, image?.colourProfile)
  add(words.labels.thumbnail, record.thumbnail === undefined ? undefined : `${words.thumbnail(record.thumbnail)} (${record.thumbnail.source})`)
  add(words.labels.provenance, record.provenance === undefined ? undefined : words.c2pa(record.provenance))
  add(words.labels.structure, structureText(words, record))
  add(words.labels.ids, listed(words, record.ids ?? [], identifierText))
  for (const { key, value } of record.text.slice(0, MAX_TEXTS)) add(text.textKey(visibleShort(key, 24)), value)
  return rows
}

export function placeText(words: RecordWords, { altitude, errorMetres, direction, source, ...place }: Place): string {
  return [
    coordinates(place), ...(altitude === undefined ? [] : [words.altitude(altitude)]), ...(errorMetres === undefined ? [] : [words.errorMetres(errorMetres)]),
    ...(direction === undefined ? [] : [words.direction(direction)]),
  ].join(', ') + ` (${source})`
}

export function personText(words: RecordWords, { role, value, source }: Person): string {
  return `${value} — ${words.personRole(role)} (${source})`
}

export function identifierText({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}

/** The container and its duration, then each track. */
export function mediaLines(words: RecordWords, { container, durationMs, tracks }: NonNullable<MetadataRecord['media']>): string[] {
  return [[container, ...(durationMs === undefined ? [] : [words.duration(durationMs)])].join(', '), ...tracks.slice(0, MAX_LISTED).map((track) => words.track(track)), ...(tracks.length > MAX_LISTED ? [words.more(tracks.length - MAX_LISTED)] : [])]
}

export function structureText(words: RecordWords, { structure }: Pick<MetadataRecord, 'structure'>): string {
  if (structure === undefined) return ''
  const { segments, more = 0, trailingBytes, trailingKind, pdfUpdates } = structure
  return [
    ...(segments.length === 0 ? [] : [words.segments(segments.length + more)]), ...(pdfUpdates === undefined ? [] : [words.pdfUpdates(pdfUpdates)]),
    ...(trailingBytes === undefined ? [] : [words.trailing(trailingBytes, trailingKind)]),
  ].join(', ')
}

function listed<T>(words: RecordWords, list: readonly T[], say: (item: T) => string): string {
  return [...list.slice(0, MAX_LISTED).map((item) => visibleShort(say(item), 120)), ...(list.length > MAX_LISTED ? [words.more(list.length - MAX_LISTED)] : [])].join(' · ')
}
