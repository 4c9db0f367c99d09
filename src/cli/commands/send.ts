import { Group } from '../../delivery/group.ts'
import { Lines, type DeliveryDesk } from '../../delivery/delivery-desk.ts'
import { Outbox, type Recovered, type Settled } from '../../delivery/outbox.ts'
import { takeOwnership } from '../../delivery/ownership.ts'
import { payCaseLines, type UnpaidCase } from '../../delivery/pay-case-lines.ts'
import { personalHits, planFor, queuePlan, type Plan } from '../../delivery/prepare.ts'
import { sendQueued } from '../../delivery/send.ts'
import { signatureOf } from '../../delivery/setup.ts'
import { withdrawStale } from '../../delivery/withdraw.ts'
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
import { absent, deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { sayHeld, saySent, sentJson } from '../render/sent.ts'
import { sayHits } from '../render/privacy-hits.ts'
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
  /** Nobody knows yet whether they arrived: of this round and of earlier ones. */
  readonly unknown: number
  /** Complete, and on their way to nobody. */
  readonly byHand: number
  /** What is left in the queue of machine destinations. */
  readonly waiting: readonly QueueLength[]
  readonly closed: readonly { readonly destination: string; readonly missing: readonly string[] }[]
  readonly pausedNow: readonly string[]
  readonly paused: readonly string[]
  readonly unpaid: readonly UnpaidCase[]
  readonly certificates: readonly { readonly destination: string; readonly reason: string }[]
  readonly tables: DeskTables | undefined
}

const NOTHING: SendResult = { dryRun: false, abandoned: false, plans: [], unplanned: [], settled: [], recovered: { resumed: 0, lost: 0 }, unknown: 0, byHand: 0, waiting: [], closed: [], pausedNow: [], paused: [], unpaid: [], certificates: [], tables: undefined }
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
  const signature = signatureOf(desk.settings, [context.world.host.toolVersion, ...[...deskDefaults(context).flaggerHarms].toSorted()])
  const round = (onPlan: (plan: Plan) => void, keep: boolean): Promise<readonly Unplanned[]> => planAll(desk, lines, ids, to, input, onPlan, keep, signature)
  const plans: Plan[] = []
  if (input.dryRun) {
    const unplanned = await round((plan) => { plans.push(plan) }, false)
    return { ...NOTHING, dryRun: true, plans, unplanned, byHand: byHand(store), tables }
  }
  await withdrawStale(desk, lines)
  if (context.mayAsk && !context.yes) {
    const shown: Plan[] = []
    await round((plan) => { shown.push(plan) }, false)
    if (!await isConfirmed(shown, queued(store, queuedRows(store, ids), to), input, context, tables)) return { ...NOTHING, abandoned: true, tables }
  }
  // Bytes that are in the outbox are not kept here as well.
  const unplanned = await round((plan) => {
    const held = plan.items.filter(({ outcome }) => outcome !== 'ready')
    if (plan.stop || held.length > 0) plans.push({ ...plan, items: held })
  }, true)
  if (input.queueOnly) return { ...NOTHING, queueOnly: true, plans, unplanned, waiting: store.deliveries.waiting(), byHand: byHand(store), tables }
  return await deliver(desk, lines, { ...NOTHING, plans, unplanned, tables }, input, ids, to, context)
}

/** Complete, and on their way to nobody: no machine destination is set up for them, or they are held. */
const byHand = (store: SignalementStore): number => store.count({ states: ['validated'] })

/** Of these signalements; all when absent. */
const queuedRows = (store: SignalementStore, ids: readonly string[] | undefined): readonly number[] | undefined => (ids === undefined ? undefined : [...store.deliveries.list({ ids, states: ['queued'] })].map(({ number }) => number))

/** What waits in the queue. @param only of these rows */
function queued(store: SignalementStore, only: readonly number[] | undefined, to: readonly Destination[] | undefined): readonly QueueLength[] {
  return store.deliveries.waiting(only).filter(({ destination }) => to === undefined || to.some(({ id }) => id === destination))
}

/** @param keep into the outbox, one commit a group */
async function planAll(
  desk: DeliveryDesk, lines: Lines, ids: readonly string[] | undefined, to: readonly Destination[] | undefined, { confirmed, force }: Input, onPlan: (plan: Plan) => void,
  keep: boolean, signature: string,
): Promise<readonly Unplanned[]> {
  const { store, world } = desk
  // Whoever names destinations, or wants it done again, means all signalements, those too of which everything is on its way.
  const left = [...ids ?? store.unplanned(to === undefined && !force ? signature : '')]
  const unplanned: Unplanned[] = []
  while (left.length > 0 && !world.signal.aborted) {
    const plans: Plan[] = []
    const complete: string[] = []
    const again: string[] = []
    const group = new Group()
    for (const id of left.splice(0, GROUP)) {
      try {
        const found = await planFor(desk, lines, store.get(id), { confirmed, force, ...(to === undefined ? {} : { to }) })
        const plan = force ? found : group.withoutTwins(found, desk)
        if (plan === undefined) {
          again.push(id)
          continue
        }
        if (to === undefined && !plan.stop && plan.items.every((item) => item.outcome === 'ready' || (item.outcome === 'already' && item.other === undefined))) complete.push(id)
        // Asked for by name, everything is told; in a round of all, what is already on its way is not.
        const items = ids === undefined ? plan.items.filter((item) => item.outcome !== 'already' || item.other !== undefined) : plan.items
        if (plan.stop || items.length > 0) plans.push({ ...plan, items })
      } catch (error) {
        if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
        unplanned.push({ id, code: error.code })
      }
    }
    left.unshift(...again)
    if (keep) store.transaction(() => {
      const failed = new Set<string>()
      for (const plan of plans) {
        try {
          queuePlan(desk, plan)
        } catch (error) {
          if (!isFailure(error) || !error.code.startsWith('signalement.')) throw error
          failed.add(plan.record.id)
          unplanned.push({ id: plan.record.id, code: error.code })
        }
      }
      store.planned(complete.filter((id) => !failed.has(id)), signature)
    })
    for (const plan of plans) onPlan(plan)
  }
  return unplanned
}

