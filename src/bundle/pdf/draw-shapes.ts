// A drawing on the page, at the cursor.
import type { Drawing, Measure, Point, Shape } from '../report/drawing.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT } from './sheet.ts'

export function measureOf(flow: PageFlow): Measure {
  return (text, size, bold) => flow.faces[bold === true ? 'bold' : 'text'].width(text, size)
}

/** Moves to the next page when this one has no room for it. */
export function drawShapes(flow: PageFlow, { height, shapes }: Drawing): void {
  flow.ensure(height)
  const top = flow.y
  for (const shape of shapes) drawShape(flow, shape, CONTENT_LEFT, top)
  flow.y = top + height
}

function drawShape(flow: PageFlow, shape: Shape, left: number, top: number): void {
  const { pdf } = flow.document
  switch (shape.kind) {
    case 'line':
      path(flow, shape.points, left, top)
      pdf.lineWidth(shape.width).strokeColor(shape.ink)
      if (shape.dashed === true) pdf.dash(3, { space: 2 })
      pdf.stroke()
      if (shape.dashed === true) pdf.undash()
      break
    case 'circle':
      pdf.circle(left + shape.at[0], top + shape.at[1], shape.radius)
      if (shape.dashed === true) pdf.dash(3, { space: 2 })
      paint(flow, shape)
      if (shape.dashed === true) pdf.undash()
      break
    case 'area':
      for (const ring of shape.rings) {
        path(flow, ring, left, top)
        pdf.closePath()
      }
      paint(flow, shape)
      break
    case 'text':
      flow.draw(shape.text, left + shape.at[0], top + shape.at[1], { size: shape.size, ink: shape.ink, face: shape.bold === true ? 'bold' : 'text', align: shape.align ?? 'left' })
      break
  }
}

function path(flow: PageFlow, points: readonly Point[], left: number, top: number): void {
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) flow.document.pdf.moveTo(left + x, top + y)
    else flow.document.pdf.lineTo(left + x, top + y)
  }
}

function paint(flow: PageFlow, { fill, ink, width = 1 }: { readonly fill?: string; readonly ink?: string; readonly width?: number }): void {
  const { pdf } = flow.document
  if (ink !== undefined) pdf.lineWidth(width).strokeColor(ink)
  if (fill !== undefined) pdf.fillColor(fill)
  if (fill !== undefined && ink !== undefined) pdf.fillAndStroke(undefined as never, undefined as never, 'even-odd')
  else if (fill !== undefined) pdf.fill('even-odd')
  else pdf.stroke()
}
