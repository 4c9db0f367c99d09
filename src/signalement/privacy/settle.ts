// One hit for each place: where sightings overlap, the longest names the kind and the surest the certainty, and all
// that any of them covered is covered, so that no part of a name is left behind.
import { PRIVACY_KINDS, type Sighting } from './privacy-hit.ts'

type Settled = Pick<Sighting, 'kind' | 'start' | 'end' | 'certainty'>

/** Whether `one` names the place better than `other`. */
function better(one: Settled, other: Settled): boolean {
  const longer = one.end - one.start - (other.end - other.start)
  if (longer !== 0) return longer > 0
  if (one.certainty !== other.certainty) return one.certainty === 'sure'
  return PRIVACY_KINDS.indexOf(one.kind) > PRIVACY_KINDS.indexOf(other.kind)
}

/** In the order of the text, without overlap. Empty spans are dropped. */
export function settle<S extends Settled>(sightings: readonly S[]): S[] {
  const sorted = sightings.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start || b.end - a.end)
  const settled: S[] = []
  let best: S | null = null
  let [start, end, sure] = [0, 0, false]
  const close = (): void => {
    if (best !== null) settled.push({ ...best, start, end, certainty: sure ? 'sure' : best.certainty })
  }
  for (const each of sorted) {
    if (best !== null && each.start < end) {
      end = Math.max(end, each.end)
      sure ||= each.certainty === 'sure'
      if (better(each, best)) best = each
    } else {
      close()
      best = each
      start = each.start
      end = each.end
      sure = each.certainty === 'sure'
    }
  }
  close()
  return settled
}
