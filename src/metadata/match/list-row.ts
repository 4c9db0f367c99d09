// What one line of a digest list says. Text is Latin-1 here: each character is a byte, and a label is decoded only when it is
// shown.
import type { DigestName } from '../../system/world.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** `line` counts from 1. */
    'match.bad-line': { path: string; line: number; reason: BadLine }
    'match.empty-list': { path: string }
    /** Neither text with digests nor an NSRL database. */
    'match.not-a-list': { path: string }
    /** An SQLite database with a log beside it: what the log holds would be missed. */
    'match.list-in-use': { path: string }
  }
}

export type BadLine = 'no-digest' | 'digest' | 'columns' | 'quote-open' | 'too-long' | 'utf-16'
export type ListKind = 'nsrl' | 'hashdeep' | 'sums' | 'csv' | 'plain' | 'pdq'

export interface ListRow {
  readonly digests: { readonly [name in DigestName]?: string }
  readonly pdq?: { readonly hash: string; readonly quality?: number }
  /** File name, product or comment; empty when there is none. */
  readonly label: string
}

/** Who is told what a list says. */
export interface RowTaker {
  row(row: ListRow, line: number): void
  /** Tells whether an entry whose digest begins with these 24 bits is of no interest: it is then counted, not told. */
  foreign?(): (name: DigestName, prefix: number) => boolean
}

export const DIGEST_NAMES = ['sha512', 'sha256', 'sha1', 'md5'] as const satisfies readonly DigestName[]

const NAME_OF_LENGTH: ReadonlyMap<number, DigestName> = new Map([[128, 'sha512'], [64, 'sha256'], [40, 'sha1'], [32, 'md5']])
const HEX = /^[0-9a-f]+$/i
const LENGTH_OF = { sha512: 128, sha256: 64, sha1: 40, md5: 32 } as const

/** The digest under its name by its length; undefined when it is none. */
export function digestByLength(text: string): ListRow['digests'] | undefined {
  const name = NAME_OF_LENGTH.get(text.length)
  return name === undefined || !HEX.test(text) ? undefined : { [name]: text.toLowerCase() }
}

export function isDigest(name: DigestName, text: string): boolean {
  return text.length === LENGTH_OF[name] && HEX.test(text)
}

/** 64 digits and a quality from 0 to 100, or none. */
export function pdqOfText(hash: string, quality: string | undefined): ListRow['pdq'] | undefined {
  if (hash.length !== 64 || !HEX.test(hash)) return undefined
  if (quality === undefined || quality === '') return { hash: hash.toLowerCase() }
  return /^\d{1,3}$/.test(quality) && Number(quality) <= 100 ? { hash: hash.toLowerCase(), quality: Number(quality) } : undefined
}

/** Bytes of a list as a reader sees them. */
export function labelText(label: string): string {
  return Buffer.from(label.slice(0, 1000), 'latin1').toString('utf8').slice(0, 300)
}
