// What a file is by its bytes: file-type for binary formats, own sniffers for the text formats that it does not know.
import type * as FileType from 'file-type'
import { brandType, isIconDirectory, signatureType, tiffType } from './picture-type.ts'

export interface ContentType {
  readonly extension: string
  readonly mime: string
  readonly by: string
}

const HEAD = 64 * 1024

/** `head` is the beginning of the file, or the whole of it. */
export async function contentType(head: Buffer): Promise<ContentType | undefined> {
  if (head.length === 0) return undefined
  // TIFF and ISO media files bear many names; file-type goes by too little of them. A JPEG needs no library to be known.
  const picture = jpegType(head) ?? tiffType(head) ?? brandType(head)
  if (picture !== undefined) return picture
  const { fileTypeFromBuffer } = await (fileType ??= import('file-type'))
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  // Four bytes are little for an icon; its directory says more.
  if ((found?.ext === 'ico' || found?.ext === 'cur') && !isIconDirectory(head)) return undefined
  // A generic container says less than what its text says.
  if (found !== undefined && found.ext !== 'xml') return SAME[found.ext] ?? { extension: found.ext, mime: found.mime, by: 'file-type' }
  return signatureType(head) ?? textType(head.subarray(0, HEAD)) ?? (found === undefined ? undefined : { extension: found.ext, mime: found.mime, by: 'file-type' })
}

/** Loaded for the first file that needs it. */
let fileType: Promise<typeof FileType> | undefined

/** ITU-T T.81 §B.1.1: SOI and the first byte of the next marker, which is not that of JPEG-LS (SOF55). */
export function jpegType(head: Buffer): ContentType | undefined {
  return head.length > 3 && head.readUIntBE(0, 3) === 0xffd8ff && head[3] !== 0xf7 ? { extension: 'jpg', mime: 'image/jpeg', by: 'scelle' } : undefined
}

/** JPEG 2000 with extensions is JPEG 2000. */
const SAME: Readonly<Record<string, ContentType>> = {
  jpx: { extension: 'jp2', mime: 'image/jpx', by: 'file-type' }, jpm: { extension: 'jp2', mime: 'image/jpm', by: 'file-type' },
}

function textType(head: Buffer): ContentType | undefined {
  const text = decoded(head)
  if (text === undefined) return undefined
  const start = text.trimStart()
  const is = (extension: string, mime: string): ContentType => ({ extension, mime, by: 'scelle' })
  if (/^WARC\/\d\.\d\r?\n/.test(start)) return is('warc', 'application/warc')
  if (/^BEGIN:VCARD\r?\n/i.test(start)) return is('vcf', 'text/vcard')
  if (/^BEGIN:VCALENDAR\r?\n/i.test(start)) return is('ics', 'text/calendar')
  if (/^-----BEGIN [A-Z0-9 ]{1,40}-----/.test(start)) return is('pem', 'application/x-pem-file')
  if (/^\{\\rtf1?/.test(start)) return is('rtf', 'application/rtf')
  if (start.startsWith('%!PS')) return is('ps', 'application/postscript')
  if (/^From [^\n]{1,200}\n(?:>?[A-Za-z][A-Za-z0-9-]{0,70}:)/.test(start)) return is('mbox', 'application/mbox')
  if (/^(?:<!--[^]{0,2000}?-->\s*)?(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(start.slice(0, 4096))) return is('html', 'text/html')
  if (/^(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--[^]{0,2000}?-->\s*)?(?:<!doctype svg[^]{0,4000}?>\s*)?<(?:[a-z]{1,10}:)?svg[\s>]/i.test(start.slice(0, 8192))) return is('svg', 'image/svg+xml')
  if (/^<\?xml[\s]/.test(start)) return /<html[\s>]/i.test(start.slice(0, 2048)) ? is('html', 'text/html') : is('xml', 'application/xml')
  if (isMail(start)) return is('eml', 'message/rfc822')
  if (/^[{[]/.test(start) && looksLikeJson(start, head.length < HEAD)) {
    return /^\{\s*"log"\s*:\s*\{\s*"version"/.test(start) ? is('har', 'application/json') : is('json', 'application/json')
  }
  if (/<(?:html|head|body|title|meta|div|table)[\s>]/i.test(start.slice(0, 2048)) && start.startsWith('<')) return is('html', 'text/html')
  if (isTable(start)) return is('csv', 'text/csv')
  return is('txt', 'text/plain')
}

/** UTF-8 or UTF-16 with its mark, or a single-byte text without control characters; undefined for anything else. */
function decoded(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2, head.length & ~1)
  if (head[0] === 0xfe && head[1] === 0xff) return Buffer.from(head.subarray(2, head.length & ~1)).swap16().toString('utf16le')
  let controls = 0
  for (const byte of head) {
    if (byte === 0) return undefined
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  }
  if (controls > head.length / 200) return undefined
  return head.toString('utf8').replace(/^\ufeff/, '')
}

/** At least three header fields at the very beginning, one of which only a message has. */
function isMail(start: string): boolean {
  const names = []
  for (const line of start.slice(0, 8192).split(/\r?\n/)) {
    if (line === '') break
    if (/^[ \t]/.test(line) && names.length > 0) continue
    const name = /^([A-Za-z][A-Za-z0-9-]{0,70}):/.exec(line)?.[1]
    if (name === undefined) break
    names.push(name.toLowerCase())
  }
  const known = ['received', 'message-id', 'mime-version', 'return-path', 'delivered-to', 'from', 'date', 'subject', 'content-type', 'x-mailer', 'to', 'dkim-signature']
  return names.length >= 2 && names.filter((name) => known.includes(name)).length >= 2
}

function looksLikeJson(start: string, whole: boolean): boolean {
  if (!whole) return /^(?:\{\s*"|\[\s*[{["\d\]tfn-])/.test(start)
  try {
    JSON.parse(start)
    return true
  } catch {
    return start.split('\n', 3).every((line) => line === '' || /^\s*[{[].*[}\]]\s*$/.test(line))
  }
}

function isTable(start: string): boolean {
  const lines = start.split(/\r?\n/, 12).slice(0, -1).filter((line) => line !== '')
  if (lines.length < 2) return false
  return [',', ';', '\t'].some((mark) => {
    const counts = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(mark).length)
    return (counts[0] as number) >= 3 && counts.every((count) => count === counts[0])
  })
}
