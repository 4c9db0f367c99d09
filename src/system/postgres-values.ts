// Values as PostgreSQL writes them, read as SQLite gives them: numbers, text, bytes and null.
import type { SqlValue } from './world.ts'

/** Numbers of types in pg_type.dat, which never change. */
const TYPE = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, oid: 26, float4: 700, float8: 701, numeric: 1700 } as const

/** @param oid of the type; text format only, which is what is asked for */
export function valueParser(oid: number): (text: string) => SqlValue {
  switch (oid) {
    case TYPE.bytea:
      return bytesOf
    case TYPE.int8:
    case TYPE.numeric:
      return wholeOf
    case TYPE.int2:
    case TYPE.int4:
    case TYPE.oid:
    case TYPE.float4:
    case TYPE.float8:
      return Number
    case TYPE.bool:
      return (text) => text === 't' ? 1 : 0
    default:
      return (text) => text
  }
}

/** Memory of its own: a slice of a shared buffer would be sent between threads with all the rest of it. */
function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

/** A number as long as it is exact. A sum of whole numbers is a `numeric`. */
function wholeOf(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text)
}
