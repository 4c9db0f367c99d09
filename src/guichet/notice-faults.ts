// What is wrong with a notice, member by member, by JSON Pointer (RFC 6901): zod finds, this names.
import type { z } from 'zod'

export type FaultKind =
  | 'missing' | 'unknown' | 'wrong-type' | 'not-a-choice' | 'too-short' | 'too-long' | 'too-few' | 'too-many' | 'bad-form' | 'identity.not-withheld' | 'identity.named'

export interface Fault {
  readonly pointer: string
  readonly kind: FaultKind
  /** A limit or a form, never what was sent. */
  readonly expected?: string
}

const MAX_POINTER = 500
/** More are counted, not named. */
export const MAX_FAULTS = 100

/** RFC 6901 §3: `~` and `/` are escaped. Names of unknown members are the caller's: cut. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('').slice(0, MAX_POINTER)
}

export function countOfFaults(error: z.ZodError): number {
  return error.issues.reduce((count, issue) => count + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}

/** The first hundred. */
export function faultsOf(error: z.ZodError, sent: unknown): readonly Fault[] {
  return error.issues.slice(0, MAX_FAULTS).flatMap((issue): Fault[] => {
    const pointer = pointerOf(issue.path)
    const found = at(sent, issue.path)
    if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, MAX_FAULTS).map((name) => ({ pointer: pointerOf([...issue.path, name]), kind: 'unknown' }))
    if (issue.code === 'invalid_type') return [found === undefined ? { pointer, kind: 'missing' } : { pointer, kind: 'wrong-type', expected: issue.expected }]
    if (issue.code === 'invalid_value') return [found === undefined ? { pointer, kind: 'missing' } : { pointer, kind: 'not-a-choice', expected: issue.values.map(String).join(' | ').slice(0, 600) }]
    if (issue.code === 'too_small') return [{ pointer, kind: Array.isArray(found) ? 'too-few' : 'too-short', expected: String(issue.minimum) }]
    if (issue.code === 'too_big') return [{ pointer, kind: Array.isArray(found) ? 'too-many' : 'too-long', expected: String(issue.maximum) }]
    if (issue.code === 'custom') return [{ pointer, kind: custom(issue.params?.['code']) }]
    return [{ pointer, kind: 'bad-form', ...(issue.code === 'invalid_format' ? { expected: issue.format } : {}) }]
  }).slice(0, MAX_FAULTS)
}

function custom(code: unknown): FaultKind {
  if (code === 'field.missing') return 'missing'
  return code === 'identity.not-withheld' || code === 'identity.named' ? code : 'bad-form'
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part) ? (inner as Record<PropertyKey, unknown>)[part] : undefined), value)
}
