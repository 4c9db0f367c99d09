// What holds whatever the rules say: a mistake in the data must not publish a child's image or hand a reserved channel out.
import { mayShowChild } from '../child-protection.ts'
import type { Destination } from '../destination.ts'
import { ADVICE_ONLY } from '../vocabulary.ts'
import type { RouteSubject } from './route-subject.ts'
import type { GuardId } from './routing-rules.ts'

/** Why this destination is closed for this subject. An unknown age counts as a minor's. */
export function guardOf({ publishes, onlyFor, excludes, channel }: Destination, { harm, ageBand, authority, privateMessage }: RouteSubject): GuardId | undefined {
  const adult = ageBand === '18plus' && !mayShowChild(harm, ageBand)
  if (publishes && !adult) return 'publishes'
  if (onlyFor !== undefined && !onlyFor.includes(authority)) return 'only-for'
  if (excludes.includes('minor-victim') && !adult) return 'minor-victim'
  if (excludes.includes('adult-victim') && adult) return 'adult-victim'
  if (excludes.includes('private-message') && privateMessage) return 'private-message'
  // Advice goes by word of mouth: nothing is sent.
  if (ADVICE_ONLY.has(harm) && channel !== 'phone') return 'advice-only'
  return undefined
}
