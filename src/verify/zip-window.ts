// The archive's file as yauzl reads it.
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import type { RandomReader } from '../system/world.ts'

const WINDOW = 256 * 1024
const CHUNK = 256 * 1024

/** yauzl asks for a few bytes at a time: small reads are served from one window of the file. */
export class WindowReader extends RandomAccessReader {
  readonly #file: RandomReader
  #window: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(file: RandomReader) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false, highWaterMark: CHUNK })
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end;) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - position))
      const count = await this.#file.read(buffer, position)
      if (count === 0) return
      position += count
      yield buffer.subarray(0, count)
    }
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.#fill(length, position).then((bytes) => {
      bytes.copy(buffer, offset)
      return null
    }).then(callback, (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))))
  }

  async #fill(length: number, position: number): Promise<Buffer> {
    const at = position - this.#start
    if (at >= 0 && at + length <= this.#window.length) return this.#window.subarray(at, at + length)
    const window = Buffer.allocUnsafe(Math.max(WINDOW, length))
    const count = await this.#file.read(window, position)
    if (count < length) throw new Error('unexpected end of file')
    this.#window = window.subarray(0, count)
    this.#start = position
    return this.#window.subarray(0, length)
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}
