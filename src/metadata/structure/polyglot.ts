// Is this picture also another file? Readers of ZIP look at the end, readers of PDF within the first kilobyte, browsers at
// the beginning: one file may be valid for several of them.
import type { Finding } from '../record.ts'
import { finding } from '../finding-codes.ts'
import type { Bytes } from './boxes.ts'

const HEAD = 1024
/** APPNOTE 4.3.16: 22 bytes and a comment of up to 65,535. */
const EOCD = 22
const TAIL = EOCD + 65_535
const HTML = /<(?:!doctype html|html[\s>]|head[\s>]|body[\s>]|script[\s>])|<\?php\s/i

/** @param markup whether the format itself is markup, in which a tag of HTML says nothing */
export function polyglots(source: Bytes, markup = false): Finding[] {
  const head = source.read(0, HEAD).toString('latin1')
  const out: Finding[] = []
  const say = (also: string, offset: number, mark: string): void => {
    out.push(finding('polyglot', 'warn', { also, offset }, [`${mark} at offset ${offset}`]))
  }
  const pdf = head.search(/%PDF-[12]\.\d/)
  if (pdf > 0) say('pdf', pdf, '%PDF-')
  const html = markup ? -1 : head.search(HTML)
  if (html > 0) say('html', html, JSON.stringify(head.slice(html, html + 20)))
  const zip = zipDirectory(source)
  if (zip !== undefined) say('zip', zip, 'PK\\x05\\x06')
  return out
}

/** Where an end of central directory lies that points at a central directory in this very file. */
function zipDirectory(source: Bytes): number | undefined {
  const from = Math.max(0, source.size - TAIL)
  const tail = source.read(from, TAIL)
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'), tries = 0; at !== -1 && tries < 16; tries += 1) {
    if (at + EOCD <= tail.length) {
      const [size, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
      const end = from + at
      // Appended to a picture, offsets may count from the archive's own start: the size leads back to the directory.
      for (const start of [offset, end - size]) if (size > 0 && start >= 0 && start < end && source.read(start, 4).toString('latin1') === 'PK\x01\x02') return end
    }
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return undefined
}
