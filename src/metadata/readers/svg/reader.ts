// An SVG as text: it is never drawn, because drawing it runs what it holds.
import type { Block, Reader } from '../../reading.ts'
import { Outline } from '../../structure/outline.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { drawingFacts } from './drawing-facts.ts'

/** A drawing with more text than this is read in part. */
const LIMIT = 4 * 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source) {
    const bytes = source.read(0, LIMIT)
    const text = textOf(bytes)
    const { width, height, title, description, rdf, manifest, ...facts } = drawingFacts(text)
    const blocks: Block[] = []
    if (rdf !== undefined) {
      const offset = bytes.indexOf(rdf.slice(0, 1000))
      blocks.push({ kind: 'xmp', bytes: Buffer.from(rdf), source: 'SVG:metadata', ...(offset === -1 ? {} : { offset }) })
    }
    if (manifest !== undefined) blocks.push({ kind: 'jumbf', bytes: Buffer.from(manifest, 'base64'), source: 'SVG:c2pa:manifest' })
    return pictureReading(source, {
      outline: new Outline(), blocks, c2pa: true, markup: true, ...(width === undefined || height === undefined ? {} : { image: { width, height } }),
      texts: ([['Title', title], ['Description', description]] as const).flatMap(([key, value]) => (value === undefined || value.trim() === '' ? [] : [{ key, value: value.trim(), source: `SVG:${key.toLowerCase()}` }])),
      ...(source.size > LIMIT ? { clues: { readBytes: LIMIT } } : {}), raw: facts,
    })
  },
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2, bytes.length & ~1)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le')
  return bytes.toString('utf8').replace(/^\ufeff/, '')
}
