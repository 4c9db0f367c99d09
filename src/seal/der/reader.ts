// A strict DER reader (X.690 §10) with an opt-in BER mode. Size, depth and node count are limited before anything is
// built: the bytes come from strangers.
import { DerError } from './node.ts'
import type { DerNode } from './node.ts'

export const DER_LIMITS = { bytes: 1 << 20, depth: 40, nodes: 50_000 } as const

export interface DerOptions {
  /** Accept BER: indefinite lengths, lengths that are not minimal, constructed strings. */
  readonly ber?: boolean
}

// OCTET STRING, BIT STRING and the character strings and times: DER forbids their constructed form.
const STRING_TYPES = new Set([0x03, 0x04, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1e])

/**
 * Reads one value that fills `bytes` exactly.
 * @throws DerError
 */
export function readDer(bytes: Uint8Array, options: DerOptions = {}): DerNode {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length > DER_LIMITS.bytes) throw new DerError('too-large', 0)
  const walk: Walk = { buffer, ber: options.ber === true, nodesLeft: DER_LIMITS.nodes }
  const { node, end } = readNode(walk, 0, buffer.length, 0)
  if (end !== buffer.length) throw new DerError('trailing-bytes', end)
  return node
}

interface Walk {
  readonly buffer: Buffer
  readonly ber: boolean
  nodesLeft: number
}

/** `end` is after the end-of-contents octets of an indefinite length. */
interface Read { readonly node: DerNode; readonly end: number }

function readNode(walk: Walk, offset: number, limit: number, depth: number): Read {
  const { buffer, ber } = walk
  if (depth > DER_LIMITS.depth) throw new DerError('too-deep', offset)
  walk.nodesLeft -= 1
  if (walk.nodesLeft < 0) throw new DerError('too-many-nodes', offset)

  const tag = buffer[offset]
  if (tag === undefined || offset + 2 > limit) throw new DerError('truncated', offset)
  if ((tag & 0x1f) === 0x1f) throw new DerError('high-tag', offset)
  const constructed = (tag & 0x20) !== 0
  checkForm(tag, constructed, ber, offset)

  const header = readLength(walk, offset + 1, limit, constructed)
  const start = header.end
  if (header.length === undefined) {
    const { children, end } = readUntilEndOfContents(walk, start, limit, depth)
    const content = buffer.subarray(start, end - 2)
    return { node: { tag, constructed, offset, raw: buffer.subarray(offset, end), content, children, ber }, end }
  }
  const end = start + header.length
  if (end > limit) throw new DerError('overrun', offset)
  const children = constructed ? readChildren(walk, start, end, depth) : []
  return {
    node: { tag, constructed, offset, raw: buffer.subarray(offset, end), content: buffer.subarray(start, end), children, ber },
    end,
  }
}

function checkForm(tag: number, constructed: boolean, ber: boolean, offset: number): void {
  if (tag >= 0x40) return
  const number = tag & 0x1f
  if ((number === 0x10 || number === 0x11) !== constructed && !(constructed && STRING_TYPES.has(number))) {
    throw new DerError('unexpected-shape', offset)
  }
  if (constructed && STRING_TYPES.has(number) && !ber) throw new DerError('constructed-string', offset)
}

function readLength(walk: Walk, offset: number, limit: number, constructed: boolean): { length: number | undefined; end: number } {
  const { buffer, ber } = walk
  const first = buffer[offset]
  if (first === undefined || offset >= limit) throw new DerError('truncated', offset)
  if (first < 0x80) return { length: first, end: offset + 1 }
  if (first === 0x80) {
    if (!ber || !constructed) throw new DerError('indefinite-length', offset)
    return { length: undefined, end: offset + 1 }
  }
  const count = first & 0x7f
  // Four octets already say more than the size limit.
  if (count > 4) throw new DerError('length-too-long', offset)
  if (offset + 1 + count > limit) throw new DerError('truncated', offset)
  const length = buffer.readUIntBE(offset + 1, count)
  const minimal = length >= 0x80 && (count === 1 || length >= 2 ** (8 * (count - 1)))
  if (!ber && !minimal) throw new DerError('length-not-minimal', offset)
  return { length, end: offset + 1 + count }
}

function readChildren(walk: Walk, start: number, end: number, depth: number): DerNode[] {
  const children: DerNode[] = []
  for (let at = start; at < end;) {
    const child = readNode(walk, at, end, depth + 1)
    children.push(child.node)
    at = child.end
  }
  return children
}

function readUntilEndOfContents(walk: Walk, start: number, limit: number, depth: number): { children: DerNode[]; end: number } {
  const children: DerNode[] = []
  for (let at = start; ;) {
    if (at + 2 > limit) throw new DerError('truncated', at)
    if (walk.buffer[at] === 0 && walk.buffer[at + 1] === 0) return { children, end: at + 2 }
    const child = readNode(walk, at, limit, depth + 1)
    children.push(child.node)
    at = child.end
  }
}
