// What both verbs of figures share: where the deliveries come from, how things are called, and how the figures go out.
import { renderStatistics } from '../bundle/pdf/render-statistics.ts'
import type { Occasion } from '../delivery/statistics/annual.ts'
import type { DeliveryFacts } from '../delivery/statistics/delivery-fact.ts'
import { deliveryFacts } from '../delivery/statistics/facts-of-store.ts'
import { OTHERS } from '../delivery/statistics/small-counts.ts'
import { csvFile, csvLines, type NameOf } from '../delivery/statistics/statistics-csv.ts'
import type { Statistics } from '../delivery/statistics/statistics.ts'
import type { TableBy } from '../delivery/statistics/statistics-words.ts'
import { ownWord } from '../messages/format.ts'
import { loadLaw } from '../signalement/law.ts'
import { datedFacts } from '../signalement/stale-facts.ts'
import type { Urgency } from '../signalement/vocabulary.ts'
import { Failure } from '../system/failure.ts'
import { visible } from '../system/visible.ts'
import type { Written } from '../system/world.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'
import { jsonText } from './define-command.ts'
import { deskDefaults, withExistingStore } from './desk.ts'
import type { RawInput } from './raw-input.ts'
import { warnOfStale } from './render/provenance.ts'
import { sayStatistics } from './render/statistics.ts'
import { printOf } from './render/statistics-sheets.ts'
import { deskTables, type DeskTables } from './tables.ts'

const FORMATS = ['csv', 'json', 'pdf'] as const
type Format = (typeof FORMATS)[number]

export interface FiguresOutput {
  /** Undefined: a table on the screen. */
  readonly format: Format | undefined
  readonly output: string | undefined
  readonly exact: boolean
}

export interface Figures {
  readonly statistics: Statistics
  readonly format: Format | undefined
  readonly nameOf: NameOf
  readonly file: (Written & { readonly path: string }) | undefined
}

/** @throws `usage.missing-option` for a PDF without a file, `usage.bad-value` for a file whose name tells no format */
export function readOutput(raw: RawInput, context: Context): FiguresOutput {
  const given = raw.choice('figuresFormat', FORMATS)
  const output = raw.text('output')
  const format = given ?? FORMATS.find((each) => output?.toLowerCase().endsWith(`.${each}`))
  if (output !== undefined && format === undefined) throw new Failure('usage.bad-value', { option: '--output', value: output, expected: FORMATS.map((each) => `….${each}`).join(' | ') })
  if (output === undefined && format === 'pdf') throw new Failure('usage.missing-option', { option: '--output' })
  return { format, output: output === undefined ? undefined : absolute(context, output), exact: raw.flag('exact') }
}

/** Counts, and writes the file when one is asked for. @throws `system.disk-full`, `system.io` */
export async function figuresOf(count: (facts: DeliveryFacts, occasion: Occasion) => Promise<Statistics>, { format, output, exact }: FiguresOutput, context: Context): Promise<Figures> {
  const { world, words } = context
  const tables = await deskTables(context)
  const occasion: Occasion = { organisation: deskDefaults(context).organisation.slice(0, 200), generatedAt: world.clock.now(), toolVersion: world.host.toolVersion, exact }
  const statistics = await withExistingStore(context, () => count([], occasion), (store) => count(deliveryFacts(store, (id) => tables.destination(id)?.role), occasion))
  const nameOf = namesIn(context, tables)
  const file = output === undefined || format === undefined ? undefined : await write(statistics, format, output, nameOf, context)
  if (exact) context.note(words.statistics.exact)
  return { statistics, format, nameOf, file }
}

async function write(statistics: Statistics, format: Format, path: string, nameOf: NameOf, context: Context): Promise<Written & { path: string }> {
  const { world, words } = context
  const content = format === 'csv' ? csvFile(statistics, words.statistics, nameOf)
    : format === 'json' ? `${JSON.stringify(statistics, null, 2)}\n`
      : renderStatistics(printOf(statistics, { words: words.statistics, nameOf }, await lawLines(context)))
  // Figures with small numbers in them are for their owner.
  return { path, ...await world.files.writeDurably(path, content, statistics.disclosure.exact ? { mode: 0o600 } : {}) }
}

export function sayFigures({ statistics, format, nameOf, file }: Figures, { words }: Context): string {
  if (file !== undefined) return words.statistics.written(visible(file.path))
  if (format === 'csv') return csvLines(statistics, words.statistics, nameOf).join('\n')
  return format === 'json' ? jsonText(statistics) : sayStatistics(statistics, { words: words.statistics, nameOf })
}

export function figuresJson({ statistics, format, file }: Figures): unknown {
  return file === undefined ? statistics : { format, ...file }
}

/** Closed words by the catalog, destinations by their data; a destination that is gone by its identifier. */
function namesIn({ words }: Context, { names }: DeskTables): NameOf {
  const { statistics, routing, signalement } = words
  const sayers: { readonly [by in TableBy]: (key: string) => string } = {
    provider: (key) => names.destination(key),
    harm: (key) => names.harm(key),
    channel: (key) => ownWord(routing.delivery, key),
    urgency: (key) => (Object.hasOwn(signalement.urgencies, key) ? signalement.urgencies[key as Urgency] : statistics.notKnown),
    month: (key) => statistics.month(key),
  }
  return (by, key) => {
    if (key === OTHERS) return statistics.others
    return sayers[by](key)
  }
}

/** What the data says of Art. 22 DSA, each with its source and day; what was not verified says so. */
async function lawLines(context: Context): Promise<readonly string[]> {
  const { words: { statistics: words } } = context
  const texts = (await loadLaw(context.world)).texts.filter(({ id }) => id === 'dsa-22')
  warnOfStale(texts.flatMap((text) => datedFacts(text, `law.${text.id}`)), context)
  return texts.flatMap((text) => [{ ...text, text: text.label }, ...text.facts ?? []].map((fact) => {
    const said = `${words.labelled(text.citation, fact.text[words.language])} (${words.law.source(fact.source, fact.checkedOn)})`
    return fact.verified ? said : `${said} — ${words.law.toVerify}`
  }))
}
