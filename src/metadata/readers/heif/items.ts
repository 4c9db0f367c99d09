// Items of a HEIF file (ISO/IEC 23008-12, ISO/IEC 14496-12 §8.11): what they are, where their bytes lie, how they refer to
// each other. Counts are believed only as far as the box reaches.
import { bodyOf, boxesIn } from '../../structure/boxes.ts'
import type { Box, BoxBudget, Bytes } from '../../structure/boxes.ts'

export interface Item {
  readonly id: number
  readonly type: string
  readonly name: string
  /** Of `mime` items. */
  readonly contentType?: string
  readonly contentEncoding?: string
  readonly hidden: boolean
}
export interface Location {
  /** 0: file, 1: `idat` of the same meta box, 2: another item. */
  readonly method: number
  readonly extents: readonly { readonly offset: number; readonly length: number }[]
}
export interface Reference {
  readonly type: string
  readonly from: number
  readonly to: readonly number[]
}
export interface Property {
  readonly type: string
  readonly body: Buffer
  readonly offset: number
}
export interface ItemTable {
  readonly handler?: string
  readonly primary?: number
  readonly items: readonly Item[]
  readonly locations: ReadonlyMap<number, Location>
  readonly references: readonly Reference[]
  readonly properties: readonly Property[]
  /** Indices into `properties` by item. */
  readonly associations: ReadonlyMap<number, readonly number[]>
  /** Where `idat` begins, and where it ends. */
  readonly idat?: { readonly from: number; readonly to: number }
}

const MAX_ITEMS = 2000
const MAX_EXTENTS = 64
const PROPERTY_LIMIT = 4 * 2 ** 20

/** @param meta a full box: its children begin four bytes later */
export function itemTable(source: Bytes, meta: Box, budget: BoxBudget): ItemTable {
  const table = { items: [] as Item[], locations: new Map<number, Location>(), references: [] as Reference[], properties: [] as Property[], associations: new Map<number, number[]>() }
  let more: { handler?: string; primary?: number; idat?: { from: number; to: number } } = {}
  for (const box of boxesIn(source, meta.body + 4, meta.end, budget)) {
    const body = (): Fields => new Fields(bodyOf(source, box))
    if (box.type === 'hdlr') more = { ...more, handler: body().skip(8).chars(4) }
    else if (box.type === 'pitm') {
      const fields = body()
      more = { ...more, primary: fields.u8() === 0 ? fields.skip(3).u16() : fields.skip(3).u32() }
    } else if (box.type === 'iinf') readItems(source, box, budget, table.items)
    else if (box.type === 'iloc') readLocations(body(), table.locations)
    else if (box.type === 'iref') readReferences(source, box, budget, table.references)
    else if (box.type === 'idat') more = { ...more, idat: { from: box.body, to: box.end } }
    else if (box.type === 'iprp') readProperties(source, box, budget, table)
  }
  return { ...table, ...more }
}

