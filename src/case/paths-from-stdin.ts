// A list of names as `find` and `ls` give it: raw bytes, one a line, or closed by NUL.
import { Failure } from '../system/failure.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'case.name-too-long': { position: number; limit: number }
  }
}

const LIMIT = 64 * 1024

/** Empty names are left out. The last one may lack its end. @throws `case.name-too-long` */
export async function* pathsFromStdin(input: AsyncIterable<Uint8Array>, separator: 'lf' | 'nul'): AsyncIterable<Buffer> {
  const end = separator === 'nul' ? 0 : 0x0a
  let rest = Buffer.alloc(0)
  let position = 1
  for await (const piece of input) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    let from = 0
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      const name = Buffer.concat([rest, chunk.subarray(from, at)])
      rest = Buffer.alloc(0)
      from = at + 1
      if (name.length > LIMIT) throw new Failure('case.name-too-long', { position, limit: LIMIT })
      position += 1
      if (name.length > 0) yield name
    }
    rest = Buffer.concat([rest, chunk.subarray(from)])
    if (rest.length > LIMIT) throw new Failure('case.name-too-long', { position, limit: LIMIT })
  }
  if (rest.length > 0) yield rest
}
