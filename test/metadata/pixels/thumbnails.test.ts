// Thumbnails before they are compared: found in the block, told apart, and said to be unchecked where pixels cannot be decoded.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exifThumbnail } from '../../../src/metadata/readers/pixels/exif-thumbnail.ts'
import { checkedThumbnail, thumbnailsIn } from '../../../src/metadata/readers/pixels/thumbnails.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { readerOf } from '../support/reading.ts'
import { picture, scene, withThumbnail } from '../support/scenes.ts'

const small = await picture(scene(1, 80, 60)).jpeg().toBuffer()
const other = await picture(scene(2, 80, 60)).jpeg().toBuffer()
/** The EXIF block of a JPEG with this thumbnail. */
const exif = (thumbnail: Buffer): Buffer => withThumbnail(Buffer.from('ffd8', 'hex'), thumbnail, 1).subarray(12)

describe('the thumbnail of an EXIF block', () => {
  it('is found, with and without the mark before the block', () => {
    expect(exifThumbnail(exif(small))?.equals(small)).toBe(true)
    expect(exifThumbnail(Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(small)]))?.equals(small)).toBe(true)
  })

  it('that lies outside, or is none, is not', () => {
    const block = exif(small)
    for (const cut of [block.subarray(0, block.length - 1), block.subarray(0, 20), Buffer.alloc(0), exif(Buffer.from('not a JPEG'))]) expect(exifThumbnail(cut)).toBeUndefined()
  })

  it('no damage reads beyond the block', () => {
    const block = exif(small)
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(Math.min(120, block.length - 1)), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }), (changes) => {
      const damaged = Buffer.from(block)
      for (const [at, byte] of changes) damaged.writeUInt8(byte, at)
      expect(exifThumbnail(damaged)?.readUInt16BE(0) ?? 0xffd8).toBe(0xffd8)
    }))
  })
})

describe('thumbnails among blocks', () => {
  it('those that walkers found come before the one of the EXIF block, each once', () => {
    const blocks = [{ kind: 'exif' as const, bytes: exif(small), source: 'JPEG:APP1' }, ...['a', 'b'].map((source) => ({ kind: 'thumbnail' as const, bytes: other, source }))]
    expect(thumbnailsIn(blocks)).toEqual([{ bytes: other, source: 'a' }])
    expect(thumbnailsIn(blocks.slice(0, 1))).toEqual([{ bytes: small, source: 'EXIF:IFD1:ThumbnailOffset' }])
  })
})

describe('where the pixels cannot be decoded', () => {
  it('a thumbnail is unchecked, which is neither same nor different', async () => {
    const { facts } = await checkedThumbnail({ bytes: small, source: 'HEIF:item 3' }, undefined)
    expect(facts).toEqual({ source: 'HEIF:item 3', bytes: small.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), width: 80, height: 60, verdict: 'unchecked' })
  })

  const corpus = sharedFolder('corpus')
  it.skipIf(corpus === undefined)('HEVC pictures are no error, and have no hash', async () => {
    const folder = corpus ?? '/'
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(({ name }) => /\.hei[cf]$/i.test(name)).map(({ parentPath, name }) => join(parentPath, name)).slice(0, 20)
    const reader = readerOf(folder)
    let hevc = 0
    for (const path of paths) {
      const { engines, image, thumbnail } = await reader.read(path)
      const run = engines.find(({ name }) => name === 'pixels')
      if (run?.status !== 'unsupported' && thumbnail?.verdict !== 'unchecked') continue
      hevc += 1
      expect(run?.status).toMatch(/^(unsupported|ok)$/)
      expect(image?.pdq).toBeUndefined()
    }
    await reader.close()
    expect(hevc).toBeGreaterThan(0)
  }, 60_000)
})
