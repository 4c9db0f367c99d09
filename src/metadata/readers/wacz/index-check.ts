// Lines of the index land on records of their address, and the pages that are announced are in it (WACZ 1.1.1 §5.2, §5.3;
// CDXJ). No outside code.
import { constants, gunzipSync } from 'node:zlib'
import { visibleShort } from '../../../system/visible.ts'
import { finding } from '../../finding-codes.ts'
import type { Reading, Source } from '../../reading.ts'
import type { TextFact, TimeFact } from '../../record.ts'
import { isoTime, secondsOf } from '../../times.ts'
import { Lines, jsonObject, stringIn } from './package.ts'
import type { JsonObject, WaczPackage } from './package.ts'
import { linesOf } from './text-lines.ts'

const CHECKED = 1000
const INDEX_LINES = 2_000_000
const PAGES = 5000
const SHOWN = 20
const HEAD = 16 * 1024

export async function checkIndex(source: Source, wacz: WaczPackage): Promise<Reading> {
  const pages = await pagesOf(wacz)
  const wanted = new Set(pages.urls)
  const wrong = new Lines()
  let checked = 0
  let count = 0
  for (const name of wacz.indexes.filter((each) => !/\.idx(?:\.gz)?$/.test(each))) {
    for await (const line of linesOf(wacz, name)) {
      const brace = line.indexOf('{')
      const entry = brace === -1 ? undefined : jsonObject(line.slice(brace))
      const url = stringIn(entry, 'url')
      if (entry === undefined || url === undefined) continue
      count += 1
      if (count > INDEX_LINES) break
      wanted.delete(url)
      if (checked >= CHECKED) continue
      const fault = await landing(source, wacz, entry, url)
      if (fault === 'unchecked') continue
      checked += 1
      if (fault !== undefined) wrong.add(`WACZ:${name}:line ${count} ${visibleShort(url, 150)}: ${fault}`)
    }
  }
  const absent = wacz.indexes.length === 0 ? [] : [...wanted]
  return {
    times: pages.times,
    texts: [...pages.texts, ...(count === 0 ? [] : [{ key: 'index lines', value: String(count), source: 'WACZ:indexes' }])],
    findings: [
      ...(wrong.count === 0 ? [] : [finding('wacz-index-mismatch', 'warn', { lines: wrong.count, checked }, wrong.first)]),
      ...(absent.length === 0 ? [] : [finding('wacz-page-not-indexed', 'notice', { pages: absent.length, of: pages.urls.length }, absent.slice(0, Lines.shown).map((url) => `WACZ:pages = ${visibleShort(url, 200)}`))]),
    ],
  }
}

interface Pages {
  readonly urls: readonly string[]
  readonly times: readonly TimeFact[]
  readonly texts: readonly TextFact[]
}

async function pagesOf(wacz: WaczPackage): Promise<Pages> {
  const urls: string[] = []
  const times: TimeFact[] = []
  const texts: TextFact[] = []
  for (const name of wacz.pages) {
    let number = 0
    for await (const line of linesOf(wacz, name)) {
      number += 1
      const page = jsonObject(line)
      const url = stringIn(page, 'url')
      // The first line describes the list.
      if (url === undefined) continue
      if (urls.length >= PAGES) break
      urls.push(url)
      const source = `WACZ:${name}:line ${number}`
      const raw = stringIn(page, 'ts')
      if (raw !== undefined) times.push(isoTime({ role: 'saved', source: `${source}:ts`, raw }))
      const title = stringIn(page, 'title')
      if (texts.length < SHOWN) texts.push({ key: 'page', value: visibleShort(title === undefined ? url : `${url} (${title})`, 1000), source })
    }
  }
  return { urls, times: extremes(times), texts: [...texts, ...(urls.length === 0 ? [] : [{ key: 'pages', value: String(urls.length), source: 'WACZ:pages' }])] }
}

/** The first and the last page; a date that is none is kept once. */
function extremes(times: readonly TimeFact[]): TimeFact[] {
  const valid = times.filter(({ local }) => local !== undefined).toSorted((a, b) => secondsOf(a.local ?? '') - secondsOf(b.local ?? ''))
  return [...new Set([valid[0], valid.at(-1), times.find((time) => !time.valid)])].filter((time) => time !== undefined)
}

/** What is wrong with where a line of the index points; undefined: nothing. */
async function landing(source: Source, { zip, files }: WaczPackage, entry: JsonObject, url: string): Promise<string | undefined> {
  const filename = stringIn(entry, 'filename')
  const [offset, length] = [Number(entry['offset']), Number(entry['length'])]
  const item = filename === undefined ? undefined : files.get(filename.includes('/') ? filename : `archive/${filename}`)
  if (filename === undefined || !Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) return 'no filename, offset or length'
  if (item === undefined) return `${visibleShort(filename, 100)} is absent`
  // A file that was compressed again cannot be entered in the middle; that is said elsewhere.
  if (item.entry.compressionMethod !== 0) return 'unchecked'
  const size = item.entry.uncompressedSize
  if (offset < 0 || length < 1 || offset + length > size) return `offset ${offset}, length ${length}: beyond the ${size} bytes of ${visibleShort(filename, 100)}`
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(item.entry)
  const header = recordHead(source.read(fileDataStart + offset, Math.min(length, HEAD)))
  const target = /^WARC-Target-URI:[ \t]*<?([^\r\n>]{1,8000})/im.exec(header)?.[1]?.trim()
  if (!header.startsWith('WARC/')) return `offset ${offset}: no record begins there`
  if (target !== url) return `offset ${offset}: record of ${visibleShort(target ?? '?', 150)}`
  const after = source.read(fileDataStart + offset + length, Math.min(5, size - offset - length))
  return after.length === 0 || (after[0] === 0x1f && after[1] === 0x8b) || after.toString('latin1').startsWith('WARC/') ? undefined : `length ${length}: no record begins after it`
}

/** The header of the record there, and of no record after it. */
function recordHead(bytes: Buffer): string {
  return inflatedHead(bytes).split('\r\n\r\n', 1)[0] ?? ''
}

function inflatedHead(bytes: Buffer): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
  try {
    // At most a thousand times these few bytes.
    return gunzipSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 2 ** 20 }).toString('utf8', 0, HEAD)
  } catch {
    return ''
  }
}
