// A drawing as SVG 1.1: no script, no style sheet, no font of its own, nothing fetched; on its own white sheet, so that it
// reads the same in a light and in a dark window. The same drawing gives the same bytes.
import { visible } from '../../system/visible.ts'
import type { Drawing, Measure, Point, Shape } from './drawing.ts'

export interface SvgWords {
  readonly language: 'fr' | 'en'
  readonly title: string
  /** What the picture shows, for somebody who does not see it. */
  readonly description: string
}

const FONT = 'Helvetica, Arial, sans-serif'
const MARGIN = 12

/** The fonts of whoever looks are not known: wide enough for all of them. */
export const svgMeasure: Measure = (text, size, bold) => text.length * size * (bold === true ? 0.6 : 0.56)

export function svgOf({ width, height, shapes }: Drawing, { language, title, description }: SvgWords): string {
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN].map(figure)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" xml:lang="${language}" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<rect width="${w}" height="${h}" fill="#FFFFFF"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})" font-family="${FONT}" stroke-linejoin="round">`,
    ...shapes.map(shapeOf),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

function shapeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'line':
      return `<path d="${pathOf(shape.points)}" fill="none"${stroke(shape)}/>`
    case 'circle':
      return `<circle cx="${figure(shape.at[0])}" cy="${figure(shape.at[1])}" r="${figure(shape.radius)}" fill="${shape.fill ?? 'none'}"${stroke(shape)}/>`
    case 'area':
      return `<path d="${shape.rings.map((ring) => `${pathOf(ring)}Z`).join('')}" fill="${shape.fill ?? 'none'}" fill-rule="evenodd"${stroke(shape)}/>`
    default:
      return textOf(shape)
  }
}

function textOf({ text, at: [x, y], size, ink, bold, align = 'left' }: Extract<Shape, { kind: 'text' }>): string {
  const anchor = { left: '', centre: ' text-anchor="middle"', right: ' text-anchor="end"' }[align]
  return `<text x="${figure(x)}" y="${figure(y)}" font-size="${figure(size)}" fill="${ink}"${bold === true ? ' font-weight="bold"' : ''}${anchor}>${escaped(text)}</text>`
}

function stroke({ ink, width = 1, dashed }: { readonly ink?: string; readonly width?: number; readonly dashed?: true }): string {
  return ink === undefined ? '' : ` stroke="${ink}" stroke-width="${figure(width)}"${dashed === true ? ' stroke-dasharray="3 2"' : ''}`
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${figure(x)} ${figure(y)}`).join('')
}

/** Two decimals are finer than a printer. */
function figure(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return String(rounded === 0 ? 0 : rounded)
}

function escaped(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
