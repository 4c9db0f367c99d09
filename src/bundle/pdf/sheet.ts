// The sheet: geometry, type scale and inks, in points. Every page of the report and of the attestation follows it.

const MM = 72 / 25.4

export const SHEET = { width: 595.28, height: 841.89, left: 22 * MM, right: 18 * MM, top: 18 * MM, bottom: 18 * MM } as const
export const CONTENT_LEFT = SHEET.left
export const CONTENT_WIDTH = SHEET.width - SHEET.left - SHEET.right
/** Header line and footer line stand inside the margins; the text block is between these. */
export const CONTENT_TOP = SHEET.top + 22
export const CONTENT_BOTTOM = SHEET.height - SHEET.bottom - 20
export const CONTENT_HEIGHT = CONTENT_BOTTOM - CONTENT_TOP
/** Baseline of running text. */
export const BASELINE = 14

export const SIZE = { title: 20, section: 13, text: 10, table: 8.5, caption: 7.5 } as const
/** Distance from baseline to baseline for each size. */
export const LEADING = { title: 28, section: 18, text: BASELINE, table: 11.5, caption: 10 } as const

export const INK = {
  black: '#111111',
  grey: '#555555',
  hairline: '#9A9A9A',
  grid: '#CFCFCF',
  accent: '#1F3A5F',
  amber: '#9A6700',
  red: '#9B1C1C',
  green: '#1A6B3C',
  zebra: '#F5F5F5',
} as const

export const HAIRLINE = 0.5
