// What is counted over a case of any size: a fixed number of different values, the rest only counted.

export interface Tallied {
  /** The first ones that show it. */
  readonly exhibits: readonly number[]
  /** How many exhibits do. */
  readonly count: number
}
export interface Listed<T> {
  readonly list: readonly (T & Tallied)[]
  /** Mentions of values that are not in the list, because it was full. */
  readonly unlisted: number
}

const MAX_NUMBERS = 8

interface Entry<T> {
  readonly value: T
  readonly exhibits: number[]
  count: number
  last: number
}

export class BoundedTally<T> {
  readonly #entries = new Map<string, Entry<T>>()
  readonly #max: number
  #unlisted = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Exhibits come in order: each counts once. Undefined when the value is new and there is no room. */
  add(key: string, exhibit: number, make: () => T): T | undefined {
    const known = this.#entries.get(key)
    if (known === undefined) {
      if (this.#entries.size >= this.#max) {
        this.#unlisted += 1
        return undefined
      }
      const value = make()
      this.#entries.set(key, { value, exhibits: [exhibit], count: 1, last: exhibit })
      return value
    }
    if (exhibit > known.last) {
      known.last = exhibit
      known.count += 1
      if (known.exhibits.length < MAX_NUMBERS) known.exhibits.push(exhibit)
    }
    return known.value
  }

  /** Those of most exhibits first, then as they came. */
  listed(): Listed<T> {
    const list = [...this.#entries.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ value, exhibits, count }) => ({ ...value, exhibits, count }))
    return { list, unlisted: this.#unlisted }
  }
}
