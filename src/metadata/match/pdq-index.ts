// PDQ hashes that are near a given one, without comparing with all of them: two hashes that differ in at most 31 of 256 bits
// differ in at most one bit in one of sixteen parts of 16 bits (multi-index hashing, as in ThreatExchange's mih.h).
import { PDQ_NEAR, PDQ_WORDS, pdqWords, wordDistance } from './pdq-distance.ts'

const PARTS = 16
const VALUES = 2 ** 16
const NONE = -1

export class PdqIndex {
  readonly #most: number
  readonly #flips: Uint16Array
  /** By part and value, the last hash that was added with it; `next` leads to the ones before. */
  readonly #heads = new Int32Array(PARTS * VALUES).fill(NONE)
  #next = new Int32Array(PARTS * 256)
  #words = new Uint32Array(PDQ_WORDS * 256)
  #asked = new Uint32Array(256)
  #size = 0
  #question = 0

  /** @param most distance still called near, at most 31 */
  constructor(most: number) {
    this.#most = Math.min(most, PDQ_NEAR)
    this.#flips = Uint16Array.from(this.#most < PARTS ? [0] : [0, ...Array.from({ length: 16 }, (_, bit) => 1 << bit)])
  }

  /** The number of the hash: 0 for the first. */
  add(hash: string): number {
    const id = this.#size
    if (id * PARTS === this.#next.length) this.#grow()
    this.#words.set(pdqWords(hash), id * PDQ_WORDS)
    for (let part = 0; part < PARTS; part += 1) {
      const head = part * VALUES + partOf(this.#words, id * PDQ_WORDS, part)
      this.#next[id * PARTS + part] = this.#heads[head] as number
      this.#heads[head] = id
    }
    this.#size += 1
    return id
  }

  /** Each near hash once, in no order. */
  near(hash: string, found: (id: number, distance: number) => void): void {
    if (this.#size === 0) return
    const words = pdqWords(hash)
    this.#question += 1
    for (let part = 0; part < PARTS; part += 1) {
      const value = partOf(words, 0, part)
      for (const flip of this.#flips) {
        for (let id = this.#heads[part * VALUES + (value ^ flip)] as number; id !== NONE; id = this.#next[id * PARTS + part] as number) {
          if (this.#asked[id] === this.#question) continue
          this.#asked[id] = this.#question
          const distance = wordDistance(words, 0, this.#words, id * PDQ_WORDS, this.#most)
          if (distance <= this.#most) found(id, distance)
        }
      }
    }
  }

  #grow(): void {
    const [next, words, asked] = [this.#next, this.#words, this.#asked]
    this.#next = new Int32Array(next.length * 2)
    this.#words = new Uint32Array(words.length * 2)
    this.#asked = new Uint32Array(asked.length * 2)
    this.#next.set(next)
    this.#words.set(words)
    this.#asked.set(asked)
  }
}

function partOf(words: Uint32Array, from: number, part: number): number {
  const word = words[from + (part >> 1)] as number
  return part % 2 === 0 ? word >>> 16 : word & 0xffff
}
