// Pictures like photographs, made from a number: blurred patches of several sizes, the same at each run.
import sharp from 'sharp'
import type { Sharp } from 'sharp'

export interface Scene {
  readonly width: number
  readonly height: number
  /** RGB. */
  readonly pixels: Buffer
}

/** Value noise of five octaves and a handful of sharp-edged discs. */
export function scene(seed: number, width = 480, height = 360): Scene {
  const chance = chanceOf(seed)
  const octaves = ([[3, 0.5], [5, 0.8], [9, 1], [17, 0.7], [33, 0.4]] as const).map(([side, share]) => ({ side, share, grid: Float64Array.from({ length: side * side * 3 }, chance) }))
  const discs = Array.from({ length: 12 }, () => ({ x: chance() * width, y: chance() * height, r: (0.04 + chance() * 0.16) * height, shade: chance() * 255 }))
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const disc = discs.find((each) => (each.x - x) ** 2 + (each.y - y) ** 2 < each.r ** 2)
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0
        for (const { side, share, grid } of octaves) sum += share * between(grid, side, (x / width) * (side - 1), (y / height) * (side - 1), channel)
        const value = (sum / 3.4 - 0.5) * 480 + 128
        pixels[(y * width + x) * 3 + channel] = Math.max(0, Math.min(255, disc === undefined ? value : (value + disc.shade) / 2))
      }
    }
  }
  return { width, height, pixels }
}

export function picture({ width, height, pixels }: Scene): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A JPEG with this thumbnail in the second directory of its EXIF block, and an orientation when given. */
export function withThumbnail(jpeg: Buffer, thumbnail: Buffer, orientation?: number): Buffer {
  const first = orientation === undefined ? [] : [[0x0112, 3, 1, orientation << 16]]
  const secondAt = 8 + 2 + first.length * 12 + 4
  const dataAt = secondAt + 2 + 3 * 12 + 4
  const tiff = Buffer.concat([
    Buffer.from('4d4d002a00000008', 'hex'), directory(first, secondAt),
    directory([[0x0103, 3, 1, 6 << 16], [0x0201, 4, 1, dataAt], [0x0202, 4, 1, thumbnail.length]], 0), thumbnail,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

function directory(entries: readonly (readonly number[])[], next: number): Buffer {
  const out = Buffer.alloc(2 + entries.length * 12 + 4)
  out.writeUInt16BE(entries.length)
  for (const [index, [tag = 0, type = 0, count = 0, value = 0]] of entries.entries()) {
    out.writeUInt16BE(tag, 2 + index * 12)
    out.writeUInt16BE(type, 4 + index * 12)
    out.writeUInt32BE(count, 6 + index * 12)
    out.writeUInt32BE(value, 10 + index * 12)
  }
  out.writeUInt32BE(next, out.length - 4)
  return out
}

function between(grid: Float64Array, side: number, x: number, y: number, channel: number): number {
  const [left, top] = [Math.min(side - 2, Math.floor(x)), Math.min(side - 2, Math.floor(y))]
  const at = (dx: number, dy: number): number => grid[((top + dy) * side + left + dx) * 3 + channel] ?? 0
  const [fx, fy] = [x - left, y - top]
  return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
}

function chanceOf(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}
