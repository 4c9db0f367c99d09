// RFC 8785 (JCS): one text for one value. What JSON cannot say exactly is refused, never repaired.
import { Failure } from '../system/failure.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A value that has no canonical form: RFC 8785 §3.2.2.3 (numbers), §3.2.2.2 (strings). */
    'case.not-canonical-value': { at: string; reason: 'lone-surrogate' | 'not-finite' | 'not-json' }
  }
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

function text(value: string, at: string): string {
  if (!value.isWellFormed()) throw new Failure('case.not-canonical-value', { at, reason: 'lone-surrogate' })
  return JSON.stringify(value)
}

function write(value: unknown, at: string): string {
  switch (typeof value) {
    case 'string': return text(value, at)
    case 'boolean': return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value)) throw new Failure('case.not-canonical-value', { at, reason: 'not-finite' })
      return JSON.stringify(value)
    case 'object': {
      if (value === null) return 'null'
      if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${at}/${index}`)).join(',')}]`
      const prototype: unknown = Object.getPrototypeOf(value)
      if (prototype !== Object.prototype && prototype !== null) break
      let out = ''
      // The default order compares UTF-16 code units, as §3.2.3 asks.
      for (const key of Object.keys(value).sort()) {
        out += `${out === '' ? '' : ','}${text(key, at)}:${write((value as Record<string, unknown>)[key], `${at}/${key}`)}`
      }
      return `{${out}}`
    }
    default:
  }
  throw new Failure('case.not-canonical-value', { at, reason: 'not-json' })
}

/** @throws `case.not-canonical-value` for lone surrogates, NaN, infinities, undefined and everything that is not JSON */
export function canonicalJson(value: JsonValue): string {
  return write(value, '')
}
