// ExifTool's JSON as tags: numbers as they are written, binary values as their size, by group.

/** `EXIF:IFD0:Make` → value. Tags that occur again end in `(copy 1)`. */
export type Tags = ReadonlyMap<string, unknown>

const BINARY = /^\(Binary data (\d{1,15}) bytes, use -b option to extract\)$/
/** File facts that every reader has, and the version that the run tells. */
const LEFT_OUT = /^(?:SourceFile$|File:(?:FileType|FileTypeExtension|MIMEType|MIMEEncoding|ExifByteOrder)$|ExifTool:(?:Copy\d+:)?ExifToolVersion$)/

/** @throws Error when it is no JSON of ExifTool's */
export function tagsOf(json: string): Tags {
  const parsed: unknown = JSON.parse(json, asWritten as (this: unknown, key: string, value: unknown) => unknown)
  const first: unknown = Array.isArray(parsed) ? parsed[0] : undefined
  if (typeof first !== 'object' || first === null) throw new Error('no answer')
  const out = new Map<string, unknown>()
  for (const [key, value] of Object.entries(first)) {
    if (LEFT_OUT.test(key)) continue
    const copy = /(?:^|:)Copy(\d{1,6}):/.exec(key)
    const plain = key.replace(/(^|:)Copy\d{1,6}:/, '$1')
    const binary = typeof value === 'string' ? BINARY.exec(value) : null
    out.set(copy === null || !out.has(plain) ? plain : `${plain} (copy ${copy[1]})`, binary === null ? value : { bytes: Number(binary[1]) })
  }
  return out
}

/** A version `17.10` is not the number 17.1. */
function asWritten(_: string, value: unknown, { source }: { readonly source?: string }): unknown {
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
}

export function textOf(tags: Tags, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = tags.get(name)
    const text = typeof value === 'string' ? value.replaceAll('\0', '').trim() : typeof value === 'number' ? String(value) : ''
    if (text !== '') return text.slice(0, 4096)
  }
  return undefined
}

export function numberOf(tags: Tags, name: string): number | undefined {
  const value = tags.get(name)
  const number = typeof value === 'string' && /^[-+]?\d{1,15}(?:\.\d{1,20})?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Tags by group, as the record keeps them. */
export function grouped(tags: Tags): Record<string, Record<string, unknown>> {
  const groups = new Map<string, [string, unknown][]>()
  for (const [key, value] of tags) {
    const at = key.lastIndexOf(':', key.indexOf(' (copy') === -1 ? undefined : key.indexOf(' (copy'))
    const group = at === -1 ? 'ExifTool' : key.slice(0, at)
    groups.set(group, [...groups.get(group) ?? [], [key.slice(at + 1), value]])
  }
  return Object.fromEntries([...groups].map(([group, entries]) => [group, Object.fromEntries(entries)]))
}
