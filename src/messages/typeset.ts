// French typography, so that translators type ordinary spaces: no-break spaces before : ; ! ? » and after «.
import { NBSP } from './format.ts'

export function typesetFrench(text: string): string {
  return text.replaceAll(/ (?=[:;!?»])/g, NBSP).replaceAll('« ', `«${NBSP}`)
}

/** A copy of a section of words whose strings, and the strings its functions return, are typeset. */
export function typeset<T>(words: T): T {
  if (typeof words === 'string') return typesetFrench(words) as T
  if (Array.isArray(words)) return words.map((item: unknown) => typeset(item)) as T
  if (typeof words === 'function') {
    const say = words as unknown as (...facts: unknown[]) => unknown
    return ((...facts: unknown[]) => typeset(say(...facts))) as T
  }
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeset(value)])) as T
}
