import { Group } from '../../delivery/group.ts'
import { Lines, type DeliveryDesk } from '../../delivery/delivery-desk.ts'
import { Outbox, type Recovered, type Settled } from '../../delivery/outbox.ts'
import { takeOwnership } from '../../delivery/ownership.ts'
import { payCaseLines, type UnpaidCase } from '../../delivery/pay-case-lines.ts'
import { planFor, queuePlan, type Plan } from '../../delivery/prepare.ts'
import { sendQueued } from '../../delivery/send.ts'
import { isFailure, type FailureCode } from '../../system/failure.ts'
import type { Outcome } from '../../delivery/outcome.ts'
import type { Delivery } from '../../signalement/delivery.ts'
import type { State } from '../../signalement/vocabulary.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import type { QueueLength } from '../../signalement/store/delivery-row.ts'
import type { Destination } from '../../signalement/destination.ts'
import { keepOldSpace, keepYoungSpace } from '../../system/young-objects.ts'
import { ask } from '../ask.ts'
import type { Context } from '../context.ts'
import { deliveryDesk, destinationOf } from '../delivery-desk-of.ts'
import { absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { saySent, sentJson } from '../render/sent.ts'
import { exitOfSending } from '../exit-of-sending.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Input {
  readonly parts: readonly string[]
  readonly to: readonly string[]
  readonly max: number
  readonly concurrency: number
  readonly confirmed: boolean
  readonly force: boolean
  readonly queueOnly: boolean
  readonly dryRun: boolean
}

/** A signalement that could not even be planned. */
export interface Unplanned {
  readonly id: string
  readonly code: FailureCode
}

/** What is said of one attempt: ten thousand of them are held until the end. */
export interface SentItem {
  readonly id: string
  readonly destination: string
  readonly key: string
  readonly test: boolean
  readonly state: State
  readonly outcome: Outcome
  readonly receipt: Delivery['receipt']
  readonly nextMs: number | undefined
}

const itemOf = ({ open: { row }, delivery: { state, receipt }, outcome, nextMs }: Settled): SentItem => ({ id: row.id, destination: row.destination, key: row.key, test: row.test, state, outcome, receipt, nextMs })

export interface SendResult {
  readonly dryRun: boolean
  readonly abandoned: boolean
  /** Nothing was to be sent from here. */
  readonly queueOnly?: true
  /** Those of which something is to be said: what was only known already is left out unless it was asked for by name. */
  readonly plans: readonly Plan[]
  readonly unplanned: readonly Unplanned[]
  readonly settled: readonly SentItem[]
  readonly recovered: Recovered
  /** What is left in the queue of machine destinations. */
  readonly waiting: readonly QueueLength[]
  readonly closed: readonly { readonly destination: string; readonly missing: readonly string[] }[]
  readonly pausedNow: readonly string[]
  readonly paused: readonly string[]
  readonly unpaid: readonly UnpaidCase[]
  readonly certificates: readonly { readonly destination: string; readonly reason: string }[]
  readonly tables: DeskTables | undefined
}

const NOTHING: SendResult = { dryRun: false, abandoned: false, plans: [], unplanned: [], settled: [], recovered: { resumed: 0, lost: 0 }, waiting: [], closed: [], pausedNow: [], paused: [], unpaid: [], certificates: [], tables: undefined }
const GROUP = 128

export const command = defineCommand<Input, SendResult>({
  read: (raw) => ({
    parts: raw.arguments, to: raw.texts('to'), max: raw.whole('max', 1, 10_000_000) ?? Number.POSITIVE_INFINITY, concurrency: raw.whole('concurrency', 1, 256) ?? 4,
    confirmed: raw.flag('confirmPersonal'), force: raw.flag('force'), queueOnly: raw.flag('queueOnly'), dryRun: raw.flag('dryRun'),
  }),
  act: (input, context) => withExistingStore(context, input.parts.length === 0 ? async () => nothing(input, context) : absent(input.parts[0]), async (store) => send(input, context, store)),
  say: saySent,
  json: sentJson,
  exit: exitOfSending,
})

/** A machine without signalements; a destination that nobody knows is still refused. */
async function nothing({ to, dryRun }: Input, context: Context): Promise<SendResult> {
  const tables = await deskTables(context)
  for (const word of to) destinationOf(word, '--to', tables)
  return { ...NOTHING, dryRun }
}

