import { formatShortInstant } from '../../messages/format.ts'
import { foldWord } from '../../signalement/nearest-word.ts'
import type { DestinationState } from '../../signalement/store/destination-states.ts'
import type { ListedDelivery } from '../../signalement/store/delivery-row.ts'
import { STATES, type State } from '../../signalement/vocabulary.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import { Failure, isFailure } from '../../system/failure.ts'
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import type { Context } from '../context.ts'
import { destinationOf } from '../delivery-desk-of.ts'
import { deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, dim, green, red, yellow } from '../paint.ts'
import { textTable } from '../render/text-table.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Input {
  readonly states: readonly State[] | undefined
  readonly to: string | undefined
  readonly resume: string | undefined
  readonly limit: number
}

interface Result {
  readonly nowMs: number
  readonly counts: Readonly<Record<string, number>>
  /** Of those in `queued`, what a machine is to send; a person does the others. */
  readonly machines: number
  /** `reason`: how its last attempt ended. */
  readonly rows: readonly (ListedDelivery & { readonly reason?: string })[]
  readonly total: number
  readonly destinations: readonly DestinationState[]
  readonly resumed: { readonly destination: string; readonly was: boolean } | undefined
  readonly tables: DeskTables
}

/** What is not over: the rest is found by `follow` and `signalement list`. */
const OPEN: readonly State[] = ['queued', 'sending', 'unknown_outcome', 'dead_letter']
const SHOWN = 50

export const command = defineCommand<Input, Result>({
  read(raw, { words: { signalement: { states: words } } }) {
    const states = raw.texts('state').map((word) => {
      const state = STATES.find((each) => each === word || foldWord(words[each]) === foldWord(word))
      if (state === undefined) throw new Failure('usage.bad-value', { option: '--state', value: word, expected: STATES.map((each) => words[each]).join(' | ') })
      return state
    })
    return { states: states.length === 0 ? undefined : states, to: raw.text('toOne'), resume: raw.text('resumeOne'), limit: raw.whole('limit', 1, 1_000_000) ?? SHOWN }
  },
  async act({ states, to, resume, limit }, context) {
    const tables = await deskTables(context)
    const nowMs = msOfInstant(context.world.clock.now()) ?? 0
    const destination = to === undefined ? undefined : destinationOf(to, '--to', tables).id
    const opened = resume === undefined ? undefined : destinationOf(resume, '--resume', tables).id
    return await withExistingStore<Result>(context, () => ({ nowMs, counts: {}, machines: 0, rows: [], total: 0, destinations: [], resumed: undefined, tables }), (store) => {
      const resumed = opened === undefined ? undefined : { destination: opened, was: store.destinations.resume(opened, nowMs) }
      const filter = { states: states ?? OPEN, ...(destination === undefined ? {} : { destination }) }
      const counts = store.deliveries.counts(filter)
      return {
        nowMs, tables, resumed, counts: Object.fromEntries(counts), machines: store.deliveries.waiting().reduce((sum, each) => sum + (destination === undefined || destination === each.destination ? each.count : 0), 0), total: [...counts.values()].reduce((sum, count) => sum + count, 0),
        rows: [...store.deliveries.list({ ...filter, limit })].map((row) => ({ ...row, ...reasonOf(store, row) })), destinations: store.destinations.all().filter(({ pausedMs, openMs }) => pausedMs !== undefined || openMs > nowMs),
      }
    })
  },
  say: sayOutbox,
  json: ({ nowMs: _now, rows, destinations, tables: _tables, ...rest }) => ({ ...rest, destinations, deliveries: rows.map(deliveryJson) }),
  exit: () => Exit.done,
})

/** Of what was tried and did not arrive. */
function reasonOf(store: SignalementStore, { number, attempts }: ListedDelivery): { readonly reason?: string } {
  if (attempts === 0) return {}
  try {
    const code = store.deliveries.get(number).delivery.attempts.at(-1)?.code
    return code === undefined ? {} : { reason: code }
  } catch (error) {
    // Purged since the list was read.
    if (isFailure(error, 'signalement.purged')) return {}
    throw error
  }
}

/** Milliseconds become instants; what is not known is left out. */
export function deliveryJson(row: ListedDelivery): unknown {
  return Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [name.endsWith('Ms') ? [`${name.slice(0, -2)}At`, instantOfMs(value as number)] : [name, value]])))
}

function sayOutbox({ nowMs, counts, machines, rows, total, destinations, resumed, tables }: Result, context: Context): string {
  const { words: { delivery: { outbox, codes, queued, send: { test } }, signalement, signalement: { list } } } = context
  const { timeZone } = deskDefaults(context)
  const name = (id: string): string => tables.names.destination(id)
  const head = [
    ...(resumed === undefined ? [] : [resumed.was ? green(outbox.resumed(name(resumed.destination))) : outbox.notPaused(name(resumed.destination))]),
    ...destinations.map(({ id, pausedMs, code, openMs }) => (pausedMs === undefined ? yellow(outbox.closed(name(id), formatShortInstant(instantOfMs(openMs), timeZone))) : red(outbox.paused(name(id), id, codes[code ?? ''] ?? code ?? '')))),
  ]
  if (rows.length === 0) return [...head, outbox.empty].join('\n')
  const paused = new Set(destinations.flatMap(({ id, pausedMs }) => (pausedMs === undefined ? [] : [id])))
  const cells = rows.map((row) => {
    const minutes = (row.dueMs - nowMs) / 60_000
    const { machine } = row
    const state = row.state === 'queued' && machine ? queued : signalement.states[row.state]
    return [
      shortId(row.id), `${name(row.destination)}${row.test ? ` (${test})` : ''}`, row.state === 'queued' ? state : row.state === 'sending' ? yellow(state) : red(state), String(row.attempts),
      [
        ...(row.reason === undefined ? [] : [codes[row.reason] ?? row.reason]),
        ...(row.state !== 'queued' || !machine ? [] : [paused.has(row.destination) ? outbox.inPause : row.nextMs <= nowMs ? outbox.now : formatShortInstant(instantOfMs(row.nextMs), timeZone)]),
      ].join(', ') || '—',
      minutes < 0 ? red(list.overdue(-minutes)) : list.dueIn(minutes),
    ]
  })
  return [
    ...head, Object.entries(counts).flatMap(([state, count]) => (state !== 'queued' ? [outbox.count(signalement.states[state as State], count)] : [
      ...(machines === 0 ? [] : [outbox.count(queued, machines)]), ...(count === machines ? [] : [outbox.count(signalement.states.queued, count - machines)]),
    ])).join(' · '),
    ...textTable(outbox.head.map(bold), cells, context.terminal), ...(rows.length < total ? [dim(outbox.more(rows.length, total))] : []),
  ].join('\n')
}
