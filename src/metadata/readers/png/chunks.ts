// A bounded walk over the chunks of a PNG: texts, date, EXIF and XMP blocks. Compressed texts are inflated up to a limit.
import { inflateSync } from 'node:zlib'

export interface PngFacts {
  readonly width?: number
  readonly height?: number
  readonly texts: readonly { readonly key: string; readonly value: string }[]
  /** tIME, ISO 8601 shaped, UTC by the format. */
  readonly time?: string
  readonly exif?: Buffer
  readonly xmp?: Buffer
  readonly chunks: readonly string[]
  /** Texts left out because they inflate beyond the limit. */
  readonly oversized: number
  readonly end?: number
}

const TEXT_LIMIT = 256 * 1024
const SIGNATURE = 8

export function pngFacts(bytes: Buffer): PngFacts {
  const texts: { key: string; value: string }[] = []
  const chunks = new Set<string>()
  let found: { width?: number; height?: number; time?: string; exif?: Buffer; xmp?: Buffer; end?: number } = {}
  let oversized = 0
  let at = SIGNATURE
  for (let count = 0; count < 20_000 && at + 12 <= bytes.length; count += 1) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (!/^[A-Za-z]{4}$/.test(type)) break
    const body = bytes.subarray(at + 8, Math.min(at + 8 + length, bytes.length))
    if (chunks.size < 64) chunks.add(type)
    if (type === 'IHDR' && body.length >= 8) found = { ...found, width: body.readUInt32BE(0), height: body.readUInt32BE(4) }
    else if (type === 'tIME' && body.length === 7) found = { ...found, time: timeOf(body) }
    else if (type === 'eXIf') found = { ...found, exif: body }
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      const text = textOf(type, body)
      if (text === 'oversized') oversized += 1
      else if (text?.key === 'XML:com.adobe.xmp') found = { ...found, xmp: text.value }
      else if (text?.key.startsWith('Raw profile type exif') || text?.key.startsWith('Raw profile type APP1')) found = { ...rawProfile(text.value), ...found }
      else if (text !== undefined && texts.length < 40) texts.push({ key: text.key, value: text.value.toString(type === 'iTXt' ? 'utf8' : 'latin1').slice(0, 4096) })
    } else if (type === 'IEND') {
      found = { ...found, end: at + 12 }
      break
    }
    at += 12 + length
  }
  return { ...found, texts, chunks: [...chunks], oversized }
}

function textOf(type: string, body: Buffer): { key: string; value: Buffer } | 'oversized' | undefined {
  const end = body.indexOf(0)
  if (end < 1 || end > 79) return undefined
  const key = body.toString('latin1', 0, end)
  if (type === 'tEXt') return { key, value: body.subarray(end + 1, end + 1 + TEXT_LIMIT) }
  if (type === 'zTXt') return inflated(key, body.subarray(end + 2))
  const compressed = body[end + 1] === 1
  const language = body.indexOf(0, end + 3)
  const translated = language === -1 ? -1 : body.indexOf(0, language + 1)
  if (translated === -1) return undefined
  return compressed ? inflated(key, body.subarray(translated + 1)) : { key, value: body.subarray(translated + 1, translated + 1 + TEXT_LIMIT) }
}

function inflated(key: string, data: Buffer): { key: string; value: Buffer } | 'oversized' | undefined {
  try {
    return { key, value: inflateSync(data, { maxOutputLength: TEXT_LIMIT }) }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'oversized' : undefined
  }
}

/** ImageMagick's hexadecimal profile: a name, a length, then digits. */
function rawProfile(value: Buffer): { exif?: Buffer } {
  const match = /^\s*\w{1,20}\s+\d{1,9}\s+([0-9a-fA-F\s]+)/.exec(value.toString('latin1'))
  return match === null ? {} : { exif: Buffer.from((match[1] as string).replace(/\s/g, ''), 'hex') }
}

function timeOf(body: Buffer): string {
  const two = (index: number): string => String(body[index]).padStart(2, '0')
  return `${String(body.readUInt16BE(0)).padStart(4, '0')}-${two(2)}-${two(3)}T${two(4)}:${two(5)}:${two(6)}`
}
