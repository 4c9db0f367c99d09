// Tags of a movie or track: user data (`©xyz`, 3GPP `loci`), iTunes items and QuickTime keys (`com.apple.quicktime.make`).
import type { Box, Boxes } from './boxes.ts'

export interface Tag {
  /** `QuickTime:UserData:©xyz`, `QuickTime:Keys:com.apple.quicktime.make`, `QuickTime:ItemList:©too`. */
  readonly source: string
  readonly name: string
  readonly value: string
}

const TAG_LIMIT = 300
const VALUE_LIMIT = 4096

/** Everything textual in `udta` and `meta` of a movie or a track. */
export function tagsOf(boxes: Boxes, holder: Box): Tag[] {
  const out: Tag[] = []
  for (const box of boxes.children(holder)) {
    if (box.type === 'meta') out.push(...metaTags(boxes, box))
    if (box.type !== 'udta') continue
    for (const item of boxes.children(box)) {
      if (item.type === 'meta') out.push(...metaTags(boxes, item))
      else out.push(...userData(item.type, boxes.payload(item, 64 * 1024)))
    }
  }
  return out.slice(0, TAG_LIMIT)
}

/** QuickTime File Format, "User data text strings"; Samsung writes `@` for `©`. */
function userData(type: string, bytes: Buffer): Tag[] {
  const tag = (value: string | undefined): Tag[] => (value === undefined || value === '' ? [] : [{ source: `QuickTime:UserData:${type}`, name: type, value }])
  if (type === 'loci') return tag(location3gpp(bytes))
  if (['auth', 'titl', 'dscp', 'cprt', 'perf', 'gnre', 'albm'].includes(type)) return tag(plain(bytes.subarray(6)))
  if (type === 'date') return tag(plain(bytes))
  if (!/^[©@]/.test(type)) return []
  if (bytes.length < 4) return []
  const length = bytes.readUInt16BE(0)
  // Some writers leave out the length and the language.
  return tag(plain(length <= bytes.length - 4 ? bytes.subarray(4, 4 + length) : bytes))
}

/** 3GPP TS 26.244 §8.3: language, name, role, then longitude, latitude and altitude in sixteenths of 2^12; told as ISO 6709. */
function location3gpp(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(0, 6)
  if (end === -1 || bytes.length < end + 14) return undefined
  const [longitude, latitude, altitude] = [0, 4, 8].map((at) => bytes.readInt32BE(end + 2 + at) / 65_536) as [number, number, number]
  const part = (value: number, width: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(5).padStart(width + 6, '0')}`
  return `${part(latitude, 2)}${part(longitude, 3)}${altitude < 0 ? '-' : '+'}${Math.abs(altitude).toFixed(2)}/`
}

/** ISO/IEC 14496-12 §8.11.1 has version and flags, QuickTime's `meta` has not: the first child tells which. */
function metaTags(boxes: Boxes, meta: Box): Tag[] {
  const skip = boxes.payload(meta, 12).toString('latin1', 4, 8) === 'hdlr' ? 0 : 4
  const children = [...boxes.children(meta, skip)].slice(0, 50)
  const keysBox = children.find(({ type }) => type === 'keys')
  const list = children.find(({ type }) => type === 'ilst')
  if (list === undefined) return []
  const names = keysBox === undefined ? undefined : keyNames(boxes.payload(keysBox, 256 * 1024))
  const out: Tag[] = []
  for (const item of boxes.children(list, 0, names !== undefined)) {
    if (out.length >= TAG_LIMIT) break
    const name = names === undefined ? item.type : names[Buffer.from(item.type, 'latin1').readUInt32BE() - 1]
    if (name === undefined) continue
    const data = boxes.child(item, 'data')
    const value = data === undefined ? undefined : dataValue(boxes.payload(data, 64 * 1024))
    if (value === undefined || value === '') continue
    out.push({ source: `QuickTime:${names === undefined ? 'ItemList' : 'Keys'}:${name}`, name, value })
  }
  return out
}

function keyNames(bytes: Buffer): string[] {
  const out: string[] = []
  for (let at = 8; at + 8 <= bytes.length && out.length < TAG_LIMIT;) {
    const length = bytes.readUInt32BE(at)
    if (length < 8 || at + length > bytes.length) break
    out.push(bytes.toString('utf8', at + 8, at + Math.min(length, 208)).replaceAll('\0', ''))
    at += length
  }
  return out
}

/** Well-known types of the QuickTime File Format: 1 UTF-8, 2 UTF-16, 21 and 22 integers, 23 and 24 floats. Pictures are left. */
function dataValue(bytes: Buffer): string | undefined {
  if (bytes.length < 8) return undefined
  const type = bytes.readUInt32BE() & 0xffffff
  const value = bytes.subarray(8)
  if (type === 1) return plain(value)
  if (type === 2) return Buffer.from(value.subarray(0, value.length & ~1)).swap16().toString('utf16le').slice(0, VALUE_LIMIT)
  if ((type === 21 || type === 22) && value.length >= 1 && value.length <= 6) return String(type === 21 ? value.readIntBE(0, value.length) : value.readUIntBE(0, value.length))
  if (type === 23 && value.length >= 4) return String(value.readFloatBE())
  if (type === 24 && value.length >= 8) return String(value.readDoubleBE())
  return undefined
}

function plain(bytes: Buffer): string {
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le').split('\0', 1)[0]?.slice(0, VALUE_LIMIT) ?? ''
  }
  return (bytes.toString('utf8').split('\0', 1)[0] as string).trim().slice(0, VALUE_LIMIT)
}
