// Parts of a MIME message with their own bytes (RFC 2046 §5.1), for formats where every part counts, the text too. Bounded
// in depth and number. No outside code.
import { headerBlock, parametersOf, valuesOf } from './fields.ts'
import type { HeaderField } from './fields.ts'

export interface MimePart {
  readonly fields: readonly HeaderField[]
  readonly type: string
  /** As it was before its transfer encoding. */
  readonly bytes: Buffer
}

const DEPTH = 8
const PARTS = 2000

/** Leaves in order; the message itself when it has no parts. */
export function mimeParts(message: Buffer, found: MimePart[] = [], depth = 0): MimePart[] {
  const { fields, length } = headerBlock(message)
  const body = message.subarray(length)
  const { main, parameters } = parametersOf(valuesOf(fields, 'Content-Type')[0] ?? 'text/plain')
  const boundary = parameters.get('boundary')
  if (found.length >= PARTS) return found
  if (!main.startsWith('multipart/') || boundary === undefined || boundary === '' || depth >= DEPTH) {
    found.push({ fields, type: main, bytes: transferDecoded(body, valuesOf(fields, 'Content-Transfer-Encoding')[0]) })
    return found
  }
  for (const part of between(body, `--${boundary}`)) mimeParts(part, found, depth + 1)
  return found
}

function* between(body: Buffer, mark: string): Generator<Buffer> {
  let start: number | undefined
  let count = 0
  for (let at = body.indexOf(mark, 0, 'latin1'); at !== -1 && count <= PARTS; at = body.indexOf(mark, at + mark.length, 'latin1')) {
    if (at > 0 && body[at - 1] !== 10) continue
    const after = at + mark.length
    const closing = body[after] === 45 && body[after + 1] === 45
    // Another boundary may begin with this one.
    if (!closing && body[after] !== 13 && body[after] !== 10 && body[after] !== 32 && body[after] !== 9 && after < body.length) continue
    if (start !== undefined) {
      count += 1
      yield body.subarray(start, at - (body[at - 2] === 13 ? 2 : 1))
    }
    const newline = body.indexOf(10, after)
    if (closing || newline === -1) return
    start = newline + 1
  }
  if (start !== undefined && start < body.length) yield body.subarray(start)
}

function transferDecoded(body: Buffer, encoding: string | undefined): Buffer {
  switch (encoding?.trim().toLowerCase()) {
    case 'base64': return Buffer.from(body.toString('latin1'), 'base64')
    case 'quoted-printable': return quotedPrintable(body)
    default: return body
  }
}

/** RFC 2045 §6.7; what is no code stays. */
function quotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] as number
    if (byte !== 61) {
      out[length] = byte
      length += 1
      continue
    }
    if (body[at + 1] === 10) at += 1
    else if (body[at + 1] === 13 && body[at + 2] === 10) at += 2
    else {
      const code = /^[0-9A-Fa-f]{2}$/.exec(body.toString('latin1', at + 1, at + 3))?.[0]
      out[length] = code === undefined ? byte : Number.parseInt(code, 16)
      length += 1
      if (code !== undefined) at += 2
    }
  }
  return out.subarray(0, length)
}
