import { Lines, type DeliveryDesk } from '../../delivery/delivery-desk.ts'
import { Outbox, type Recovered, type Settled } from '../../delivery/outbox.ts'
import { takeOwnership } from '../../delivery/ownership.ts'
import { payCaseLines, type UnpaidCase } from '../../delivery/pay-case-lines.ts'
import { planFor, queuePlan, type Plan } from '../../delivery/prepare.ts'
import { sendQueued } from '../../delivery/send.ts'
import { isFailure, type FailureCode } from '../../system/failure.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import type { QueueLength } from '../../signalement/store/delivery-table.ts'
import type { Destination } from '../../signalement/destination.ts'
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
  readonly dryRun: boolean
}

/** A signalement that could not even be planned. */
export interface Unplanned {
  readonly id: string
  readonly code: FailureCode
}

export interface SendResult {
  readonly dryRun: boolean
  readonly abandoned: boolean
  /** Those of which something is to be said: what was only known already is left out unless it was asked for by name. */
  readonly plans: readonly Plan[]
  readonly unplanned: readonly Unplanned[]
  readonly settled: readonly Settled[]
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
const GROUP = 64

export const command = defineCommand<Input, SendResult>({
  read: (raw) => ({
    parts: raw.arguments, to: raw.texts('to'), max: raw.whole('max', 1, 10_000_000) ?? Number.POSITIVE_INFINITY, concurrency: raw.whole('concurrency', 1, 256) ?? 4,
    confirmed: raw.flag('confirmPersonal'), force: raw.flag('force'), dryRun: raw.flag('dryRun'),
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
  const { desk, tables } = await deliveryDesk(context, store)
  const lines = new Lines(desk)
  const to = input.to.length === 0 ? undefined : input.to.map((word) => destinationOf(word, '--to', tables))
  const ids = input.parts.length === 0 ? undefined : [...new Set(input.parts.map((part) => store.resolve(part)))]
  const { plans, unplanned } = await planAll(desk, lines, ids, to, input)
  const base: SendResult = { ...NOTHING, dryRun: input.dryRun, plans: plans.filter(({ plan }) => plan !== undefined).map(({ plan }) => plan as Plan), unplanned, tables }
  if (input.dryRun) return base
  const ready = base.plans.reduce((sum, { items }) => sum + items.filter(({ outcome }) => outcome === 'ready').length, 0)
  if (ready > 0 && context.mayAsk && !context.yes && !await isConfirmed(base.plans, ready, context, tables)) return { ...base, abandoned: true }
  const changed: Unplanned[] = []
  for (let at = 0; at < base.plans.length; at += GROUP) {
    store.transaction(() => { for (const plan of base.plans.slice(at, at + GROUP)) changed.push(...queueOne(desk, plan)) })
  }
  return await deliver(desk, lines, { ...base, unplanned: [...unplanned, ...changed] }, input, ids, to, context)
}

/** One that a colleague changed, sent or purged since it was planned stays behind; the others go. */
function queueOne(desk: DeliveryDesk, plan: Plan): readonly Unplanned[] {
  try {
    queuePlan(desk, plan)
    return []
  } catch (error) {
    if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
    return [{ id: plan.record.id, code: error.code }]
  }
}

async function planAll(desk: DeliveryDesk, lines: Lines, ids: readonly string[] | undefined, to: readonly Destination[] | undefined, { confirmed, force }: Input): Promise<{ plans: { plan: Plan | undefined }[]; unplanned: Unplanned[] }> {
  const { store, world } = desk
  const wanted = ids ?? [...store.list({ states: ['validated', 'queued', 'dead_letter'] })].map(({ id }) => id)
  const plans: { plan: Plan | undefined }[] = []
  const unplanned: Unplanned[] = []
  for (const id of wanted) {
    if (world.signal.aborted) break
    try {
      const plan = await planFor(desk, lines, store.get(id), { confirmed, force, ...(to === undefined ? {} : { to }) })
      // Asked for by name, everything is told; in a round of all, what is already on its way is not.
      const items = ids === undefined ? plan.items.filter((item) => item.outcome !== 'already' || item.other !== undefined) : plan.items
      if (plan.stop || items.length > 0) plans.push({ plan: { ...plan, items } })
    } catch (error) {
      if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
      unplanned.push({ id, code: error.code })
    }
  }
  return { plans, unplanned }
}

async function isConfirmed(plans: readonly Plan[], ready: number, context: Context, tables: DeskTables): Promise<boolean> {
  const { words: { delivery: { send: words }, signalement } } = context
  const counts = new Map<string, number>()
  for (const { items } of plans) for (const item of items) if (item.outcome === 'ready') {
    const name = `${tables.names.destination(item.destination)}${item.test ? ` (${words.test})` : ''}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const answer = await ask<'yes' | 'no'>(context, {
    message: words.confirm(ready, [...counts].map(([name, count]) => `${name} : ${count}`).join(', ')), choices: [{ value: 'no', name: signalement.no }, { value: 'yes', name: signalement.yes }],
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
    const recovered = outbox.recover()
    if (to !== undefined) outbox.keepOnly(to.map(({ id }) => id))
    const total = asked().reduce((sum, { count }) => sum + count, 0)
    const settled: Settled[] = []
    const progress = context.progress.work('send', context.words.delivery.send.progress)
    await sendQueued(desk, outbox, { concurrency, max, ...(only === undefined ? {} : { only }) }, (each) => {
      settled.push(each)
      progress.update({ files: settled.length, totalFiles: total })
    })
    progress.end()
    const paused = store.destinations.all().filter(({ pausedMs }) => pausedMs !== undefined).map(({ id }) => id)
    return {
      ...base, settled, recovered, paused, closed: closed.filter(({ destination }) => wanted.some((each) => each.destination === destination)), pausedNow: [...new Set(settled.filter((each) => each.paused).map(({ open }) => open.row.destination))],
      waiting: asked(),
      unpaid: await payCaseLines(world, store), certificates: outbox.unprovenLines(),
    }
  } finally {
    await owner.release()
  }
}
