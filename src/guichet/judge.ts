// Judges what was sent by its model. Bounds come first: who names each fault must not be given a million of them.
import type { z } from 'zod'
import { LIMITS } from './limits.ts'
import { countOfFaults, faultsOf, pointerOf, type Fault } from './notice-faults.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal `invalid-notice` */
export function judged<T>(model: z.ZodType<T>, value: unknown): T {
  const beyond = beyondBounds(value)
  if (beyond !== undefined) throw new Refusal('invalid-notice', { count: 1 }, [beyond])
  const found = model.safeParse(value)
  if (found.success) return found.data
  throw new Refusal('invalid-notice', { count: countOfFaults(found.error) }, faultsOf(found.error, value))
}

interface Place {
  readonly value: unknown
  readonly name?: string
  readonly above?: Place
  readonly depth: number
}

/** The first place where a parsed JSON value is larger than any good notice; all of it is never walked through. */
function beyondBounds(value: unknown): Fault | undefined {
  const waiting: Place[] = [{ value, depth: 1 }]
  let values = 1
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value: here, depth } = place
    if (typeof here !== 'object' || here === null) continue
    if (depth > LIMITS.depth) return { pointer: pointerOf(pathOf(place)), kind: 'bad-form' }
    const [size, most] = Array.isArray(here) ? [here.length, LIMITS.items] : [Object.keys(here).length, LIMITS.members]
    if (size > most) return { pointer: pointerOf(pathOf(place)), kind: 'too-many', expected: String(most) }
    values += size
    if (values > LIMITS.values) return { pointer: '', kind: 'too-many', expected: String(LIMITS.values) }
    for (const [name, inner] of Object.entries(here)) waiting.push({ value: inner as unknown, name, above: place, depth: depth + 1 })
  }
  return undefined
}

function pathOf(place: Place): readonly string[] {
  const path: string[] = []
  for (let at: Place | undefined = place; at?.name !== undefined; at = at.above) path.push(at.name)
  return path.toReversed()
}
