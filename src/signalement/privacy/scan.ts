// Finds in free text what could name a child or those around: so that it is seen, and replaced, before anything leaves.
// Pure, total and linear: each rule is tried at its own words only, and looks a bounded way around them.
import { ageRules, bareAge } from './age-rules.ts'
import { email, emailRules } from './email-rules.ts'
import { handleRules, selfHandle } from './handle-rules.ts'
import { nameRules } from './name-rules.ts'
import { coordinates, iban, nir, numberRules, phone } from './number-rules.ts'
import { DIGIT, KIND, LETTER, readPage, type Page } from './page.ts'
import { address, placeRules } from './place-rules.ts'
import { REPLACEMENTS, type PrivacyHit, type ScanContext } from './privacy-hit.ts'
import { reportedAccounts } from './reported-accounts.ts'
import type { DigitRule, WordRule } from './rules.ts'
import { schoolClass, schoolClassRules } from './school-class-rules.ts'
import { settle } from './settle.ts'

const RULES = new Map<string, WordRule[]>()
for (const [words, rule] of [nameRules, numberRules, emailRules, handleRules, placeRules, schoolClassRules, ageRules].flat()) {
  for (const word of words) {
    const rules = RULES.get(word)
    if (rules === undefined) RULES.set(word, [rule])
    else rules.push(rule)
  }
}

/** Which first letter, last letter and length any rule's word has: most words of a text are passed over without being cut out. */
const PROMISING = new Uint8Array(1 << 15)
const promise = (first: number, last: number, length: number): number => ((first & 31) << 10) | ((last & 31) << 5) | (length & 31)
for (const word of RULES.keys()) PROMISING[promise(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1

/** Longest forms first. */
const DIGIT_RULES: readonly DigitRule[] = [coordinates, nir, phone, address, schoolClass, bareAge]

export function scanText(text: string, context: ScanContext = {}): readonly PrivacyHit[] {
  const page = readPage(text)
  look(page)
  if (page.sightings.length === 0) return []
  const seen = page.sightings.some(({ kind }) => kind === 'handle') ? withoutReported(page, context) : page.sightings
  return settle(seen).map(({ kind, start, end, certainty, replacement }) => {
    const [from, to] = page.at === null ? [start, end] : [page.at[start] ?? 0, page.at[end] ?? text.length]
    return { kind, start: from, end: to, text: text.slice(from, to), replacement: REPLACEMENTS[replacement], certainty }
  })
}

function withoutReported(page: Page, context: ScanContext): Page['sightings'] {
  const reported = reportedAccounts(context)
  return page.sightings.filter(({ kind, start, end }) => kind !== 'handle' || !reported(page.folded.slice(start, end)))
}

/** Words, digits and at signs, from left to right. */
function look(page: Page): void {
  const { codes, folded } = page
  const { length } = codes
  let url = 0
  let urlEnd = 0
  let index = 0
  while (index < length) {
    const code = codes[index] ?? 0
    const kind = KIND[code]
    if (kind === LETTER) {
      const start = index
      do index += 1
      while (KIND[codes[index] ?? 0] === LETTER)
      while ((page.urls[url]?.end ?? Infinity) <= start) url += 1
      if (start >= (page.urls[url]?.start ?? Infinity)) continue
      if (PROMISING[promise(code, codes[index - 1] ?? 0, index - start)] === 1) {
        const rules = RULES.get(folded.slice(start, index))
        if (rules !== undefined) for (const rule of rules) rule(page, start, index)
      }
      const pair = index - start === 2 && KIND[codes[index] ?? 0] === DIGIT && KIND[codes[start - 1] ?? 0] !== DIGIT
      if (pair) index = Math.max(index, iban(page, start))
    } else if (kind === DIGIT) {
      const start = index
      do index += 1
      while (KIND[codes[index] ?? 0] === DIGIT)
      // Part of a word or of a handle.
      const left = codes[start - 1] ?? 0
      if (KIND[left] === LETTER || left === 0x5f || left === 0x40 || left === 0x23) continue
      while ((page.urls[url]?.end ?? Infinity) <= start) url += 1
      if (start >= (page.urls[url]?.start ?? Infinity)) {
        // A map's address is a position; all other digits of an address are identifiers.
        if (start >= urlEnd) urlEnd = coordinates(page, start)
        continue
      }
      for (const rule of DIGIT_RULES) {
        const end = rule(page, start)
        if (end > start) {
          index = Math.max(index, end)
          break
        }
      }
    } else {
      if (code === 0x40) {
        const end = email(page, index)
        if (end > index) index = end - 1
        else selfHandle(page, index)
      }
      index += 1
    }
  }
}
