// Content credentials, validated: only where there are some, because the validator was seen to hang and to panic on files
// that have none.
import { versionOf } from '../../../system/isolated-child.ts'
import { TooLarge, Unsupported } from '../../reading.ts'
import type { Reader } from '../../reading.ts'
import { c2paFacts, unreadable } from './facts.ts'
import { isPanic, manifestStore } from './validator.ts'

const BYTES_LIMIT = 256 * 2 ** 20
/** The UUID of a C2PA manifest store (C2PA 2.1 §11.1.4.2): in the clear in every format but a compressed PDF. */
const STORE = Buffer.from('6332706100110010800000aa00389b71', 'hex')
const FORMATS: Readonly<Record<string, string | undefined>> = {
  jpg: 'image/jpeg', png: 'image/png', apng: 'image/png', webp: 'image/webp', tif: 'image/tiff', dng: 'image/x-adobe-dng', arw: 'image/x-sony-arw', nef: 'image/x-nikon-nef', gif: 'image/gif',
  heic: 'image/heic', avif: 'image/avif', svg: 'image/svg+xml', jxl: 'image/jxl', mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', m4a: 'audio/mp4', avi: 'video/avi', wav: 'audio/wav', mp3: 'audio/mpeg', pdf: 'application/pdf',
}

export const reader: Reader = {
  version: versionOf('@contentauth/c2pa-wasm', import.meta.url),
  async read(source, { kind: { extension }, found = [] }) {
    const announced = found.includes('jumbf')
    if (source.size > BYTES_LIMIT) {
      if (announced) throw new TooLarge()
      return undefined
    }
    const bytes = source.read(0, source.size)
    const present = bytes.includes(STORE)
    if (!announced && !present) return undefined
    const format = FORMATS[extension]
    if (format === undefined) throw new Unsupported(`content credentials in ${extension}`)
    try {
      return c2paFacts(await manifestStore(format, bytes))
    } catch (error) {
      const message = error instanceof Error ? error.message.slice(0, 120) : 'unknown'
      // Other JUMBF than content credentials: nothing to validate.
      if (message.includes('JumbfNotFound')) return undefined
      // A file that the validator cannot take apart says nothing of its credentials.
      if (error instanceof Unsupported || isPanic(error) || !present || message.includes('InvalidAsset') || message.includes('UnsupportedType')) throw error
      return unreadable(message)
    }
  },
}
