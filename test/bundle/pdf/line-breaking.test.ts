import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breakLines } from '../../../src/bundle/pdf/line-breaking.ts'

const measure = (text: string): number => [...text].length

it('loses nothing, and no line is wider than asked unless one sign is', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 12, max: 60 }), (text, width) => {
    const lines = breakLines(text, width, measure)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    for (const line of lines) expect(measure(line.replace(/[\s\S]\p{M}*$/u, ''))).toBeLessThanOrEqual(width)
  }))
})

it('keeps an escape whole and cuts after a separator', () => {
  expect(breakLines('aaaaaaa\\u{202e}b', 10, measure)).toEqual(['aaaaaaa', '\\u{202e}b'])
  expect(breakLines('captures/IMG_2041.jpg', 14, measure)).toEqual(['captures/IMG_', '2041.jpg'])
  expect(breakLines('à 18\u00a0h', 5, measure)).toEqual(['à', '18\u00a0h'])
})

it('ends with an ellipsis when there are more lines than asked', () => {
  expect(breakLines('un deux trois quatre', 6, measure, 2)).toEqual(['un', 'deux…'])
  expect(breakLines('x'.repeat(100), 10, measure, 1)).toEqual([`${'x'.repeat(9)}…`])
})

it('breaks a word of 200,000 characters', () => {
  expect(breakLines('x'.repeat(200_000), 100, measure)).toHaveLength(2000)
})
