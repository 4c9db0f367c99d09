// Where a seal keeps what it fixed, and a look at its seal.json without zod, which costs more than a short verification.
import { instantOf } from '../system/time.ts'
import type { SealRecord } from './seal-record.ts'

export const SEAL_FORMAT = 'seal/1'

/** `1` → `seals/0001`. */
export function sealDir(number: number): string {
  return `seals/${String(number).padStart(4, '0')}`
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0
const isDigest = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

type Members<T> = { readonly [K in keyof T]-?: (value: unknown) => boolean }

/** These members, all of them and no other. */
function has<T>(members: Members<T>): (value: unknown) => boolean {
  const wanted = Object.entries<(value: unknown) => boolean>(members)
  return (value) => typeof value === 'object' && value !== null && Object.keys(value).length === wanted.length
    && wanted.every(([name, fits]) => Object.hasOwn(value, name) && fits((value as Record<string, unknown>)[name]))
}

const isAuthority = has<SealRecord['authorities'][number]>({
  name: isText, url: (value) => value === null || isText(value), state: (value) => value === 'waiting' || value === 'received',
})

const isSeal = has<SealRecord>({
  format: (value) => value === SEAL_FORMAT,
  number: isCount,
  startedAt: (value) => typeof value === 'string' && instantOf(value) === value,
  state: (value) => value === 'pending' || value === 'complete',
  tagmanifest: isDigest,
  payloadManifest: isDigest,
  log: has<SealRecord['log']>({ origin: isText, size: isCount, root: isDigest }),
  minAuthorities: isCount,
  authorities: (value) => Array.isArray(value) && value.every(isAuthority),
})

/** Never true where the schema `SealRecord` says no; where this says no, the schema judges. */
export function looksLikeSeal(value: unknown): value is SealRecord {
  return isSeal(value)
}
