// Nearly all lines of a large list are about files that the case does not hold: those are checked and passed over as bytes,
// before a text is made of them.
import type { DigestName } from '../../system/world.ts'

const LF = 0x0a
const CR = 0x0d
const BLANK = 0x20
const STAR = 0x2a
const NO_DIGIT = 16
const VALUE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(value) ? NO_DIGIT : value
})

/** The first 24 bits of a digest: what is looked up before all of it is. */
export const PREFIX_DIGITS = 6

/**
 * Where the line ends that begins at `from`, when it is a digest alone or as GNU writes it and `foreign` says that no exhibit has
 * such a digest; -1 when the line has to be read as text.
 */
export function skippedLine(bytes: Buffer, from: number, foreign: (name: DigestName, prefix: number) => boolean): number {
  const { length } = bytes
  let at = from
  while (at < length && (VALUE[bytes[at] as number] as number) < NO_DIGIT) at += 1
  const name = nameOf(at - from)
  if (name === undefined) return -1
  let prefix = 0
  for (let digit = from; digit < from + PREFIX_DIGITS; digit += 1) prefix = prefix * 16 + (VALUE[bytes[digit] as number] as number)
  const next = bytes[at]
  if (next === BLANK) {
    if (bytes[at + 1] !== BLANK && bytes[at + 1] !== STAR) return -1
    while (at < length && bytes[at] !== LF) at += 1
  } else if (next === CR) at += 1
  return at < length && bytes[at] === LF && foreign(name, prefix) ? at : -1
}

function nameOf(length: number): DigestName | undefined {
  switch (length) {
    case 32: return 'md5'
    case 40: return 'sha1'
    case 64: return 'sha256'
    case 128: return 'sha512'
    default: return undefined
  }
}
