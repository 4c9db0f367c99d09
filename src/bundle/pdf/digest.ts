// A digest on one line, in groups of eight that the eye can follow and that select and copy as one string: the gap
// stays below what readers take for a space (0.1 em), so every second group also stands on a hairline.
import type { PageFlow } from './page-flow.ts'
import { HAIRLINE, INK, SIZE } from './sheet.ts'

const GROUP = 8
const GAP = 0.09

/** Draws it with its baseline there and returns its width. */
export function drawDigest(flow: PageFlow, hex: string, x: number, baseline: number, size: number = SIZE.caption): number {
  let at = x
  for (let start = 0; start < hex.length; start += GROUP) {
    const width = flow.draw(hex.slice(start, start + GROUP), at, baseline, { face: 'mono', size })
    if ((start / GROUP) % 2 === 1) {
      flow.document.pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline)
        .moveTo(at, baseline + 2.2).lineTo(at + width, baseline + 2.2).stroke()
    }
    at += width + GAP * size
  }
  return at - x
}

/** `f1d2d2f924e986ac…b2f7a8b1`: first 16 and last 8, for tables. */
export function shortDigest(hex: string): string {
  return hex.length <= 25 ? hex : `${hex.slice(0, 16)}…${hex.slice(-8)}`
}
