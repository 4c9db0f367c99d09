// Reading members of hostile JSON: every value may be of any type, and none is trusted to be short.
import { rawPlace, cutName } from './raw-message.ts'
import type { RawMessage } from './raw-message.ts'
import type { JsonElement } from './json-elements.ts'

export type Json = Readonly<Record<string, unknown>>

export function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {}
}

/** Own members only: `__proto__` is a name as any other. */
export function member(value: Json, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

export function listOf(value: unknown, limit = 1000): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, limit) : []
}

export function textOf(value: Json, name: string): string | undefined {
  const found = member(value, name)
  return typeof found === 'string' ? found : undefined
}

/** A string or a number as a name. */
export function nameOf(value: Json, name: string): string | undefined {
  const found = member(value, name)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found !== '' ? cutName(found) : undefined
}

/** Milliseconds since the epoch from a number or its digits. */
export function numberOf(value: Json, name: string): number | undefined {
  const found = member(value, name)
  const number = typeof found === 'number' ? found : typeof found === 'string' && /^\d{1,16}$/.test(found) ? Number(found) : Number.NaN
  return Number.isSafeInteger(number) ? number : undefined
}

export function parsed(element: Pick<JsonElement, 'bytes' | 'length'>): unknown {
  if (element.length > element.bytes.length) return undefined
  try {
    return JSON.parse(element.bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** What is there and cannot be read: its bytes are kept, nothing is made up. */
export function unreadable({ bytes, line, offset, length }: Omit<JsonElement, 'path'>): RawMessage {
  return { time: { raw: '', none: true }, content: { from: null, text: '', attachments: [], kind: 'unreadable' }, ...rawPlace(bytes, line, offset, length) }
}

/** `*` stands for any element of a list, as the scanner writes it. */
export function isAt(path: readonly string[], ...parts: readonly string[]): boolean {
  return path.length === parts.length && parts.every((part, index) => path[index] === part)
}
