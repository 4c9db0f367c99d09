// The top-level boxes of a HEIF file, and what they tell together: size of the primary picture, blocks, sequence.
import type { Block } from '../../reading.ts'
import type { ImageFacts } from '../../record.ts'
import { BoxBudget, bodyOf, boxesIn } from '../../structure/boxes.ts'
import type { Box, Bytes } from '../../structure/boxes.ts'
import { uuidBlock } from '../../structure/uuid-boxes.ts'
import { Outline } from '../../structure/outline.ts'
import { itemBlocks } from './item-blocks.ts'
import { itemTable } from './items.ts'
import type { ItemTable } from './items.ts'
import { sequenceFacts } from './sequence.ts'

export interface HeifFacts {
  readonly outline: Outline
  readonly blocks: readonly Block[]
  readonly image?: Partial<ImageFacts>
  readonly facts: Readonly<Record<string, unknown>>
  readonly end: number
  /** The video of a motion photo (`mpvd`, Android motion photo format 1.0). */
  readonly video?: { readonly offset: number; readonly length: number }
  /** Whether anything was found that says what the file holds. */
  readonly meta: boolean
}

export function heifFacts(source: Bytes): HeifFacts {
  const budget = new BoxBudget()
  const outline = new Outline()
  const blocks: Block[] = []
  const facts: Record<string, unknown> = {}
  let table: ItemTable | undefined
  let moov: Box | undefined
  let video: Box | undefined
  let end = 0
  for (const box of boxesIn(source, 0, source.size, budget)) {
    outline.add(box.uuid === undefined ? box.type : `uuid ${box.uuid}`, box.offset, box.end - box.offset)
    outline.name(box.type.trim())
    end = box.end
    if (box.cut) facts['truncated'] = true
    if (box.type === 'ftyp') facts['brands'] = brandsOf(bodyOf(source, box, 256))
    else if (box.type === 'meta') {
      table ??= itemTable(source, box, budget)
      for (const child of boxesIn(source, box.body + 4, box.end, budget)) outline.add(`meta/${child.type}`, child.offset, child.end - child.offset)
    } else if (box.type === 'moov') moov ??= box
    else if (box.type === 'mpvd') video ??= box
    const block = uuidBlock(source, box, 'HEIF')
    if (block !== undefined) blocks.push(block)
  }
  if (budget.spent) facts['boxesBeyondLimit'] = true
  if (table !== undefined) blocks.push(...itemBlocks(source, table, outline))
  const still = table === undefined ? undefined : primaryOf(table)
  const sequence = moov === undefined ? undefined : sequenceFacts(source, moov, budget)
  const image = still ?? sequence?.image
  if (table !== undefined) facts['items'] = countsOf(table)
  if (sequence !== undefined) facts['sequence'] = sequence.facts
  // The walk stopped at bytes that are no box: they are the tail, unless the budget stopped it.
  return {
    outline, blocks, facts: { ...facts, ...(image === undefined ? {} : rotationOf(table)) }, end: budget.spent ? source.size : end, meta: table !== undefined || moov !== undefined,
    ...(video === undefined ? {} : { video: { offset: video.body, length: video.end - video.body } }),
    ...(image === undefined ? {} : { image: { ...image, ...(sequence?.image.pages === undefined ? {} : { pages: sequence.image.pages }) } }),
  }
}

function brandsOf(body: Buffer): string[] {
  const brands = [body.toString('latin1', 0, 4)]
  for (let at = 8; at + 4 <= body.length && brands.length < 32; at += 4) brands.push(body.toString('latin1', at, at + 4))
  return [...new Set(brands.map((brand) => brand.replace(/[^\x20-\x7e]/g, '?')))]
}

const CODECS: Readonly<Record<string, string>> = { hvc1: 'hevc', hev1: 'hevc', av01: 'av1', avc1: 'avc', jpeg: 'jpeg', vvc1: 'vvc', unci: 'uncompressed', j2k1: 'jpeg2000', lhv1: 'l-hevc' }
const DERIVED = new Set(['grid', 'iden', 'iovl', 'tmap'])

/** Size as coded (`ispe`), before `irot`, like the size in the frame of a JPEG. */
function primaryOf(table: ItemTable): Partial<ImageFacts> | undefined {
  const { primary, items, references } = table
  const properties = propertiesOf(table, primary)
  const size = properties.find(({ type, body }) => type === 'ispe' && body.length >= 12)?.body
  const item = items.find(({ id }) => id === primary)
  const tile = references.find(({ type, from }) => type === 'dimg' && from === primary)?.to[0]
  const coded = item !== undefined && DERIVED.has(item.type) ? items.find(({ id }) => id === tile) ?? item : item
  const codec = CODECS[coded?.type ?? '']
  const pages = pagesOf(table)
  if (size === undefined) return undefined
  return { width: size.readUInt32BE(4), height: size.readUInt32BE(8), ...(codec === undefined ? {} : { codec }), ...(pages < 2 ? {} : { pages }) }
}

function propertiesOf(table: ItemTable, id: number | undefined): ItemTable['properties'] {
  return (id === undefined ? [] : table.associations.get(id) ?? []).flatMap((index) => table.properties[index] ?? [])
}

function rotationOf(table: ItemTable | undefined): Readonly<Record<string, unknown>> {
  if (table === undefined) return {}
  const properties = propertiesOf(table, table.primary)
  const rotation = properties.find(({ type }) => type === 'irot')?.body[0]
  const mirror = properties.find(({ type }) => type === 'imir')?.body[0]
  return { ...(rotation === undefined ? {} : { rotation: (rotation & 3) * 90 }), ...(mirror === undefined ? {} : { mirror: mirror & 1 }) }
}

/** Pictures that stand for themselves: neither tile, thumbnail, alpha plane nor gain map. */
function pagesOf({ items, references }: ItemTable): number {
  const parts = new Set(references.flatMap(({ type, from, to }) => (type === 'dimg' ? to : ['thmb', 'auxl'].includes(type) ? [from] : [])))
  return items.filter(({ id, type, hidden }) => !hidden && !parts.has(id) && (DERIVED.has(type) || CODECS[type] !== undefined)).length
}

function countsOf({ items }: ItemTable): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { type } of items) counts.set(type, (counts.get(type) ?? 0) + 1)
  return Object.fromEntries([...counts].slice(0, 32))
}
