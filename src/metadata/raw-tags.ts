// Tags as JSON that can be kept for years: strings cut, binary values as length and digest, nothing that JSON would lose.
import { createHash } from 'node:crypto'
import { isDate } from 'node:util/types'

const STRING_LIMIT = 4096
const LIST_LIMIT = 64
const KEY_LIMIT = 200
const DEPTH_LIMIT = 6

/** Never throws; keys that could reach a prototype are left out. */
export function rawTags(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return value.slice(0, STRING_LIMIT)
  if (typeof value === 'bigint') return String(value)
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString()
  if (value instanceof Uint8Array) return { bytes: value.length, sha256: createHash('sha256').update(value).digest('hex') }
  if (ArrayBuffer.isView(value)) return rawTags([...(value as unknown as Iterable<number>)], depth)
  if (depth >= DEPTH_LIMIT || typeof value !== 'object') return undefined
  if (Array.isArray(value)) return value.slice(0, LIST_LIMIT).map((item) => rawTags(item, depth + 1) ?? null)
  const entries = Object.entries(value).slice(0, KEY_LIMIT).filter(([key, item]) => item !== undefined && !['__proto__', 'constructor', 'prototype'].includes(key))
  return Object.fromEntries(entries.map(([key, item]) => [key.slice(0, 100), rawTags(item, depth + 1)]))
}
