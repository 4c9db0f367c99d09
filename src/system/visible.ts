// What a person sees of a hostile string: nothing in it can move a cursor, hide, reverse or imitate.

// C0, DEL, C1, soft hyphen, Arabic letter mark, zero width and bidi controls, line and paragraph separators, invisible
// operators, variation selectors, BOM, interlinear marks, tags, private use, non-characters and lone surrogates.
export const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Co}\p{Cs}]/gu

/** Hidden and directional characters as `\u{202e}`; all else as it is. Total: never throws. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
}

/** As `visible`, cut in the middle to at most `max` characters so that both ends (and the extension) stay readable. */
export function visibleShort(text: string, max: number): string {
  const chars = [...visible(text)]
  if (chars.length <= max) return chars.join('')
  const head = Math.ceil((max - 1) * 0.6)
  return [...chars.slice(0, head), '…', ...chars.slice(chars.length - (max - 1 - head))].join('')
}
