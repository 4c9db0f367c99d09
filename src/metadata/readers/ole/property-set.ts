// Property sets (MS-OLEPS §2): typed values under numbers, strings in the code page that the set itself names.
import { UTF16, decodedFrom } from '../../documents/code-pages.ts'

export type PropertyValue = string | number | boolean | { readonly ticks: bigint }
export interface PropertySet {
  /** FMTID, as its bytes in hexadecimal. */
  readonly format: string
  readonly values: ReadonlyMap<number, PropertyValue>
  /** Names of user-defined properties. */
  readonly names: ReadonlyMap<number, string>
}

const SETS_LIMIT = 2
const PROPERTIES_LIMIT = 300
const STRING_LIMIT = 8192
const CODE_PAGE = 1

/** What is out of place is left out; never throws. */
export function propertySets(stream: Buffer): PropertySet[] {
  if (stream.length < 28 || stream.readUInt16LE(0) !== 0xfffe) return []
  return Array.from({ length: Math.min(SETS_LIMIT, stream.readUInt32LE(24)) }, (_, index) => 28 + index * 20)
    .filter((at) => at + 20 <= stream.length)
    .map((at) => setAt(stream.toString('hex', at, at + 16), stream.subarray(stream.readUInt32LE(at + 16))))
}

function setAt(format: string, set: Buffer): PropertySet {
  const values = new Map<number, PropertyValue>()
  let names: ReadonlyMap<number, string> = new Map()
  const places: (readonly [number, number])[] = []
  const count = set.length < 8 ? 0 : Math.min(PROPERTIES_LIMIT, set.readUInt32LE(4))
  for (let at = 8; at + 8 <= set.length && places.length < count; at += 8) places.push([set.readUInt32LE(at), set.readUInt32LE(at + 4)])
  const codePage = numberAt(set, places.find(([id]) => id === CODE_PAGE)?.[1])
  for (const [id, at] of places) {
    if (id === 0) names = dictionaryAt(set, at, codePage)
    else if (id !== CODE_PAGE) {
      const value = valueAt(set, at, codePage)
      if (value !== undefined) values.set(id, value)
    }
  }
  return { format, values, names }
}

/** A 16-bit integer, which code pages are. */
function numberAt(set: Buffer, at: number | undefined): number {
  return at === undefined || at + 6 > set.length ? 1252 : set.readUInt16LE(at + 4)
}

/** MS-OLEPS §2.15: the types that document properties use. */
function valueAt(set: Buffer, at: number, codePage: number): PropertyValue | undefined {
  if (at + 8 > set.length) return undefined
  const from = at + 4
  switch (set.readUInt16LE(at)) {
    case 2: return set.readInt16LE(from)
    case 3: case 22: return set.readInt32LE(from)
    case 18: return set.readUInt16LE(from)
    case 19: case 23: return set.readUInt32LE(from)
    case 11: return set.readUInt16LE(from) !== 0
    case 30: return string(set, from + 4, set.readUInt32LE(from), codePage)
    case 31: return string(set, from + 4, set.readUInt32LE(from) * 2, UTF16)
    case 64: return from + 8 > set.length ? undefined : { ticks: set.readBigUInt64LE(from) }
    default: return undefined
  }
}

/** MS-OLEPS §2.17. */
function dictionaryAt(set: Buffer, start: number, codePage: number): ReadonlyMap<number, string> {
  const out = new Map<number, string>()
  if (start + 4 > set.length) return out
  const count = Math.min(PROPERTIES_LIMIT, set.readUInt32LE(start))
  for (let at = start + 4, index = 0; index < count && at + 8 <= set.length; index += 1) {
    const length = set.readUInt32LE(at + 4) * (codePage === UTF16 ? 2 : 1)
    if (length > STRING_LIMIT) break
    out.set(set.readUInt32LE(at), string(set, at + 8, length, codePage))
    at += 8 + (codePage === UTF16 ? Math.ceil(length / 4) * 4 : length)
  }
  return out
}

function string(set: Buffer, from: number, length: number, codePage: number): string {
  const bytes = set.subarray(from, from + Math.min(length, STRING_LIMIT))
  const text = decodedFrom(codePage, bytes)
  const end = text.indexOf('\0')
  return (end === -1 ? text : text.slice(0, end)).trim()
}
