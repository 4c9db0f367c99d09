// What the scanner found, as a person reads it.
import type { PrivacyHit } from '../../signalement/privacy/privacy-hit.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'

export function sayHits(hits: readonly PrivacyHit[], { words: { signalement, privacy, language } }: Context): string[] {
  return hits.length === 0 ? [] : [
    signalement.privacy.found(hits.length),
    ...hits.map(({ kind, text, replacement }) => signalement.privacy.hit(privacy.kinds[kind], visibleShort(text, 60), replacement[language])),
  ]
}
