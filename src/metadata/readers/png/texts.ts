// Textual chunks of a PNG (PNG 3rd edition §11.3.3), inflated up to a limit, and the profiles that ImageMagick writes into them.
import type { Block } from '../../reading.ts'
import { exifBlock } from '../../structure/exif-block.ts'
import { imageResources } from '../../structure/image-resources.ts'
import { INFLATED_LIMIT, inflated } from '../../structure/inflated.ts'

const TEXT_LIMIT = 256 * 1024
const XMP = 'http://ns.adobe.com/xap/1.0/\0'

export interface PngText {
  readonly key: string
  readonly value: Buffer
  /** Of the value in the chunk; absent when it was inflated. */
  readonly at?: number
}

export function textOf(type: string, body: Buffer): PngText | 'oversized' | undefined {
  const end = body.indexOf(0)
  if (end < 1 || end > 79) return undefined
  const key = body.toString('latin1', 0, end)
  // XMP and profiles are blocks for other readers; a text of that length is none.
  const limit = key.startsWith('XML:') || key.startsWith('Raw profile') ? INFLATED_LIMIT : TEXT_LIMIT
  if (type === 'tEXt') return { key, value: body.subarray(end + 1, end + 1 + limit), at: end + 1 }
  if (type === 'zTXt') return unpacked(key, body.subarray(end + 2), limit)
  const language = body.indexOf(0, end + 3)
  const translated = language === -1 ? -1 : body.indexOf(0, language + 1)
  if (translated === -1) return undefined
  return body[end + 1] === 1 ? unpacked(key, body.subarray(translated + 1), limit) : { key, value: body.subarray(translated + 1, translated + 1 + limit), at: translated + 1 }
}

function unpacked(key: string, data: Buffer, limit: number): PngText | 'oversized' | undefined {
  const value = inflated(data, limit)
  return value === undefined || value === 'oversized' ? value : { key, value }
}

/** A name, a length, then hexadecimal digits. */
export function profileBlocks(key: string, value: Buffer, source: string): Block[] {
  const match = /^\s{0,8}[\w ]{1,20}\s{1,20}\d{1,9}\s{1,4}([0-9a-fA-F\s]+)/.exec(value.toString('latin1'))
  if (match === null) return []
  const bytes = Buffer.from((match[1] as string).replace(/\s/g, ''), 'hex')
  const from = `${source} ${key}`
  if (bytes.toString('latin1', 0, XMP.length) === XMP) return [{ kind: 'xmp', bytes: bytes.subarray(XMP.length), source: from }]
  switch (key.slice('Raw profile type '.length).trim().toLowerCase()) {
    case 'exif': case 'app1': return [exifBlock(bytes, undefined, from)].filter((block) => block !== undefined)
    case 'xmp': return [{ kind: 'xmp', bytes, source: from }]
    case 'icc': case 'icm': return [{ kind: 'icc', bytes, source: from }]
    case 'iptc': case '8bim': case 'app13': {
      const resources = bytes.toString('latin1', 0, 14) === 'Photoshop 3.0\0' ? bytes.subarray(14) : bytes
      if (resources.toString('latin1', 0, 4) !== '8BIM') return [{ kind: 'iptc', bytes, source: from }]
      return [{ kind: 'photoshop', bytes: resources, source: from }, ...imageResources(resources, undefined, from).blocks]
    }
    default: return []
  }
}
