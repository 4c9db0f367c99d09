// What is measured on: big files, many small ones, photos, a long journal. Made anew for each run, from fixed seeds.
import { createCipheriv, hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** The same incompressible bytes for the same seed. */
function noise(seed: number, bytes: number): Buffer {
  const cipher = createCipheriv('aes-128-ctr', hash('sha256', `bench ${seed}`, 'buffer').subarray(0, 16), Buffer.alloc(16))
  return cipher.update(Buffer.alloc(bytes))
}

/** 2 GB in 4 files. */
export function makeLarge(dir: string): string {
  mkdirSync(dir, { recursive: true })
  for (let file = 0; file < 4; file += 1) {
    const fd = openSync(join(dir, `video-${file}.mp4`), 'wx')
    for (let part = 0; part < 500; part += 1) writeSync(fd, noise(file * 1000 + part, 1_000_000))
    closeSync(fd)
  }
  return dir
}

/** 20,000 files of 8 KiB in 40 folders. */
export function makeSmall(dir: string): string {
  for (let file = 0; file < 20_000; file += 1) {
    const folder = join(dir, String(Math.floor(file / 500)).padStart(2, '0'))
    if (file % 500 === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `image-${file}.jpg`), noise(file, 8192))
  }
  return dir
}

/** Photos of 1600 × 1200 with EXIF, about 250 KB each. */
export async function makePhotos(dir: string, count: number): Promise<string> {
  mkdirSync(dir, { recursive: true })
  for (let photo = 0; photo < count; photo += 1) {
    const grain = noise(photo, 200 * 150 * 3)
    const jpeg = await sharp(grain, { raw: { width: 200, height: 150, channels: 3 } }).resize(1600, 1200).jpeg({ quality: 80 })
      .withExif({ IFD0: { Make: 'Exemple', Model: 'Banc 1', Software: 'banc 1.0' }, IFD2: { DateTimeOriginal: `2026:11:${String(1 + (photo % 28)).padStart(2, '0')} 12:${String(photo % 60).padStart(2, '0')}:00` } })
      .toBuffer()
    writeFileSync(join(dir, `IMG_${String(photo).padStart(4, '0')}.jpg`), jpeg)
  }
  return dir
}