const QUESTION_ROWS = 20

/** What is about to leave, and what is not, is shown before anybody answers. */
async function isConfirmed(plans: readonly Plan[], waiting: readonly QueueLength[], { confirmed }: Input, context: Context, tables: DeskTables): Promise<boolean> {
  const { words: { delivery: { send: words }, signalement }, terminal } = context
  const counts = new Map<string, number>()
  const add = (name: string, count: number): void => { counts.set(name, (counts.get(name) ?? 0) + count) }
  const going: string[] = []
  for (const { record, items } of plans) for (const item of items) if (item.outcome === 'ready') {
    const name = `${tables.names.destination(item.destination)}${item.test ? ` (${words.test})` : ''}`
    add(name, 1)
    going.push(`${shortId(record.id)} → ${name}`)
  }
  for (const { destination, count } of waiting) add(words.alreadyQueued(tables.names.destination(destination)), count)
  if (counts.size === 0) return true
  const rows = [...going.slice(0, QUESTION_ROWS), ...(going.length > QUESTION_ROWS ? [words.more(going.length - QUESTION_ROWS)] : []), ...sayHeld(plans, context, tables)]
  // Whoever lets personal data leave has seen it.
  if (confirmed) for (const { record } of plans) {
    const hits = personalHits(record)
    if (hits.length > 0) rows.push(shortId(record.id), ...sayHits(hits, context))
  }
  terminal.err(`${rows.join('\n')}\n`)
  const answer = await ask<'yes' | 'no'>(context, {
    message: words.confirm([...counts.values()].reduce((sum, count) => sum + count, 0), [...counts].map(([name, count]) => `${name} : ${count}`).join(', ')),
    choices: [{ value: 'no', name: signalement.no }, { value: 'yes', name: signalement.yes }],
  })
  return answer === 'yes'
}

async function deliver(desk: DeliveryDesk, lines: Lines, base: SendResult, { max, concurrency }: Input, ids: readonly string[] | undefined, to: readonly Destination[] | undefined, context: Context): Promise<SendResult> {
  const { store, world } = desk
  const only = queuedRows(store, ids)
  const asked = (): readonly QueueLength[] => queued(store, only, to)
  const unknown = (): number => store.deliveries.counts({ states: ['unknown_outcome'], ...(ids === undefined ? {} : { ids }) }).get('unknown_outcome') ?? 0
  const wanted = asked()
  if (wanted.length === 0 && store.deliveries.sending().length === 0) return { ...base, unknown: unknown(), byHand: byHand(store), unpaid: await payCaseLines(world, store) }
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
    const stopping = (): void => { context.note(context.words.delivery.send.stopping) }
    world.signal.addEventListener('abort', stopping, { once: true })
    const progress = context.progress.work('send', context.words.delivery.send.progress)
    await sendQueued(desk, outbox, { concurrency, max, ...(only === undefined ? {} : { only }) }, (each) => {
      settled.push(itemOf(each))
      if (each.paused) pausedNow.add(each.open.row.destination)
      progress.update({ files: settled.length, totalFiles: total })
    })
    progress.end()
    world.signal.removeEventListener('abort', stopping)
    const paused = store.destinations.all().filter(({ pausedMs }) => pausedMs !== undefined).map(({ id }) => id)
    // What left in this very round is told by its outcome.
    const left = new Set(settled.map(({ id, destination }) => `${id} ${destination}`))
    const plans = base.plans.map((plan) => ({ ...plan, items: plan.items.filter((item) => item.outcome !== 'already' || item.other !== undefined || !left.has(`${plan.record.id} ${item.destination}`)) }))
    return {
      ...base, plans: plans.filter(({ stop, items }) => stop || items.length > 0), settled, recovered, unknown: unknown(), byHand: byHand(store), paused, closed: closed.filter(({ destination }) => wanted.some((each) => each.destination === destination)), pausedNow: [...pausedNow],
      waiting: asked(),
      unpaid: await payCaseLines(world, store), certificates: outbox.unprovenLines(),
    }
  } finally {
    await owner.release()
  }
}
