// The text as it would leave, once what was found is replaced.
import type { PrivacyHit } from './privacy-hit.ts'
import { settle } from './settle.ts'

/**
 * Hits that overlap count as one, named by the longest, then the surest; hits that do not lie in the text are ignored.
 * @param hits those of `scanText` on this very text, or the ones of them that a person chose
 */
export function applyReplacements(text: string, hits: readonly PrivacyHit[], language: 'fr' | 'en'): string {
  let done = ''
  let from = 0
  for (const { start, end, replacement } of settle(hits.filter((hit) => hit.start >= 0 && hit.end <= text.length))) {
    done += text.slice(from, start) + replacement[language]
    from = end
  }
  return done + text.slice(from)
}