/** Reads on without ever reading beyond: what is not there is 0. */
class Fields {
  readonly #bytes: Buffer
  at = 0
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }
  get left(): number {
    return this.#bytes.length - this.at
  }
  skip(count: number): this {
    this.at += count
    return this
  }
  uint(size: number): number {
    const at = this.at
    this.at += size
    if (size === 0 || at + size > this.#bytes.length) return 0
    return size === 8 ? Number(this.#bytes.readBigUInt64BE(at)) : this.#bytes.readUIntBE(at, Math.min(size, 4))
  }
  u8(): number { return this.uint(1) }
  u16(): number { return this.uint(2) }
  u32(): number { return this.uint(4) }
  chars(count: number): string {
    this.at += count
    return this.#bytes.toString('latin1', this.at - count, this.at)
  }
  /** Up to a NUL. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.at)
    const text = this.#bytes.toString('utf8', this.at, Math.min(end === -1 ? this.#bytes.length : end, this.at + 200))
    this.at = end === -1 ? this.#bytes.length : end + 1
    return text
  }
}

function readItems(source: Bytes, iinf: Box, budget: BoxBudget, out: Item[]): void {
  const head = new Fields(source.read(iinf.body, Math.min(8, iinf.end - iinf.body)))
  const wide = head.u8() !== 0
  for (const box of boxesIn(source, iinf.body + (wide ? 8 : 6), iinf.end, budget)) {
    if (box.type !== 'infe' || out.length >= MAX_ITEMS) break
    const fields = new Fields(bodyOf(source, box, 4096))
    const [version, flags] = [fields.u8(), fields.skip(2).u8()]
    if (version < 2) continue
    const id = version === 2 ? fields.u16() : fields.u32()
    const type = fields.skip(2).chars(4)
    const name = fields.text()
    const [contentType, contentEncoding] = type === 'mime' ? [fields.text(), fields.left > 0 ? fields.text() : ''] : ['', '']
    out.push({ id, type, name, hidden: (flags & 1) === 1, ...(contentType === '' ? {} : { contentType }), ...(contentEncoding === '' ? {} : { contentEncoding }) })
  }
}

/** §8.11.3: sizes of fields are nibbles at the beginning. */
function readLocations(fields: Fields, out: Map<number, Location>): void {
  const version = fields.u8()
  const sizes = fields.skip(3).u16()
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version === 0 ? 0 : sizes & 15]
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => ![0, 4, 8].includes(size))) return
  const count = Math.min(version < 2 ? fields.u16() : fields.u32(), MAX_ITEMS)
  for (let index = 0; index < count && fields.left > 0; index += 1) {
    const id = version < 2 ? fields.u16() : fields.u32()
    const method = version === 0 ? 0 : fields.u16() & 15
    const outside = fields.u16() !== 0
    const base = fields.uint(baseSize)
    const extentCount = fields.u16()
    const extents: { offset: number; length: number }[] = []
    for (let extent = 0; extent < extentCount && fields.left > 0; extent += 1) {
      fields.skip(indexSize)
      const [offset, length] = [fields.uint(offsetSize), fields.uint(lengthSize)]
      if (extents.length < MAX_EXTENTS) extents.push({ offset: base + offset, length })
    }
    // Bytes in another file (data_reference_index) are not here.
    if (!outside) out.set(id, { method, extents })
  }
}

function readReferences(source: Bytes, iref: Box, budget: BoxBudget, out: Reference[]): void {
  const wide = source.read(iref.body, 1)[0] !== 0
  for (const box of boxesIn(source, iref.body + 4, iref.end, budget)) {
    if (out.length >= MAX_ITEMS) return
    const fields = new Fields(bodyOf(source, box, 65_536))
    const from = wide ? fields.u32() : fields.u16()
    const count = fields.u16()
    const to: number[] = []
    while (to.length < Math.min(count, MAX_ITEMS) && fields.left > 0) to.push(wide ? fields.u32() : fields.u16())
    out.push({ type: box.type, from, to })
  }
}

function readProperties(source: Bytes, iprp: Box, budget: BoxBudget, table: { readonly properties: Property[]; readonly associations: Map<number, number[]> }): void {
  for (const box of boxesIn(source, iprp.body, iprp.end, budget)) {
    if (box.type === 'ipco') {
      for (const property of boxesIn(source, box.body, box.end, budget)) {
        if (table.properties.length < MAX_ITEMS) table.properties.push({ type: property.type, body: bodyOf(source, property, PROPERTY_LIMIT), offset: property.body })
      }
    } else if (box.type === 'ipma') readAssociations(new Fields(bodyOf(source, box, 2 ** 20)), table.associations)
  }
}

function readAssociations(fields: Fields, out: Map<number, number[]>): void {
  const [version, wide] = [fields.u8(), (fields.skip(2).u8() & 1) === 1]
  const count = Math.min(fields.u32(), MAX_ITEMS)
  for (let index = 0; index < count && fields.left > 0; index += 1) {
    const id = version < 1 ? fields.u16() : fields.u32()
    const indices: number[] = []
    for (let left = fields.u8(); left > 0 && fields.left > 0; left -= 1) indices.push((wide ? fields.u16() & 0x7fff : fields.u8() & 0x7f) - 1)
    out.set(id, indices)
  }
}
