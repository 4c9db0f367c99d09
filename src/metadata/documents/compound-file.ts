// Compound files (MS-CFB), read in place: the directory, and streams by their sectors. A chain that loops or leaves the file
// ends at the number of sectors the file can hold; nothing is read that was not asked for.
import type { Source } from '../reading.ts'

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const END_OF_CHAIN = 0xfffffffe
const MINI_CUTOFF = 4096
const MINI_SHIFT = 6
const ENTRIES_LIMIT = 10_000
const FAT_LIMIT = 2 ** 20
const DEPTH_LIMIT = 32
const STREAM = 2
const NO_STREAM = 0xffffffff

export interface CompoundEntry {
  /** Names from the root's children down. */
  readonly path: readonly string[]
  readonly kind: 'storage' | 'stream'
  readonly size: number
  /** FILETIME; 0 when not told. */
  readonly modified: bigint
  /** At most `limit` bytes from the beginning. */
  read(limit: number): Buffer
}
interface Node {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly modified: bigint
  readonly start: number
  readonly size: number
}

export class CompoundFile {
  readonly entries: readonly CompoundEntry[]
  /** Of the root storage. */
  readonly modified: bigint
  readonly #source: Source
  readonly #shift: number
  readonly #sectors: number
  readonly #fat: readonly number[]
  readonly #cache = new Map<number, Buffer>()
  readonly #miniFat: Buffer
  readonly #miniStream: readonly number[]

  /** @throws Error when the header is not that of a compound file */
  constructor(source: Source) {
    const header = source.read(0, 512)
    if (header.length < 512 || !header.subarray(0, 8).equals(SIGNATURE)) throw new Error('no compound file header')
    this.#shift = header.readUInt16LE(30)
    if (this.#shift !== 9 && this.#shift !== 12) throw new Error(`sector shift ${this.#shift}`)
    this.#source = source
    this.#sectors = Math.ceil(source.size / 2 ** this.#shift)
    this.#fat = this.#fatSectors(header)
    const nodes = this.#nodes(header.readUInt32LE(48))
    const root = nodes[0]
    this.#miniFat = this.#bytes(this.#chain(header.readUInt32LE(60), this.#sectors), FAT_LIMIT * 4)
    this.#miniStream = root === undefined ? [] : this.#chain(root.start, this.#sectors)
    this.modified = root?.modified ?? 0n
    this.entries = this.#walk(nodes)
  }

  /** MS-CFB §2.5: the first 109 in the header, the rest in a chain of sectors of their own. */
  #fatSectors(header: Buffer): number[] {
    const out: number[] = []
    const most = Math.ceil(this.#sectors / 2 ** (this.#shift - 2)) + 1
    const take = (bytes: Buffer, from: number, to: number): void => {
      for (let at = from; at + 4 <= Math.min(to, bytes.length) && out.length < most; at += 4) if (bytes.readUInt32LE(at) < this.#sectors) out.push(bytes.readUInt32LE(at))
    }
    take(header, 76, 512)
    const size = 2 ** this.#shift
    let next = header.readUInt32LE(68)
    for (let count = 0; next < this.#sectors && out.length < most && count < most; count += 1) {
      const sector = this.#sector(next)
      if (sector.length < size) break
      take(sector, 0, size - 4)
      next = sector.readUInt32LE(size - 4)
    }
    return out
  }

  #sector(index: number): Buffer {
    return this.#source.read((index + 1) * 2 ** this.#shift, 2 ** this.#shift)
  }

  #next(index: number): number {
    const perSector = 2 ** (this.#shift - 2)
    const place = this.#fat[Math.floor(index / perSector)]
    if (place === undefined) return END_OF_CHAIN
    let sector = this.#cache.get(place)
    if (sector === undefined) {
      if (this.#cache.size > 4096) this.#cache.clear()
      sector = this.#sector(place)
      this.#cache.set(place, sector)
    }
    const at = (index % perSector) * 4
    return at + 4 <= sector.length ? sector.readUInt32LE(at) : END_OF_CHAIN
  }

  #chain(start: number, limit: number): number[] {
    const out: number[] = []
    for (let at = start; at < this.#sectors && out.length < Math.min(limit, this.#sectors); at = this.#next(at)) out.push(at)
    return out
  }

  #bytes(sectors: readonly number[], limit: number): Buffer {
    const wanted = sectors.slice(0, Math.ceil(limit / 2 ** this.#shift))
    return Buffer.concat(wanted.map((index) => this.#sector(index))).subarray(0, limit)
  }

  /** MS-CFB §2.6.1. */
  #nodes(start: number): Node[] {
    const directory = this.#bytes(this.#chain(start, Math.ceil((ENTRIES_LIMIT * 128) / 2 ** this.#shift)), ENTRIES_LIMIT * 128)
    return Array.from({ length: Math.floor(directory.length / 128) }, (_, index) => {
      const at = directory.subarray(index * 128, index * 128 + 128)
      return {
        name: at.toString('utf16le', 0, Math.max(0, Math.min(64, at.readUInt16LE(64)) - 2)), type: at.readUInt8(66), left: at.readUInt32LE(68), right: at.readUInt32LE(72), child: at.readUInt32LE(76),
        modified: at.readBigUInt64LE(108), start: at.readUInt32LE(116), size: at.readUInt32LE(120),
      }
    })
  }

  /** Children hang on a storage as a tree of siblings; each entry is taken once, whatever points at it. */
  #walk(nodes: readonly Node[]): CompoundEntry[] {
    const out: CompoundEntry[] = []
    const seen = new Set([0])
    const open: { index: number; path: readonly string[] }[] = [{ index: nodes[0]?.child ?? NO_STREAM, path: [] }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { index, path: parent } = next
      const node = nodes[index]
      if (node === undefined || seen.has(index) || parent.length > DEPTH_LIMIT) continue
      seen.add(index)
      const path = [...parent, node.name]
      out.push({ path, kind: node.type === STREAM ? 'stream' : 'storage', size: node.type === STREAM ? node.size : 0, modified: node.modified, read: (limit) => this.#stream(node, limit) })
      open.push({ index: node.right, path: parent }, { index: node.left, path: parent })
      if (node.type !== STREAM) open.push({ index: node.child, path })
    }
    return out
  }

  #stream({ start, size }: Node, limit: number): Buffer {
    const length = Math.min(size, limit)
    if (size >= MINI_CUTOFF) return this.#bytes(this.#chain(start, Math.ceil(length / 2 ** this.#shift)), length)
    const parts: Buffer[] = []
    const perSector = this.#shift - MINI_SHIFT
    for (let at = start, count = 0; count * 64 < length; count += 1) {
      const sector = this.#miniStream[at >>> perSector]
      if (sector === undefined) break
      parts.push(this.#source.read((sector + 1) * 2 ** this.#shift + (at & (2 ** perSector - 1)) * 64, 64))
      at = at * 4 + 4 <= this.#miniFat.length ? this.#miniFat.readUInt32LE(at * 4) : END_OF_CHAIN
    }
    return Buffer.concat(parts).subarray(0, length)
  }
}
