// Free text before it is kept: what may name somebody is shown with what would stand in its place, replaced when asked,
// refused when asked.
import type { Entry, EntryField } from '../entry.ts'
import { problem, type Problem } from '../problem.ts'
import { applyReplacements } from './apply-replacements.ts'
import type { PrivacyHit } from './privacy-hit.ts'
import { scanText } from './scan.ts'
import { splitUrls } from '../read-target.ts'

const FREE_TEXTS = ['explanation', 'subHarm', 'urgencyReason'] as const satisfies readonly EntryField[]

export interface Gated {
  readonly entry: Entry
  /** What was found and still stands. */
  readonly hits: readonly PrivacyHit[]
  readonly replaced: number
  /** What was replaced. */
  readonly shown: readonly PrivacyHit[]
  /** One for each text that `--strict` refuses. */
  readonly problems: readonly Problem[]
}

export function gate(entry: Entry, { strict, replace, language }: { readonly strict: boolean; readonly replace: boolean; readonly language: 'fr' | 'en' }): Gated {
  const about = { ...(entry.account === undefined ? {} : { account: entry.account }), urls: splitUrls(entry.urls ?? '') }
  const hits: PrivacyHit[] = []
  const problems: Problem[] = []
  const shown: PrivacyHit[] = []
  const texts: { [field in EntryField]?: string } = {}
  let replaced = 0
  // A pseudonym, not a person: what looks like a name and a number there is shown, and never rewritten.
  for (const field of ['account', 'displayName'] as const) {
    const found = scanText(entry[field] ?? '')
    hits.push(...found)
    if (strict && found.length > 0) problems.push(problem(field, 'privacy.found', { count: found.length }))
  }
  for (const field of FREE_TEXTS) {
    const text = entry[field]
    if (text === undefined) continue
    const found = scanText(text, about)
    if (found.length === 0) continue
    if (replace) {
      texts[field] = everywhere(applyReplacements(text, found, language), found, language)
      shown.push(...found)
      replaced += found.length
    } else {
      hits.push(...found)
      if (strict) problems.push(problem(field, 'privacy.found', { count: found.length }))
    }
  }
  return { shown, entry: replaced === 0 ? entry : { ...entry, ...texts }, hits, replaced, problems }
}

/** A name that was found once is that name wherever it stands, in capitals or in small letters, with or without its accents. */
function everywhere(text: string, found: readonly PrivacyHit[], language: 'fr' | 'en'): string {
  let done = text
  for (const { kind, text: name, replacement } of found) {
    if (kind !== 'name') continue
    for (const word of name.split(/[\s'’-]+/).filter((part) => part.length >= 3 && /^\p{L}+$/u.test(part))) {
      done = done.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}@/])${anyAccent(word)}(?![\\p{L}\\p{N}])`, 'giu'), () => replacement[language])
    }
  }
  return done
}

const ACCENTED: Readonly<Record<string, string>> = { a: 'aàâäáã', c: 'cç', e: 'eéèêë', i: 'iîïí', n: 'nñ', o: 'oôöóõ', u: 'uùûüú', y: 'yÿý' }

function anyAccent(word: string): string {
  return [...word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()].map((letter) => (Object.hasOwn(ACCENTED, letter) ? `[${ACCENTED[letter]}]` : letter)).join('')
}
