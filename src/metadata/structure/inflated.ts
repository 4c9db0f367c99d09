// Compressed metadata, inflated up to a limit: what goes beyond it is a bomb or no metadata.
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib'

export const INFLATED_LIMIT = 4 * 2 ** 20

/** `oversized`: it would have been longer than the limit; undefined: it is damaged. */
export type Inflated = Buffer | 'oversized' | undefined

export function inflated(data: Buffer, limit = INFLATED_LIMIT, coding: 'zlib' | 'raw' | 'brotli' = 'zlib'): Inflated {
  try {
    if (coding === 'brotli') return brotliDecompressSync(data, { maxOutputLength: limit })
    // A stream whose checksum is missing has told all it had.
    const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH }
    return coding === 'raw' ? inflateRawSync(data, options) : inflateSync(data, options)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'oversized' : undefined
  }
}
