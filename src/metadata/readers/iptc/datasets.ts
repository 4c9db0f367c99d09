// IPTC IIM 4.2: datasets one after the other, alone or in Photoshop's image resource 0x0404.

export interface Dataset {
  readonly record: number
  readonly number: number
  readonly value: Buffer
}

const MARK = 0x1c
const MAX_DATASETS = 2000
const MAX_RESOURCES = 500
const RESOURCE_IPTC = 0x0404
const PHOTOSHOP = 'Photoshop 3.0\0'

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

/** The IIM records in Photoshop's image resource blocks, with or without the name that opens APP13. */
export function iimOf(resources: Buffer): Buffer[] {
  const out: Buffer[] = []
  let at = resources.toString('latin1', 0, PHOTOSHOP.length) === PHOTOSHOP ? PHOTOSHOP.length : 0
  for (let count = 0; count < MAX_RESOURCES && at + 12 <= resources.length && /^8B(?:IM|PS)|^(?:AgHg|DCSR|PHUT|MeSa)$/.test(resources.toString('latin1', at, at + 4)); count += 1) {
    const id = resources.readUInt16BE(at + 4)
    const name = resources[at + 6] as number
    const sizeAt = at + 6 + even(name + 1)
    if (sizeAt + 4 > resources.length) break
    const size = resources.readUInt32BE(sizeAt)
    if (id === RESOURCE_IPTC) out.push(resources.subarray(sizeAt + 4, Math.min(sizeAt + 4 + size, resources.length)))
    at = sizeAt + 4 + even(size)
  }
  return out
}

function even(length: number): number {
  return length + (length % 2)
}
