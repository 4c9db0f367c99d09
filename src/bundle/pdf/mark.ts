// Signs that say the same as the word beside them, for a reader in black and white: a level is never a colour alone.
import type { PageFlow } from './page-flow.ts'
import { INK } from './sheet.ts'

export type Mark = 'verified' | 'failed' | 'notice' | 'warn' | 'info' | 'measured' | 'declared' | 'unavailable'

export const MARK_INK: Readonly<Record<Mark, string>> = {
  verified: INK.green, failed: INK.red, notice: INK.amber, warn: INK.amber, info: INK.grey,
  measured: INK.black, declared: INK.black, unavailable: INK.grey,
}
/** Room that a mark takes before its word. */
export const MARK_WIDTH = 11

/** Draws the sign in a box of 7 points that stands on the baseline. */
export function drawMark(flow: PageFlow, mark: Mark, x: number, baseline: number): void {
  const pdf = flow.document.pdf
  const top = baseline - 6.5
  const ink = MARK_INK[mark]
  pdf.lineWidth(1).strokeColor(ink).fillColor(ink)
  switch (mark) {
    case 'verified':
      pdf.moveTo(x + 0.5, top + 3.8).lineTo(x + 2.8, top + 6.2).lineTo(x + 6.8, top + 0.6).lineWidth(1.4).stroke()
      break
    case 'failed':
      pdf.moveTo(x + 0.8, top + 0.6).lineTo(x + 6.2, top + 6).moveTo(x + 6.2, top + 0.6).lineTo(x + 0.8, top + 6).lineWidth(1.4).stroke()
      break
    case 'warn':
      pdf.moveTo(x + 3.5, top).lineTo(x + 7, top + 6.4).lineTo(x, top + 6.4).closePath().fill()
      break
    case 'notice':
      pdf.moveTo(x + 3.5, top + 0.7).lineTo(x + 6.4, top + 6).lineTo(x + 0.6, top + 6).closePath().stroke()
      break
    case 'info':
      pdf.circle(x + 3.5, top + 3.4, 2.6).stroke()
      break
    case 'measured':
      pdf.circle(x + 3.5, top + 3.4, 3).fill()
      break
    case 'declared':
      pdf.circle(x + 3.5, top + 3.4, 2.6).stroke()
      pdf.moveTo(x + 3.5, top + 0.8).lineTo(x + 3.5, top + 6).stroke()
      break
    case 'unavailable':
      pdf.moveTo(x + 1, top + 3.4).lineTo(x + 6, top + 3.4).stroke()
      break
  }
}
