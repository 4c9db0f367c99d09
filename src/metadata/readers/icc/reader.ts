// The name of the colour profile, which tells displays and phones apart.
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
