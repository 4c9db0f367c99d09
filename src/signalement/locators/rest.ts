// What of an address its reading does not account for. Two contents never meet: an address of which something is left over
// keeps its own spelling, unless all that is left tells who clicked where, or how the content is shown.
import { decoded, type Address } from './address.ts'
import type { PlatformReader, Read } from './platform.ts'
import { isTracking, usefulFragment } from './tracking.ts'

/** `display`: parameters that every reader of the platform drops; `parameter`: one that nobody knows; `place`: a segment or a fragment. */
type Rest = 'nothing' | 'display' | 'parameter' | 'place'

type Drops = Pick<PlatformReader, 'display' | 'displayFragment'>

export function restOf({ parts, search }: Pick<Address, 'parts' | 'search'>, hash: string, read: Read, drops: Drops): Rest {
  if (read.parts !== parts.length) return 'place'
  if (hash !== '' && !isIdleFragment(hash, drops)) return 'place'
  return search.length > 1 ? restOfQuery(search, read.parameters, drops) : 'nothing'
}

function isIdleFragment(hash: string, { displayFragment }: Drops): boolean {
  const part = usefulFragment(hash)
  return part === '' || displayFragment?.test(part) === true
}

/** Never `place`. */
export function restOfQuery(search: string, used: readonly string[], { display }: Pick<Drops, 'display'>): Rest {
  let rest: Rest = 'nothing'
  for (let from = 1; from < search.length;) {
    let to = search.indexOf('&', from)
    if (to < 0) to = search.length
    const equals = search.indexOf('=', from)
    const raw = search.slice(from, equals < 0 || equals > to ? to : equals)
    if (to > from) {
      const name = raw.includes('%') ? decoded(raw) : raw
      if (!used.includes(name)) {
        if (!display.has(name) && !isTracking(name.toLowerCase())) return 'parameter'
        rest = 'display'
      }
    }
    from = to + 1
  }
  return rest
}
