// Follow-up until the content is gone: what is due, by which basis; what destinations say; whether it can still be seen.
import { addressOf } from '../signalement/outgoing-of.ts'
import type { Delivery } from '../signalement/delivery.ts'
import type { ListedDelivery, OpenDelivery } from '../signalement/store/delivery-row.ts'
import type { ContentState, State } from '../signalement/vocabulary.ts'
import { isFailure } from '../system/failure.ts'
import type { Instant } from '../system/world.ts'
import { checkContent, mayFetch } from './content-check.ts'
import type { Delivered } from './adapter.ts'
import { bindsAppeals, type DeliveryDesk, type Line, type Lines } from './delivery-desk.ts'
import type { Followed } from './outcome.ts'
import { caseLine } from './outbox.ts'
import { deliveredOf } from './reconcile.ts'
import { followed } from './settlement.ts'

/** Nobody has decided yet, or nobody knows. */
export const AWAITING: readonly State[] = ['sent', 'acknowledged', 'in_review', 'unknown_outcome']
/** Decided, and still to be watched or appealed. */
export const DECIDED: readonly State[] = ['decided_removed', 'decided_restricted', 'decided_rejected']

export interface FollowedDelivery {
  readonly row: ListedDelivery
  readonly before: State
  readonly after: State
  readonly content: ContentState | undefined
  /** Whether anybody or anything could be asked. */
  readonly asked: boolean
  /** Why nothing was learnt. */
  readonly code: string | undefined
}

/** A content that was gone is looked at again for so long. */
const WATCH_DAYS = 90

/** Whether there is something to ask or to look at. */
export function isWatched(row: ListedDelivery, nowMs: number): boolean {
  if (AWAITING.includes(row.state)) return row.state !== 'unknown_outcome'
  return DECIDED.includes(row.state) && nowMs - (row.decidedMs ?? row.preparedMs) < WATCH_DAYS * 86_400_000
}

/** Asks the destination, then looks at the content where that is allowed; writes what is news. */
export async function followOne(desk: DeliveryDesk, lines: Lines, number: number): Promise<FollowedDelivery> {
  const { store, world } = desk
  const open = store.deliveries.get(number)
  const { row } = open
  const line = await lines.open(row.destination)
  const delivered = deliveredOf(desk, open)
  const answer = line === undefined || delivered === undefined ? undefined : await asked(line, delivered)
  const told = answer?.known === true ? answer : undefined
  const content = told?.content ?? await look(desk, open)
  const now = world.clock.now()
  const learnt = { told, content, now }
  const code = answer?.known === false ? answer.code : undefined
  try {
    const { delivery } = store.transaction(() => written(desk, number, learnt))
    return { row, before: row.state, after: delivery.state, content: content?.state ?? row.content, asked: answer !== undefined || content !== undefined, code }
  } catch (error) {
    // Purged while the destination was asked: nothing is left to be told.
    if (isFailure(error, 'signalement.purged')) return { row, before: row.state, after: row.state, content: row.content, asked: true, code: error.code }
    throw error
  }
}

async function asked({ adapter, link }: Line, delivered: Delivered): Promise<Followed | undefined> {
  try {
    return await adapter.follow?.(delivered, link)
  } catch (error) {
    if (isFailure(error) && error.code !== 'system.interrupted' && error.code !== 'system.internal') return { known: false, code: error.code }
    throw error
  }
}

interface Learnt {
  readonly told: Extract<Followed, { known: true }> | undefined
  readonly content: { readonly state: ContentState; readonly method: string; readonly detail: string } | undefined
  readonly now: Instant
}

/** On what stands now: a colleague may have asked meanwhile. */
function written(desk: DeliveryDesk, number: number, { told, content, now }: Learnt): OpenDelivery {
  const { store } = desk
  const open = store.deliveries.get(number)
  const { row } = open
  const news = told?.state === undefined ? open.delivery : followed(open.delivery, told.state, now, { appeals: bindsAppeals(desk, row.destination), ...(told.grounds === undefined ? {} : { grounds: told.grounds }), ...(told.at === undefined ? {} : { at: told.at }) })
  const delivery: Delivery = content === undefined ? news : { ...news, checks: [...news.checks, { at: now, contentState: content.state, method: content.method.slice(0, 100), detail: content.detail.slice(0, 500) }].slice(-500) }
  if (delivery === open.delivery) return open
  store.deliveries.settle(open, row.state, { delivery })
  for (const id of delivery.cases ?? []) {
    if (delivery.state !== row.state && delivery.decision !== undefined) store.caseLines.owe(id, caseLine('signalement.decided', row.id, delivery, now))
    if (content !== undefined && content.state !== row.content) {
      const line = caseLine('signalement.checked', row.id, delivery, now)
      store.caseLines.owe(id, { ...line, facts: { ...line.facts, content: content.state, method: content.method } })
    }
  }
  return { row, delivery }
}

async function look({ world, store }: DeliveryDesk, { row, delivery }: OpenDelivery): Promise<{ state: ContentState; method: string; detail: string } | undefined> {
  if (!mayFetch(row.harm, row.ageBand) || delivery.test === true) return undefined
  const { target } = store.get(row.id)
  const carried = target.locators.filter(({ canonical }) => delivery.locators === undefined || delivery.locators.length === 0 || delivery.locators.includes(canonical))
  const seen: { state: ContentState; method: string; detail: string }[] = []
  for (const locator of carried) {
    if (world.signal.aborted) return undefined
    seen.push(await checkContent(world.http, addressOf(locator, target.platform), target.platform, row.content))
  }
  // The worst of them stands for all: one that is still there is not gone.
  return WORST.flatMap((state) => seen.filter((each) => each.state === state)).at(0)
}

const WORST: readonly ContentState[] = ['reuploaded', 'reachable', 'cannot_check', 'unchecked', 'age_gated', 'restricted_country', 'removed', 'account_gone']
