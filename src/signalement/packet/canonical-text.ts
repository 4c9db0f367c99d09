// The text that a field receives: one spelling for one content, nothing in it that is not seen.
import { HIDDEN } from '../../system/visible.ts'

export interface CanonicalText {
  readonly text: string
  /** Signs that were taken out or replaced because nobody would have seen them. */
  readonly removed: number
}

/** Seen by the writer as part of a letter or an emoji: joiners, marks of direction, variation selectors. */
const PART_OF_WRITING = /[\u061c\u180b-\u180d\u180f\u200c-\u200f\ufe00-\ufe0f]/u
const LINE_END = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g
const NON_CHARACTER = /[\ufdd0-\ufdef]|[\u{1fffe}-\u{1ffff}\u{2fffe}-\u{2ffff}\u{3fffe}-\u{3ffff}\u{4fffe}-\u{4ffff}\u{5fffe}-\u{5ffff}\u{6fffe}-\u{6ffff}\u{7fffe}-\u{7ffff}\u{8fffe}-\u{8ffff}\u{9fffe}-\u{9ffff}\u{afffe}-\u{affff}\u{bfffe}-\u{bffff}\u{cfffe}-\u{cffff}\u{dfffe}-\u{dffff}\u{efffe}-\u{effff}]/gu
const URL_SCHEME = /^[a-z][a-z0-9+.-]*:/i

/** Several lines, LF, NFC, no white space at either end. Idempotent and total. */
export function canonicalText(raw: string): CanonicalText {
  let removed = 0
  const drop = (): string => {
    removed += 1
    return ''
  }
  const text = raw.replaceAll(LINE_END, '\n').replaceAll('\t', ' ')
    .replaceAll(HIDDEN, (sign) => {
      if (sign === '\n' || PART_OF_WRITING.test(sign)) return sign
      if (!sign.isWellFormed()) {
        removed += 1
        return '\ufffd'
      }
      return drop()
    })
    .replaceAll(NON_CHARACTER, drop)
    .normalize('NFC').trim()
  return { text, removed }
}

/** As `canonicalText`, on one line. */
export function canonicalLine(raw: string): CanonicalText {
  const { text, removed } = canonicalText(raw)
  return { text: text.replaceAll(/ *\n+ */g, ' '), removed }
}

/**
 * A locator is never changed in what it designates: in an address, signs that `canonicalText` would take out or compose
 * are percent-encoded, which is what a browser would send (RFC 3987, 3.1).
 */
export function canonicalLocator(raw: string): CanonicalText {
  const well = raw.toWellFormed().trim()
  const plain = canonicalLine(well)
  if (!URL_SCHEME.test(well) || (plain.removed === 0 && plain.text === well)) return plain
  // White space and controls at the ends or inside are what a browser drops.
  return canonicalLine(well.replaceAll(/[\u0000-\u0020\u007f-\u009f]+/g, '').replaceAll(/[^\u0021-\u007e]+/g, (run) => encodeURIComponent(run)))
}
