// Positions within about a hundred metres of each other as one place. The place is the first position of the group as its
// file wrote it, never a mean that no file holds.
import type { Place } from '../record.ts'
import { BoundedTally } from './bounded-tally.ts'
import type { Listed } from './bounded-tally.ts'

export interface ClusteredPlace {
  readonly latitude: number
  readonly longitude: number
  /** The largest error that a device of the group stated, in metres. */
  readonly errorMetres?: number
}

const METRES = 100
const METRES_PER_DEGREE = 111_195
const CELL = METRES / METRES_PER_DEGREE
const MAX_PLACES = 2000

export class PlaceClusters {
  readonly #tally = new BoundedTally<{ latitude: number; longitude: number; errorMetres?: number }>(MAX_PLACES)
  readonly #cells = new Map<string, { readonly key: string; readonly latitude: number; readonly longitude: number }[]>()
  #size = 0
  /** Positions 0, 0: empty values, no places. */
  zero = 0

  add({ latitude, longitude, errorMetres }: Place, exhibit: number): void {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return
    if (latitude === 0 && longitude === 0) {
      this.zero += 1
      return
    }
    const value = this.#tally.add(this.#keyNear(latitude, longitude), exhibit, () => ({ latitude, longitude }))
    if (value !== undefined && typeof errorMetres === 'number' && errorMetres > (value.errorMetres ?? 0)) value.errorMetres = errorMetres
  }

  listed(): Listed<ClusteredPlace> {
    return this.#tally.listed()
  }

  /** The key of the group within reach, else a new one, while there is room for one. */
  #keyNear(latitude: number, longitude: number): string {
    const row = Math.floor(latitude / CELL)
    for (const near of [row, row - 1, row + 1]) {
      const column = columnOf(near, longitude)
      for (const each of [column, column - 1, column + 1]) {
        const found = this.#cells.get(`${near} ${each}`)?.find((known) => metresBetween(known, { latitude, longitude }) <= METRES)
        if (found !== undefined) return found.key
      }
    }
    const key = `${row} ${columnOf(row, longitude)} ${latitude} ${longitude}`
    if (this.#size < MAX_PLACES) {
      this.#size += 1
      const cell = `${row} ${columnOf(row, longitude)}`
      this.#cells.set(cell, [...this.#cells.get(cell) ?? [], { key, latitude, longitude }])
    }
    return key
  }
}

/** Columns of a row are as wide as its latitude makes them. */
function columnOf(row: number, longitude: number): number {
  return Math.floor((longitude * widthAt(row * CELL)) / CELL)
}

function widthAt(latitude: number): number {
  return Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
}

/** On a plane: for metres, not for miles. */
function metresBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  return Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * widthAt(a.latitude)) * METRES_PER_DEGREE
}
