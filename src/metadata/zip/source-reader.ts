// Wraps yauzl's own way of reading: the bytes of an archive, wherever it lies, in small windows.
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import type { Source } from '../reading.ts'

const WINDOW = 128 * 1024
const CHUNK = 256 * 1024

/** Small reads, of which a directory has many, are served from one window. */
export class SourceReader extends RandomAccessReader {
  readonly #source: Source
  #window: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(source: Source) {
    super()
    this.#source = source
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const at = position - this.#start
    if (at < 0 || at + length > this.#window.length) {
      this.#window = this.#source.read(position, Math.max(WINDOW, length))
      this.#start = position
    }
    const bytes = this.#window.subarray(position - this.#start, position - this.#start + length)
    bytes.copy(buffer, offset)
    callback(bytes.length < length ? new Error('unexpected end of file') : null)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(windows(this.#source, start, end), { objectMode: false, highWaterMark: CHUNK })
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}

/** The bytes from `start` to `end`, a window at a time. */
export function* windows(source: Source, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end;) {
    const chunk = source.read(at, Math.min(CHUNK, end - at))
    if (chunk.length === 0) return
    at += chunk.length
    yield chunk
  }
}
