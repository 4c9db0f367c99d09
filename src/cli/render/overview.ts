import type { OverviewResult } from '../../bundle/write-overview.ts'
import { coordinates } from '../../bundle/report/synopsis.ts'
import { exhibitId } from '../../case/exhibit.ts'
import type { HashedPicture } from '../../metadata/match/near-duplicates.ts'
import type { Listed, Tallied } from '../../metadata/overview/bounded-tally.ts'
import { POINT_ROLES } from '../../metadata/overview/time-points.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, yellow } from '../paint.ts'
import { paragraph, textWidth } from './paragraph.ts'
import { textTable } from './text-table.ts'

const MAX_ROWS = 20
const MAX_DAYS = 40
const NUMBERS = 6

export function sayOverview({ overview, files, asked }: OverviewResult & { readonly asked: boolean }, context: Context): string {
  const { overview: words, record, inspection } = context.words
  const { labels, headers } = words
  const uninspected = overview.exhibits - overview.inspected - overview.notRead
  const part = <T>(label: string, head: readonly string[], list: Listed<T>, cells: (value: T) => readonly string[]): string[] => section(label, [...head, headers.exhibits], rows(list, cells), list, overview.inspected, context)
  const names = (label: string, list: Listed<{ readonly name: string }>): string[] => part(label, [label], list, ({ name }) => [visibleShort(name, 60)])
  return [
    words.counted(overview.exhibits, overview.inspected, overview.embedded),
    ...(uninspected > 0 ? [yellow(inspection.uninspected(uninspected))] : []),
    ...part(labels.devices, [labels.devices, headers.serials], overview.devices, ({ make, model, serials }) => [shown([make, model].filter((each) => each !== undefined).join(' ')), shown(serials.join(', '))]),
    ...part(labels.people, [labels.people, headers.role], overview.people, ({ role, value }) => [shown(value), visibleShort(record.personRole(role), 30)]),
    ...part(labels.shared, [labels.shared, headers.kind], overview.shared, ({ kind, value }) => [shown(value), kind === 'serial' ? words.serialKind : visibleShort(kind, 30)]),
    ...names(labels.software, overview.software),
    ...part(labels.places, [labels.places, headers.error], overview.places, ({ errorMetres, ...place }) => [coordinates(place), errorMetres === undefined ? '—' : words.metres(errorMetres)]),
    ...(overview.places.list.length > 0 ? [note(words.placesNote, context)] : []), ...(overview.zeroPositions > 0 ? [note(words.zeroPositions(overview.zeroPositions), context)] : []),
    ...alike(overview, context),
    ...days(overview, context),
    ...names(labels.platforms, overview.platforms), ...names(labels.nameSuggests, overview.nameSuggests), ...(overview.nameSuggests.list.length > 0 ? [note(words.nameNote, context)] : []),
    '', `${bold(labels.screenshots)} — ${overview.screenshots === 0 ? words.none(overview.inspected) : String(overview.screenshots)}`,
    ...(asked ? ['', ...files.map(({ path }) => inspection.written(visible(path))), ...missing(files, inspection)] : []),
  ].join('\n')
}

function missing(files: OverviewResult['files'], { noTimeline, noMap }: Context['words']['inspection']): string[] {
  return [...(files.some(({ path }) => path.endsWith('timeline.svg')) ? [] : [noTimeline]), ...(files.some(({ path }) => path.endsWith('map.svg')) ? [] : [noMap])]
}

function rows<T>({ list }: Listed<T>, cells: (value: T) => readonly string[]): (readonly string[])[] {
  return list.slice(0, MAX_ROWS).map((value) => [...cells(value), numbers(value)])
}

function section(label: string, head: readonly string[], body: readonly (readonly string[])[], { list, unlisted }: { readonly list: readonly unknown[]; readonly unlisted: number }, inspected: number, context: Context): string[] {
  const { words: { overview: words }, terminal } = context
  if (body.length === 0) return ['', `${bold(label)} — ${words.none(inspected)}`]
  const more = list.length - body.length
  const rest = [...(more > 0 ? [words.more(more)] : []), ...(unlisted > 0 ? [words.unlisted(unlisted)] : [])].join(', ')
  const [, ...others] = head
  return [
    '', ...textTable([bold(label), ...others], body, terminal),
    ...(rest === '' ? [] : [`… ${rest}`]),
  ]
}

function alike({ alike: { list, uncompared }, inspected }: OverviewResult['overview'], context: Context): string[] {
  const { overview: words } = context.words
  const body = list.slice(0, MAX_ROWS).map(({ reference, others }) => [
    pictureName(reference), others.slice(0, NUMBERS).map(({ picture, distance }) => words.apart(pictureName(picture), distance)).join(', ') + (others.length > NUMBERS ? ` … (${others.length})` : ''),
  ])
  return [
    ...section(words.labels.alike, [words.labels.alike, words.alikeWith], body, { list, unlisted: 0 }, inspected, context),
    ...(list.length > 0 ? [note(words.alikeNote, context)] : []), ...(uncompared > 0 ? [note(words.uncompared(uncompared), context)] : []),
  ]
}

function pictureName({ exhibit, inside }: HashedPicture): string {
  return `${exhibitId(exhibit)}${inside === undefined ? '' : ` › ${visibleShort(inside, 40)}`}`
}

function days({ days: { list, unlisted }, inspected }: OverviewResult['overview'], context: Context): string[] {
  const { overview: words } = context.words
  const { captured, created, sent, modified } = words.headers
  const body = list.slice(0, MAX_DAYS).map(({ day, counts }) => [
    day, ...POINT_ROLES.map((role) => words.dates(counts[role]?.known ?? 0, counts[role]?.unknown ?? 0)),
  ])
  return [...section(words.labels.days, [words.labels.days, captured, created, sent, modified], body, { list, unlisted }, inspected, context), ...(list.length > 0 ? [note(words.daysNote, context)] : [])]
}

function numbers({ exhibits, count }: Tallied): string {
  const shownOnes = exhibits.slice(0, NUMBERS)
  return shownOnes.map(exhibitId).join(' ') + (count > shownOnes.length ? ` … (${count})` : '')
}

function note(text: string, { terminal }: Context): string {
  return paragraph(text, textWidth(terminal))
}

function shown(value: string): string {
  return visibleShort(value, 80)
}
