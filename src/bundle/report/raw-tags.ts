// Raw tags as lines `name = value`, by source. Bounded in number, depth and length before anything is laid out.
import type { MetadataRecord } from '../../metadata/record.ts'

const MAX_DEPTH = 4
const MAX_VALUE = 400

export interface TagLine {
  /** `exifr:ifd0` */
  readonly source: string
  readonly name: string
  readonly value: string
}

export interface TagLines {
  readonly lines: readonly TagLine[]
  /** True when there was more than `max`. */
  readonly cut: boolean
}

/** The first `max` tags of a record, in the order in which they were recorded. */
export function rawTagLines(raw: MetadataRecord['raw'], max: number): TagLines {
  const lines: TagLine[] = []
  for (const [engine, tags] of Object.entries(raw)) {
    for (const [name, value] of Object.entries(tags)) {
      if (!addTag(lines, engine, name, value, max, 0)) return { lines, cut: true }
    }
  }
  return { lines, cut: false }
}

function addTag(lines: TagLine[], source: string, name: string, value: unknown, max: number, depth: number): boolean {
  if (isNamespace(value) && depth < MAX_DEPTH) {
    for (const [inner, part] of Object.entries(value)) {
      if (!addTag(lines, `${source}:${name}`, inner, part, max, depth + 1)) return false
    }
    return true
  }
  if (lines.length >= max) return false
  lines.push({ source, name: short(name), value: short(valueText(value)) })
  return true
}

function isNamespace(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isBinary(value)
}

function isBinary(value: object): value is { bytes: number; sha256: string } {
  return 'sha256' in value && typeof value.sha256 === 'string' && 'bytes' in value
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && isBinary(value)) return `<${value.bytes} B, sha256 ${value.sha256.slice(0, 16)}…>`
  return JSON.stringify(value) ?? 'undefined'
}

function short(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text
}
