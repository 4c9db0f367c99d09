// From the place where a name may begin to where it ends: capitals, hyphens, particles, or words typed without capitals
// when something else says that they are a name.
import { AMBIGUOUS_NAMES, FIRST_NAMES } from './first-names.ts'
import { NAME_ENDS, NO_NAMES } from './no-names.ts'
import { isCapital, isDigit, isLetter, isLoud, matchAt, type Page, type Span } from './page.ts'
import { pattern } from './pattern.ts'

export interface NameSpan extends Span {
  readonly words: number
  /** What speaks for it: a capital, a list of first names, or only the words before. */
  readonly by: 'capital' | 'list' | 'place'
}

const WORD = pattern('L{1,40}(?:[\'-]L{1,40}){0,4}')
const PARTICLE = pattern('(?:(?:de la|d[eu]s?|del|della|di|da|dos|l[ae]s?|van|von|der|den|ben|bin|el|al|st|saint|sainte|ould|ait|mc)_|[dl]\')')
const MAX_WORDS = 4

/** End of the word at `start`; an English genitive is not part of it. */
export function wordEnd(page: Page, start: number): number {
  const found = matchAt(WORD, page, start)
  if (found === null) return start
  const end = start + found[0].length
  if (isDigit(page, end) || isLetter(page, end)) return start
  return found[0].endsWith('\'s') ? end - 2 : end
}

/** `est-ce`, `c'est` and `j'ai` are no names: their first part is a small word, or what follows has no capital. */
function mayBeName(page: Page, start: number, end: number): boolean {
  const word = page.folded.slice(start, end)
  if (NO_NAMES.has(word)) return false
  const joint = word.search(/['-]/)
  if (joint === -1) return true
  const head = word.slice(0, joint)
  return word[joint] === '\'' ? isCapital(page, start + joint + 1) : !NO_NAMES.has(head) || head === 'saint' || head === 'sainte'
}

export function isFirstName(page: Page, start: number, end: number): boolean {
  const word = page.folded.slice(start, end)
  const head = word.split('-', 1)[0] ?? word
  return FIRST_NAMES.has(head) || AMBIGUOUS_NAMES.has(head)
}

/**
 * @param without what a name without capitals needs: to be on the list, nothing more than its place, or it is none
 * @param loud the words before are in capitals
 */
export function readName(page: Page, at: number, without: 'list' | 'place' | 'never', loud = false): NameSpan | null {
  let start = at
  const particle = matchAt(PARTICLE, page, at)
  if (particle !== null && !(particle[0].startsWith('l') && !isCapital(page, at))) {
    const next = at + particle[0].length
    if (isCapital(page, next)) start = next
  }
  const first = wordEnd(page, start)
  if (first === start || !mayBeName(page, start, first)) return null
  const listed = isFirstName(page, start, first)
  const capital = isCapital(page, start) && !(loud && isLoud(page, start))
  if (!capital) {
    if (without === 'never' || (without === 'list' && !listed) || first - start < 2) return null
    return { start: at, ...plainName(page, start, first), by: listed ? 'list' : 'place' }
  }
  // One letter is an initial, which needs a word before it, or the platform of that name.
  if (first - start < 2) return null
  if (isLoud(page, start)) return { start: at, ...plainName(page, start, first), by: listed ? 'list' : 'capital' }
  let end = first
  let words = 1
  while (words < MAX_WORDS) {
    const next = nextName(page, end)
    if (next === null) break
    end = next
    words += 1
  }
  return { start: at, end, words, by: listed ? 'list' : 'capital' }
}

/** The next word of a name with capitals: `Le Goff`, `d'Angelo`, `MARTIN`, `M.` */
function nextName(page: Page, end: number): number | null {
  let at = skipSpaces(page, end)
  if (at === end) return null
  for (let count = 0; count < 2; count += 1) {
    const particle = matchAt(PARTICLE, page, at)
    if (particle === null) break
    at += particle[0].length
  }
  if (!isCapital(page, at)) return null
  const last = wordEnd(page, at)
  if (last === at) return null
  if (last - at === 1) return page.folded[last] === '.' && page.folded[last + 1] !== '\'' ? last + 1 : page.folded[at] === 'x' ? null : last
  return mayBeName(page, at, last) ? last : null
}

/** `lea martin` when nothing but an end or a small word follows; else `lea` alone. */
function plainName(page: Page, start: number, first: number): { end: number; words: number } {
  const next = skipSpaces(page, first)
  if (next === first) return { end: first, words: 1 }
  const particle = matchAt(PARTICLE, page, next)
  const second = particle === null ? next : next + particle[0].length
  const last = wordEnd(page, second)
  // `OLIVEIRA rappellera`.
  if (isLoud(page, start) && !isCapital(page, second)) return { end: first, words: 1 }
  if (last - second < 2 || NO_NAMES.has(page.folded.slice(second, last)) || !mayBeName(page, second, last)) return { end: first, words: 1 }
  const after = skipSpaces(page, last)
  const follows = page.folded.slice(after, wordEnd(page, after))
  const closed = after >= page.folded.length || follows === '' || NAME_ENDS.has(follows.split('\'', 1)[0] ?? '')
  return closed || isFirstName(page, second, last) ? { end: last, words: 2 } : { end: first, words: 1 }
}

/** After at most two spaces; on the same line. */
export function skipSpaces(page: Page, at: number): number {
  if (page.folded[at] !== ' ') return at
  return page.folded[at + 1] === ' ' ? at + 2 : at + 1
}
