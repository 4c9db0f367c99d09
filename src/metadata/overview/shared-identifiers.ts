// Identifiers that two exhibits or more carry. Most are carried by one: of those only the text and its exhibit are held.
import { BoundedTally } from './bounded-tally.ts'
import type { Listed } from './bounded-tally.ts'

export interface SharedIdentifier {
  readonly kind: string
  readonly value: string
}

const MAX_FOLLOWED = 100_000
const MAX_SHARED = 1000
const MAX_KEY = 300

export class SharedIdentifiers {
  readonly #first = new Map<string, number>()
  readonly #shared = new BoundedTally<SharedIdentifier>(MAX_SHARED)
  #unfollowed = 0

  /** Exhibits come in order. */
  add(exhibit: number, kind: string, value: string): void {
    // Zeros alone are what a device writes that has no number to give.
    if (!/[1-9a-z]/i.test(value)) return
    const key = `${kind}\0${value}`
    // Two that are alike only in the part that is held would be told as one.
    const first = key.length > MAX_KEY ? undefined : this.#first.get(key)
    if (first === undefined) {
      if (key.length > MAX_KEY || this.#first.size >= MAX_FOLLOWED) this.#unfollowed += 1
      else this.#first.set(key, exhibit)
    } else if (first !== exhibit) {
      for (const each of [first, exhibit]) this.#shared.add(key, each, () => ({ kind, value }))
    }
  }

  listed(): Listed<SharedIdentifier> {
    const { list, unlisted } = this.#shared.listed()
    return { list, unlisted: unlisted + this.#unfollowed }
  }
}
