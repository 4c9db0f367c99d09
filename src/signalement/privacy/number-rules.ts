// Numbers that name a person or a place: telephone, social security, student number, bank account, position.
import { before, isDigit, isLetter, matchAt, type Page } from './page.ts'
import { pattern } from './pattern.ts'
import type { Certainty, PrivacyKind, ReplacementCode } from './privacy-hit.ts'
import type { DigitRule, WordRules } from './rules.ts'

function see(page: Page, kind: PrivacyKind, start: number, end: number, certainty: Certainty, replacement: ReplacementCode): number {
  page.sightings.push({ kind, start, end, certainty, replacement })
  return end
}

// French plan: ten digits from 0, the same separator between pairs. 08 is for services, never a person.
const FRENCH = /0[1-79]( ?[./_-] ?| {0,3})\d\d(?:\1\d\d){3}(?!\d)/y
/** Other groupings, as people type them; never a slash, which makes a date. */
const FRENCH_LOOSE = /0[1-79](?:(?: {0,2}| ?- ?|\.)\d){8}(?!\d)/y
const BEGINS_AS_DATE = /\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d(?!\d)/y
/** Never a full stop and a space: there the sentence ends. */
const SEPARATOR = '(?: {0,2}| ?- ?|[./])'
/** +33 and 0033, `(0)` or not; +262, +590, +594, +596 and the other French codes overseas, then any country (E.164: at most 15 digits). */
const FRENCH_ABROAD = new RegExp(
  `(?:\\+|00)${SEPARATOR}(?:33|262|590|594|596|508|681|687|689)${SEPARATOR}(?:\\(0\\)${SEPARATOR}|0${SEPARATOR})?[1-9](?:${SEPARATOR}\\d){5,8}(?!\\d)`,
  'y',
)
const ABROAD = new RegExp(`(?:\\+|00)[1-9](?:(?:${SEPARATOR}| ?\\(|\\) ?)\\d){7,13}(?!\\d)`, 'y')

export const phone: DigitRule = (page, start) => {
  const plus = page.folded[start - 1] === '+'
  const from = plus ? start - 1 : start
  if (!plus && page.folded[start] !== '0') return start
  if (plus || page.folded[start + 1] === '0') {
    const french = matchAt(FRENCH_ABROAD, page, from)
    if (french !== null) return see(page, 'phone', from, from + french[0].length, 'sure', 'phone')
    const other = matchAt(ABROAD, page, from)
    return other === null ? start : see(page, 'phone', from, from + other[0].length, plus ? 'sure' : 'likely', 'phone')
  }
  // The end of a date, of a version, of a longer number; unless that was a telephone too.
  const left = before(page, start, 2)
  if (/\d[./-]$/.test(left) && page.sightings.at(-1)?.end !== start - 1) return start
  const french = matchAt(FRENCH, page, start)
  if (french !== null && matchAt(BEGINS_AS_DATE, page, start) === null) return see(page, 'phone', start, start + french[0].length, 'sure', 'phone')
  const loose = /\d $/.test(left) ? null : matchAt(FRENCH_LOOSE, page, start)
  if (loose === null || matchAt(BEGINS_AS_DATE, page, start) !== null) return start
  return see(page, 'phone', start, start + loose[0].length, 'likely', 'phone')
}

const DIALLED = pattern('(?:_(?:portable|perso|personnel|de_tel(?:ephone)?|de_portable|number))?(?:_(?:est|is|c\'est))?(?:_le)?~[:=.]?~'
  + '(\\d(?:[ .-]{0,2}\\d){8,12})(?![\\d/])')

/** `son numéro est le 639 98 12 34`: digits without a form, after a word that says what they are. */
function dialled(page: Page, _start: number, end: number): void {
  const found = matchAt(DIALLED, page, end)
  if (found?.[1] === undefined) return
  const digits = found[1].replaceAll(/\D/g, '')
  if (/^(?:08|18|20\d{6})/.test(digits) || digits.length > 12) return
  const last = end + found[0].length
  see(page, 'phone', last - found[1].length, last, 'likely', 'phone')
}

// INSEE: sex, year, month (20 to 42 and 50 to 99 when unknown), department, commune, order, then 97 minus the rest by 97.
const NIR = /([1-478]) ?(\d\d) ?(0[1-9]|1[0-2]|[2-9]\d) ?(\d\d|2[ab]) ?(\d{3}) ?(\d{3})(?:[ ./-]{0,2}(\d\d))?(?![\da-z])/y
const NIR_CUE = /(?:secu|securite sociale|social|nir|insee|vitale|nss|assure)[^\0\d\n]{0,20}$/

