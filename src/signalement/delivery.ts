// One signalement to one destination, and the proof of what left.
import { z } from 'zod'
import { CHANNELS, CONTENT_STATES, STATES } from './vocabulary.ts'

const Moment = z.iso.datetime({ precision: 3 })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const text = (max: number) => z.string().min(1).max(max)

export const Delivery = z.strictObject({
  destination: z.string().regex(/^[a-z0-9-]{1,64}$/),
  channel: z.enum(CHANNELS),
  adapterVersion: text(64),
  /** SHA-256 over signalement, destination, locators and revision: see `idempotencyKey`. */
  idempotencyKey: Sha256,
  /** Canonical locators that it carries; all of the signalement's when absent. */
  locators: z.array(text(4096)).max(250).optional(),
  /** Cases whose journal has a line for what becomes of it. */
  cases: z.array(z.uuid()).max(100).optional(),
  /** It went to a test host, or said of itself that it is a test: no delivery that counts. */
  test: z.literal(true).optional(),
  payloadSha256: Sha256,
  fieldsSent: z.array(text(64)).max(50),
  /** Who prepared it: a colleague reads it before sending the same again. */
  by: text(200),
  at: Moment,
  attempts: z.array(z.strictObject({
    at: Moment,
    class: z.enum(['definite_success', 'definite_reject', 'auth', 'throttled', 'not_sent', 'unknown']),
    httpStatus: z.int().min(100).max(599).optional(),
    code: text(100).optional(),
    requestId: text(200).optional(),
    retryAt: Moment.optional(),
    /** What the destination said, cut. */
    words: z.string().max(500).optional(),
  })).max(100),
  receipt: z.strictObject({ remoteId: text(300), remoteUrl: text(2048).optional(), at: Moment }).optional(),
  state: z.enum(STATES),
  /** When the destination first said that it has it. */
  acknowledgedAt: Moment.optional(),
  decision: z.strictObject({ kind: z.enum(['removed', 'restricted', 'rejected']), grounds: text(2000).optional(), at: Moment }).optional(),
  checks: z.array(z.strictObject({ at: Moment, contentState: z.enum(CONTENT_STATES), method: text(100), detail: z.string().max(500) })).max(500),
  /** Decision and six months: Art. 20 DSA. */
  appealUntil: Moment.optional(),
})
export type Delivery = z.infer<typeof Delivery>

/** Code of the note that a person, or the destination, leaves: what may have left before did not arrive. */
export const NOT_ARRIVED = 'not-arrived'

/** An attempt of which nobody knows what became of it, and nothing has told since. */
export function mayHaveLeft({ attempts }: Pick<Delivery, 'attempts'>): boolean {
  const settled = attempts.findLastIndex(({ code }) => code === NOT_ARRIVED)
  return attempts.slice(settled + 1).some((each) => each.class === 'unknown')
}

const MOST_ATTEMPTS = 100

/** Bounded, and never without those that tell what may have left: the first, those of which nobody knows, and who said that they did not arrive. */
export function keptAttempts(attempts: Delivery['attempts']): Delivery['attempts'] {
  const kept = [...attempts]
  while (kept.length > MOST_ATTEMPTS) {
    const at = kept.findIndex((each, index) => index > 0 && each.class !== 'unknown' && each.code !== NOT_ARRIVED)
    kept.splice(at > 0 ? at : 1, 1)
  }
  return kept
}

/** When it was first tried, for keys that end: one that was interrupted began nobody knows when, after it was prepared. */
export function firstAttemptAt({ attempts: [first], at }: Pick<Delivery, 'attempts' | 'at'>): string {
  return first === undefined || first.code === INTERRUPTED ? at : first.at
}

/** Code of what its own user, or a death, stopped. */
export const INTERRUPTED = 'interrupted'
