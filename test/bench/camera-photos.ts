// A thousand JPEGs as they lie on a disk: median 74 KB, 388 MB together, each with what a camera writes in EXIF.
import { createCipheriv, hash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { withExif } from '../../src/exercise/samples/exif-block.ts'
import { tiffBlock } from '../metadata/support/tiff-block.ts'

const CLASSES = 40
/** Of the picture alone; its EXIF block is 19 KB. */
const MEDIAN = 55_000
/** Of the logarithm of sizes: with it the mean is some 390 KB. */
const SPREAD = 2.0

export async function makeCameraPhotos(dir: string, count = 1000): Promise<string> {
  mkdirSync(dir, { recursive: true })
  const thumbnail = await picture(160, 120, 0)
  const pixels: Buffer[] = []
  for (let rank = 0; rank < CLASSES; rank += 1) {
    const wanted = Math.min(6e6, MEDIAN * Math.exp(SPREAD * normalQuantile((rank + 0.5) / CLASSES)))
    const side = Math.max(64, Math.round(Math.sqrt(wanted / 0.52)))
    pixels.push(await picture(side, side, rank))
  }
  for (let photo = 0; photo < count; photo += 1) {
    const jpeg = pixels[photo % CLASSES] ?? thumbnail
    writeFileSync(join(dir, `IMG_${String(photo).padStart(4, '0')}.jpg`), withExif(jpeg, cameraBlock(photo, thumbnail)))
  }
  return dir
}

/** What a camera of the last ten years writes, maker note included (of no known maker: its content is noise). */
function cameraBlock(photo: number, thumbnail: Buffer): Buffer {
  const two = (value: number): string => String(value).padStart(2, '0')
  const taken = `2026:11:${two(1 + (photo % 28))} 12:${two(photo % 60)}:${two((photo * 7) % 60)}`
  return tiffBlock({
    thumbnail,
    ifd0: [
      [0x010e, 'banc'], [0x010f, 'Exemple'], [0x0110, 'Banc 1'], [0x0112, { short: 1 }], [0x011a, [[72, 1]]], [0x011b, [[72, 1]]], [0x0128, { short: 2 }], [0x0131, 'banc 1.0'],
      [0x0132, taken], [0x013b, 'Personne'], [0x013c, 'Banc'], [0x0213, { short: 1 }], [0x8298, 'Personne'],
    ],
    exif: [
      [0x829a, [[1, 250]]], [0x829d, [[28, 10]]], [0x8822, { short: 2 }], [0x8827, { short: 100 }], [0x9000, Buffer.from('0232')], [0x9003, taken], [0x9004, taken], [0x9010, '+01:00'],
      [0x9011, '+01:00'], [0x9012, '+01:00'], [0x9101, Buffer.from([1, 2, 3, 0])], [0x9201, [[797, 100]]], [0x9202, [[297, 100]]], [0x9203, [[7, 1]]], [0x9204, [[0, 1]]], [0x9207, { short: 5 }],
      [0x9209, { short: 16 }], [0x920a, [[42, 10]]], [0x927c, noise(photo, 12_000)], [0x9286, Buffer.from('ASCII\0\0\0banc')], [0x9290, two(photo % 100)], [0x9291, two(photo % 100)],
      [0x9292, two(photo % 100)], [0xa000, Buffer.from('0100')], [0xa001, { short: 1 }], [0xa002, 640], [0xa003, 640], [0xa217, { short: 2 }], [0xa401, { short: 0 }], [0xa402, { short: 0 }],
      [0xa403, { short: 0 }], [0xa405, { short: 28 }], [0xa406, { short: 0 }], [0xa420, hash('md5', `banc ${photo}`)], [0xa431, `B${photo}`], [0xa432, [[24, 1], [70, 1], [28, 10], [28, 10]]],
      [0xa433, 'Exemple'], [0xa434, 'Exemple 24-70'],
    ],
    gps: [
      [0, { byte: [2, 3, 0, 0] }], [1, 'N'], [2, [[43, 1], [36, 1], [photo % 60, 1]]], [3, 'E'], [4, [[3, 1], [52, 1], [photo % 60, 1]]], [5, { byte: [0] }], [6, [[41, 1]]],
      [7, [[11, 1], [photo % 60, 1], [0, 1]]], [16, 'T'], [17, [[90, 1]]], [29, taken.slice(0, 10)], [31, [[5, 1]]],
    ],
  })
}

/** A JPEG of grain. */
export async function picture(width: number, height: number, seed: number): Promise<Buffer> {
  const grain = noise(seed, Math.ceil(width / 2) * Math.ceil(height / 2) * 3)
  return await sharp(grain, { raw: { width: Math.ceil(width / 2), height: Math.ceil(height / 2), channels: 3 } }).resize(width, height).jpeg({ quality: 80 }).toBuffer()
}

/** The same incompressible bytes for the same seed. */
function noise(seed: number, bytes: number): Buffer {
  return createCipheriv('aes-128-ctr', hash('sha256', `photo ${seed}`, 'buffer').subarray(0, 16), Buffer.alloc(16)).update(Buffer.alloc(bytes))
}

/** Of the standard normal distribution, by bisection of its sum. */
function normalQuantile(share: number): number {
  const below = (x: number): number => {
    let sum = 0
    for (let t = -6; t < x; t += 0.001) sum += Math.exp(-t * t / 2) * 0.001
    return sum / Math.sqrt(2 * Math.PI)
  }
  let [low, high] = [-4, 4]
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2
    if (below(middle) < share) low = middle
    else high = middle
  }
  return low
}
