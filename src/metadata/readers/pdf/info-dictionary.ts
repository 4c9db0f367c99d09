// The Info dictionary of a PDF where it lies in the clear: dates raw, producer, title. Compressed or encrypted ones are
// reported as such, not opened.
import type { TimeFact } from '../../record.ts'
import { pdfTime } from '../../times.ts'

export interface PdfFacts {
  readonly times: readonly TimeFact[]
  readonly texts: readonly { readonly key: string; readonly value: string; readonly source: string }[]
  readonly software: readonly { readonly name: string; readonly source: string }[]
  readonly raw: Readonly<Record<string, string | number | boolean>>
}

const VALUE_LIMIT = 1024

export function pdfFacts(bytes: Buffer): PdfFacts {
  const version = /^%PDF-(\d\.\d)/.exec(bytes.toString('latin1', 0, 1024).slice(Math.max(0, bytes.indexOf('%PDF-'))))?.[1]
  const encrypted = bytes.includes('/Encrypt')
  const raw = { ...(version === undefined ? {} : { version }), encrypted, updates: endings(bytes) }
  // Strings of an encrypted file are ciphertext: showing them would show noise as if it were evidence.
  if (encrypted) return { times: [], texts: [], software: [], raw }
  const times: TimeFact[] = []
  for (const [name, role] of [['CreationDate', 'container-created'], ['ModDate', 'modified']] as const) {
    const value = stringAfter(bytes, `/${name}`)
    if (value !== undefined) times.push(pdfTime({ role, source: `PDF:Info:${name}`, raw: value }))
  }
  const named = (key: string): { key: string; value: string; source: string }[] => {
    const value = stringAfter(bytes, `/${key}`)
    return value === undefined || value.trim() === '' ? [] : [{ key, value, source: `PDF:Info:${key}` }]
  }
  return {
    times, raw,
    texts: [...named('Title'), ...named('Author')],
    software: ['Producer', 'Creator'].flatMap(named).map(({ value, source }) => ({ name: value, source })),
  }
}

function endings(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf('%%EOF'); at !== -1 && count < 1000; at = bytes.indexOf('%%EOF', at + 5)) count += 1
  return count
}

/** The last string given under that key: a later update replaces an earlier one. */
function stringAfter(bytes: Buffer, key: string): string | undefined {
  let from = bytes.length
  for (let hits = 0; hits < 8 && from > 0; hits += 1) {
    const at = bytes.lastIndexOf(key, from - 1)
    if (at === -1) return undefined
    const value = pdfString(bytes.toString('latin1', at + key.length, at + key.length + VALUE_LIMIT * 2))
    if (value !== undefined) return value
    from = at
  }
  return undefined
}

function pdfString(text: string): string | undefined {
  const hex = /^\s{0,4}<([0-9A-Fa-f\s]{0,2000})>/.exec(text)?.[1]
  if (hex !== undefined) return textString(Buffer.from(hex.replace(/\s/g, ''), 'hex'))
  const open = /^\s{0,4}\(/.exec(text)
  if (open === null) return undefined
  const out: number[] = []
  let depth = 1
  for (let at = open[0].length; at < text.length && out.length < VALUE_LIMIT; at += 1) {
    const char = text[at] as string
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      out.push(octal !== undefined ? Number.parseInt(octal, 8) & 0xff : (({ n: 10, r: 13, t: 9, b: 8, f: 12 } as Record<string, number>)[next] ?? next.charCodeAt(0)))
      at += octal?.length ?? 1
      continue
    }
    if (char === '(') depth += 1
    if (char === ')' && (depth -= 1) === 0) return textString(Buffer.from(out))
    out.push(char.charCodeAt(0))
  }
  return undefined
}

function textString(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  return bytes.toString('latin1').replaceAll(/[\u0018-\u001f\u0080-\u009e\u00a0]/g, (char) => {
    const code = char.charCodeAt(0)
    return (code < 0x20 ? ACCENTS[code - 0x18] : code === 0xa0 ? '€' : MARKS[code - 0x80]) ?? char
  })
}

/** PDFDocEncoding (ISO 32000-1, D.2) where it is not Latin-1: 0x18 to 0x1f, 0x80 to 0x9e, and 0xa0. */
const ACCENTS = [...'˘ˇˆ˙˝˛˚˜']
const MARKS = [...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž']
