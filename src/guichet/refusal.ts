// What the guichet refuses: a code, facts, a status. As an RFC 9457 problem it has the caller's language.
import type { Problem } from '../signalement/reporting-api/answers.ts'
import type { Fault } from './notice-faults.ts'
import type { GuichetWords } from './words.ts'

/** Facts of each problem. None holds what a caller sent. */
export interface RefusalFacts {
  'unauthorized': Record<never, never>
  'not-found': Record<never, never>
  'idempotency-key-needed': { max: number }
  'idempotency-conflict': Record<never, never>
  'not-json': Record<never, never>
  'invalid-notice': { count: number }
  'bad-batch-line': Record<never, never>
  'too-many-lines': { max: number }
  'empty-batch': Record<never, never>
  'too-large': { maxBytes: number }
  'unsupported-type': { expected: string }
  'bad-request': Record<never, never>
  'bad-query': { parameter: string }
  'bad-digest': Record<never, never>
  'bad-range': Record<never, never>
  'range-elsewhere': { offset: number }
  'digest-mismatch': Record<never, never>
  'evidence-refused': Record<never, never>
  'evidence-statement-needed': Record<never, never>
  'evidence-too-large': { maxBytes: number }
  'evidence-too-many': { max: number }
  'evidence-differs': Record<never, never>
  'too-many-requests': { seconds: number }
  'unavailable': { seconds: number }
  'internal': Record<never, never>
}
export type RefusalCode = keyof RefusalFacts

const STATUS: { readonly [C in RefusalCode]: number } = {
  'unauthorized': 401, 'not-found': 404, 'idempotency-key-needed': 400, 'idempotency-conflict': 409, 'not-json': 400, 'invalid-notice': 422,
  'bad-batch-line': 422, 'too-many-lines': 413, 'empty-batch': 400, 'too-large': 413, 'unsupported-type': 415, 'bad-request': 400, 'bad-query': 400, 'bad-digest': 400,
  'bad-range': 400, 'range-elsewhere': 409, 'digest-mismatch': 422, 'evidence-refused': 403, 'evidence-statement-needed': 403, 'evidence-too-large': 413,
  'evidence-too-many': 409, 'evidence-differs': 409, 'too-many-requests': 429, 'unavailable': 503, 'internal': 500,
}
export const REFUSAL_CODES = Object.keys(STATUS) as readonly RefusalCode[]

export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal'
  readonly code: C
  readonly facts: RefusalFacts[C]
  readonly faults: readonly Fault[]

  constructor(code: C, facts: RefusalFacts[C], faults: readonly Fault[] = []) {
    super(code)
    this.code = code
    this.facts = facts
    this.faults = faults
  }

  get status(): number {
    return STATUS[this.code]
  }
}

/** RFC 4151: a name, not a place; nothing is there to be fetched. */
export const typeOf = (code: RefusalCode): string => `tag:scelle.example,2026:problem/${code}`

export function problemOf(refusal: Refusal, words: GuichetWords): Problem {
  const say = words.problems[refusal.code] as (facts: unknown) => { title: string; detail: string }
  return {
    type: typeOf(refusal.code), ...say(refusal.facts), status: refusal.status,
    ...(refusal.faults.length === 0 ? {} : {
      errors: refusal.faults.map((fault) => ({ pointer: fault.pointer, detail: words.fault(fault) })),
    }),
    ...(refusal.code === 'range-elsewhere' ? { offset: (refusal.facts as RefusalFacts['range-elsewhere']).offset } : {}),
  }
}
