// An address of the web, cut into what the platforms' files look at.
import { HIDDEN } from '../../system/visible.ts'

export interface Address {
  /** The platform's own domain, as `facebook.com`. */
  readonly domain: string
  /** What stands before the domain; empty where it shows the same contents (`www.`, `m.`). */
  readonly sub: string
  /** The path's segments, decoded; empty ones left out. Each is to be matched before it is used. */
  readonly parts: readonly string[]
  /** As `?a=1`, or empty. */
  readonly search: string
}

export function partsOf(pathname: string): readonly string[] {
  const parts: string[] = []
  for (let from = 1; from < pathname.length;) {
    let to = pathname.indexOf('/', from)
    if (to < 0) to = pathname.length
    const part = pathname.slice(from, to)
    from = to + 1
    const plain = part.includes('%') ? decoded(part).replace(HIDDEN, '').trim() : part
    if (plain !== '') parts.push(plain)
  }
  return parts
}

/** As it is when it does not decode. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A parameter's value; undefined when it is absent, empty, or given twice with two values: then nobody knows which one counts. */
export function param({ search }: Pick<Address, 'search'>, name: string): string | undefined {
  if (search === '') return undefined
  // Most addresses do not have it.
  if (!search.includes(name) && !search.includes('%')) return undefined
  let found: string | undefined
  for (const piece of pieces(search)) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    const key = piece.slice(0, equals)
    if (key !== name && (!key.includes('%') || decoded(key) !== name)) continue
    const value = decoded(piece.slice(equals + 1).replaceAll('+', ' ')).trim()
    if (found !== undefined && found !== value) return undefined
    found = value
  }
  return found === '' ? undefined : found
}

/** `?a=1&&b=2` → `a=1`, `b=2`. */
export function pieces(search: string): string[] {
  return search.slice(1).split('&').filter((piece) => piece !== '')
}
