// Invented deliveries, the same each time, as many as a test wants.
import type { DeliveryFact } from '../../../src/delivery/statistics/delivery-fact.ts'
import { HARMS, URGENCIES, type State } from '../../../src/signalement/vocabulary.ts'
import { msOfInstant } from '../../../src/system/time.ts'

export const MS = (instant: string): number => msOfInstant(instant) ?? Number.NaN
const HOUR = 3_600_000
const STATES: readonly State[] = ['decided_removed', 'decided_removed', 'decided_removed', 'sent', 'acknowledged', 'decided_rejected', 'decided_restricted', 'sent', 'dead_letter', 'unknown_outcome', 'sent']

export function fact(changes: Partial<DeliveryFact> = {}): DeliveryFact {
  return {
    destination: 'instagram', role: 'platform', channel: 'form_assisted', harm: 'cyberharcelement', urgency: 'high', trustedFlagger: true, live: true, state: 'sent',
    preparedMs: MS('2026-03-10T09:00:00.000Z'), sentMs: MS('2026-03-10T10:00:00.000Z'), coarse: false, unknown: false, ...changes,
  }
}

/** Numbers that look like chance and are the same each time (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Over the year 2026; the first destinations have most. */
export function* sampleFacts(count: number, destinations: readonly string[], seed = 1): Iterable<DeliveryFact> {
  const next = chance(seed)
  const start = MS('2026-01-01T00:00:00.000Z')
  for (let index = 0; index < count; index += 1) {
    const state = STATES[Math.floor(next() * STATES.length)] ?? 'sent'
    const destination = destinations[Math.floor(next() ** 2 * destinations.length)] ?? 'instagram'
    const sentMs = start + Math.floor(next() * 360 * 24) * HOUR
    const decided = state.startsWith('decided_')
    const answer = sentMs + Math.floor(next() ** 2 * 300 * HOUR)
    yield fact({
      destination, state, preparedMs: sentMs - HOUR, sentMs, harm: HARMS[Math.floor(next() ** 3 * 18)] ?? 'csam', urgency: URGENCIES[Math.floor(next() * 4)] ?? 'high',
      trustedFlagger: next() < 0.85, unknown: state === 'unknown_outcome', channel: next() < 0.8 ? 'form_assisted' : 'api',
      ...(state === 'dead_letter' ? { rejectedBy: 'submission' as const } : {}),
      ...(decided ? { decision: state.slice('decided_'.length) as 'removed' | 'restricted' | 'rejected', decidedMs: answer, acknowledgedMs: sentMs + (answer - sentMs) / 3 } : {}),
      ...(state === 'decided_rejected' ? { rejectedBy: 'decision' as const, imprecise: next() < 0.4 } : {}),
      ...(state === 'sent' && next() < 0.2 ? { goneMs: answer } : {}),
    })
  }
}
