// Exact ages and dates of birth: a band is all that a signalement needs.
import type { AgeBand } from '../vocabulary.ts'
import { before, matchAt, type Page } from './page.ts'
import { ending, oneOf, pattern } from './pattern.ts'
import type { Certainty } from './privacy-hit.ts'
import type { DigitRule, WordRules } from './rules.ts'

function bandOf(age: number): Exclude<AgeBand, 'unknown'> {
  return age < 15 ? 'lt15' : age < 18 ? '15_17' : '18plus'
}

function seeAge(page: Page, start: number, end: number, age: number, certainty: Certainty): void {
  page.sightings.push({ kind: 'age', start, end, certainty, replacement: bandOf(age) })
}

const SPELLED: Readonly<Record<string, number>> = {
  cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16, 'dix-sept': 17,
  'dix-huit': 18, vingt: 20,
  ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18,
}
const NUMBER = /(?:^|[^a-z\d.,/-])((\d{1,2})|dix[- ]sept|dix[- ]huit|[a-z]{3,9})[ -]{0,3}$/
/** Bands, durations and sentences are no ages. */
const NO_AGE = ending(`${oneOf(
  "moins plus dela dessous dessus jusqu'a il+y+a y+a depuis pendant durant dans pour faire fait passe prison tous+les chaque entre",
  'under over for than last past in ago next every apres before',
)}(?: de| d'| les| of)? ?`)
/** `13-14 ans`, `15 à 17 ans`: the first number is one or two digits, not the end of a telephone or of a handle. */
const FROM_TO = /(?<![\da-z_@][./-]?)(?<!\d )\d{1,2} ?(?:ans )?(?:-|a|ou|et|\/) ?$/
const FROM_TO_ENGLISH = /(?<![\da-z_@][./-]?)(?<!\d )\d{1,2} ?(?:-|to|or|and|\/) ?$/
const SAYS_AGE = ending(`${oneOf(
  "j'ai j+ai jai ai a as ont avait avais avaient aura agee?s? agee?s?+de age age+: age+est+de age+de fetera ses",
  "aged? i'm im i+am is she's he's was turned turning just her his",
)}(?: ${oneOf('eu fete seulement a+peine presque bientot environ que juste tout+juste deja only just almost nearly')})? `)
const PEOPLE = oneOf(
  'filles? fils garcons? enfants? eleves? ados? adolescente?s? mineure?s? victimes? s(?:oe|œ)urs? freres? copines? copains? amie?s?',
  'niece neveu cousine?s?',
  'collegien(?:ne)?s? lyceen(?:ne)?s? jeunes? bebe femme homme gamine?s? jumeaux jumelles personne',
)
const PERSON_OF = ending(`${PEOPLE} (?:de |agee?s? de |qui a )`)
const PERSON = ending(`${oneOf('ma mon mes sa son ses notre leur une? la le')} (?:petite? )?${PEOPLE} `)
const APPOSED = /(?:^|[,(:;\n-] ?|[a-z]{2,20} \()$/
const AFTER = /^(?: et demi)?(?:$|[,).;:!?\n"/-]|[ ](?:et|elle|il|qui|a|est|se|sur|on|en|au|and|who|is|she|he)(?![a-z]))/
/** `2 ans de retard`, `5 ans plus tard`, `3 ans après`. */
const DURATION = new RegExp(`^ {1,3}(?:d'|${oneOf(
  'de plus apres avant ferme ensemble maximum minimum ou+plus et+plus et+moins ou+moins revolus ago later after in+prison of',
)}(?![a-z]))`)
const CAPITAL_BEFORE = /\p{Lu}[\p{Ll}\p{M}]+\s$/u

/** At `ans`, `years`: looks back for the number. */
function years(page: Page, start: number, end: number): void {
  const left = before(page, start, 64)
  const number = NUMBER.exec(left)
  if (number === null) return
  const written = number[1] ?? ''
  const age = number[2] === undefined ? SPELLED[written.replace(' ', '-')] : Number(number[2])
  if (age === undefined || age < 1 || age > 99) return
  const from = start - (left.length - left.lastIndexOf(written))
  const context = left.slice(0, left.lastIndexOf(written))
  const english = matchAt(OLD, page, end)
  const word = page.folded.slice(start, end)
  if ((word.startsWith('y') ? FROM_TO_ENGLISH : FROM_TO).test(context)) return
  if (NO_AGE.test(context) && !/(?:agee?s? de|age de) $/.test(context)) return
  const last = end + (matchAt(AND_HALF, page, end)?.[0].length ?? english?.[0].length ?? 0)
  if (word === 'yo' || (english !== null && word.startsWith('y'))) return seeAge(page, from, last, age, 'sure')
  const after = page.folded.slice(end, end + 24)
  if (PERSON_OF.test(context)) return seeAge(page, from, last, age, 'sure')
  if (DURATION.test(after)) return
  if (SAYS_AGE.test(context)) return seeAge(page, from, last, age, age < 6 ? 'likely' : 'sure')
  if (word.startsWith('y') || /ans?,? ?$/.test(context)) return
  if (PERSON.test(context) && AFTER.test(after)) return seeAge(page, from, last, age, 'likely')
  // `Léa, 13 ans,`, `(13 ans)`, `Léa 13 ans`.
  const named = APPOSED.test(context) || CAPITAL_BEFORE.test(page.clean.slice(Math.max(0, from - 24), from))
  if (named && AFTER.test(after)) seeAge(page, from, last, age, 'likely')
}

const OLD = pattern('(?:[ -]olds?|[ -]of[ -]age|_d\'age)(?![a-z])')
const AND_HALF = pattern('_et_demie?(?![a-z])')

const TELLS = ending(`${oneOf(
  "i'm i+am she's she+is he's he+is who+is aged? age+?[:=]", '(?:daughter|son|child|victim|sister|brother)(?:+[a-z-]{2,20})?+is',
)}(?: only| just)? ?`)
const BARE = pattern('(\\d{1,2})(?=$|[.,;!?)\\n]|_(?:and|and she|years?|yo|but|who)(?![a-z]))')

/** `I'm 13`, `aged 12`, `âge : 13`. */
export const bareAge: DigitRule = (page, start) => {
  if (page.folded[start - 1] !== ' ') return start
  const found = matchAt(BARE, page, start)
  if (found?.[1] === undefined || !TELLS.test(before(page, start, 40))) return start
  const age = Number(found[1])
  if (age < 3) return start
  seeAge(page, start, start + found[1].length, age, 'sure')
  return start
}

const MONTH = oneOf(
  'janvier janv\\.? fevrier fevr?\\.? mars avril avr\\.? mai juin juillet juil\\.? aout septembre sept\\.? octobre oct\\.? novembre',
  'nov\\.? decembre dec\\.?',
  'january jan\\.? february feb\\.? march april apr\\.? may june july august aug\\.? september october november december',
)
const YEAR = '(?:19|20)\\d\\d(?!\\d)'
const DAY = `(?:${[
  '\\d{1,2}~[/.-]~\\d{1,2}~[/.-]~(?:\\d{4}|\\d{2})(?!\\d)',
  `\\d{1,2}_\\d{1,2}_${YEAR}`,
  `${YEAR}-\\d{2}-\\d{2}(?!\\d)`,
  `\\d{1,2}(?:er|st|nd|rd|th)?_(?:of_)?${MONTH}(?:,?_${YEAR}|_\\d{2}(?!\\d))?(?![a-z])`,
  `${MONTH}_\\d{1,2}(?:st|nd|rd|th)?,?_${YEAR}`,
].join('|')})`
const LOOSE = `(?:${DAY}|${MONTH}_${YEAR}|${YEAR}(?![-/]\\d))`
const SHORT = `(?:${LOOSE}|\\d{1,2}[/.-]\\d{1,2}(?![\\d/.-])|\\d{8}(?!\\d)|\\d{6}(?!\\d))`
const AT_PLACE = '(?:_(?:a|au|aux|en|in)_[^\\0\\d\\n.;:]{2,30}?)??'
const WEEKDAY = oneOf('lundi mardi mercredi jeudi vendredi samedi dimanche')
const BORN = pattern(`(?:~\\(e\\)|[.\\u00b7-]e(?![a-z]))?${AT_PLACE}~,?~(?:(?:le|en|debut|fin|un|the|on|in)_)?~:?~(?:${WEEKDAY}_)?(${LOOSE})`)
const LABELLED = pattern(`(?:_(?:de_|d'|of_)[^\\0\\d\\n:=]{1,30})?(?:_(?:est|is|c'est|was))?~[:=]?~(?:(?:le|the|on)_)?(${SHORT})`)

/** `née le 12/03/2012`: `ne` without its accent is a negation unless a date follows. */
function born(page: Page, start: number, end: number): void {
  const found = matchAt(BORN, page, end)
  if (found?.[1] === undefined) return
  const word = page.folded.slice(start, end)
  const accent = word !== 'ne' || /[éÉ]/.test(page.clean[start + 1] ?? '')
  if (!accent && !/\d.*\d{4}$/.test(found[1])) return
  if (!accent && found[1].length < 8) return
  seeBirth(page, end + found[0].length, found[1])
}

/** `naissance` and `birth` alone are events; `date de naissance` is a label. */
const DATE_OF = /(?:date|dates|jour|annee|lieu|of|ne) (?:de |et lieu de |of )?$/

function labelled(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  if ((word === 'birth' || word === 'naissance') && !DATE_OF.test(before(page, start, 20))) return
  const found = matchAt(LABELLED, page, end)
  if (found?.[1] !== undefined) seeBirth(page, end + found[0].length, found[1])
}

function seeBirth(page: Page, end: number, date: string): void {
  page.sightings.push({ kind: 'birthDate', start: end - date.length, end, certainty: 'sure', replacement: 'birthDate' })
}

export const ageRules: WordRules = [
  [['ans', 'an', 'years', 'year', 'yrs', 'yo'], years],
  [['ne', 'nee', 'nes', 'nees', 'born'], born],
  [['naissance', 'ddn', 'dob', 'birth', 'birthday', 'anniversaire', 'birthdate'], labelled],
]
