// Class at school: `en 4e B`, `4ème 3`, `CM2`, `seconde 5`, `terminale S`, `year 9`.
import { before, isCapital, isDigit, isLoud, matchAt, type Page } from './page.ts'
import { ending, oneOf, pattern } from './pattern.ts'
import type { Certainty } from './privacy-hit.ts'
import type { DigitRule, WordRules } from './rules.ts'

function see(page: Page, start: number, end: number, certainty: Certainty): number {
  page.sightings.push({ kind: 'class', start, end, certainty, replacement: 'class' })
  return end
}

/** Words that say that a class comes. */
const IN_CLASS = ending(`${oneOf(
  'en classes? classe+de classe+?: en+classe+de eleves?+de eleves?+en passe+en redouble+sa sa collegien(?:ne)?+en niveau prof(?:esseur)?+des?',
)} ?`)
/** What may follow a level that stands alone; `en seconde partie` is no class. */
const ENDS = new RegExp(`^(?:$|[.,;:!?)\\n"/-]|[ ]{1,3}(?:$|[(\\n"-]|${oneOf(
  "et a au aux avec elle ils? elles qui mais cette depuis est son sa ou je j' on avait apres dans ne n' se s' comme l'an pour car parce",
  'and at has is who au+college du+college du+lycee',
)}(?![a-z])))`)

/** `B`, `b` only when attached, `3`, `S2`. */
const SECTION = /([ -]{0,3})(?:(\d{1,2})(?![\da-z]|[.,:]\d)|(stmg|sti2d|st2s|std2a|stl|stav|segpa|ulis|es|[a-hsl])(\d{0,2})(?![\da-z'@-]|\.[a-z]))/y

function section(page: Page, at: number, attached: boolean, loud: boolean): { end: number; sure: boolean } | null {
  const found = matchAt(SECTION, page, at)
  if (found === null) return null
  const [whole, gap = '', number, letters] = found
  if (letters !== undefined && !isCapital(page, at + gap.length) && (gap !== '' || !attached || letters > 'h')) return null
  // `4e a`, `3e à`: in capitals one cannot tell.
  if (letters === 'a' && loud && gap !== '') return null
  const end = at + whole.length
  // `troisième 2 fois`, `3e 10 minutes`.
  if (number !== undefined && gap !== '' && !ENDS.test(page.folded.slice(end, end + 16))) return null
  return { end, sure: number === undefined || gap === '' }
}

const LEVEL = pattern('(?:[3-6](?:~i?emes?|e|~°)|2(?:n?de|nd)|1(?:i?ere|re|°))(?=[^a-z]|[a-z](?![a-z]))')

/** At a digit: `4e B`, `5eC`, `2nde 5`, `6°2`. */
export const schoolClass: DigitRule = (page, start) => {
  if (page.folded[start - 1] === ',' || page.folded[start - 1] === '.') return start
  const year = matchAt(LEVEL, page, start)
  if (year === null) return start
  const at = start + year[0].length
  const announced = IN_CLASS.test(before(page, start, 24))
  const part = section(page, at, true, isCapital(page, at - 1))
  const ordinal = year[0].startsWith('1')
  if (part !== null && (announced || !ordinal)) return see(page, start, part.end, announced || part.sure ? 'sure' : 'likely')
  if (part === null && (announced || year[0].startsWith('2nd')) && ENDS.test(page.folded.slice(at, at + 16))) return see(page, start, at, 'likely')
  return start
}

/** `troisième 2`, `terminale S`, `en seconde`. */
function level(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  const left = before(page, start, 24)
  const announced = IN_CLASS.test(left)
  const firm = word.startsWith('t') && word !== 'troisieme'
  const part = section(page, end, false, isLoud(page, start))
  if (part !== null) {
    if (!announced && (word === 'premiere' || /(?:\d|une|chaque|la|par) $/.test(left) && !firm)) return
    see(page, start, part.end, announced || firm ? 'sure' : 'likely')
  } else if (announced && !/(?:^|[^a-z])sa $/.test(left) && ENDS.test(page.folded.slice(end, end + 16))) see(page, start, end, 'likely')
}

const YOUNG = pattern('~[12](?![\\da-z])')

/** `CM2`, `ce1 B`, `en CP`; `CP 227-23` is the criminal code. */
function primary(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  const announced = IN_CLASS.test(before(page, start, 24)) || /(?:^|[^a-z])(?:au|in) $/.test(before(page, start, 4))
  if (word === 'cp' || word === 'gs' || word === 'ms' || word === 'ps') {
    if (announced && isCapital(page, start) && !isDigit(page, end + 1)) see(page, start, end, 'likely')
    return
  }
  const year = matchAt(YOUNG, page, end)
  if (year === null || (!isCapital(page, start) && !announced) || (year[0].length > 1 && !announced)) return
  const at = end + year[0].length
  const part = section(page, at, false, false)
  see(page, start, part?.end ?? at, part !== null || announced ? 'sure' : 'likely')
}

const ENGLISH = pattern('_(?:1[0-3]|[1-9])(?:[a-z](?![a-z]))?(?![\\da-z])')

/** `in year 9`, `Year 9B`, `8th grade`. */
function english(page: Page, start: number, end: number): void {
  const left = before(page, start, 12)
  const nth = page.folded.slice(start, end) === 'grade' ? /(?:^|[^a-z\d])(\d{1,2}(?:st|nd|rd|th)[ -])$/.exec(left)?.[1] : undefined
  if (nth !== undefined) {
    see(page, start - nth.length, end, 'likely')
    return
  }
  const found = matchAt(ENGLISH, page, end)
  if (found === null || !(isCapital(page, start) || /(?:in|a) $/.test(left))) return
  see(page, start, end + found[0].length, /[a-z]$/.test(found[0]) ? 'sure' : 'likely')
}

export const schoolClassRules: WordRules = [
  ['sixieme cinquieme quatrieme troisieme seconde premiere terminale term tle'.split(' '), level],
  ['cp ce cm gs ms ps'.split(' '), primary],
  [['year', 'grade', 'form'], english],
]
