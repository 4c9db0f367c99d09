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
  /** One for each text that `--strict` refuses. */
  readonly problems: readonly Problem[]
}

export function gate(entry: Entry, { strict, replace, language }: { readonly strict: boolean; readonly replace: boolean; readonly language: 'fr' | 'en' }): Gated {
  const about = { ...(entry.account === undefined ? {} : { account: entry.account }), urls: splitUrls(entry.urls ?? '') }
  const hits: PrivacyHit[] = []
  const problems: Problem[] = []
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
      texts[field] = applyReplacements(text, found, language)
      replaced += found.length
    } else {
      hits.push(...found)
      if (strict) problems.push(problem(field, 'privacy.found', { count: found.length }))
    }
  }
  return { entry: replaced === 0 ? entry : { ...entry, ...texts }, hits, replaced, problems }
}
