// Image file directories of TIFF 6.0 §2 and BigTIFF, bounded: no directory is visited twice, no count is believed beyond
// the file. Camera raw formats and Exif blocks are the same structure.
import type { Bytes } from './boxes.ts'

const MAX_ENTRIES = 2000
const MAX_IFDS = 1000
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8 }
/** Pointers to directories: Exif, GPS, interoperability; SubIFDs. */
const POINTERS: Readonly<Record<number, string>> = { 0x8769: 'ExifIFD', 0x8825: 'GPS', 0xa005: 'InteropIFD', 0x014a: 'SubIFD' }

export interface Entry {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** Where the value lies, and how long it is. */
  readonly at: number
  readonly bytes: number
}
export interface Ifd {
  /** `IFD0`, `IFD0/SubIFD1`, `IFD0/ExifIFD`. */
  readonly name: string
  readonly offset: number
  /** Of the directory itself, without the values it points to. */
  readonly length: number
  readonly entries: ReadonlyMap<number, Entry>
  readonly next: number
}

export class Tiff {
  readonly little: boolean
  readonly big: boolean
  readonly first: number
  readonly #source: Bytes

  private constructor(source: Bytes, little: boolean, big: boolean, first: number) {
    this.#source = source
    this.little = little
    this.big = big
    this.first = first
  }

  /** Undefined when it does not begin like a TIFF, or like the raw formats that change its magic number (ORF, RW2). */
  static open(source: Bytes): Tiff | undefined {
    const head = source.read(0, 16)
    if (head.length < 8) return undefined
    const order = head.toString('latin1', 0, 2)
    if (order !== 'II' && order !== 'MM') return undefined
    const little = order === 'II'
    const magic = little ? head.readUInt16LE(2) : head.readUInt16BE(2)
    if (magic === 43) {
      if (head.length < 16) return undefined
      return new Tiff(source, little, true, Number(little ? head.readBigUInt64LE(8) : head.readBigUInt64BE(8)))
    }
    // 0x4f52 and 0x5352 'OR'/'SR' (Olympus), 0x55 (Panasonic).
    if (![42, 0x4f52, 0x5352, 0x55].includes(magic)) return undefined
    return new Tiff(source, little, false, little ? head.readUInt32LE(4) : head.readUInt32BE(4))
  }

  /** Every directory that can be reached, each once, the main chain first. */
  directories(limit = MAX_IFDS): { readonly ifds: readonly Ifd[]; readonly chain: readonly Ifd[]; readonly loops: boolean } {
    const seen = new Set<number>()
    const chain: Ifd[] = []
    let loops = false
    for (let at = this.first; at !== 0 && chain.length < limit;) {
      if (seen.has(at)) {
        loops = true
        break
      }
      seen.add(at)
      const ifd = this.ifd(at, `IFD${chain.length}`)
      if (ifd === undefined) break
      chain.push(ifd)
      at = ifd.next
    }
    const ifds: Ifd[] = [...chain]
    for (let index = 0; index < ifds.length && ifds.length < limit; index += 1) {
      const parent = ifds[index] as Ifd
      for (const [tag, pointed] of Object.entries(POINTERS)) {
        const entry = parent.entries.get(Number(tag))
        if (entry === undefined) continue
        for (let each = 0; each < Math.min(entry.count, 32); each += 1) {
          const at = this.number(entry, each)
          if (at === undefined || at === 0) continue
          if (seen.has(at)) {
            loops = true
            continue
          }
          seen.add(at)
          const child = this.ifd(at, `${parent.name}/${pointed}${pointed === 'SubIFD' ? each + 1 : ''}`)
          if (child !== undefined) ifds.push(child)
        }
      }
    }
    return { ifds, chain, loops }
  }

  ifd(offset: number, name: string): Ifd | undefined {
    const [countBytes, entryBytes, pointerBytes] = this.big ? [8, 20, 8] : [2, 12, 4]
    if (offset < 8 || offset + countBytes > this.#source.size) return undefined
    const head = this.#source.read(offset, countBytes)
    if (head.length < countBytes) return undefined
    const count = this.big ? this.#u64(head, 0) : this.#u16(head, 0)
    const body = this.#source.read(offset + countBytes, Math.min(count, MAX_ENTRIES) * entryBytes + pointerBytes)
    const entries = new Map<number, Entry>()
    const there = Math.min(count, MAX_ENTRIES, Math.floor(body.length / entryBytes))
    for (let index = 0; index < there; index += 1) {
      const entry = this.#entry(body, index * entryBytes, offset + countBytes + index * entryBytes)
      if (entry !== undefined && !entries.has(entry.tag)) entries.set(entry.tag, entry)
    }
    const nextAt = count * entryBytes
    const next = nextAt + pointerBytes > body.length ? 0 : this.big ? this.#u64(body, nextAt) : this.#u32(body, nextAt)
    return { name, offset, length: Math.min(countBytes + count * entryBytes + pointerBytes, this.#source.size - offset), entries, next }
  }

  directoryAt(offset: number): ReadonlyMap<number, Entry> | undefined {
    return this.ifd(offset, '')?.entries
  }

  /** The value at an index, of the integer types; undefined when it is another type or not there. */
  number(entry: Entry | undefined, index = 0): number | undefined {
    if (entry === undefined || index >= entry.count) return undefined
    const size = SIZES[entry.type] as number
    const bytes = this.#source.read(entry.at + index * size, size)
    if (bytes.length < size) return undefined
    if (size === 1) return bytes[0]
    if (entry.type === 3) return this.#u16(bytes, 0)
    if (entry.type === 4 || entry.type === 13) return this.#u32(bytes, 0)
    return [16, 18].includes(entry.type) ? this.#u64(bytes, 0) : undefined
  }

  text(entry: Entry | undefined, limit = 200): string | undefined {
    if (entry === undefined || entry.type !== 2) return undefined
    return this.#source.read(entry.at, Math.min(entry.bytes, limit)).toString('latin1').replace(/\0[^]*$/, '')
  }

  /** The bytes of a value as they lie in the file, up to a limit. */
  bytes(entry: Entry, limit = 16 * 2 ** 20): Buffer {
    return this.#source.read(entry.at, Math.min(entry.bytes, limit))
  }

  /** Bytes anywhere in the file; none when the place is outside. */
  at(offset: number, length: number): Buffer {
    return this.#source.read(offset, offset < this.#source.size ? Math.min(length, this.#source.size - offset) : 0)
  }

  #entry(body: Buffer, at: number, offset: number): Entry | undefined {
    const type = this.#u16(body, at + 2)
    const size = SIZES[type]
    if (size === undefined) return undefined
    const count = this.big ? this.#u64(body, at + 4) : this.#u32(body, at + 4)
    const inline = this.big ? 8 : 4
    const bytes = count * size
    const pointer = this.big ? this.#u64(body, at + 12) : this.#u32(body, at + 8)
    const value = bytes <= inline ? offset + (this.big ? 12 : 8) : pointer
    if (value + bytes > this.#source.size) return undefined
    return { tag: this.#u16(body, at), type, count, at: value, bytes }
  }

  #u16(bytes: Buffer, at: number): number {
    return this.little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  }
  #u32(bytes: Buffer, at: number): number {
    return this.little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  }
  #u64(bytes: Buffer, at: number): number {
    return Number(this.little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  }
}
