// The Info dictionary of a PDF where it lies in the clear (ISO 32000-1 §14.3.3): dates raw, producer, title. Compressed or
// encrypted ones are left to the reader that opens the document.
import type { Reading } from '../../reading.ts'
import type { TimeFact } from '../../record.ts'
import { pdfTime } from '../../times.ts'
import { pdfString } from './pdf-string.ts'
import { pdfStructure } from './structure.ts'
import type { PdfStructure } from './structure.ts'

const WINDOW = 4096
const OBJECT_LIMIT = 64 * 1024
const NAMES = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'CreationDate', 'ModDate'] as const
type Name = (typeof NAMES)[number]

export type PdfFacts = Required<Pick<Reading, 'times' | 'texts' | 'software' | 'people'>> & { readonly raw: PdfStructure & { readonly info?: Partial<Record<Name, string>> } }

export function pdfFacts(bytes: Buffer): PdfFacts {
  const structure = pdfStructure(bytes)
  // Strings of an encrypted file are ciphertext: showing them would show noise as if it were evidence.
  const info = structure.encrypted ? {} : infoOf(bytes)
  return { ...infoFacts(info), raw: { ...structure, ...(Object.keys(info).length === 0 ? {} : { info }) } }
}

/** What the entries of an Info dictionary mean, whoever read them. */
export function infoFacts(info: Readonly<Partial<Record<Name, string>>>): Required<Pick<Reading, 'times' | 'texts' | 'software' | 'people'>> {
  const sourced = (name: Name): { source: string; value: string }[] => {
    const value = info[name]?.replaceAll('\0', '').trim()
    return value === undefined || value === '' ? [] : [{ source: `PDF:Info:${name}`, value: value.slice(0, 1024) }]
  }
  const time = (name: Name, role: TimeFact['role']): TimeFact[] => sourced(name).map(({ source, value }) => pdfTime({ role, source, raw: value }))
  return {
    times: [...time('CreationDate', 'container-created'), ...time('ModDate', 'modified')],
    texts: (['Title', 'Subject', 'Keywords'] as const).flatMap((key) => sourced(key).map((fact) => ({ key, ...fact }))),
    software: (['Producer', 'Creator'] as const).flatMap((key) => sourced(key).map(({ source, value }) => ({ name: value, source }))),
    people: sourced('Author').map((fact) => ({ role: 'author', ...fact })),
  }
}

function infoOf(bytes: Buffer): Partial<Record<Name, string>> {
  const object = infoObject(bytes)
  const out: Partial<Record<Name, string>> = {}
  for (const name of NAMES) {
    const value = object === 'hidden' ? undefined : object === undefined ? lastString(bytes, `/${name}`) : stringIn(object, `/${name}`)
    if (value !== undefined) out[name] = value
  }
  return out
}

/** The object that the last trailer names. `hidden`: it is named, but compressed; undefined: no trailer names one. */
function infoObject(bytes: Buffer): string | 'hidden' | undefined {
  for (const at of placesFromEnd(bytes, '/Info', 8)) {
    const reference = /^\s{0,4}(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}R\b/.exec(bytes.toString('latin1', at + 5, at + 60))
    if (reference === null) continue
    const mark = `${reference[1]} ${reference[2]} obj`
    for (const place of placesFromEnd(bytes, mark, 8)) {
      const before = bytes[place - 1] ?? 0x0a
      if (before >= 0x30 && before <= 0x39) continue
      const object = bytes.toString('latin1', place + mark.length, place + mark.length + OBJECT_LIMIT)
      const end = object.indexOf('endobj')
      return end === -1 ? object : object.slice(0, end)
    }
    return 'hidden'
  }
  return undefined
}

function stringIn(object: string, key: string): string | undefined {
  for (let at = object.indexOf(key), hits = 0; at !== -1 && hits < 8; at = object.indexOf(key, at + 1), hits += 1) {
    const value = pdfString(object.slice(at + key.length, at + key.length + WINDOW))
    if (value !== undefined) return value
  }
  return undefined
}

/** Without a trailer, as in a file cut short: the last string given under that key, a later update replacing an earlier one. */
function lastString(bytes: Buffer, key: string): string | undefined {
  for (const at of placesFromEnd(bytes, key, 8)) {
    const value = pdfString(bytes.toString('latin1', at + key.length, at + key.length + WINDOW))
    if (value !== undefined) return value
  }
  return undefined
}

function placesFromEnd(bytes: Buffer, key: string, limit: number): number[] {
  const out: number[] = []
  for (let at = bytes.lastIndexOf(key); at !== -1 && out.length < limit; at = at === 0 ? -1 : bytes.lastIndexOf(key, at - 1)) out.push(at)
  return out
}