export const nir: DigitRule = (page, start) => {
  const found = matchAt(NIR, page, start)
  if (found === null) return start
  const [whole, sex = '', year = '', month = '', department = '', commune = '', order = '', key] = found
  const corsica = department === '2a' ? 19 : department === '2b' ? 18 : Number(department)
  const number = Number(`${sex}${year}${month}${String(corsica).padStart(2, '0')}${commune}${order}`)
  const announced = NIR_CUE.test(before(page, start, 40))
  const valid = key !== undefined && 97 - (number % 97) === Number(key)
  if (!valid && !announced) return start
  return see(page, 'nir', start, start + whole.length, valid ? 'sure' : 'likely', 'nir')
}

const INE = pattern('(?:_(?:est|is|de_l\'eleve))?~[:=]?~(\\d{9}[\\da-z][a-z])(?![a-z\\d])')

/** `INE : 123456789AB`: national student number. */
function studentNumber(page: Page, _start: number, end: number): void {
  const found = matchAt(INE, page, end)
  if (found?.[1] === undefined) return
  const last = end + found[0].length
  see(page, 'nir', last - found[1].length, last, 'sure', 'ine')
}

// ISO 13616: 15 to 34 characters; moved by four, letters as numbers, the rest by 97 is 1.
const IBAN = /[a-z]{2}\d\d(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?(?![a-z\d])/y

export function iban(page: Page, start: number): number {
  const found = matchAt(IBAN, page, start)
  if (found === null) return start
  // What follows may look like more of it: shorten group by group.
  for (let text = found[0]; text.length >= 15; text = text.slice(0, Math.max(text.lastIndexOf(' '), 0))) {
    const bare = text.replaceAll(' ', '')
    if (bare.length < 15 || bare.length > 34 || remainderBy97(bare.slice(4) + bare.slice(0, 4)) !== 1) continue
    return see(page, 'iban', start, start + text.length, 'sure', 'iban')
  }
  return start
}

function remainderBy97(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

const PAIR = pattern('(-?\\d{1,2}[.,]\\d{3,12})°?~(?:[ns](?![a-z]))?(?:~[,;/|]~|_)((?:lon(?:g(?:itude)?)?~[:=]?~)?-?\\d{1,3}[.,]\\d{3,12})°?'
  + '(?:~[eow](?![a-z]))?(?![\\d.]\\d)')
const MINUTES = '~[°d]~\\d{1,2}~\'~(?:\\d{1,2}(?:[.,]\\d{1,6})?~(?:"|\'\')~)?'
const SEXAGESIMAL = pattern(`\\d{1,2}${MINUTES}[ns]?[ ,;]{0,3}\\d{1,3}${MINUTES}(?:[eow](?![a-z]))?`)

export const coordinates: DigitRule = (page, start) => {
  const from = page.folded[start - 1] === '-' && !isLetter(page, start - 2) && !isDigit(page, start - 2) ? start - 1 : start
  const pair = matchAt(PAIR, page, from)
  if (pair !== null) {
    const [whole, latitude = '', longitude = ''] = pair
    const [y, x] = [latitude, longitude].map((text) => Math.abs(Number(text.replace(/^[^\d-]+/, '').replace(',', '.'))))
    if ((y ?? 99) > 90 || (x ?? 999) > 180) return start
    const decimals = Math.min(latitude.split(/[.,]/)[1]?.length ?? 0, longitude.split(/[.,]/)[1]?.length ?? 0)
    // `12,500 15,000 vues` are two numbers.
    if (decimals < 4 && !/\.\d+°?[ ]*[ns]?[ ]*[,;/|]/.test(whole)) return start
    return see(page, 'coordinates', from, from + whole.length, decimals > 3 ? 'sure' : 'likely', 'coordinates')
  }
  const angles = matchAt(SEXAGESIMAL, page, start)
  return angles === null ? start : see(page, 'coordinates', start, start + angles[0].trimEnd().length, 'sure', 'coordinates')
}

export const numberRules: WordRules = [
  ['tel telephone portable phone mobile whatsapp numero num fixe number'.split(' '), dialled],
  [['ine'], studentNumber],
]
