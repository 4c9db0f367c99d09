import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUT_MARK, fitLines, fitText, measure } from '../../../src/signalement/packet/fit-text.ts'

const UNITS = ['characters', 'graphemes', 'bytes'] as const
const SIGNS = ['a', 'é', 'e\u0301', '👩‍👩‍👧‍👦', '🇫🇷', '👍🏽', '𝒳', ' ', '\n', '. ', '漢', 'נ\u05b8', 'क्षि'] as const
const graphemes = (text: string): string[] => Array.from(new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)

describe('a text made to fit', () => {
  it('is itself when it fits, at the limit exactly', () => {
    expect(fitText('abc', { unit: 'characters', max: 3 })).toEqual({ text: 'abc', lost: 0 })
    expect(fitText('é👍🏽', { unit: 'graphemes', max: 2 })).toEqual({ text: 'é👍🏽', lost: 0 })
    expect(fitText('é', { unit: 'bytes', max: 2 })).toEqual({ text: 'é', lost: 0 })
  })

  it('ends at a sentence when one is near, else at a word, else at a sign', () => {
    expect(fitText('Une phrase entière. Puis une autre.', { unit: 'characters', max: 30 }).text).toBe('Une phrase entière. […]')
    expect(fitText('Une longue suite de mots sans point', { unit: 'characters', max: 24 }).text).toBe('Une longue suite de […]')
    expect(fitText('a'.repeat(50), { unit: 'characters', max: 20 }).text).toBe(`${'a'.repeat(16)} […]`)
    // A sentence that would give up more than half of the room is not one.
    expect(fitText(`Non. ${'mot '.repeat(30)}`.trim(), { unit: 'characters', max: 60 }).text.length).toBeGreaterThan(40)
  })

  it('tells what was given up, in the unit of the limit', () => {
    expect(fitText(`${'a'.repeat(16)} ${'b'.repeat(33)}`, { unit: 'characters', max: 20 })).toEqual({ text: `${'a'.repeat(16)} […]`, lost: 34 })
    expect(fitText('👍🏽'.repeat(10), { unit: 'graphemes', max: 8 })).toEqual({ text: `${'👍🏽'.repeat(4)} […]`, lost: 6 })
  })

  it('gives nothing rather than half a sign', () => {
    expect(fitText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', { unit: 'bytes', max: 8 })).toEqual({ text: '', lost: 50 })
    expect(fitText('🇫🇷🇫🇷', { unit: 'characters', max: 3 })).toEqual({ text: '', lost: 8 })
  })

  it('never exceeds its limit, never cuts inside a sign, and says when it was cut', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.array(fc.constantFrom(...SIGNS), { maxLength: 80 }).map((signs) => signs.join('')))
    fc.assert(fc.property(texts, fc.constantFrom(...UNITS), fc.integer({ min: 1, max: 60 }), (raw, unit, max) => {
      const text = raw.trim()
      const fitted = fitText(text, { unit, max })
      expect(measure(fitted.text, unit)).toBeLessThanOrEqual(max)
      expect(fitted.text.isWellFormed()).toBe(text.isWellFormed() || fitted.text.isWellFormed())
      if (measure(text, unit) <= max) {
        expect(fitted).toEqual({ text, lost: 0 })
        return
      }
      expect(fitted.lost).toBeGreaterThan(0)
      const head = fitted.text.endsWith(CUT_MARK) && measure(CUT_MARK, unit) < max ? fitted.text.slice(0, -CUT_MARK.length) : fitted.text
      const kept = graphemes(head)
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept)
    }), { numRuns: 2000 })
  })
})

describe('values, one a line', () => {
  it('fill as many forms as they need; none is cut and none is lost', () => {
    const values = ['https://a.example/1', 'https://a.example/22', 'https://a.example/333']
    expect(fitLines(values, undefined)).toEqual({ texts: [values.join('\n')], tooLong: [] })
    expect(fitLines(values, { unit: 'characters', max: 45 })).toEqual({ texts: [`${values[0]}\n${values[1]}`, values[2]], tooLong: [] })
    expect(fitLines(values, { unit: 'characters', max: 20 })).toEqual({ texts: [values[0], values[1]], tooLong: [values[2]] })
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (all, max) => {
      const { texts, tooLong } = fitLines(all, { unit: 'bytes', max })
      expect(texts.every((text) => Buffer.byteLength(text) <= max)).toBe(true)
      expect([...texts.flatMap((text) => text.split('\n')), ...tooLong].sort()).toEqual([...all].sort())
    }))
  })
})
