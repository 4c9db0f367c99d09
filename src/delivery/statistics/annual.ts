// The yearly figures of Art. 22(3) DSA as recital 62 describes them: notices by provider, by type of content, by action
// taken, without personal data. One pass over the deliveries; memory follows the words, not the notices.
import { CHANNELS, HARMS } from '../../signalement/vocabulary.ts'
import type { Instant } from '../../system/world.ts'
import { ACTIONS, actionOf, type Action } from './action.ts'
import { COARSE_MS, momentOf, type DeliveryFact, type DeliveryFacts } from './delivery-fact.ts'
import type { Period } from './period.ts'
import { isSmall, THRESHOLD } from './small-counts.ts'
import { SCOPES, STATISTICS_FORMAT, type Annual, type AnnualScope, type AnnualTable, type Scope } from './statistics.ts'
import { linesOf, printedCount, printedTable, Tally } from './tally.ts'

/** Who asks, when, and whether anything is withheld. */
export interface Occasion {
  readonly organisation: string
  readonly generatedAt: Instant
  readonly toolVersion: string
  /** Nothing is withheld: for those who may see the records anyway. */
  readonly exact: boolean
}

interface Gathered {
  readonly providers: Tally
  readonly harms: Tally
  readonly channels: Map<string, number>
  readonly cells: Map<string, number>
}

export async function annualFigures(facts: DeliveryFacts, year: number, period: Period, occasion: Occasion): Promise<Annual> {
  const { exact } = occasion
  const gathered = new Map(SCOPES.map((scope): [Scope, Gathered] => [scope, { providers: new Tally(), harms: new Tally(), channels: new Map(), cells: new Map() }]))
  const coarse = new CoarseCount(period)
  for await (const fact of facts) {
    const action = actionOf(fact)
    const moment = momentOf(fact)
    if (action === undefined || moment < period.fromMs || moment >= period.endMs) continue
    coarse.add(fact)
    const part = gathered.get(scopeOf(fact))
    if (part !== undefined) gather(part, fact, action, exact)
  }
  return {
    format: STATISTICS_FORMAT, kind: 'annual', year,
    ...head(period, occasion), coarse: coarse.printed(exact),
    scopes: SCOPES.flatMap((scope) => {
      const part = gathered.get(scope)
      return part === undefined ? [] : [scopeFigures(scope, part, exact)]
    }),
  }
}

/** What both kinds of figures say first. */
export function head({ from, to, timeZone }: Period, { organisation, generatedAt, toolVersion, exact }: Occasion) {
  return { period: { from, to, timeZone }, generatedAt, toolVersion, organisation, disclosure: { exact, threshold: THRESHOLD } }
}

/** Providers are platforms, hosts and networks; authorities, hotlines and partners are not. */
function scopeOf({ trustedFlagger, role }: DeliveryFact): Scope {
  return trustedFlagger === true && (role === 'platform' || role === 'network') ? 'trusted_flagger' : 'other'
}

function gather({ providers, harms, channels, cells }: Gathered, { destination, harm, channel }: DeliveryFact, action: Action, exact: boolean): void {
  providers.add(destination, action)
  harms.add(harm, action)
  channels.set(channel, (channels.get(channel) ?? 0) + 1)
  if (!exact) return
  const key = [destination, harm, action].join(' ')
  cells.set(key, (cells.get(key) ?? 0) + 1)
}

function scopeFigures(scope: Scope, { providers, harms, channels, cells }: Gathered, exact: boolean): AnnualScope {
  const { total } = providers
  if (total === 0 || (!exact && isSmall(total))) return { scope, total: printedCount(total, exact), tables: [] }
  // Tables that share nothing but the totals of their columns say nothing of each other's cells; a third one, of providers
  // by harm, would: it is in the exact figures only.
  const tables = [tableOf('provider', providers, [], exact), tableOf('harm', harms, HARMS, exact), channelTable(channels, exact)]
  return { scope, total, tables, ...(exact ? { cells: exactCells(cells) } : {}) }
}

function tableOf(by: AnnualTable['by'], tally: Tally, order: readonly string[], exact: boolean): AnnualTable {
  const { columns, totals, rows } = printedTable<Action>(tally, ACTIONS, by === 'provider' ? [] : bySize(tally, order), exact)
  return { by, columns, totals, rows: rows.map(({ line, total, counts }) => ({ key: line.key, total, counts })) }
}

const bySize = (tally: Tally, order: readonly string[]): readonly string[] => {
  const totals = tally.rowTotals
  return order.toSorted((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0))
}

/** How they went: a list of totals. */
function channelTable(channels: ReadonlyMap<string, number>, exact: boolean): AnnualTable {
  const rows = linesOf(channels, CHANNELS, exact).map(({ key, members }) => ({ key, total: members.reduce((sum, name) => sum + (channels.get(name) ?? 0), 0), counts: [] }))
  return { by: 'channel', columns: [], totals: [], rows }
}

function exactCells(cells: ReadonlyMap<string, number>): NonNullable<AnnualScope['cells']> {
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => {
    const [provider = '', harm = '', action = ''] = key.split(' ')
    return { provider, harm, action: action as Action, count }
  })
}

/** How many counted notices know their time to thirty days only, and may be of another period. */
export class CoarseCount {
  readonly #period: Period
  #counted = 0
  #uncertain = 0

  constructor(period: Period) {
    this.#period = period
  }

  add(fact: DeliveryFact): void {
    if (!fact.coarse) return
    this.#counted += 1
    if (momentOf(fact) + COARSE_MS > this.#period.endMs) this.#uncertain += 1
  }

  printed(exact: boolean): { counted: number | null; uncertain: number | null } {
    return { counted: printedCount(this.#counted, exact), uncertain: printedCount(this.#uncertain, exact) }
  }
}
