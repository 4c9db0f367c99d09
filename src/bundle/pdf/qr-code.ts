// A QR code (ISO/IEC 18004) as vectors, one path: sharp at every size, and the same bytes every time.
import { encode } from 'uqr'
import type { PageFlow } from './page-flow.ts'
import { INK } from './sheet.ts'

/** Draws it with its quiet zone of four modules inside a square of `size` points. */
export function drawQrCode(flow: PageFlow, text: string, x: number, y: number, size: number): void {
  const { data } = encode(text, { ecc: 'M', border: 4 })
  const module = size / data.length
  const pdf = flow.document.pdf
  for (const [row, cells] of data.entries()) {
    for (let start = 0; start < cells.length; start += 1) {
      if (cells[start] !== true) continue
      let end = start
      while (cells[end + 1] === true) end += 1
      // A hair higher than a module, so that rows meet without a white line on screen.
      pdf.rect(x + start * module, y + row * module, (end - start + 1) * module, module * 1.02)
      start = end
    }
  }
  pdf.fillColor(INK.black).fill()
}
