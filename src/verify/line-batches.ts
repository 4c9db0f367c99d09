// Lines of a stream, a chunk's worth at a time: one promise a chunk, not one a line.
import { Failure } from '../system/failure.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'verify.line-too-long': { path: string; line: number; limit: number }
  }
}

export interface LineBatch {
  /** Line bytes without their LF. */
  readonly lines: readonly Buffer[]
  /** False for a last line that no LF closes. */
  readonly terminated: boolean
}

export const LINE_LIMIT = 1024 * 1024

/** @throws `verify.line-too-long` */
export async function* lineBatches(path: string, chunks: AsyncIterable<Buffer>, limit = LINE_LIMIT): AsyncGenerator<LineBatch> {
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  for await (const chunk of chunks) {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: Buffer[] = []
    let from = 0
    for (let at = data.indexOf(0x0a, rest.length); at >= 0; at = data.indexOf(0x0a, from)) {
      if (at - from > limit) throw new Failure('verify.line-too-long', { path, line: line + lines.length, limit })
      lines.push(data.subarray(from, at))
      from = at + 1
    }
    line += lines.length
    rest = data.subarray(from)
    if (rest.length > limit) throw new Failure('verify.line-too-long', { path, line, limit })
    if (lines.length > 0) yield { lines, terminated: true }
  }
  if (rest.length > 0) yield { lines: [rest], terminated: false }
}
