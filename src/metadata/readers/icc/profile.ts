// The name of a colour profile (ICC.1:2022 §7.3 tag table, §9.2.41 profileDescriptionTag): displays and phones have their own.

export interface Profile {
  readonly description?: string
  /** Four-letter signatures of the header, as written. */
  readonly deviceClass: string
  readonly colourSpace: string
  readonly manufacturer: string
}

const HEADER = 128
const MAX_TAGS = 200
const TEXT_LIMIT = 200

/** Undefined: these bytes are no profile. */
export function profileOf(icc: Buffer): Profile | undefined {
  if (icc.length < HEADER + 4 || icc.toString('latin1', 36, 40) !== 'acsp') return undefined
  const signature = (at: number): string => icc.toString('latin1', at, at + 4).replace(/[^\u0020-\u007e]/g, '').trim()
  const description = descriptionOf(icc)
  return { ...(description === undefined ? {} : { description }), deviceClass: signature(12), colourSpace: signature(16), manufacturer: signature(48) }
}

function descriptionOf(icc: Buffer): string | undefined {
  const count = Math.min(icc.readUInt32BE(HEADER), MAX_TAGS)
  for (let index = 0, at = HEADER + 4; index < count && at + 12 <= icc.length; index += 1, at += 12) {
    if (icc.toString('latin1', at, at + 4) !== 'desc') continue
    const start = icc.readUInt32BE(at + 4)
    return textOf(icc.subarray(start, start + icc.readUInt32BE(at + 8)))
  }
  return undefined
}

function textOf(tag: Buffer): string | undefined {
  const type = tag.toString('latin1', 0, 4)
  // ICC.1:2001-04 §6.5.17: an ASCII string with its length comes first.
  if (type === 'desc' && tag.length >= 12) return plain(tag.toString('latin1', 12, Math.min(12 + tag.readUInt32BE(8), tag.length)))
  if (type === 'text') return plain(tag.toString('latin1', 8))
  if (type !== 'mluc' || tag.length < 28) return undefined
  const records = Math.min(tag.readUInt32BE(8), 100)
  const all = Array.from({ length: records }, (_, index) => 16 + index * 12).filter((at) => at + 12 <= tag.length)
  const chosen = all.find((at) => tag.toString('latin1', at, at + 2) === 'en') ?? all[0]
  if (chosen === undefined) return undefined
  const from = tag.readUInt32BE(chosen + 8)
  const bytes = Buffer.from(tag.subarray(from, from + Math.min(tag.readUInt32BE(chosen + 4), TEXT_LIMIT * 2)))
  return plain(bytes.subarray(0, bytes.length & ~1).swap16().toString('utf16le'))
}

function plain(text: string): string | undefined {
  const found = (text.split('\0', 1)[0] as string).trim().slice(0, TEXT_LIMIT)
  return found === '' ? undefined : found
}
