// PDQ, the perceptual hash of ThreatExchange ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
// §3): luminance, two passes of a box filter, 64 × 64 samples, 16 × 16 cosine coefficients, one bit each. Written from the
// description; same bit order and same quality number as the published tool.
import type { Luminance } from './luminance.ts'

export interface PdqHash {
  /** 64 hexadecimal digits, the last coefficient first. */
  readonly hash: string
  /** 0 (flat) to 100; below 50 nothing is compared. */
  readonly quality: number
}

const SIDE = 64
const COEFFICIENTS = 16
/** Smaller pictures have no hash. */
const LEAST_SIDE = 5
const PASSES = 2

/** Rows 1 to 16 of the 64-point DCT-II: the constant term says only how bright the picture is. */
const DCT = Float64Array.from({ length: COEFFICIENTS * SIDE }, (_, at) => {
  const [frequency, sample] = [Math.floor(at / SIDE) + 1, at % SIDE]
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / (2 * SIDE)) * frequency * (2 * sample + 1))
})

/** Undefined for a picture of less than five pixels a side. */
export function pdqSamples(picture: Luminance): Float64Array | undefined {
  if (Math.min(picture.width, picture.height) < LEAST_SIDE) return undefined
  return sampled(smoothed(picture))
}

/** @param samples 64 × 64, as `pdqSamples` gives them */
export function pdqOf(samples: Float64Array): PdqHash {
  const coefficients = transformed(samples)
  // Of an even number of values, the lower of the two in the middle.
  const median = coefficients.toSorted()[coefficients.length / 2 - 1] as number
  let hash = ''
  for (let digit = coefficients.length / 4 - 1; digit >= 0; digit -= 1) {
    let nibble = 0
    for (let bit = 0; bit < 4; bit += 1) if ((coefficients[digit * 4 + bit] as number) > median) nibble |= 1 << bit
    hash += nibble.toString(16)
  }
  return { hash, quality: qualityOf(samples) }
}

/** The same samples as an EXIF orientation shows them (TIFF tag 274, values 2 to 8). */
export function orientedSamples(samples: Float64Array, orientation: number): Float64Array {
  const last = SIDE - 1
  return samples.map((_, at) => {
    const [row, column] = [Math.floor(at / SIDE), at % SIDE]
    const [fromRow, fromColumn] = [
      [row, column], [row, last - column], [last - row, last - column], [last - row, column],
      [column, row], [last - column, row], [last - column, last - row], [column, last - row],
    ][orientation - 1] ?? [row, column]
    return samples[(fromRow as number) * SIDE + (fromColumn as number)] as number
  })
}

/** Jarosz: a box filter along the rows and down the columns, twice, about one sample wide. */
function smoothed({ width, height, values }: Luminance): Luminance {
  let [from, to] = [values, new Float64Array(values.length)]
  for (let pass = 0; pass < PASSES; pass += 1) {
    alongRows(from, to, width, height)
    if (pass === 0) from = new Float64Array(values.length)
    downColumns(to, from, width, height)
  }
  return { width, height, values: from }
}

/** The window around a value: how wide, and how many values of it come from the value on. */
function windowOf(length: number): { readonly window: number; readonly ahead: number } {
  const window = Math.min(length, Math.ceil(length / (2 * SIDE)))
  return { window, ahead: (window + 2) >> 1 }
}

/** Mean of the window around each value, at both ends of what is there. */
function alongRows(from: Float64Array, to: Float64Array, width: number, height: number): void {
  const { window, ahead } = windowOf(width)
  for (let start = 0; start < width * height; start += width) {
    let sum = 0
    for (let column = 0; column < ahead - 1; column += 1) sum += from[start + column] as number
    for (let column = 0; column < width; column += 1) {
      const next = column + ahead - 1
      const gone = next - window
      if (next < width) sum += from[start + next] as number
      if (gone >= 0) sum -= from[start + gone] as number
      to[start + column] = sum / (Math.min(width, next + 1) - Math.max(0, gone + 1))
    }
  }
}

/** The same down all columns at once: memory is walked as it lies. */
function downColumns(from: Float64Array, to: Float64Array, width: number, height: number): void {
  const { window, ahead } = windowOf(height)
  const sums = new Float64Array(width)
  const add = (row: number, sign: number): void => {
    if (row < 0 || row >= height) return
    for (let column = 0; column < width; column += 1) sums[column] = (sums[column] as number) + sign * (from[row * width + column] as number)
  }
  for (let row = 0; row < ahead - 1; row += 1) add(row, 1)
  for (let row = 0; row < height; row += 1) {
    add(row + ahead - 1, 1)
    add(row + ahead - 1 - window, -1)
    const share = 1 / (Math.min(height, row + ahead) - Math.max(0, row + ahead - window))
    for (let column = 0; column < width; column += 1) to[row * width + column] = (sums[column] as number) * share
  }
}

function sampled({ width, height, values }: Luminance): Float64Array {
  return Float64Array.from({ length: SIDE * SIDE }, (_, at) => {
    const row = Math.floor(((Math.floor(at / SIDE) + 0.5) * height) / SIDE)
    const column = Math.floor((((at % SIDE) + 0.5) * width) / SIDE)
    return values[row * width + column] as number
  })
}

/** DCT · samples · DCTᵀ, sixteen rows of each. */
function transformed(samples: Float64Array): Float64Array {
  const half = new Float64Array(COEFFICIENTS * SIDE)
  for (let row = 0; row < COEFFICIENTS; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      let sum = 0
      for (let k = 0; k < SIDE; k += 1) sum += (DCT[row * SIDE + k] as number) * (samples[k * SIDE + column] as number)
      half[row * SIDE + column] = sum
    }
  }
  return Float64Array.from({ length: COEFFICIENTS * COEFFICIENTS }, (_, at) => {
    const [row, column] = [Math.floor(at / COEFFICIENTS), at % COEFFICIENTS]
    let sum = 0
    for (let k = 0; k < SIDE; k += 1) sum += (half[row * SIDE + k] as number) * (DCT[column * SIDE + k] as number)
    return sum
  })
}

/** How much neighbouring samples differ, in whole hundredths of the range each. */
function qualityOf(samples: Float64Array): number {
  let sum = 0
  const differ = (a: number, b: number): number => Math.abs(Math.trunc((((samples[a] as number) - (samples[b] as number)) * 100) / 255))
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const at = row * SIDE + column
      if (row + 1 < SIDE) sum += differ(at, at + SIDE)
      if (column + 1 < SIDE) sum += differ(at, at + 1)
    }
  }
  return Math.min(100, Math.floor(sum / 90))
}
