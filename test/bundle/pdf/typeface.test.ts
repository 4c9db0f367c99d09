import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDocument } from '../../../src/bundle/pdf/archival-document.ts'
import { isPlain, Typeface } from '../../../src/bundle/pdf/typeface.ts'
import { reportWords as en } from '../../../src/messages/en/report.ts'
import { reportWords as fr } from '../../../src/messages/fr/report.ts'

const document = openDocument({ title: 't', author: '', subject: '', language: 'fr', toolVersion: '0', at: '2026-11-23T17:04:07.120Z', identity: [] })
const faces = (['text', 'bold', 'mono'] as const).map((face) => ({ typeface: new Typeface(document, face), font: document.fontFile(face) }))
const drawn = (text: string, font: { hasGlyphForCodePoint(codePoint: number): boolean }): boolean => [...text].every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))

it('has a glyph in each face for every sign that is taken as plain', () => {
  const plain = Array.from({ length: 0x3000 }, (_, codePoint) => String.fromCodePoint(codePoint)).filter(isPlain)
  expect(plain.length).toBeGreaterThan(190)
  for (const { font } of faces) expect(drawn(plain.join(''), font)).toBe(true)
})

it('makes any string drawable, visible and without controls', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
    for (const { typeface, font } of faces) {
      const shown = typeface.drawable(text)
      expect(drawn(shown, font)).toBe(true)
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/)
    }
  }))
})

it('keeps accents, limits marks, refuses a mark without a letter', () => {
  const [face] = faces
  expect(face?.typeface.drawable('e\u0301')).toBe('e\u0301')
  expect(face?.typeface.drawable('e\u0301\u0301\u0301')).toBe('e\u0301\u0301\\u{301}')
  expect(face?.typeface.drawable('\u0301e')).toBe('\\u{301}e')
  expect(face?.typeface.drawable('😀 \ud800')).toBe('\\u{1f600} \\u{d800}')
})

it('draws every word of both languages as it is written', () => {
  const [face] = faces
  const texts = [...strings(fr), ...strings(en)]
  expect(texts.length).toBeGreaterThan(300)
  for (const text of texts) expect(face?.typeface.drawable(text)).toBe(text)
})

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strings)
  return []
}
