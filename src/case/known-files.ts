// Which files the case already holds, by name and digest, in about 120 bytes an exhibit: cases have 100,000 of them.
import { hash } from 'node:crypto'

const KEY = 16
const RECORD = KEY + 32 + 8

/** The names under which one file may be known again. `undefined` where its bytes cannot be told from another's. */
export interface FileNames {
  readonly path: string
  readonly origin: string | undefined
}

function keyOf(kind: 'path' | 'origin', name: string): Buffer {
  return hash('sha256', `${kind}\u0000${name}`, 'buffer').subarray(0, KEY)
}

export class KnownFiles {
  private records = Buffer.alloc(RECORD * 1024)
  private count = 0
  private slots = new Int32Array(4096)

  add(keys: readonly Buffer[], size: number, sha256: string): void {
    for (const key of keys) this.insert(key, size, sha256)
  }

  /** SHA-256 digests known under one of the names, for that size. */
  find(keys: readonly Buffer[], size: number): string[] {
    if (this.count === 0) return []
    const found = new Set<string>()
    for (const key of keys) {
      for (let at = this.start(key); ; at = (at + 1) % this.slots.length) {
        const record = (this.slots[at] ?? 0) - 1
        if (record < 0) break
        const offset = record * RECORD
        if (this.records.compare(key, 0, KEY, offset, offset + KEY) !== 0) continue
        if (this.records.readDoubleLE(offset + KEY + 32) === size) found.add(this.records.toString('hex', offset + KEY, offset + KEY + 32))
      }
    }
    return [...found]
  }

  private start(key: Buffer): number {
    return key.readUInt32LE(0) % this.slots.length
  }

  private insert(key: Buffer, size: number, sha256: string): void {
    if ((this.count + 1) * 2 > this.slots.length) this.grow()
    const offset = this.count * RECORD
    if (offset + RECORD > this.records.length) this.records = Buffer.concat([this.records, Buffer.alloc(this.records.length)])
    key.copy(this.records, offset)
    this.records.write(sha256, offset + KEY, 'hex')
    this.records.writeDoubleLE(size, offset + KEY + 32)
    this.count += 1
    this.link(key, this.count)
  }

  private link(key: Buffer, value: number): void {
    let at = this.start(key)
    while (this.slots[at] !== 0) at = (at + 1) % this.slots.length
    this.slots[at] = value
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2)
    for (let record = 0; record < this.count; record += 1) this.link(this.records.subarray(record * RECORD, record * RECORD + KEY), record + 1)
  }
}

/** Made once a file: digests of its names. */
export function keysOf({ path, origin }: FileNames): Buffer[] {
  return origin === undefined ? [keyOf('path', path)] : [keyOf('path', path), keyOf('origin', origin)]
}
