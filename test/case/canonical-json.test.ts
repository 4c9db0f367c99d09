import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../src/case/canonical-json.ts'
import { isFailure } from '../../src/system/failure.ts'

const reasonOf = (value: unknown): string => {
  try {
    canonicalJson(value as JsonValue)
    return 'accepted'
  } catch (error) {
    return isFailure(error, 'case.not-canonical-value') ? error.facts.reason : String(error)
  }
}

describe('canonical JSON (RFC 8785)', () => {
  it('gives the sample of §3.2.2 its canonical form', () => {
    const sample = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as JsonValue
    expect(canonicalJson(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts names by UTF-16 code units, as §3.2.3', () => {
    const value = JSON.parse(String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`) as Record<string, string>
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>).sort()).toEqual(Object.values(value).sort())
    expect([...canonicalJson(value).matchAll(/:"([^"]*)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it.each([
    ['a lone surrogate', '\ud800', 'lone-surrogate'],
    ['a lone surrogate in a name', { '\udead': 1 }, 'lone-surrogate'],
    ['NaN', [Number.NaN], 'not-finite'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'not-finite'],
    ['undefined', { a: undefined }, 'not-json'],
    ['a bigint', 1n, 'not-json'],
    ['a date', new Map(), 'not-json'],
  ])('refuses %s', (_name, value, reason) => {
    expect(reasonOf(value)).toBe(reason)
  })

  it('reads back as the same value, and twice as the same text', () => {
    fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      if (reasonOf(value) !== 'accepted') return
      const text = canonicalJson(value as JsonValue)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text)
    }))
  })
})
