// Gzip members one after the other (RFC 1952 §2.2). zlib's own stream drops what it has inflated when the next member is
// damaged; here each member is inflated by itself, and its CRC and length are compared. No outside code.
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { ByteQueue } from './byte-queue.ts'
import type { Defects } from './inflated.ts'

/** Inflates to sixteen megabytes at most. */
const SLICE = 16 * 1024
const CHUNK = 64 * 1024
const HEADER_LIMIT = 70 * 1024
const SMALL = 64 * 1024
const SMALL_OUTPUT = 2 ** 20

/** Ends at the first damage; `size` is that of the file. */
export async function* gzipMembers(input: ByteQueue, size: number, defects: Defects): AsyncGenerator<Buffer> {
  while ((await input.peek(1)).length > 0) {
    const at = input.offset
    const header = headerLength(await input.peek(HEADER_LIMIT))
    if (header === undefined) {
      defects.push(`gzip: ${size - at} bytes at offset ${at} that are no member`)
      return
    }
    input.skip(header)
    const small = smallMember(await input.peek(SMALL))
    if (small !== undefined) {
      input.skip(small.used)
      yield small.content
      await compareTrailer(input, crc32(small.content), small.content.length, at, defects)
      continue
    }
    const member = new Member()
    try {
      for (let failure = await member.inflate(input); ; failure = await member.inflate(input)) {
        yield* member.pieces.splice(0)
        if (failure !== undefined) {
          defects.push(`gzip: ${failure} in the member at offset ${at}`)
          return
        }
        if (member.ended) break
      }
      await compareTrailer(input, member.crc, member.length, at, defects)
    } finally {
      member.close()
    }
  }
}

async function compareTrailer(input: ByteQueue, crc: number, length: number, at: number, defects: Defects): Promise<void> {
  const trailer = await input.peek(8)
  if (trailer.length < 8) defects.push(`gzip: unexpected end of file in the member at offset ${at}`)
  else if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== length % 2 ** 32) defects.push(`gzip: CRC or length differs in the member at offset ${at}`)
  input.skip(8)
}

/** At once, when it ends within these bytes: most members do. */
function smallMember(bytes: Buffer): { readonly used: number; readonly content: Buffer } | undefined {
  try {
    const { buffer, engine } = inflateRawSync(bytes, { info: true, finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: SMALL_OUTPUT }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }
    return engine.bytesWritten < bytes.length ? { used: engine.bytesWritten, content: buffer } : undefined
  } catch {
    return undefined
  }
}

/** Undefined: no member begins here. */
function headerLength(head: Buffer): number | undefined {
  if (head.length < 10 || head.readUInt16BE(0) !== 0x1f8b || head[2] !== 8) return undefined
  const flags = head[3] as number
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (at + 2 <= head.length ? head.readUInt16LE(at) : 0)
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const zero = head.indexOf(0, at)
    if (zero === -1) return undefined
    at = zero + 1
  }
  if ((flags & 2) !== 0) at += 2
  return at <= head.length ? at : undefined
}

class Member {
  readonly pieces: Buffer[] = []
  ended = false
  crc = 0
  length = 0
  /** Whatever is inflated is given at once: nothing is held back that a later failure would take with it. */
  readonly #stream = createInflateRaw({ chunkSize: CHUNK, flush: constants.Z_SYNC_FLUSH })
  #failure: string | undefined
  #wake: () => void = () => undefined

  constructor() {
    this.#stream.on('data', (piece: Buffer) => {
      this.crc = crc32(piece, this.crc)
      this.length += piece.length
      this.pieces.push(piece)
    })
    this.#stream.on('end', () => this.#wake())
    this.#stream.on('error', ({ message }) => {
      this.#failure ??= message.slice(0, 100)
      this.#wake()
    })
  }

  /** One slice more; what the member does not want is given back. */
  async inflate(input: ByteQueue): Promise<string | undefined> {
    const slice = await input.take(SLICE)
    if (slice.length === 0) return 'unexpected end of file'
    const before = this.#stream.bytesWritten
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      this.#stream.write(slice, () => resolve())
    })
    const used = this.#stream.bytesWritten - before
    if (this.#failure === undefined && used < slice.length) {
      this.ended = true
      input.giveBack(slice.length - used)
    }
    return this.#failure
  }

  close(): void {
    this.#stream.destroy()
  }
}
