// The words of `match`. fr and en implement them in messages/{fr,en}/match.ts.
import type { ListKind } from '../metadata/match/list-row.ts'

export interface MatchWords {
  readonly lists: string
  readonly kinds: { readonly [kind in ListKind]: string }
  /** A list, with its kind, its entries and its size. */
  list(name: string, kind: string, entries: number, bytes: string): string
  found(exact: number, near: number): string
  lowQualityEntries(count: number): string
  notComparable(exhibits: number, digests: string): string
  notComparableInside(files: number): string
  readonly matched: string
  readonly none: string
  /** `by` is the digest's name. */
  exact(by: string, list: string, line: number | undefined): string
  differs(digests: string): string
  near(list: string, line: number, distance: number): string
  more(count: number): string
  readonly alike: string
  inside(exhibit: string, name: string): string
  resembles(distance: number): string
  compared(exhibits: number, inside: number): string
  pictures(count: number, lowQuality: number): string
  uninspected(count: number): string
  computed(count: number): string
  changed(exhibits: string): string
  readonly journal: string
}
