// The exhibits of a case by digest and by perceptual hash: small enough for memory, so that a list of any length streams past.
import { PDQ_QUALITY } from './pdq-distance.ts'
import { PdqIndex } from './pdq-index.ts'
import { hashesOf } from './near-duplicates.ts'
import { DIGEST_NAMES, labelText } from './list-row.ts'
import type { ListRow, RowTaker } from './list-row.ts'
import { PREFIX_DIGITS } from './skip-line.ts'
import type { Subject } from './subjects.ts'
import type { DigestName } from '../../system/world.ts'

/** What a list says of one subject. */
export type Match =
  /** `differs`: stronger or other digests of the same entry that are not those of the exhibit. */
  | { readonly kind: 'exact'; readonly by: DigestName; readonly differs?: readonly DigestName[]; readonly line?: number; readonly label?: string; readonly product?: string }
  | { readonly kind: 'near'; readonly distance: number; readonly line: number; readonly label?: string }

const BIT: { readonly [name in DigestName]: number } = { sha512: 1, sha256: 2, sha1: 4, md5: 8 }
/** Of one list; more are only counted. */
const MOST_PER_SUBJECT = 20

export class KnownDigests implements RowTaker {
  readonly #subjects: readonly Subject[]
  readonly #byDigest = DIGEST_NAMES.map(() => new Map<string, number[]>())
  /** One bit for each beginning of a digest. */
  readonly #prefixes = new Uint8Array(2 ** (4 * PREFIX_DIGITS) / 8)
  readonly #index: PdqIndex
  readonly #owners: number[] = []
  /** The sets of digests that entries had, one BIT each. */
  readonly #sets = new Set<number>()
  /** Of entries with one digest each, all of these sets in one. */
  #alone = 0
  #lowQuality = 0
  #matches = new Map<number, { readonly kept: Match[]; count: number }>()
  #exact = new Set<number>()
  #near = new Set<number>()

  constructor(subjects: readonly Subject[], near: number) {
    this.#subjects = subjects
    this.#index = new PdqIndex(near)
    for (const [at, subject] of subjects.entries()) {
      for (const [bit, name] of DIGEST_NAMES.entries()) {
        const digest = subject.digests[name]
        if (digest === undefined) continue
        const owners = this.#byDigest[bit]?.get(digest)
        if (owners === undefined) this.#byDigest[bit]?.set(digest, [at])
        else owners.push(at)
        const prefix = Number.parseInt(digest.slice(0, PREFIX_DIGITS), 16)
        this.#prefixes[prefix >> 3] = (this.#prefixes[prefix >> 3] as number) | (1 << (prefix & 7))
      }
      if (subject.picture !== undefined && subject.picture.pdq.quality >= PDQ_QUALITY) for (const hash of hashesOf(subject.picture)) this.#owners[this.#index.add(hash)] = at
    }
  }

  /** One entry of a list. */
  row({ digests, pdq, label }: ListRow, line: number): void {
    let set = 0
    let told: Set<number> | undefined
    for (const [bit, name] of DIGEST_NAMES.entries()) {
      const digest = digests[name]
      if (digest === undefined) continue
      set |= BIT[name]
      for (const at of this.#byDigest[bit]?.get(digest) ?? []) {
        if ((told ??= new Set()).has(at)) continue
        told.add(at)
        this.exact(at, digests, name, { line, ...(label === '' ? {} : { label: labelText(label) }) })
      }
    }
    if (set !== 0) this.#sets.add(set)
    if (pdq !== undefined) this.#pdq(pdq, label, line)
  }

  foreign(): (name: DigestName, prefix: number) => boolean {
    const prefixes = this.#prefixes
    return (name, prefix) => {
      this.#alone |= BIT[name]
      return ((prefixes[prefix >> 3] as number) & (1 << (prefix & 7))) === 0
    }
  }

  /** @param more where it was found */
  exact(at: number, digests: ListRow['digests'], by: DigestName, more: { readonly line?: number; readonly label?: string; readonly product?: string }): void {
    const own = this.#subjects[at]?.digests ?? {}
    const differs = DIGEST_NAMES.filter((name) => digests[name] !== undefined && own[name] !== undefined && digests[name] !== own[name])
    this.#exact.add(at)
    this.#keep(at, { kind: 'exact', by, ...(differs.length === 0 ? {} : { differs }), ...more })
  }

  /** Entries hold these digests; called once for a list whose entries are all alike. */
  compares(names: readonly DigestName[]): void {
    this.#sets.add(names.reduce((set, name) => set | BIT[name], 0))
  }

  /** What was found since the last call, and forgets it. */
  take(): { readonly matches: ReadonlyMap<number, { readonly kept: readonly Match[]; readonly count: number }>; readonly exact: number; readonly near: number; readonly lowQuality: number; readonly notComparable: readonly number[]; readonly lacking: readonly DigestName[] } {
    const alone = DIGEST_NAMES.map((name) => BIT[name]).filter((bit) => (this.#alone & bit) !== 0)
    const sets = [...new Set([...this.#sets, ...alone])].map((set) => DIGEST_NAMES.filter((name) => (set & BIT[name]) !== 0))
    const lacks = (subject: Subject): boolean => sets.some((set) => !set.some((name) => subject.digests[name] !== undefined))
    const notComparable = this.#subjects.flatMap((subject, at) => (lacks(subject) ? [at] : []))
    const lacking = DIGEST_NAMES.filter((name) => sets.some((set) => set.includes(name) && !set.includes('sha256')))
    const out = { matches: this.#matches, exact: this.#exact.size, near: this.#near.size, lowQuality: this.#lowQuality, notComparable, lacking: notComparable.length === 0 ? [] : lacking }
    this.#matches = new Map()
    this.#sets.clear()
    this.#alone = 0
    this.#exact = new Set()
    this.#near = new Set()
    this.#lowQuality = 0
    return out
  }

  #pdq({ hash, quality }: NonNullable<ListRow['pdq']>, label: string, line: number): void {
    if (quality !== undefined && quality < PDQ_QUALITY) {
      this.#lowQuality += 1
      return
    }
    let nearest: Map<number, number> | undefined
    this.#index.near(hash, (id, distance) => {
      const at = this.#owners[id] as number
      nearest ??= new Map()
      nearest.set(at, Math.min(distance, nearest.get(at) ?? distance))
    })
    for (const [at, distance] of nearest ?? []) {
      this.#near.add(at)
      this.#keep(at, { kind: 'near', distance, line, ...(label === '' ? {} : { label: labelText(label) }) })
    }
  }

  #keep(at: number, match: Match): void {
    const found = this.#matches.get(at) ?? { kept: [], count: 0 }
    if (found.kept.length < MOST_PER_SUBJECT) found.kept.push(match)
    found.count += 1
    this.#matches.set(at, found)
  }
}
