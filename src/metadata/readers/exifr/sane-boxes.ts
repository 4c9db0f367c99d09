// Is it safe to let exifr walk this HEIF or AVIF file? Only if every box before and inside `meta` has a length of its own:
// a box of length 0 freezes exifr for ever (metadata.md §0.2).

const MAX_BOXES = 2000

export function hasSaneMeta(bytes: Buffer): boolean {
  let at = 0
  for (let count = 0; count < 64; count += 1) {
    const box = boxAt(bytes, at, bytes.length)
    if (box === undefined) return false
    if (box.type === 'meta') return children(bytes, box.body + 4, box.end)
    at = box.end
  }
  return false
}

function children(bytes: Buffer, from: number, end: number): boolean {
  let at = from
  for (let count = 0; at < end; count += 1) {
    const box = boxAt(bytes, at, end)
    if (box === undefined || count > MAX_BOXES) return false
    if (box.type === 'iinf' && !items(bytes, box.body, box.end)) return false
    at = box.end
  }
  return at === end
}

/** Each announced item must be there with a length. */
function items(bytes: Buffer, body: number, end: number): boolean {
  if (end - body < 8) return false
  const wide = bytes[body] !== 0
  let count = wide ? bytes.readUInt32BE(body + 4) : bytes.readUInt16BE(body + 4)
  let at = body + (wide ? 8 : 6)
  if (count > MAX_BOXES) return false
  for (; count > 0; count -= 1) {
    const box = boxAt(bytes, at, end)
    if (box === undefined) return false
    at = box.end
  }
  return true
}

/** ISO/IEC 14496-12 §4.2. Undefined unless the box lies wholly inside `limit` and is longer than its header. */
function boxAt(bytes: Buffer, at: number, limit: number): { type: string; body: number; end: number } | undefined {
  if (at + 8 > limit) return undefined
  const size = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (size === 1) return undefined
  if (size < 8 || at + size > limit) return undefined
  return { type, body: at + 8, end: at + size }
}
