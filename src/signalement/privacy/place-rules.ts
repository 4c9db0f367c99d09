// Where somebody lives or learns: addresses, towns with their postcode, schools.
import { FIRST_NAMES } from './first-names.ts'
import { NO_NAMES } from './no-names.ts'
import { before, isCapital, isDigit, isLetter, isLoud, matchAt, type Page, type Span } from './page.ts'
import { oneOf, pattern } from './pattern.ts'
import type { Certainty } from './privacy-hit.ts'
import { isFirstName, skipSpaces, wordEnd } from './read-name.ts'
import type { DigitRule, WordRules } from './rules.ts'

const ARTICLE = pattern('(?:(?:de|du|des|la|le|les|et|en|sur|sous|aux?|of|the|lez)_|[dl]\')')
const DATED = pattern('\\d{1,2}(?:er)?_(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?:_\\d{4}(?!\\d))?')
const MAX_WORDS = 7

interface Place extends Span {
  readonly article: boolean
}

/** A name of place from `at`: capitals joined by articles, and up to `plain` words without capitals, or `loud` as those before. */
function readPlace(page: Page, at: number, plain: number, loud = false): Place | null {
  let end = at
  let next = at
  let left = plain
  let article = false
  for (let count = 0; count < MAX_WORDS; count += 1) {
    for (let link = matchAt(ARTICLE, page, next); link !== null && next - end < 16; link = matchAt(ARTICLE, page, next)) {
      if (end === at && !isCapital(page, next)) article = true
      next += link[0].length
    }
    const dated = matchAt(DATED, page, next)
    const last = dated === null ? wordEnd(page, next) : next + dated[0].length
    if (last === next) break
    const word = page.folded.slice(next, last)
    const capital = isCapital(page, next) && !(loud && isLoud(page, next))
    if (dated === null && NO_NAMES.has(word) && !(capital && /^(?:france|europe|notre|paques)/.test(word))) break
    if (dated === null && !capital) {
      if (left === 0 || last - next < 2 || NO_NAMES.has(word.split(/['-]/, 1)[0] ?? '')) break
      left -= 1
    } else left = 0
    end = last
    next = skipSpaces(page, end)
    if (next === end) break
  }
  return end === at ? null : { start: at, end, article }
}

const NUMBER = pattern('\\d{1,4}(?:~(?:bis|ter|quater)(?![a-z])|~[a-d](?![a-z\']))?(?:~[-/]~\\d{1,4})?~,?~')
const STREET = pattern(`(${oneOf(
  'ruelle rue avenue av\\.? ave\\.? boulevard bd\\.? bld blvd bvd impasse imp\\. allees? all\\. chemin ch\\. quai residence res\\.',
  'lotissement lot\\. faubourg fbg venelle',
  'sentier hameau esplanade square promenade lieu-dit route rte place pl\\. cours cour cite passage villa clos mail traverse montee',
  'voie rond-point zac',
)})(?![a-z])~`)
/** Street words that are also everyday words: what follows must have a capital. */
const EVERYDAY = new Set(
  'place pl. cours cour cite passage villa clos mail traverse montee voie route rte hameau promenade allees residence res.'.split(' '),
)
const ENGLISH_STREET = new RegExp(`\\d{1,5}[a-z]?,?[^\\S\\n](?:[A-Z][a-z'’-]{1,20}[^\\S\\n]){1,3}${oneOf(
  'Street St Road Rd Lane Ln Drive Close Court Crescent Terrace Gardens Avenue Ave Way Grove Hill',
)}(?![A-Za-z])`, 'y')
const POSTCODE = pattern('(?:(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3}|2[ab]\\d{3})_(?:-_)?')
const TO_POSTCODE = /[ ,\n-]{1,4}(?=\d{5} )/y
const TO_TOWN = pattern('(?:~,~|_-_|_)(?:a_)?')
const BIG_TOWNS = new Set((
  'paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes villeurbanne'
  + ' clermont-ferrand brest limoges tours amiens perpignan metz besancon orleans rouen mulhouse caen nancy avignon poitiers creteil pau calais'
).split(' '))

/** Town after its postcode; `null` when it is no town. */
function town(page: Page, at: number): number | null {
  if (isCapital(page, at)) return readPlace(page, at, 0)?.end ?? null
  const end = wordEnd(page, at)
  return BIG_TOWNS.has(page.folded.slice(at, end)) ? end : null
}

const DOOR = pattern(`(?:~,~|_|~-~)${oneOf(
  'bat(?:iment)? app(?:t|artement)? apt esc(?:alier)? porte hall tour entree',
)}\\.?_(?:n°~)?[a-z\\d]{1,3}(?![a-z\\d])`)

/** Building, postcode and town, after a street. */
function withTown(page: Page, from: number): number {
  let end = from
  for (let count = 0; count < 3; count += 1) end += matchAt(DOOR, page, end)?.[0].length ?? 0
  const gap = matchAt(TO_POSTCODE, page, end)
  if (gap !== null) {
    const code = matchAt(POSTCODE, page, end + gap[0].length)
    if (code !== null) {
      const at = end + gap[0].length + code[0].length
      return town(page, at) ?? Math.max(wordEnd(page, at), end)
    }
  }
  const link = matchAt(TO_TOWN, page, end)
  if (link === null || !/[,-]|a /.test(link[0])) return end
  const at = end + link[0].length
  if (!isCapital(page, at) || FIRST_NAMES.has(page.folded.slice(at, wordEnd(page, at)))) return end
  return readPlace(page, at, 0)?.end ?? end
}

function see(page: Page, kind: 'address' | 'school', start: number, end: number, certainty: Certainty): number {
  page.sightings.push({ kind, start, end, certainty, replacement: kind })
  return end
}

const NUMBERED = /(?:ref(?:erence)?|numero|dossier|ticket|signalement|n°|no|id)\.? ?:? ?$/

/** `12 bis rue des Lilas, 75011 Paris`, `75011 Paris`. */
export const address: DigitRule = (page, start) => {
  const code = NUMBERED.test(before(page, start, 16)) ? null : matchAt(POSTCODE, page, start)
  if (code !== null) {
    const end = town(page, start + code[0].length)
    if (end !== null) return see(page, 'address', start, end, isCapital(page, start + code[0].length) ? 'sure' : 'likely')
  }
  const number = matchAt(NUMBER, page, start)
  if (number === null) return start
  const way = matchAt(STREET, page, start + number[0].length)
  if (way?.[1] !== undefined) {
    const at = start + number[0].length + way[0].length
    const everyday = EVERYDAY.has(way[1])
    const loud = isLoud(page, start + number[0].length)
    const place = readPlace(page, at, everyday && !loud ? 0 : 3, loud)
    if (place === null) return start
    return see(page, 'address', start, withTown(page, place.end), everyday && loud ? 'likely' : 'sure')
  }
  if (!isCapital(page, start + number[0].length)) return start
  ENGLISH_STREET.lastIndex = start
  const english = ENGLISH_STREET.exec(page.clean)
  return english === null ? start : see(page, 'address', start, withTown(page, start + english[0].length), 'sure')
}

const HOME = new RegExp(`${oneOf(
  'habite habitons habitent vit vis vivent vivons loge domicile adresse lives? living reside',
)}(?: :| est| au| a| dans| avec [a-z ]{1,20})?(?: la| le| l'| in| at)? ?$`)
const ONLY_HOME = new Set(['place', 'cite', 'route', 'square', 'villa', 'clos'])

/** `rue Victor Hugo` without a number: a capital, or words that say that somebody lives there. */
function street(page: Page, start: number, end: number): void {
  const left = before(page, start, 40)
  if (/\d ?(?:bis|ter|[a-d])? ?,? ?$/.test(left) || /[-']$/.test(left)) return
  const home = HOME.test(left)
  const word = page.folded.slice(start, end)
  if (ONLY_HOME.has(word) && !home) return
  const at = skipSpaces(page, page.folded[end] === '.' ? end + 1 : end)
  if (at === end) return
  const place = readPlace(page, at, home ? 3 : 0, isLoud(page, start))
  if (place !== null) see(page, 'address', start, withTown(page, place.end), home ? 'sure' : 'likely')
}

const SCHOOL_DETAIL = pattern(`(?:${oneOf(
  'public privee? catholique elementaire primaire maternelle generale? technologique professionnel pro polyvalent agricole hotelier',
  'international technique laique',
  "superieure? secondaire de+filles de+garcons et sous+contrat d'enseignement scolaire",
)}_){0,4}"?`)
/** Names of schools that are no first names, typed without capitals. */
const PATRONS = new Set((
  'pasteur voltaire moliere montaigne condorcet descartes diderot rousseau racine corneille ronsard rimbaud verlaine baudelaire lamartine lavoisier'
  + ' ampere fermat pascal curie jaures moulin ferry hugo zola camus eluard prevert pagnol brassens saint sainte st ste notre-dame sacre-coeur mermoz'
  + ' kergomard buisson langevin joliot-curie gambetta lafayette la-fontaine'
).split(' '))

/** `son lycée : Jean Moulin`, `mon école c'est Sainte-Marie`. */
const SCHOOL_IS = pattern('(?:_(?:est|c\'est|s\'appelle)_(?:le_|la_)?|~:~)"?')
const OWN_SCHOOL = /(?:^|[^a-z])(?:mon|son|leur|notre|ton|sa|l') ?$/

/** `au collège Jean Moulin`, `lycée du Parc`, `école saint-joseph`. */
function school(page: Page, start: number, end: number): void {
  if (/[-@_]$/.test(before(page, start, 1))) return
  const is = matchAt(SCHOOL_IS, page, end)
  if (is !== null && OWN_SCHOOL.test(before(page, start, 8))) {
    const named = readPlace(page, end + is[0].length, 0, isLoud(page, start))
    if (named !== null && !named.article) see(page, 'school', named.start, named.end, 'likely')
    return
  }
  let at = skipSpaces(page, end)
  if (at === end) return
  at += matchAt(SCHOOL_DETAIL, page, at)?.[0].length ?? 0
  const first = wordEnd(page, at)
  const word = page.folded.slice(at, first)
  if (word.length === 1 && isCapital(page, at) && !isLoud(page, start) && !isLetter(page, first)) {
    if (page.folded[first] !== '\'' && !NO_NAMES.has(word) || word === 'x') see(page, 'school', start, first, 'likely')
    return
  }
  const known = isFirstName(page, at, first) || PATRONS.has(word.split('-', 1)[0] ?? '') || PATRONS.has(word)
  const loud = isLoud(page, start)
  const place = readPlace(page, at, known && (loud || !isCapital(page, at)) ? 2 : 0, loud)
  if (place === null) return
  // `Université Paris 8`.
  const number = skipSpaces(page, place.end)
  const higher = /^(?:univ|fac|iut)/.test(page.folded.slice(start, end))
  const numbered = higher && number > place.end && isDigit(page, number) && !isDigit(page, number + 2)
  const last = numbered ? number + (isDigit(page, number + 1) ? 2 : 1) : place.end

  see(page, 'school', start, last, place.article || !isCapital(page, at) ? 'likely' : 'sure')
}

const BEFORE_SCHOOL = /((?:[A-Z][A-Za-z.'’-]{1,20}[^\S\n]){1,4})(?:(?:High|Middle|Primary|Secondary|Elementary|Grammar|Boarding|Public)[^\S\n])?$/

/** `Jean Moulin High School`. */
function englishSchool(page: Page, start: number, end: number): void {
  if (!isCapital(page, start) || isLoud(page, start)) return
  const from = Math.max(0, start - 90)
  const found = BEFORE_SCHOOL.exec(page.clean.slice(from, start))
  if (found?.[1] === undefined) return
  let at = from + found.index
  while (at < start && NO_NAMES.has(page.folded.slice(at, wordEnd(page, at)))) at = wordEnd(page, at) + 1
  const names = page.clean.slice(at, start).replace(/(?:High|Middle|Primary|Secondary|Elementary|Grammar|Boarding|Public)[^\S\n]$/, '')
  if (names.trim() !== '' && at < start) see(page, 'school', at, end, 'sure')
}

export const placeRules: WordRules = [
  ['rue ruelle avenue boulevard bd impasse allee chemin quai residence lotissement faubourg place cite route square villa clos'.split(' '), street],
  ['college lycee ecole lep lp cfa erea mfr universite fac iut institut maternelle primaire university'.split(' '), school],
  [['school', 'academy', 'college'], englishSchool],
]
