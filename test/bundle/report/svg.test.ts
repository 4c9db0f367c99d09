import { expect, it } from 'vitest'
import { mapDrawing } from '../../../src/bundle/report/map-drawing.ts'
import type { MapPlaces } from '../../../src/bundle/report/map-drawing.ts'
import { svgMeasure, svgOf } from '../../../src/bundle/report/svg.ts'
import { timelineDrawing } from '../../../src/bundle/report/timeline-drawing.ts'
import { documentWordsIn } from '../../../src/messages/load.ts'

const coastline = { land: [[[[-5, 42], [8, 42], [8, 51], [-5, 51]]]], source: 'Natural Earth 4.1.0, 1:110 000 000' } as const
const size = { width: 700, height: 400 }
const place = (latitude: number, longitude: number, more: object = {}): MapPlaces['list'][number] => ({ latitude, longitude, exhibits: [1], count: 1, ...more })
const texts = (drawing: ReturnType<typeof mapDrawing>): string => (drawing?.shapes ?? []).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])).join(' ').replaceAll('\u00a0', ' ')

it('escapes what a picture is told with, and writes no figure longer than two decimals', () => {
  const svg = svgOf({ width: 10, height: 10, shapes: [{ kind: 'text', text: '<script>&"\u0000\u202e', at: [1 / 3, -0.0001], size: 8, ink: '#111111', align: 'right' }] }, { language: 'fr', title: 'a < b', description: '"]]>' })
  expect(svg).toContain('<title id="title">a &lt; b</title>')
  expect(svg).toContain('<text x="0.33" y="0" font-size="8" fill="#111111" text-anchor="end">&lt;script&gt;&amp;&quot;\\u{0}\\u{202e}</text>')
})

it('tells the view, the grid, the scale and what is not drawn, in both languages', async () => {
  const { report: fr } = await documentWordsIn('fr')
  const { report: en } = await documentWordsIn('en')
  const places = { list: [place(48.85, 2.35, { count: 9, errorMetres: 60_000 }), place(43.6, 3.87)], unlisted: 4 }
  const drawing = mapDrawing(places, coastline, fr, size, svgMeasure)
  expect(texts(drawing)).toContain('Vue resserrée sur les positions')
  expect(texts(drawing)).toContain('4 lieux ne sont pas dessinés')
  expect(texts(drawing)).toMatch(/200 km|100 km/)
  expect(drawing?.shapes.filter((shape) => shape.kind === 'circle' && shape.dashed === true)).toHaveLength(1)
  expect(texts(mapDrawing(places, coastline, en, size, svgMeasure))).toContain('Natural Earth 4.1.0, 1:110 000 000, simplified, public domain')
  expect(mapDrawing({ list: [], unlisted: 0 }, coastline, fr, size, svgMeasure)).toBeUndefined()
})

it('stays within a size whatever the number of places', async () => {
  const { report } = await documentWordsIn('fr')
  const list = Array.from({ length: 2000 }, (_, n) => place(-80 + (n % 160), -175 + (n % 350)))
  const drawing = mapDrawing({ list, unlisted: 0 }, coastline, report, size, svgMeasure)
  expect(drawing?.shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(300)
  expect(texts(drawing)).toContain('1 700 lieux ne sont pas dessinés')
})

it('gives each role its own sign, full or hollow by its zone', async () => {
  const { report } = await documentWordsIn('fr')
  const drawing = timelineDrawing({ list: (role, zoneKnown) => (role === 'modified' && zoneKnown ? [] : [0, 86_400_000]) }, report, 700, svgMeasure)
  const shapes = drawing?.shapes ?? []
  expect(texts(drawing)).toContain('Fuseau connu')
  expect(texts(drawing)).toContain('Fuseau inconnu')
  // Two dots and one in the label, for captured with a known zone and without.
  expect(shapes.filter((shape) => shape.kind === 'circle' && shape.fill === '#FFFFFF')).toHaveLength(3)
  expect(shapes.filter((shape) => shape.kind === 'circle' && shape.fill !== '#FFFFFF')).toHaveLength(3)
  // Squares and triangles for both, diamonds for the unknown zone alone.
  expect(shapes.filter(({ kind }) => kind === 'area')).toHaveLength(5 * 3)
  expect(texts(timelineDrawing({ list: (role, zoneKnown) => (zoneKnown && role === 'captured' ? [0] : []) }, report, 700, svgMeasure))).toContain('Fuseau inconnu : aucune')
  expect(timelineDrawing({ list: () => [] }, report, 700, svgMeasure)).toBeUndefined()
})
