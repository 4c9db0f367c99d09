// The one spelling of an address whose site is not understood: only what the standards call equal is made equal
// (RFC 3986 §6.2.2), so that two contents never meet.
import { decoded, pieces } from './address.ts'
import { isTracking, usefulFragment } from './tracking.ts'

export interface PlainUrl {
  readonly canonical: string
  readonly trackingDropped: boolean
}

/** `origin` as `https://host:port`. */
export function plainUrl(url: URL, origin: string): PlainUrl {
  const { search } = url
  const query = search === '' ? '' : plainQuery(search)
  return {
    canonical: `${origin}${plainEscapes(url.pathname)}${query}${plainEscapes(usefulFragment(url.hash))}`,
    trackingDropped: search !== '' && pieces(search).length > (query === '' ? 0 : pieces(query).length),
  }
}

const UNRESERVED = /[A-Za-z0-9._~-]/

/** Escapes in capitals, needless ones undone. A text with a broken escape is left as it is: undoing one could complete it. */
function plainEscapes(text: string): string {
  if (!text.includes('%') || /%(?![0-9a-f]{2})/i.test(text)) return text
  return text.replaceAll(/%[0-9a-f]{2}/gi, (escape) => {
    const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return UNRESERVED.test(char) ? char : escape.toUpperCase()
  })
}

function plainQuery(search: string): string {
  const kept = pieces(search).map((piece) => plainEscapes(piece)).filter((piece) => !isTracking(nameOf(piece)))
  if (kept.length === 0) return ''
  return `?${sortable(kept) ? kept.map((piece) => [orderKey(piece), piece] as const).sort(byKey).map(([, piece]) => piece).join('&') : kept.join('&')}`
}

const byKey = ([one]: readonly [string, string], [other]: readonly [string, string]): number => (one < other ? -1 : one > other ? 1 : 0)
const nameOf = (piece: string): string => decoded((piece.split('=', 1)[0] ?? '').replaceAll('+', ' ')).toLowerCase()
/** Names that a server may take for one keep their order: `a[]`, `A`, `a.x` and `a_x` (PHP). */
const orderKey = (piece: string): string => (nameOf(piece).split('[', 1)[0] ?? '').replaceAll(/[. ]/g, '_')
/** Only a query of named values can be put in order; `?/forum/3&x` or `?a=1;b=2` says something else to its server. */
const sortable = (kept: readonly string[]): boolean => kept.length > 1 && kept.every((piece) => /^[^=;]+=[^;]*$/.test(piece))
