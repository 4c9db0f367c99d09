import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPictures } from '../../src/metadata/pictures.ts'
import { exhibitAt, smallWorld } from './support/reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
const at = (name: string): string => join(folder, name)
const pictures = openPictures(smallWorld)
const draw = (name: string, mode: 'clear' | 'blurred' | 'none' = 'clear', more = {}) => pictures.picture(at(name), exhibitAt(at(name), more), mode)

beforeAll(async () => {
  // Stripes of 8 pixels: a copy that keeps detail shows them, a blurred one cannot.
  const stripes = Buffer.alloc(1600 * 800 * 3)
  for (let index = 0; index < 1600 * 800; index += 1) stripes.fill((index % 1600) % 16 < 8 ? 0 : 255, index * 3, index * 3 + 3)
  const base = sharp(stripes, { raw: { width: 1600, height: 800, channels: 3 } })
  await base.clone().jpeg().withExif({ IFD0: { Make: 'Exemple' } }).withMetadata({ orientation: 6 }).toFile(at('turned.jpg'))
  await base.clone().withIccProfile('p3').png().toFile(at('wide.png'))
  await base.clone().resize(64, 32).webp().toFile(at('small.webp'))
  await sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toFile(at('clear.png'))
  await base.clone().resize(320, 160).avif().toFile(at('a.avif'))
  writeFileSync(at('note.txt'), 'bonjour')
  writeFileSync(at('drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
  writeFileSync(at('cut.jpg'), (await base.clone().jpeg().toBuffer()).subarray(0, 200))
})
afterAll(async () => { await pictures.close() })

describe('pictures for the report', () => {
  it('are upright JPEG of at most 400 px, sRGB, without metadata', async () => {
    const picture = await draw('turned.jpg')
    expect(picture).toMatchObject({ status: 'ok', width: 200, height: 400 })
    if (picture.status !== 'ok') return
    expect(await sharp(picture.jpeg).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', hasProfile: false, width: 200, height: 400 })
    expect((await sharp(picture.jpeg).metadata()).exif).toBeUndefined()
  })
  it('keep no detail when blurred', async () => {
    const spread = async (mode: 'clear' | 'blurred'): Promise<number> => {
      const picture = await draw('wide.png', mode)
      if (picture.status !== 'ok') throw new Error(picture.status)
      expect(picture).toMatchObject({ width: 400, height: 200 })
      return (await sharp(picture.jpeg).stats()).channels[0]?.stdev ?? 0
    }
    expect(await spread('clear')).toBeGreaterThan(50)
    expect(await spread('blurred')).toBeLessThan(10)
  })
  it.each([['small.webp', 64, 32], ['a.avif', 320, 160], ['clear.png', 300, 200]])('%s is not enlarged', async (name, width, height) => {
    expect(await draw(name)).toMatchObject({ status: 'ok', width, height })
  })
  it('are not made when withheld or prohibited, and nothing is read', async () => {
    const missing = { ...exhibitAt(at('note.txt')), name: 'x.jpg' }
    expect(await pictures.picture('/nowhere/x.jpg', missing, 'none')).toEqual({ status: 'withheld' })
    expect(await pictures.picture('/nowhere/x.jpg', { ...missing, stored: null }, 'clear')).toEqual({ status: 'withheld' })
    expect(await pictures.picture('/nowhere/x.jpg', { ...missing, sensitive: 'prohibited' }, 'clear')).toEqual({ status: 'prohibited' })
    expect(await pictures.picture('/nowhere/x.jpg', { ...missing, sensitive: 'prohibited', stored: null }, 'blurred')).toEqual({ status: 'prohibited' })
  })
  it.each([['note.txt', 'not-an-image'], ['drawing.svg', 'not-an-image'], ['cut.jpg', 'error']])('%s: %s', async (name, status) => {
    expect(await draw(name)).toMatchObject({ status })
  })
  it('a missing file is an error, and the next picture is drawn', async () => {
    expect(await pictures.picture(at('gone.png'), exhibitAt(at('note.txt')), 'clear')).toMatchObject({ status: 'error' })
    expect(await draw('small.webp', 'blurred')).toMatchObject({ status: 'ok' })
  })
})
