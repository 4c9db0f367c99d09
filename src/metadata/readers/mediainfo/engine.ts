// MediaInfoLib as WebAssembly: one instance for all files of a child, thrown away when a file makes it abort.
import { mediaInfoFactory } from 'mediainfo.js'
import type { MediaInfo, MediaInfoResult } from 'mediainfo.js'
import type { Source } from '../../reading.ts'

const WINDOW = 256 * 1024
/** It seeks back and forth; half of a video is the most that it was seen to read. */
const BYTES_LIMIT = 256 * 2 ** 20

let instance: Promise<MediaInfo> | undefined

export interface Analysis {
  readonly tracks: readonly Readonly<Record<string, unknown>>[]
  /** Bytes read, when the limit stopped it. */
  readonly stoppedAt?: number
}

/** @throws Error when the library gives up on the file; the next one is read by a new instance */
export async function analyse(source: Source): Promise<Analysis> {
  const library = await (instance ??= mediaInfoFactory({ format: 'object', coverData: false, full: false, chunkSize: WINDOW }))
  let read = 0
  try {
    const result: MediaInfoResult = await library.analyzeData(source.size, (length, offset) => {
      if (read >= BYTES_LIMIT) return new Uint8Array()
      const bytes = source.read(offset, Math.min(length, WINDOW))
      read += bytes.length
      return bytes
    })
    const tracks = (result.media?.track ?? []) as unknown as readonly Readonly<Record<string, unknown>>[]
    return { tracks, ...(read >= BYTES_LIMIT ? { stoppedAt: read } : {}) }
  } catch (error) {
    instance = undefined
    // An abort of WebAssembly tells its build and its stack: nothing of the file.
    throw new Error(`the library gave up: ${error instanceof Error ? (error.message.split(/[(.\n]/, 1)[0] ?? '') : 'unknown'}`, { cause: error })
  }
}
