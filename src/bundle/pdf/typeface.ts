// The three faces of the documents, and what they can draw: nothing reaches a page as .notdef or unseen.
import { visible } from '../../system/visible.ts'
import type { ArchivalDocument } from './archival-document.ts'

export type Face = 'text' | 'bold' | 'mono'

// All of these are in the three faces (guarded by a test): most strings need no look at their characters.
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u0152\u0153]*$/
/** True for signs that every face has and that need no shaping. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** More marks than this on one letter climb over the lines above: they are shown as escapes. */
const MAX_MARKS = 2

/** What the face needs to know of the font file: glyph and advance of a code point. */
interface FontFile {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number }
}

export class Typeface {
  readonly face: Face
  readonly #font: FontFile
  readonly #advance = new Map<string, number>()

  constructor(document: ArchivalDocument, face: Face) {
    this.face = face
    this.#font = document.fontFile(face)
  }

  /**
   * The string with everything that this face cannot show (no glyph, invisible, directional, control, a lone surrogate,
   * too many marks) as `\u{1f600}`. Total.
   */
  drawable(text: string): string {
    if (isPlain(text)) return text
    let drawn = ''
    let marks = 0
    let after = false
    for (const sign of visible(text)) {
      const mark = /\p{M}/u.test(sign)
      marks = mark ? marks + 1 : 0
      const shown = mark ? after && marks <= MAX_MARKS && this.#has(sign) : this.#has(sign)
      drawn += shown ? sign : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`
      after = mark ? after : /[\p{L}\p{N}]/u.test(sign)
    }
    return drawn
  }

  /** Width in points, sign by sign: kerning can only make it narrower. */
  width(text: string, size: number): number {
    let sum = 0
    for (const sign of text) {
      let advance = this.#advance.get(sign)
      if (advance === undefined) {
        advance = this.#font.glyphForCodePoint(sign.codePointAt(0) ?? 0).advanceWidth / this.#font.unitsPerEm
        this.#advance.set(sign, advance)
      }
      sum += advance
    }
    return sum * size
  }

  #has(sign: string): boolean {
    return this.#font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)
  }
}
