// Where things lie in a file, in order, as a walker meets them: the first ones by name and place, the rest counted.
import type { Segment } from '../record.ts'

const KEPT = 200
const NAMES = 64

export class Outline {
  readonly #segments: Segment[] = []
  readonly #names = new Set<string>()
  #more = 0
  #run: { name: string; count: number } | undefined

  add(name: string, offset: number, length: number): void {
    this.#run = undefined
    this.#push(name, offset, length)
  }

  /** Like `add`, but a piece that continues the one before it (IDAT, sub-blocks) lengthens it instead. */
  addRun(name: string, offset: number, length: number): void {
    const last = this.#segments.at(-1)
    if (this.#run?.name !== name || (last !== undefined && this.#more === 0 && last.offset + last.length !== offset)) {
      this.#run = { name, count: 1 }
      this.#push(name, offset, length)
      return
    }
    this.#run.count += 1
    if (last === undefined || this.#more > 0) return
    this.#segments[this.#segments.length - 1] = { name: `${name} × ${this.#run.count}`, offset: last.offset, length: last.length + length }
  }

  /** Names for findings that look for one, each once; `add` does not give them. */
  name(name: string): void {
    if (this.#names.size < NAMES) this.#names.add(name)
  }

  get names(): readonly string[] {
    return [...this.#names]
  }

  /** In the order of the file, as a reading wants them; what is said to lie beyond the file is cut or left out. */
  facts(size: number): { readonly segments: readonly Segment[]; readonly moreSegments?: number } {
    const inside = this.#segments.flatMap(({ name, offset, length }) => (offset < 0 || offset >= size ? [] : [{ name, offset, length: Math.min(length, size - offset) }]))
    const segments = inside.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
    return { segments, ...(this.#more === 0 ? {} : { moreSegments: this.#more }) }
  }

  #push(name: string, offset: number, length: number): void {
    if (this.#segments.length < KEPT) this.#segments.push({ name: plain(name), offset, length })
    else this.#more += 1
  }
}

/** A name from the file may hold anything. */
function plain(name: string): string {
  return name.replace(/[^\x20-\x7e×]/g, '?').slice(0, 80)
}
