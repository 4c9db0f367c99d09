// What a platform's file gives: its hosts, and how its paths are read. One shape for all, so that a new platform is one
// file and one line of the registry. A reader also states what it read from: what it left is never thrown away (rest.ts).
import type { ContentKind, LocatorKind, Platform } from '../vocabulary.ts'
import type { Address } from './address.ts'
import type { LocatorNote, MissingPart } from './located.ts'

export interface Reading {
  readonly kind: LocatorKind
  readonly what: ContentKind
  readonly canonical: string
  readonly ids: Readonly<Record<string, string>>
  readonly missing: readonly MissingPart[]
  readonly notes: readonly LocatorNote[]
}

/** A reading, and what of the address it comes from. */
export interface Read {
  readonly found: Reading
  /** How many segments of the path, from the first one. */
  readonly parts: number
  /** Names of the parameters that were used: only those whose value was good. */
  readonly parameters: readonly string[]
}

export interface PlatformReader {
  readonly platform: Platform
  /** Its domains; the first is the one that canonical forms use. */
  readonly domains: readonly string[]
  /** Where the canonical form of a page that is not understood stands: `www.` or nothing. */
  readonly home: string
  /** What before the domain shows the same contents, besides `www` and nothing. */
  readonly fronts: RegExp
  /** Sites of others that show the platform's contents under the same paths. */
  readonly mirrors?: readonly string[]
  /** First segments of its own pages: login, help, settings. */
  readonly pages: ReadonlySet<string>
  /** First segments of lists of results: search, tags. */
  readonly searches: ReadonlySet<string>
  /** What to ask for when a page is not understood; the link of the content by default. */
  readonly missing?: MissingPart
  /** Parameters that change how a content is shown or tell who shared it, never which content it is. */
  readonly display: ReadonlySet<string>
  /** Fragments of the same sort. */
  readonly displayFragment?: RegExp
  /** Addresses of years ago had their path in the fragment: `/#!/ana`. */
  readonly hashBang?: true
  /** Undefined: nothing known is there. */
  read(address: Address): Read | undefined
  /** An account by its name alone, without `@`. Undefined: this cannot be a name on this platform. */
  handle(name: string): Reading | undefined
}

/** States what a reading comes from. */
export function readFrom(parts: number, found: Reading | undefined, parameters: readonly string[] = NO_PARAMETERS): Read | undefined {
  return found === undefined ? undefined : { found, parts, parameters }
}
const NO_PARAMETERS: readonly string[] = []

interface More { readonly missing?: readonly MissingPart[]; readonly notes?: readonly LocatorNote[] }

export function reading(kind: LocatorKind, what: ContentKind, canonical: string, ids: Readonly<Record<string, string>>, { missing = [], notes = [] }: More = {}): Reading {
  return { kind, what, canonical, ids, missing, notes }
}

export function profile(canonical: string, ids: Readonly<Record<string, string>>, more: More = {}): Reading {
  return reading('account', 'profile', canonical, ids, more)
}

/** Where it leads is only known online, and nothing here goes online. */
export function shortLink(canonical: string, code: string | undefined, note: 'short-link' | 'share-link' = 'short-link'): Reading {
  return reading('url', 'short-link', canonical, idsOf({ code }), { missing: ['final-link'], notes: [note, 'case-matters'] })
}

/** Ids with the empty ones left out. */
export function idsOf(ids: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {}
  for (const name in ids) {
    const value = ids[name]
    if (value !== undefined && value !== '') kept[name] = value
  }
  return kept
}

export const NONE: ReadonlySet<string> = new Set()
/** No front but `www`. */
export const WWW_ONLY = /^$/
