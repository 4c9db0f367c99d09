// How a fact is shown: never without its source, the day it was read, and whether it was verified.
import type { Provenance } from '../../signalement/fact.ts'
import { STALE_DAYS } from '../../signalement/fact.ts'
import { staleFacts, type DatedFact } from '../../signalement/stale-facts.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { yellow } from '../paint.ts'

/** ` (à vérifier)` after what was not verified; nothing after the rest. */
export function mark({ verified }: Pick<Provenance, 'verified'>, { words: { routing } }: Pick<Context, 'words'>): string {
  return verified ? '' : ` ${yellow(`(${routing.toVerify})`)}`
}

/** `source : X, lu le 2026-11-23`, with the mark. */
export function sourceLine(provenance: Provenance, context: Pick<Context, 'words'>): string {
  const { routing } = context.words
  return `${routing.source} ${visible(provenance.source)}, ${routing.checkedOn} ${provenance.checkedOn}${mark(provenance, context)}`
}

/** A note on stderr when facts are to be read again. */
export function warnOfStale(facts: readonly DatedFact[], context: Context): void {
  const stale = staleFacts(context.world.clock.now(), facts)
  if (stale.length > 0) context.note(yellow(`${context.words.cli.warning} ${context.words.routing.stale(stale.length, STALE_DAYS)}`))
}
