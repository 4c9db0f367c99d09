// Medians of any number of durations in bounded memory: exact up to a bound, then within one percent.

/** Up to this many, each duration is kept and the figures are exact. */
export const EXACT_UP_TO = 2_000
/** Beyond, durations are counted in classes of which each is two percent longer than the one before (as DDSketch does): at most one percent off. */
const GROWTH = 1.02
const LOG_GROWTH = Math.log(GROWTH)
/** Shorter ones count as this long: one second. */
const SHORTEST_MS = 1000

export interface DurationFigures {
  readonly known: number
  /** The middle one, or the mean of the two in the middle. */
  readonly medianMs: number | undefined
  /** Nearest rank. */
  readonly p90Ms: number | undefined
}

export class Durations {
  #count = 0
  #exact: number[] | undefined = []
  readonly #classes = new Map<number, number>()

  /** Durations below zero are those of a clock that was set: not counted. */
  add(ms: number): void {
    if (!(ms >= 0 && Number.isFinite(ms))) return
    this.#count += 1
    if (this.#exact === undefined) this.#classify(ms, 1)
    else {
      this.#exact.push(ms)
      if (this.#exact.length > EXACT_UP_TO) this.#fold()
    }
  }

  addAll(other: Durations): void {
    if (other.#exact !== undefined) {
      for (const ms of other.#exact) this.add(ms)
      return
    }
    this.#fold()
    this.#count += other.#count
    for (const [index, count] of other.#classes) this.#classes.set(index, (this.#classes.get(index) ?? 0) + count)
  }

  figures(): DurationFigures {
    const known = this.#count
    if (known === 0) return { known, medianMs: undefined, p90Ms: undefined }
    const at = this.#ranks([Math.ceil(known / 2), Math.floor(known / 2) + 1, Math.ceil(known * 0.9)])
    return { known, medianMs: ((at[0] ?? 0) + (at[1] ?? 0)) / 2, p90Ms: at[2] }
  }

  /** Durations at these ranks, from 1. */
  #ranks(ranks: readonly number[]): number[] {
    if (this.#exact !== undefined) {
      const sorted = this.#exact.toSorted((a, b) => a - b)
      return ranks.map((rank) => sorted[rank - 1] ?? 0)
    }
    const classes = [...this.#classes].toSorted(([a], [b]) => a - b)
    return ranks.map((rank) => {
      let seen = 0
      for (const [index, count] of classes) {
        seen += count
        if (seen >= rank) return middleOf(index)
      }
      return 0
    })
  }

  #fold(): void {
    const kept = this.#exact ?? []
    this.#exact = undefined
    for (const ms of kept) this.#classify(ms, 1)
  }

  #classify(ms: number, count: number): void {
    const index = Math.ceil(Math.log(Math.max(ms, SHORTEST_MS) / SHORTEST_MS) / LOG_GROWTH)
    this.#classes.set(index, (this.#classes.get(index) ?? 0) + count)
  }
}

/** The value that is off by the same share from both ends of the class. */
function middleOf(index: number): number {
  return SHORTEST_MS * (2 * GROWTH ** index) / (GROWTH + 1)
}
