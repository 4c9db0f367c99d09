// The name of a colour profile, out of the blocks that walkers and libvips hand over.
import type { Reader } from '../../reading.ts'
import { profileOf } from './profile.ts'

export const reader: Reader = {
  version: '1',
  read(_, { blocks }) {
    const profile = blocks.filter(({ kind }) => kind === 'icc').map(({ bytes }) => profileOf(bytes)).find((found) => found !== undefined)
    if (profile === undefined) return undefined
    return { ...(profile.description === undefined ? {} : { image: { colourProfile: profile.description } }), raw: { ...profile } }
  },
}
