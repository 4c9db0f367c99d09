// The exhibits of a case by digest and by perceptual hash: small enough for memory, so that a list of any length streams past.
import { PDQ_QUALITY } from './pdq-distance.ts'
import { PdqIndex } from './pdq-index.ts'
import { hashesOf } from './near-duplicates.ts'
import { DIGEST_NAMES, labelText } from './list-row.ts'
import type { ListRow } from './list-row.ts'
import type { Subject } from './subjects.ts'
import type { DigestName } from '../../system/world.ts'

/** What a list says of one subject. */
export type Match =
  /** `differs`: stronger or other digests of the same entry that are not those of the exhibit. */
  | { readonly kind: 'exact'; readonly by: DigestName; readonly differs?: readonly DigestName[]; readonly line?: number; readonly label?: string; readonly product?: string }
  | { readonly kind: 'near'; readonly distance: number; readonly line: number; readonly label?: string }

/** Of one list; more are only counted. */
const MOST_PER_SUBJECT = 20

export class KnownDigests {
  readonly #subjects: readonly Subject[]
  readonly #byDigest = new Map<DigestName, Map<string, number[]>>(DIGEST_NAMES.map((name) => [name, new Map()]))
  readonly #index: PdqIndex
  readonly #owners: number[] = []
  /** Digests in which some entry can be compared, as sets that occurred: `sha1,md5`. */
  readonly #sets = new Set<string>()
  #lowQuality = 0
  #matches = new Map<number, { readonly kept: Match[]; count: number }>()
  #exact = new Set<number>()
  #near = new Set<number>()

  constructor(subjects: readonly Subject[], near: number) {
    this.#subjects = subjects
    this.#index = new PdqIndex(near)
    for (const [at, subject] of subjects.entries()) {
      for (const name of DIGEST_NAMES) {
        const digest = subject.digests[name]
        if (digest === undefined) continue
        const known = this.#byDigest.get(name)
        const owners = known?.get(digest)
        if (owners === undefined) known?.set(digest, [at])
        else owners.push(at)
      }
      if (subject.picture !== undefined && subject.picture.pdq.quality >= PDQ_QUALITY) for (const hash of hashesOf(subject.picture)) this.#owners[this.#index.add(hash)] = at
    }
  }

  /** One line of a list. */
  row({ digests, pdq, label }: ListRow, line: number): void {
    const names = DIGEST_NAMES.filter((name) => digests[name] !== undefined)
    if (names.length > 0) {
      this.#sets.add(names.join(','))
      let told: Set<number> | undefined
      for (const name of names) {
        const owners = this.#byDigest.get(name)?.get(digests[name] as string)
        if (owners === undefined) continue
        for (const at of owners) if (!(told ??= new Set()).has(at)) {
          told.add(at)
          this.exact(at, digests, name, { line, ...(label === '' ? {} : { label: labelText(label) }) })
        }
      }
    }
    if (pdq !== undefined) this.#pdq(pdq, label, line)
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
    this.#sets.add(names.join(','))
  }

  /** What was found since the last call, and forgets it. */
  take(): { readonly matches: ReadonlyMap<number, { readonly kept: readonly Match[]; readonly count: number }>; readonly exact: number; readonly near: number; readonly lowQuality: number; readonly notComparable: readonly number[]; readonly lacking: readonly DigestName[] } {
    const sets = [...this.#sets].map((set) => set.split(',') as DigestName[])
    const lacks = (subject: Subject): boolean => sets.some((set) => !set.some((name) => subject.digests[name] !== undefined))
    const notComparable = this.#subjects.flatMap((subject, at) => (lacks(subject) ? [at] : []))
    const lacking = DIGEST_NAMES.filter((name) => sets.some((set) => set.includes(name) && !set.includes('sha256')))
    const out = { matches: this.#matches, exact: this.#exact.size, near: this.#near.size, lowQuality: this.#lowQuality, notComparable, lacking: notComparable.length === 0 ? [] : lacking }
    this.#matches = new Map()
    this.#sets.clear()
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
