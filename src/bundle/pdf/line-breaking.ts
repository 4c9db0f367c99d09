// Lines of text for a width. Linear in the length of the text, also for a single word of 100,000 characters.

/** Width of a string in points. */
export type Measure = (text: string) => number

// An escape as \u{202e} is one sign: it is never cut in two.
const SIGN = /\\u\{[0-9a-f]+\}|[\s\S]\p{M}*/giu
const GOOD_CUT = /[/\\_\-.,;=&?:|+]$/

/**
 * Breaks at spaces; a word wider than the line is cut, after a separator where one is near. No-break spaces do not break.
 * At most `maxLines` lines: then the last one ends with an ellipsis.
 */
export function breakLines(text: string, width: number, measure: Measure, maxLines = Infinity): string[] {
  const lines: string[] = []
  const space = measure(' ')
  let line = ''
  let lineWidth = 0
  const push = (): boolean => {
    lines.push(line)
    line = ''
    lineWidth = 0
    return lines.length > maxLines
  }
  for (const word of text.split(' ')) {
    const wordWidth = measure(word)
    if (line !== '' && lineWidth + space + wordWidth <= width) {
      line += ` ${word}`
      lineWidth += space + wordWidth
      continue
    }
    if (wordWidth <= width) {
      if (line !== '' && push()) break
      line = word
      lineWidth = wordWidth
      continue
    }
    // Too wide for any line: it fills what is left of this one when that is worth it.
    if (line !== '' && lineWidth > width * 0.6 && push()) break
    if (line !== '') {
      line += ' '
      lineWidth += space
    }
    let full = false
    for (const [sign] of word.matchAll(SIGN)) {
      const signWidth = measure(sign)
      if (lineWidth + signWidth > width && line !== '') {
        const kept = lastGoodCut(line)
        const rest = line.slice(kept)
        line = line.slice(0, kept)
        full = push()
        if (full) break
        line = rest
        lineWidth = measure(rest)
      }
      line += sign
      lineWidth += signWidth
    }
    if (full) break
  }
  if (lines.length <= maxLines && (line !== '' || lines.length === 0)) lines.push(line)
  if (lines.length <= maxLines) return lines
  return [...lines.slice(0, maxLines - 1), withEllipsis(lines[maxLines - 1] ?? '', width, measure)]
}

/** Index after the last separator in the last third of the line, else its end. */
function lastGoodCut(line: string): number {
  for (let end = line.length; end > line.length * 0.66 && end > 1; end -= 1) {
    const head = line.slice(Math.max(0, end - 1), end)
    if (GOOD_CUT.test(head) && !/^(u\{|\{)/.test(line.slice(end))) return end
  }
  return line.length
}

function withEllipsis(line: string, width: number, measure: Measure): string {
  const signs = [...line.matchAll(SIGN)].map(([sign]) => sign)
  while (signs.length > 0 && measure(`${signs.join('')}…`) > width) signs.pop()
  return `${signs.join('')}…`
}
