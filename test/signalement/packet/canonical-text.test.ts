import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalLine, canonicalLocator, canonicalText } from '../../../src/signalement/packet/canonical-text.ts'
import { HIDDEN } from '../../../src/system/visible.ts'

describe('the text of a field', () => {
  it('has LF, NFC, no white space at its ends', () => {
    expect(canonicalText(' a\r\nb\rc\u2028d\u0085e\u000bf\tg ').text).toBe('a\nb\nc\nd\ne\nf g')
    expect(canonicalText('e\u0301te\u0301').text).toBe('été')
  })

  it('loses what nobody would see, and says how many signs', () => {
    expect(canonicalText('a\u202eb\u0000c\u200bd\ufeff\u2066e\u{e0041}\uf8ff')).toEqual({ text: 'abcde', removed: 7 })
    expect(canonicalText('a\ud800b')).toEqual({ text: 'a\ufffdb', removed: 1 })
    expect(canonicalText('\ufdd0\u{1ffff}x')).toEqual({ text: 'x', removed: 2 })
  })

  it('keeps joiners, marks of direction and emoji presentation', () => {
    const writing = '👩‍👩‍👧‍👦 ❤️ می‌خواهم \u200eabc\u200f'
    expect(canonicalText(writing)).toEqual({ text: writing.normalize('NFC').trim(), removed: 0 })
  })

  it('is idempotent, and holds neither controls nor lone surrogates', () => {
    fc.assert(fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0x1ffff }).map((code) => String.fromCodePoint(code)), maxLength: 60 }), (raw) => {
      const { text } = canonicalText(raw)
      expect(canonicalText(text)).toEqual({ text, removed: 0 })
      expect(text.isWellFormed()).toBe(true)
      expect(text.normalize('NFC')).toBe(text)
      expect([...text.replaceAll('\n', '').matchAll(HIDDEN)].every(([sign]) => /[\u061c\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f]/.test(sign))).toBe(true)
      expect(canonicalLine(raw).text).not.toContain('\n')
    }), { numRuns: 3000 })
  })
})

describe('a locator', () => {
  it('is left as it is', () => {
    for (const url of ['https://example.fr/a?b=c#d', 'at://did:plc:abc/app.bsky.feed.post/3k', 'https://example.fr/été', '@pseudo']) {
      expect(canonicalLocator(url)).toEqual({ text: url, removed: 0 })
    }
  })

  it('still designates the same when a sign of it could not stay: percent-encoded as a browser sends it', () => {
    expect(canonicalLocator('https://example.fr/e\u0301\u200b').text).toBe('https://example.fr/e%CC%81%E2%80%8B')
    expect(new URL(canonicalLocator('https://example.fr/e\u0301\u200b').text).href).toBe(new URL('https://example.fr/e\u0301\u200b').href)
    expect(canonicalLocator(' https://example.fr/a\nb ').text).toBe('https://example.fr/ab')
  })
})
