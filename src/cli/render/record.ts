import { rawTagLines } from '../../bundle/report/raw-tags.ts'
import { identifierText, mediaLines, personText, placeText, structureText } from '../../bundle/report/technical-rows.ts'
import { exhibitId } from '../../case/exhibit.ts'
import { findingsIn } from '../../metadata/overview/case-findings.ts'
import { everyMember } from '../../metadata/every-file.ts'
import type { MetadataRecord, TimeFact } from '../../metadata/record.ts'
import { recordPath } from '../../metadata/stored-record.ts'
import { notFound, whoLooked } from '../../metadata/overview/who-looked.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold } from '../paint.ts'
import { field } from './field.ts'
import { sayFinding } from './finding.ts'
import { asFound, paragraph, textWidth } from './paragraph.ts'

const FOLDED_TAGS = 20
const ALL_TAGS = 100_000
const MAX_LISTED = 8
const MAX_TIMES = 20
const MAX_FILES = 12

/** A record for a person: the summary, then the findings, then the raw tags by engine. */
export function sayRecord(record: MetadataRecord, verbose: boolean, context: Context): string {
  return [
    bold(`${exhibitId(record.exhibit)} ${visibleShort(record.file.name, 120)}`),
    ...summary(record, context), '', ...findings(record, context), '', ...tags(record, verbose, context),
  ].join('\n')
}

function summary(record: MetadataRecord, { words: { record: words }, terminal }: Context): string[] {
  const { file, image, device, media, labels } = { ...record, labels: words.labels }
  const line = (label: string, ...values: (string | undefined)[]): string[] => field(label, values, terminal)
  const some = <T>(list: readonly T[] | undefined, say: (item: T) => string, max = MAX_LISTED): string[] => [
    ...(list ?? []).slice(0, max).map(say), ...((list ?? []).length > max ? [words.more((list ?? []).length - max)] : []),
  ]
  const captured = record.captured === undefined ? undefined : record.times[record.captured]
  const { looked, failed } = whoLooked(record)
  const absent = notFound(record)
  return [
    ...line(labels.kind, `${file.detected?.mime ?? words.typeUnknown}${file.extensionMatches === false && file.extension !== undefined ? ` (${words.typeMismatch(file.extension)})` : ''}`),
    ...line(labels.size, words.bytes(file.size)),
    ...(image === undefined ? [] : line(labels.image, [words.pixels(image.width, image.height), ...(image.pages !== undefined && image.pages > 1 ? [words.pages(image.pages)] : []), ...(image.codec === undefined ? [] : [image.codec])].join(', '))),
    ...(captured === undefined ? [] : line(labels.captured, ...timeLines(captured, words))),
    ...line(labels.dates, ...some(record.times.filter((time) => time !== captured), (time) => [words.timeRole[time.role], ...timeLines(time, words)].join(' · '), MAX_TIMES)),
    ...line(labels.device, [device?.make, device?.model].filter((part) => part !== undefined).join(' ')),
    ...line(labels.lens, device?.lens), ...line(labels.os, device?.os),
    ...line(labels.serials, ...some(device?.serials, ({ value, source, by }) => sourced(value, source, by))),
    ...line(labels.place, ...some(record.places ?? (record.place === undefined ? [] : [record.place]), (place) => placeText(words, place))),
    ...line(labels.software, ...some(record.software, ({ name, source, by }) => sourced(name, source, by))),
    ...line(labels.people, ...some(record.people, (person) => personText(words, person))),
    ...line(labels.ids, ...some(record.ids, identifierText)),
    ...line(labels.media, ...(media === undefined ? [] : mediaLines(words, media))),
    ...line(labels.embedded, ...some([...everyMember(record)], ({ member, path }) => [
      path.join(' › '), words.relation(member.relation), member.record?.file.detected?.mime, words.bytes(member.size),
      member.unread === undefined ? words.findingsInside(member.record?.findings.length ?? 0) : words.unread(member.unread),
    ].filter((part) => part !== undefined).join(', '), MAX_FILES)),
    ...line(labels.thumbnail, record.thumbnail === undefined ? undefined : words.thumbnail(record.thumbnail)),
    ...line(labels.provenance, record.provenance === undefined ? undefined : words.c2pa(record.provenance)),
    ...line(labels.structure, structureText(words, record)),
    ...line(labels.profile, image?.colourProfile), ...line(labels.pdq, image?.pdq?.hash),
    ...line(labels.text, ...some(record.text, ({ key, value }) => `${key} = ${visibleShort(value, 300)}`)),
    ...line(labels.engines, record.engines.map(({ name }) => name).join(', '), record.deep === true ? words.deep : undefined,
      ...record.engines.filter(({ name }) => failed.includes(name)).map((run) => words.engine(run))),
    ...line('', looked.length === 0 ? words.notRead : absent.length === 0 ? undefined : words.noneFound(absent, looked)),
  ]
}

/** Raw and where it stands; then local, UTC and how the zone is known. */
function timeLines(time: TimeFact, words: Context['words']['record']): string[] {
  const raw = sourced(time.raw, time.source, time.by)
  if (!time.valid || time.local === undefined) return [`${raw} — ${words.invalidDate}`]
  return [raw, [
    `${words.local} ${time.local.replace('T', ' ')}`, ...(time.utc === undefined ? [] : [`UTC ${time.utc.replace('T', ' ')}`]),
    words.zone(time.zone.provenance, time.zone.offset) + (time.zone.detail === undefined ? '' : ` (${time.zone.detail})`),
  ].join(' · ')]
}

function sourced(value: string, source: string, by: readonly string[] | undefined): string {
  return `${visibleShort(value, 300)} (${source}${by === undefined ? '' : ` — ${by.join(', ')}`})`
}

function findings(record: MetadataRecord, context: Context): string[] {
  const { words: { inspection } } = context
  const found = [...findingsIn(record)]
  return [bold(inspection.findingsTitle), ...(found.length === 0 ? [`  ${inspection.noFindings}`] : found.flatMap((each) => sayFinding(each, context)))]
}

function tags(record: MetadataRecord, verbose: boolean, { words: { inspection }, terminal }: Context): string[] {
  const engines = Object.entries(record.raw).map(([engine, found]) => ({ engine, lines: rawTagLines({ [engine]: found }, ALL_TAGS).lines }))
  if (engines.length === 0) return [bold(inspection.tagsTitle), `  ${inspection.noTags(whoLooked(record).looked)}`]
  const folded = !verbose && engines.some(({ lines }) => lines.length > FOLDED_TAGS)
  return [
    bold(inspection.tagsTitle),
    ...engines.flatMap(({ engine, lines }) => {
      const shown = lines.slice(0, verbose ? ALL_TAGS : FOLDED_TAGS)
      return [`  ${inspection.tagsOf(visibleShort(engine, 60), lines.length, shown.length)}`, ...shown.map(({ source, name, value }) => paragraph(
        `${visibleShort(source.slice(engine.length + 1), 60)} ${visibleShort(name, 80)} = ${asFound(visibleShort(value, 400))}`.trimStart(), textWidth(terminal), '    ', '      ',
      ))]
    }),
    ...(folded ? [`  ${inspection.allTags(recordPath(record.exhibit))}`] : []),
  ]
}
