// What is known of one address or handle: the shared shape that every platform's file fills.
import type { ContentKind, LocatorKind, Platform } from '../vocabulary.ts'

/** Why a text is no locator at all. */
export const LOCATOR_REFUSALS = [
  'empty', 'too-long', 'not-a-url', 'scheme', 'credentials', 'private-address', 'no-host',
  'text-around', 'truncated', 'handle-alone', 'nested-too-deep',
] as const
export type LocatorRefusal = (typeof LOCATOR_REFUSALS)[number]

export interface Located {
  /** As it was given, trimmed: kept as evidence. */
  readonly raw: string
  /** `autre` for a host that no platform's file knows. */
  readonly platform: Platform
  readonly kind: LocatorKind
  readonly what: ContentKind
  /**
   * The one spelling of this content: `locate(canonical)` gives the same canonical, platform and kind. Names that may
   * change (the handle before an X status) are kept in `ids` only.
   */
  readonly canonical: string
  /** Names as the platform calls them: `statusId`, `user`, `guild`, `channel`, `message`, `did`, `rkey`, `videoId`… */
  readonly ids: Readonly<Record<string, string>>
  /** What a reviewer would still need, as codes with words in messages/. */
  readonly missing: readonly MissingPart[]
  /** What was noticed on the way: mistakes usual on the phone, things dropped, things that look like others. */
  readonly notes: readonly LocatorNote[]
}

export type LocateResult = { readonly ok: true; readonly located: Located } | { readonly ok: false; readonly refusal: LocatorRefusal }

/** Codes; each has words in messages/{fr,en}/locators.ts. */
export const MISSING_PARTS = [
  'content-link', 'message-link', 'numeric-id', 'username', 'profile', 'did', 'cid', 'status-on-our-server', 'final-link',
] as const
export type MissingPart = (typeof MISSING_PARTS)[number]

export const LOCATOR_NOTES = [
  // Done for the reader.
  'unwrapped', 'tracking-dropped', 'host-folded', 'scheme-added', 'punctuation-dropped', 'defanged', 'mirror-site',
  // To be known.
  'short-link', 'case-matters', 'expires', 'renamed-account', 'handle-changes', 'paywalled', 'private-space', 'home-page', 'search-page', 'share-link', 'invitation',
  'phone-number', 'fediverse-guess',
  // To be looked at.
  'punycode', 'homoglyph', 'mixed-script', 'lookalike-host', 'invisible-characters', 'display-name', 'unknown-platform', 'http-only', 'port',
] as const
export type LocatorNote = (typeof LOCATOR_NOTES)[number]

/** Notes that call for a second look before anything is sent. */
export const WARNINGS: ReadonlySet<LocatorNote> = new Set([
  'punycode', 'homoglyph', 'mixed-script', 'lookalike-host', 'invisible-characters', 'display-name', 'unknown-platform', 'http-only', 'port',
])
