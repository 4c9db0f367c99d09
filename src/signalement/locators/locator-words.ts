// The words about addresses, as a counsellor says them on the phone. fr and en implement them in messages/{fr,en}/locators.ts.
import type { ContentKind, LocatorKind, Platform } from '../vocabulary.ts'
import type { LocatorNote, LocatorRefusal, MissingPart } from './located.ts'

/** What is so, and what to do about it. */
export interface Advice {
  readonly message: string
  readonly remedy: string
}

export interface LocatorWords {
  readonly platforms: { readonly [platform in Platform]: string }
  readonly kinds: { readonly [kind in LocatorKind]: string }
  readonly what: { readonly [what in ContentKind]: string }
  readonly missing: { readonly [part in MissingPart]: Advice }
  /** Where on this platform the part is found, when that can be said better than in general. */
  readonly missingOn: { readonly [platform in Platform]?: { readonly [part in MissingPart]?: string } }
  readonly notes: { readonly [note in LocatorNote]: string }
  readonly refusals: { readonly [refusal in LocatorRefusal]: Advice }
  readonly labels: { readonly address: string; readonly identifiers: string; readonly missing: string; readonly toDo: string; readonly note: string; readonly look: string; readonly refused: string }
  summary(located: number, refused: number, same: number): string
}

/** How to get what is missing, in the platform's own app where it is known. */
export function remedyFor(words: LocatorWords, platform: Platform, part: MissingPart): string {
  return words.missingOn[platform]?.[part] ?? words.missing[part].remedy
}
