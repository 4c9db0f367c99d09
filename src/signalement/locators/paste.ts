// A text as people paste it, freed of what stands around an address: brackets, quotes, the full stop of a sentence,
// invisible characters. What is taken away is noted.
import { HIDDEN } from '../../system/visible.ts'
import type { LocatorNote } from './located.ts'

const CLEAN = /^https?:\/\/(?![[])[!-~]*[A-Za-z0-9/_=-]$/i

const PAIRS: Readonly<Record<string, string>> = {
  '<': '>', '«': '»', '“': '”', '„': '“', '‘': '’', '"': '"', '\'': '\'', '`': '`', '(': ')', '{': '}', '[': ']',
}
const OPENERS = /^[<«“„‘"'`({]+\s*/
const SENTENCE_END = /[.,;:!?'"`»”’>]$/
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
/** RFC 3986 appendix C. */
const LABEL = /^url:\s*/i
/** A link that a screen cut: `…/posts/1234…`. Its end is not known, so it names no content. */
const CUT = /(?:…|\.\.\.)[\s>»”"')\]}]*$/

/** Most pastes: an address and nothing around it. */
export function isClean(raw: string): boolean {
  return CLEAN.test(raw) && !raw.includes('[.]')
}

/** @returns the text that is left, possibly empty */
export function cleanPaste(raw: string, notes: LocatorNote[]): string {
  const seen = withoutHidden(raw, notes).trim()
  const text = withoutWrapping(seen)
  if (text !== seen) notes.push('punctuation-dropped')
  return text
}

export function isCut(text: string): boolean {
  return CUT.test(text)
}

/** Zero width, bidi, control and private-use characters: nobody typed them, and they make two addresses look alike. */
export function withoutHidden(text: string, notes: LocatorNote[]): string {
  // Line breaks and tabs are blanks here, not hidden characters: they part words.
  const seen = text.replaceAll(/[\t\n\r\f\v\u2028\u2029]+/g, ' ').replace(HIDDEN, '')
  if (seen.length !== text.replaceAll(/[\t\n\r\f\v\u2028\u2029]+/g, ' ').length) notes.push('invisible-characters')
  return seen
}

function withoutWrapping(text: string): string {
  let rest = text
  for (;;) {
    const before = rest
    const close = PAIRS[rest[0] ?? '']
    // `[::1]` is an address, `[https://…]` a quotation.
    if (close !== undefined && rest.length > 2 && rest.endsWith(close) && (close !== ']' || /^\[[a-z]/i.test(rest))) rest = rest.slice(1, -1).trim()
    rest = withoutSentenceEnd(rest.replace(OPENERS, '').replace(LABEL, ''))
    if (rest === before) return rest
  }
}

function withoutSentenceEnd(text: string): string {
  let end = text.length
  while (end > 0 && endsSentence(text, end)) end -= 1
  return text.slice(0, end).trimEnd()
}

/** Whether the last character before `end` belongs to the sentence around the address. */
function endsSentence(text: string, end: number): boolean {
  const last = text[end - 1] ?? ''
  if (SENTENCE_END.test(last)) return true
  const open = CLOSERS[last]
  return open !== undefined && !text.startsWith('[') && unbalanced(text, end, open, last)
}

function unbalanced(text: string, end: number, open: string, close: string): boolean {
  let depth = 0
  for (let at = 0; at < end; at += 1) {
    if (text[at] === open) depth += 1
    else if (text[at] === close) depth -= 1
    if (depth < 0) return true
  }
  return false
}

/** A canonical form must survive being pasted in a sentence: its last character is escaped where it would be taken away. */
export function guardEnd(canonical: string): string {
  const last = canonical.length - 1
  const code = canonical.charCodeAt(last)
  // A letter, a digit or a slash: most of them.
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x2f && code <= 0x39) || (code >= 0x41 && code <= 0x5a)) return canonical
  if (!endsSentence(canonical, canonical.length) && !isCut(canonical)) return canonical
  return `${canonical.slice(0, last)}%${code.toString(16).toUpperCase().padStart(2, '0')}`
}
