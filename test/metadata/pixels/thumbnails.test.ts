// Thumbnails before they are compared: found in the block, told apart, and said to be unchecked where pixels cannot be decoded.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkedThumbnail, thumbnailsIn } from '../../../src/metadata/readers/pixels/thumbnails.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { readerOf } from '../support/reading.ts'
import { picture, scene } from '../support/scenes.ts'

const small = await picture(scene(1, 80, 60)).jpeg().toBuffer()
const other = await picture(scene(2, 80, 60)).jpeg().toBuffer()

it('those that walkers found are taken, each once', () => {
  const blocks = [{ kind: 'exif' as const, bytes: small, source: 'JPEG:APP1' }, ...['a', 'b'].map((source) => ({ kind: 'thumbnail' as const, bytes: other, source }))]
  expect(thumbnailsIn(blocks)).toEqual([{ bytes: other, source: 'a' }])
  expect(thumbnailsIn(blocks.slice(0, 1))).toEqual([])
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
