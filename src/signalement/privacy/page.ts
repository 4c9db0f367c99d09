// A text as the rules read it: composed, lower case, without accents, one kind of apostrophe, space, quote and digit;
// nothing invisible. Each unit knows where it stood in the text, whatever Unicode form that came in.
import { REPLACEMENTS, type Sighting } from './privacy-hit.ts'

export interface Page {
  /** Letters as written, composed (NFC), without invisible characters. */
  readonly clean: string
  /** Same length as `clean`. */
  readonly folded: string
  readonly codes: Uint16Array
  /** Offset in the text of each unit of `clean` and of its end; null when they are the same. */
  readonly at: Uint32Array | null
  readonly urls: readonly Span[]
  readonly sightings: Sighting[]
}

export interface Span {
  readonly start: number
  readonly end: number
}

export const LETTER = 1
export const DIGIT = 2
const SKIPPED = 0xffff
const MASK = 0

const FOLD = new Uint16Array(65_536)
/** Of folded units. */
export const KIND = new Uint8Array(65_536)
/** Of clean units: 1 capital, 2 a letter of a script without case. */
const CASE = new Uint8Array(65_536)

for (let code = 0; code < 65_536; code += 1) FOLD[code] = code
const range = (from: number, to: number, each: (code: number) => void): void => {
  for (let code = from; code <= to; code += 1) each(code)
}
// Latin, Greek, Cyrillic, Armenian: scripts with case.
for (const [from, to] of [[0x41, 0x7a], [0xc0, 0x24f], [0x370, 0x58f], [0x1e00, 0x1fff]] as const) {
  range(from, to, (code) => {
    const letter = String.fromCharCode(code)
    const lower = letter.toLowerCase()
    if (lower === letter.toUpperCase()) return
    const bare = (lower.length === 1 ? lower : letter).normalize('NFD').charCodeAt(0)
    FOLD[code] = bare
    KIND[bare] = LETTER
    if (lower !== letter) CASE[code] = 1
  })
}
// Hebrew, Arabic, Indic and other scripts of Asia, Hangul, ideographs: letters without case.
for (const [from, to] of [
  [0x5d0, 0x64a], [0x66e, 0x6d3], [0x700, 0x109f], [0x10d0, 0x1aaf], [0x3041, 0xd7a3], [0xf900, 0xfdff], [0xfe70, 0xfefc],
] as const) {
  KIND.fill(LETTER, from, to + 1)
  CASE.fill(2, from, to + 1)
}
// Digits of Arabic script and full width ones.
for (const zero of [0x30, 0x660, 0x6f0, 0xff10]) range(zero, zero + 9, (code) => { FOLD[code] = 0x30 + code - zero })
KIND.fill(DIGIT, 0x30, 0x3a)
const foldTo = (target: string, sources: string): void => {
  for (const source of sources) FOLD[source.charCodeAt(0)] = target.charCodeAt(0)
}
foldTo(' ', '\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000')
foldTo('\n', '\r\u0085\u2028\u2029')
foldTo('\'', '\u2018\u2019\u201b\u02bc\u2032\u00b4`\uff07')
foldTo('"', '«»“”„‟‹›″')
foldTo('-', '\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d')
foldTo('@', '\uff20\ufe6b')
foldTo('+', '\uff0b')
foldTo('.', '\uff0e\u2024')
foldTo('\u00b0', '\u00ba\u02da')
// Combining marks join the letter before; the rest is not seen by a reader.
for (const [from, to] of [
  [0xad, 0xad], [0x300, 0x36f], [0x61c, 0x61c], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f],
  [0x20d0, 0x20ff], [0xfe00, 0xfe0f], [0xfe20, 0xfe2f], [0xfeff, 0xfeff],
] as const) FOLD.fill(SKIPPED, from, to + 1)

