import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { sharedFolder } from '../../../support/shared-folder.ts'
import { heicWithoutCodec } from '../../support/media-files.ts'
import type { ReaderCase, Sample } from '../reader-case.ts'

// No encoder of HEVC is among the packages: a picture that decodes is one of the collection.
const real = sharedFolder('corpus', 'tika', 'testHEIF.heic')
const decoded: Sample = {
  name: 'real.heic', deep: true, bytes: () => readFileSync(real ?? ''),
  finds: ({ image, raw }) => {
    expect(image).toMatchObject({ width: 800, height: 544, pdq: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(raw['libheif']).toEqual({ decoded: { width: 800, height: 544 }, images: 1 })
  },
}

export const readerCase: ReaderCase = {
  samples: [
    { name: 'no-picture.heic', deep: true, empty: true, bytes: heicWithoutCodec, finds: ({ raw }) => { expect(raw['libheif']).toBeUndefined() } },
    ...(real === undefined ? [] : [decoded]),
  ],
}
