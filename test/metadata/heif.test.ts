// HEVC pictures in the report: drawn where libheif is installed, from real files of the collection; others say why not.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngines } from '../../src/metadata/engines.ts'
import { heifPixels } from '../../src/metadata/heif-pixels.ts'
import { inspectExhibit } from '../../src/metadata/inspect-exhibit.ts'
import { PDQ_NEAR, pdqDistance } from '../../src/metadata/match/pdq-distance.ts'
import { openPictures } from '../../src/metadata/pictures.ts'
import { luminanceOf } from '../../src/metadata/readers/pixels/luminance.ts'
import { pdqOf, pdqSamples } from '../../src/metadata/readers/pixels/pdq.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { heicWithoutCodec } from './support/media-files.ts'
import { exhibitAt, smallWorld } from './support/reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'heif-'))
const pictures = openPictures(smallWorld)
afterAll(() => pictures.close())

/** libheif is built here without AV1: the picture is found, and not decoded. */
async function heicOfAv1(): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 64, height: 32, channels: 3, background: '#804020' } }).avif().toBuffer()
  bytes.write('heic', 8, 'latin1')
  return bytes
}

const real = sharedFolder('corpus', 'tika', 'testHEIF.heic')

describe('HEVC pictures', () => {
  it('without a coding that is known are no picture', async () => { expect(await heifPixels(heicWithoutCodec())).toBeUndefined() })
  it('of another coding are not decoded', async () => { await expect(heifPixels(await heicOfAv1())).rejects.toThrow('not decoded') })
  it('that cannot be decoded are not drawn, and the next is', async () => {
    writeFileSync(join(folder, 'a.heic'), heicWithoutCodec())
    writeFileSync(join(folder, 'b.png'), await sharp({ create: { width: 9, height: 9, channels: 3, background: '#804020' } }).png().toBuffer())
    expect(await pictures.picture(join(folder, 'a.heic'), exhibitAt(join(folder, 'a.heic')), 'clear')).toMatchObject({ status: 'error' })
    expect(await pictures.picture(join(folder, 'b.png'), exhibitAt(join(folder, 'b.png')), 'clear')).toMatchObject({ status: 'ok' })
  })

  it.skipIf(real === undefined)('of a phone have the hash of their drawn copy', async () => {
    const [path, dir] = [real ?? '', dirname(real ?? '')]
    const engines = openEngines(smallWorld, [dir])
    const picture = await pictures.picture(path, exhibitAt(path), 'clear')
    const { image } = await inspectExhibit(engines, exhibitAt(path), dir, { deep: true, pixels: true })
    await engines.close()
    const copy = pdqSamples(await luminanceOf(picture.status === 'ok' ? picture.jpeg : Buffer.alloc(0)))
    expect(pdqDistance(image?.pdq?.hash ?? '', copy === undefined ? '' : pdqOf(copy).hash)).toBeLessThanOrEqual(PDQ_NEAR)
  }, 60_000)

  it.skipIf(real === undefined).each([['clear', 272], ['blurred', 275]] as const)('of a phone are drawn, %s', async (mode, height) => {
    const path = real ?? ''
    const picture = await pictures.picture(path, exhibitAt(path), mode)
    expect(picture).toMatchObject({ status: 'ok', width: 400, height })
    if (picture.status !== 'ok') return
    expect(await sharp(picture.jpeg).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb' })
    // A picture, not a black or empty rectangle.
    expect((await sharp(picture.jpeg).stats()).entropy).toBeGreaterThan(3)
  })
})
