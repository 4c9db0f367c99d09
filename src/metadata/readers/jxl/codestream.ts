// The size header of a JPEG XL codestream (ISO/IEC 18181-1 §D.2): bits from the lowest, sizes in four classes, seven ratios.

const RATIOS: readonly (readonly [number, number])[] = [[1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]]
const SIZE_BITS = [9, 13, 18, 30]

export interface Codestream {
  readonly width: number
  readonly height: number
  /** As in Exif, from the image header. */
  readonly orientation: number
}

/** Undefined when the signature is not there or the header is cut. */
export function codestreamSize(bytes: Buffer): Codestream | undefined {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== 0xff0a) return undefined
  let bit = 16
  const take = (count: number): number => {
    let value = 0
    for (let index = 0; index < count; index += 1, bit += 1) value += (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) * 2 ** index
    return value
  }
  const small = take(1) === 1
  const length = (): number => (small ? 8 * (take(5) + 1) : take(SIZE_BITS[take(2)] as number) + 1)
  const height = length()
  const ratio = RATIOS[take(3) - 1]
  const width = ratio === undefined ? length() : Math.floor((height * ratio[0]) / ratio[1])
  // Image metadata: all default, or extra fields that begin with the orientation.
  const orientation = take(1) === 0 && take(1) === 1 ? take(3) + 1 : 1
  return { width, height, orientation }
}