/** Total, linear. */
export function readPage(text: string): Page {
  let codes = new Uint16Array(text.length)
  let clean: Uint16Array | null = null
  let at: Uint32Array | null = null
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    let code = text.charCodeAt(index)
    let folded = FOLD[code] ?? code
    if (folded === SKIPPED) {
      if (clean === null || at === null) {
        clean = new Uint16Array(text.length)
        at = new Uint32Array(text.length + 1)
        for (let back = 0; back < length; back += 1) {
          clean[back] = text.charCodeAt(back)
          at[back] = back
        }
      }
      if (code < 0x300 || code > 0x36f || length === 0) continue
      const composed = (String.fromCharCode(clean[length - 1] ?? 0, code)).normalize('NFC')
      if (composed.length > 1) continue
      code = composed.charCodeAt(0)
      folded = FOLD[code] ?? code
      clean[length - 1] = code
      codes[length - 1] = folded
      continue
    }
    if (clean !== null && at !== null) {
      clean[length] = code
      at[length] = index
    }
    codes[length] = folded
    length += 1
  }
  if (at !== null) {
    at = at.subarray(0, length + 1)
    at[length] = text.length
  }
  codes = codes.subarray(0, length)
  let folded = stringOf(codes)
  if (folded.includes('[') && mask(folded, codes)) folded = stringOf(codes)
  return {
    clean: clean === null ? text : stringOf(clean.subarray(0, length)),
    folded, codes, at, urls: folded.includes('/') ? urlsIn(folded) : [], sightings: [],
  }
}

function stringOf(codes: Uint16Array): string {
  if (codes.length <= 4096) return String.fromCharCode.apply(null, codes as unknown as number[])
  return Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength).toString('utf16le')
}

const PLACEHOLDERS: ReadonlySet<string> = new Set(Object.values(REPLACEMENTS).flatMap(({ fr, en }) => [fr, en].map(
  (words) => Array.from(words, (char) => String.fromCharCode(FOLD[char.charCodeAt(0)] ?? 0)).join(''),
)))
const LONGEST = Math.max(...Array.from(PLACEHOLDERS, (words) => words.length))

/** What was already replaced is not read again. */
function mask(folded: string, codes: Uint16Array): boolean {
  let masked = false
  for (let open = folded.indexOf('['); open !== -1; open = folded.indexOf('[', open + 1)) {
    const near = folded.slice(open, open + LONGEST)
    const close = near.indexOf(']') + 1
    if (close === 0 || !PLACEHOLDERS.has(near.slice(0, close))) continue
    codes.fill(MASK, open, open + close)
    masked = true
  }
  return masked
}

/** Words with `://`, or a host name before their first slash. Digits and names in them are identifiers, not numbers. */
function urlsIn(folded: string): Span[] {
  const found: Span[] = []
  for (let slash = folded.indexOf('/'); slash !== -1;) {
    let start = slash
    while (start > 0 && slash - start < 260 && !breaks(folded.charCodeAt(start - 1))) start -= 1
    let end = slash
    while (end < folded.length && !breaks(folded.charCodeAt(end))) end += 1
    const host = folded.slice(start, slash)
    if (/^[a-z][a-z0-9+.-]{1,15}:$/.test(host) && folded.charCodeAt(slash + 1) === 0x2f) found.push({ start, end })
    else if (/^(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?$/.test(host)) found.push({ start, end })
    slash = folded.indexOf('/', end)
  }
  return found
}

/** The address that begins at `index`. */
export function urlAt(page: Page, index: number): Span | undefined {
  let [low, high] = [0, page.urls.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((page.urls[middle]?.start ?? 0) < index) low = middle + 1
    else high = middle
  }
  const found = page.urls[low]
  return found?.start === index ? found : undefined
}

/** Spaces, quotes, brackets and what was masked end an address. */
function breaks(code: number): boolean {
  return code <= 0x20 || code === 0x22 || code === 0x28 || code === 0x29 || code === 0x3c || code === 0x3e
}

export function isCapital(page: Page, index: number): boolean {
  return (CASE[page.clean.charCodeAt(index)] ?? 0) !== 0
}

/** Typed in capitals: then the capital of what follows says nothing. Told by the word, so that replacing others changes nothing. */
export function isLoud(page: Page, index: number): boolean {
  return CASE[page.clean.charCodeAt(index + 1)] === 1
}

export function isDigit(page: Page, index: number): boolean {
  return KIND[page.codes[index] ?? 0] === DIGIT
}

export function isLetter(page: Page, index: number): boolean {
  return KIND[page.codes[index] ?? 0] === LETTER
}

/** The `count` units before `index`, as rules look back: bounded, so that the whole stays linear. */
export function before(page: Page, index: number, count: number): string {
  return page.folded.slice(Math.max(0, index - count), index)
}

export function matchAt(regex: RegExp, page: Page, index: number): RegExpExecArray | null {
  regex.lastIndex = index
  return regex.exec(page.folded)
}
