// Do two pictures show the same thing? Normalized cross-correlation of 32 × 32 patches: 1 the same, 0 nothing in common, and
// neither brightness nor contrast counts. Tried whole and cropped to each other's shape, turned and mirrored: a thumbnail may
// have black bands, or be turned when the picture is not.
import type { Luminance } from './luminance.ts'

const SIDE = 32
/** Below it a patch is one flat colour (standard deviation, of 255). */
const FLAT = 2

export interface Shown {
  readonly pixels: Luminance
  /** Width by height of the real picture: `pixels` may be out of proportion. */
  readonly aspect: number
}

/** The best of all positions, -1 to 1; undefined when one of the two is flat. */
export function similarity(picture: Shown, thumbnail: Shown): number | undefined {
  let best: number | undefined
  for (const quarter of [false, true]) {
    const aspect = quarter ? 1 / thumbnail.aspect : thumbnail.aspect
    const pairs = [
      [patch(picture, picture.aspect), patch(thumbnail, thumbnail.aspect)],
      [patch(picture, aspect), patch(thumbnail, thumbnail.aspect)],
      [patch(picture, picture.aspect), patch(thumbnail, quarter ? 1 / picture.aspect : picture.aspect)],
    ] as const
    for (const [whole, small] of pairs) {
      if (whole === undefined || small === undefined) continue
      for (const turned of quarter ? turns(transposed(small)) : turns(small)) best = Math.max(best ?? -1, correlation(whole, turned))
    }
  }
  return best
}

/** The middle of the picture in the wanted shape, as 32 × 32 means less their mean, of length 1; undefined when flat. */
function patch({ pixels: { width, height, values }, aspect }: Shown, wanted: number): Float64Array | undefined {
  const [across, down] = wanted < aspect ? [wanted / aspect, 1] : [1, aspect / wanted]
  const [left, top] = [((1 - across) / 2) * width, ((1 - down) / 2) * height]
  const means = Float64Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [row, column] = [Math.floor(at / SIDE), at % SIDE]
    const [x0, x1] = range(left, (across * width) / SIDE, column, width)
    const [y0, y1] = range(top, (down * height) / SIDE, row, height)
    let sum = 0
    for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) sum += values[y * width + x] as number
    return sum / ((x1 - x0) * (y1 - y0))
  })
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length
  const length = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return length / SIDE < FLAT ? undefined : means.map((value) => (value - mean) / length)
}

/** Whole pixels of one cell, at least one. */
function range(start: number, step: number, index: number, limit: number): readonly [number, number] {
  const from = Math.min(limit - 1, Math.floor(start + index * step + 1e-9))
  return [from, Math.max(from + 1, Math.min(limit, Math.floor(start + (index + 1) * step + 1e-9)))]
}

function correlation(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
}

/** As it is, upside down, and the mirror images of both. */
function turns(values: Float64Array): readonly Float64Array[] {
  const mirrored = values.map((_, at) => values[at - (at % SIDE) + SIDE - 1 - (at % SIDE)] as number)
  return [values, values.toReversed(), mirrored, mirrored.toReversed()]
}

function transposed(values: Float64Array): Float64Array {
  return values.map((_, at) => values[(at % SIDE) * SIDE + Math.floor(at / SIDE)] as number)
}
