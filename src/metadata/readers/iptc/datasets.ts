// IPTC IIM 4.2: datasets one after the other.

export interface Dataset {
  readonly record: number
  readonly number: number
  readonly value: Buffer
}

const MARK = 0x1c
const MAX_DATASETS = 2000

/** Datasets in order; stops at the first byte that begins none. */
export function datasets(bytes: Buffer): Dataset[] {
  const out: Dataset[] = []
  for (let at = bytes.indexOf(MARK); at !== -1 && at + 5 <= bytes.length && bytes[at] === MARK && out.length < MAX_DATASETS;) {
    let length = bytes.readUInt16BE(at + 3)
    let body = at + 5
    // §1.6.2: an extended dataset tells the length of its length.
    if (length >= 0x8000) {
      const wide = length & 0x7fff
      if (wide < 1 || wide > 4 || body + wide > bytes.length) break
      length = bytes.readUIntBE(body, wide)
      body += wide
    }
    if (body + length > bytes.length) break
    out.push({ record: bytes[at + 1] as number, number: bytes[at + 2] as number, value: bytes.subarray(body, body + length) })
    at = body + length
  }
  return out
}