async function send(input: Input, context: Context, store: SignalementStore): Promise<SendResult> {
  keepYoungSpace()
  keepOldSpace(300)
  const { desk, tables } = await deliveryDesk(context, store)
  const lines = new Lines(desk)
  const to = input.to.length === 0 ? undefined : input.to.map((word) => destinationOf(word, '--to', tables))
  const ids = input.parts.length === 0 ? undefined : [...new Set(input.parts.map((part) => store.resolve(part)))]
  const round = (onPlan: (plan: Plan) => void, keep: boolean): Promise<readonly Unplanned[]> => planAll(desk, lines, ids, to, input, onPlan, keep)
  const plans: Plan[] = []
  if (input.dryRun) {
    const unplanned = await round((plan) => { plans.push(plan) }, false)
    return { ...NOTHING, dryRun: true, plans, unplanned, tables }
  }
  if (context.mayAsk && !context.yes) {
    const counts = new Map<string, number>()
    await round(({ items }) => {
      for (const item of items) if (item.outcome === 'ready') {
        const name = `${tables.names.destination(item.destination)}${item.test ? ` (${context.words.delivery.send.test})` : ''}`
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }, false)
    if (counts.size > 0 && !await isConfirmed(counts, context)) return { ...NOTHING, abandoned: true, tables }
  }
  // Bytes that are in the outbox are not kept here as well.
  const unplanned = await round((plan) => {
    const held = plan.items.filter(({ outcome }) => outcome !== 'ready')
    if (plan.stop || held.length > 0) plans.push({ ...plan, items: held })
  }, true)
  if (input.queueOnly) return { ...NOTHING, queueOnly: true, plans, unplanned, waiting: store.deliveries.waiting(), tables }
  return await deliver(desk, lines, { ...NOTHING, plans, unplanned, tables }, input, ids, to, context)
}

/** @param keep into the outbox, one commit a group */
async function planAll(
  desk: DeliveryDesk, lines: Lines, ids: readonly string[] | undefined, to: readonly Destination[] | undefined, { confirmed, force }: Input, onPlan: (plan: Plan) => void, keep: boolean,
): Promise<readonly Unplanned[]> {
  const { store, world } = desk
  const wanted = ids ?? [...store.list({ states: ['validated', 'queued', 'dead_letter'] })].map(({ id }) => id)
  const unplanned: Unplanned[] = []
  for (let at = 0; at < wanted.length && !world.signal.aborted; at += GROUP) {
    const plans: Plan[] = []
    const group = new Group()
    for (const id of wanted.slice(at, at + GROUP)) {
      try {
        const found = await planFor(desk, lines, store.get(id), { confirmed, force, ...(to === undefined ? {} : { to }) })
        const plan = force ? found : group.withoutTwins(found, desk)
        // Asked for by name, everything is told; in a round of all, what is already on its way is not.
        const items = ids === undefined ? plan.items.filter((item) => item.outcome !== 'already' || item.other !== undefined) : plan.items
        if (plan.stop || items.length > 0) plans.push({ ...plan, items })
      } catch (error) {
        if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
        unplanned.push({ id, code: error.code })
      }
    }
    if (keep) store.transaction(() => {
      for (const plan of plans) {
        try {
          queuePlan(desk, plan)
        } catch (error) {
          if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
          unplanned.push({ id: plan.record.id, code: error.code })
        }
      }
    })
    for (const plan of plans) onPlan(plan)
  }
  return unplanned
}

async function isConfirmed(counts: ReadonlyMap<string, number>, context: Context): Promise<boolean> {
  const { words: { delivery: { send: words }, signalement } } = context
  const answer = await ask<'yes' | 'no'>(context, {
    message: words.confirm([...counts.values()].reduce((sum, count) => sum + count, 0), [...counts].map(([name, count]) => `${name} : ${count}`).join(', ')),
    choices: [{ value: 'no', name: signalement.no }, { value: 'yes', name: signalement.yes }],
  })
  return answer === 'yes'
}

async function deliver(desk: DeliveryDesk, lines: Lines, base: SendResult, { max, concurrency }: Input, ids: readonly string[] | undefined, to: readonly Destination[] | undefined, context: Context): Promise<SendResult> {
  const { store, world } = desk
  const only = ids === undefined ? undefined : [...store.deliveries.list({ ids, states: ['queued'] })].map(({ number }) => number)
  const asked = (): readonly QueueLength[] => store.deliveries.waiting(only).filter(({ destination }) => to === undefined || to.some(({ id }) => id === destination))
  const wanted = asked()
  if (wanted.length === 0 && store.deliveries.sending().length === 0) return { ...base, unpaid: await payCaseLines(world, store) }
  const owner = await takeOwnership(world, store, 'send')
  try {
    const outbox = new Outbox(desk, lines, owner)
    const closed = await outbox.openLines([...new Set([...wanted.map(({ destination }) => destination), ...store.deliveries.sendingTo()])])
    const interrupted = await outbox.recover()
    const lost = interrupted.filter(({ delivery }) => delivery.state === 'unknown_outcome')
    const recovered: Recovered = { lost: lost.length, resumed: interrupted.length - lost.length }
    if (to !== undefined) outbox.keepOnly(to.map(({ id }) => id))
    const total = asked().reduce((sum, { count }) => sum + count, 0)
    // What may go again is told when it went.
    const settled: SentItem[] = lost.map(itemOf)
    const pausedNow = new Set<string>()
    const progress = context.progress.work('send', context.words.delivery.send.progress)
    await sendQueued(desk, outbox, { concurrency, max, ...(only === undefined ? {} : { only }) }, (each) => {
      settled.push(itemOf(each))
      if (each.paused) pausedNow.add(each.open.row.destination)
      progress.update({ files: settled.length, totalFiles: total })
    })
    progress.end()
    const paused = store.destinations.all().filter(({ pausedMs }) => pausedMs !== undefined).map(({ id }) => id)
    return {
      ...base, settled, recovered, paused, closed: closed.filter(({ destination }) => wanted.some((each) => each.destination === destination)), pausedNow: [...pausedNow],
      waiting: asked(),
      unpaid: await payCaseLines(world, store), certificates: outbox.unprovenLines(),
    }
  } finally {
    await owner.release()
  }
}
