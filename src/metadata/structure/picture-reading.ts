// What every walker of a picture tells in the same way: places, blocks, what follows the end, C2PA, other formats inside.
import type { Block, Clues, Reading, Source } from '../reading.ts'
import { WHOLE_LIMIT } from '../reading.ts'
import { tailOf } from '../trailing-bytes.ts'
import type { Trailing } from '../trailing-bytes.ts'
import { insideExif } from './exif-block.ts'
import { provenanceOf } from './jumbf.ts'
import type { Outline } from './outline.ts'
import { polyglots } from './polyglot.ts'

const MAX_BLOCKS = 64

export interface WalkedPicture extends Omit<Reading, 'segments' | 'moreSegments' | 'blocks' | 'provenance'> {
  readonly outline: Outline
  readonly blocks: readonly Block[]
  /** Whether C2PA gives its manifests a place in this format. */
  readonly c2pa: boolean
  /** Of the first byte after the end that the format defines; undefined when there is no such end. */
  readonly end?: number | undefined
  /** The format is markup, as SVG. */
  readonly markup?: true
  /** Already worked out, for formats that announce what follows. */
  readonly trailing?: Trailing | undefined
}

export function pictureReading(source: Source, { outline, blocks, c2pa, end, trailing, markup, clues, findings = [], ...rest }: WalkedPicture): Reading {
  const after = trailing ?? tailFrom(source, end)
  const kept = blocks.slice(0, MAX_BLOCKS).filter(({ bytes }) => bytes.length > 0)
  const inside = kept.filter(({ kind }) => kind === 'exif').slice(0, 4).flatMap(insideExif)
  const known: Clues = { ...clues, ...(outline.names.length === 0 ? {} : { segments: outline.names }), ...(after === undefined ? {} : { trailing: after }) }
  return {
    ...rest, ...outline.facts(source.size), blocks: [...kept, ...inside], provenance: provenanceOf(blocks, c2pa), clues: known,
    findings: [...findings, ...polyglots(source, markup)],
  }
}

/** What lies between two offsets, behind a picture; undefined when nothing does. */
export function tailFrom(source: Source, end: number | undefined, to = source.size): Trailing | undefined {
  if (end === undefined || end >= to) return undefined
  return tailOf(source.read(end, Math.min(to - end, WHOLE_LIMIT)), end, to - end)
}
