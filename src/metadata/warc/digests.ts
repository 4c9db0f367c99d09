// The digests that a record tells of itself, computed again (ISO 28500 §5.8, §5.9). Payload digests are ambiguous for chunked
// answers: either reading is accepted, and which one it was is said. No outside code.
import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { Dechunker } from './dechunker.ts'
import { HttpHead } from './http-head.ts'
import type { WarcRecord } from './records.ts'

export type DigestVerdict = 'absent' | 'unknown-algorithm' | 'matches' | 'matches-decoded' | 'differs'
export interface RecordDigests {
  readonly block: DigestVerdict
  readonly payload: DigestVerdict
  /** Of an HTTP message: `HTTP/1.1 200 OK`. */
  readonly statusLine?: string
}

const ALGORITHMS: Readonly<Record<string, string>> = { md5: 'md5', sha1: 'sha1', 'sha-1': 'sha1', sha256: 'sha256', 'sha-256': 'sha256', sha384: 'sha384', sha512: 'sha512', 'sha-512': 'sha512' }

/** Reads the block to its end. */
export async function digestsOf({ fields, block }: WarcRecord): Promise<RecordDigests> {
  const wanted = { block: toldDigest(fields.get('warc-block-digest')), payload: toldDigest(fields.get('warc-payload-digest')) }
  const http = /^application\/http\b/i.test(fields.get('content-type') ?? '') ? new HttpHead() : undefined
  // A revisit has no payload: its digest is that of the record it refers to. A segment's is that of all segments.
  const whole = fields.get('warc-type') !== 'revisit' && !fields.has('warc-segment-number')
  const hashes = { block: hashOf(wanted.block), payload: whole ? hashOf(wanted.payload) : undefined, decoded: whole && http !== undefined ? hashOf(wanted.payload) : undefined }
  const dechunker = new Dechunker()
  for await (const chunk of block) {
    hashes.block?.update(chunk)
    const body = http === undefined ? chunk : http.bodyOf(chunk)
    if (body.length === 0) continue
    hashes.payload?.update(body)
    for (const piece of hashes.decoded === undefined ? [] : dechunker.push(body)) hashes.decoded?.update(piece)
  }
  return {
    block: verdict(wanted.block, hashes.block),
    payload: whole ? verdict(wanted.payload, hashes.payload, dechunker.whole ? hashes.decoded : undefined) : 'absent',
    ...(http?.statusLine === undefined ? {} : { statusLine: http.statusLine }),
  }
}

type Told = { readonly told: boolean; readonly algorithm?: undefined } | { readonly told: true; readonly algorithm: string; readonly value: string }

function toldDigest(text: string | undefined): Told {
  if (text === undefined) return { told: false }
  const colon = text.indexOf(':')
  const algorithm = ALGORITHMS[text.slice(0, colon).toLowerCase()]
  return algorithm === undefined ? { told: true } : { told: true, algorithm, value: text.slice(colon + 1).trim() }
}

function hashOf({ algorithm }: Told): Hash | undefined {
  return algorithm === undefined ? undefined : createHash(algorithm)
}

function verdict(told: Told, ...hashes: readonly (Hash | undefined)[]): DigestVerdict {
  if (told.algorithm === undefined) return told.told ? 'unknown-algorithm' : 'absent'
  const at = hashes.findIndex((hash) => hash !== undefined && sameDigest(told.value, hash.digest()))
  return at === -1 ? 'differs' : at === 0 ? 'matches' : 'matches-decoded'
}

/** Base 32 (RFC 4648 §6) as the standard has it, or hexadecimal as newer tools write. */
export function sameDigest(told: string, digest: Buffer): boolean {
  return told.length === digest.length * 2 ? told.toLowerCase() === digest.toString('hex') : told.replace(/=+$/, '').toUpperCase() === base32(digest)
}

function base32(bytes: Buffer): string {
  let out = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    for (bits += 8; bits >= 5; bits -= 5) out += ALPHABET.charAt((value >>> (bits - 5)) & 31)
  }
  return bits === 0 ? out : out + ALPHABET.charAt((value << (5 - bits)) & 31)
}
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
