// Keeping new signalements without keeping one twice: a locator that is known for this harm is not taken again, and who
// did what about it is told.
import type { SignalementStore } from './store/signalement-store.ts'
import { lookupKey, lookupKeys } from './store/lookup-keys.ts'
import type { PreparedRecord } from './store/prepared-record.ts'
import { overallState } from './state-machine.ts'
import type { Instant } from '../system/world.ts'
import type { Signalement } from './signalement.ts'
import type { Harm, Platform, State } from './vocabulary.ts'

export interface KnownDelivery {
  readonly destination: string
  readonly state: State
  readonly at: Instant
  readonly by: string
  /** It went to a test host. */
  readonly test?: true | undefined
}

/** A signalement that already holds the same content for the same harm. */
export interface Duplicate {
  readonly id: string
  /** Canonical locators that both hold; empty where what was said is the same. */
  readonly locators: readonly string[]
  readonly platform: Platform
  readonly harm: Harm
  readonly state: State
  readonly createdAt: Instant
  readonly createdBy: string
  readonly deliveries: readonly KnownDelivery[]
}

export type Kept =
  /** `known`: locators left out, because another signalement has them. */
  | { readonly outcome: 'kept'; readonly record: Signalement; readonly known: readonly Duplicate[] }
  | { readonly outcome: 'duplicate'; readonly known: readonly Duplicate[] }

/** `partly`: without the locators that were known. */
export type KeptOutcome = 'kept' | 'partly' | 'duplicate'

/** What the store knows of these contents. Cancelled ones are told too. */
export function duplicatesOf(
  store: SignalementStore, harm: Harm, canonicals: readonly string[], except?: string,
): readonly Duplicate[] {
  const found = new Map<string, string[]>()
  for (const canonical of canonicals) {
    for (const id of store.holding(lookupKey(harm, canonical))) if (id !== except) found.set(id, [...(found.get(id) ?? []), canonical])
  }
  return [...found].map(([id, locators]) => duplicateOf(store.get(id), locators))
}

function duplicateOf(record: Signalement, locators: readonly string[]): Duplicate {
  return {
    id: record.id, locators, platform: record.target.platform, harm: record.harm, state: overallState(record.state, record.deliveries),
    createdAt: record.createdAt, createdBy: record.createdBy,
    deliveries: record.deliveries.filter(({ state }) => state !== 'cancelled').map(({ destination, state, at, by, test }) => ({ destination, state, at, by, ...(test === undefined ? {} : { test }) })),
  }
}

/**
 * One commit for all. A record whose locators are all known is a duplicate; one that has new ones keeps these.
 * @param force keeps records whole, whatever is known
 */
export function keepNew(store: SignalementStore, records: readonly Signalement[], force = false): readonly Kept[] {
  return store.transaction(() => records.map((record) => keepOne(store, record, force)))
}

/** As `keepNew`, and nothing is kept. */
export function wouldKeep(store: SignalementStore, records: readonly Signalement[], force = false): readonly Kept[] {
  return records.map((record) => judgedNew(store, record, force))
}

function keepOne(store: SignalementStore, composed: Signalement, force: boolean): Kept {
  // Only the store knows the key whose destruction ends the record.
  const kept = judgedNew(store, { ...composed, retention: { ...composed.retention, keyId: store.keyId } }, force)
  if (kept.outcome === 'kept') store.insert(kept.record)
  return kept
}

function judgedNew(store: SignalementStore, record: Signalement, force: boolean): Kept {
  if (force) return { outcome: 'kept', record, known: [] }
  const { locators } = record.target
  const keys = lookupKeys(record)
  // What was cancelled is told and stands in nobody's way.
  const isKnown = keys.map((key) => store.holds(key))
  const told = keys.map((key) => store.holding(key))
  const known = [...new Set(told.flat())].map((id) => duplicateOf(store.get(id), locators.filter((_, index) => told[index]?.includes(id)).map(({ canonical }) => canonical)))
  if (isKnown.every((each) => !each)) return { outcome: 'kept', record, known }
  const fresh = locators.filter((_, index) => isKnown[index] !== true)
  if (fresh.length === 0) return { outcome: 'duplicate', known }
  return { outcome: 'kept', record: { ...record, target: { ...record.target, locators: fresh } }, known }
}

/**
 * What `keepPrepared` would do, without keeping anything.
 * @param seen look-up keys of the records before these ones; those of these are added
 */
export function planNew(store: SignalementStore | undefined, records: readonly Signalement[], seen: Set<string>): readonly KeptOutcome[] {
  return records.map((record) => {
    const keys = lookupKeys(record)
    const isKnown = keys.map((key) => seen.has(key) || (store !== undefined && store.holds(key)))
    for (const key of keys) seen.add(key)
    return isKnown.every((known) => known) ? 'duplicate' : isKnown.some((known) => known) ? 'partly' : 'kept'
  })
}

/** As `keepNew`, of records made elsewhere: what was done with each, and no more. One commit for all. */
export function keepPrepared(store: SignalementStore, prepared: readonly PreparedRecord[]): readonly KeptOutcome[] {
  return store.transaction(() => prepared.map((one) => {
    const isKnown = one.keys.map((key) => store.holds(key))
    if (isKnown.every((known) => !known)) {
      store.insertPrepared(one)
      return 'kept'
    }
    if (isKnown.every((known) => known)) return 'duplicate'
    const record = JSON.parse(Buffer.from(one.text).toString('utf8')) as Signalement
    store.insert({ ...record, target: { ...record.target, locators: record.target.locators.filter((_, index) => isKnown[index] !== true) } })
    return 'partly'
  }))
}
