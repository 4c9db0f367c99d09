// Parameters and values between the two databases, for any text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberedParameters } from '../../src/system/postgres-sql.ts'
import { valueParser } from '../../src/system/postgres-values.ts'

const literal = fc.string().map((text) => `'${text.replaceAll('\'', '\'\'')}'`)
const name = fc.string().map((text) => `"${text.replaceAll('"', '""')}"`)
const comment = fc.string().map((text) => `--${text.replaceAll('\n', '')}\n`)
const block = fc.string().map((text) => `/*${text.replaceAll('*', '')}*/`)

describe('parameters', () => {
  it.each([
    ['a = ? AND b = ?', 'a = $1 AND b = $2'],
    ['a = ?1 OR b = ?1', 'a = $1 OR b = $1'],
    ['a = ?2 OR b = ?', 'a = $2 OR b = $3'],
    ['?12', '$12'],
    ['\'?\' = ? AND "?" = ? -- ?\n/* ? */ ?', '\'?\' = $1 AND "?" = $2 -- ?\n/* ? */ $3'],
    ['\'it\'\'s ?\' || ?', '\'it\'\'s ?\' || $1'],
  ])('%s', (sql, expected) => {
    expect(numberedParameters(sql)).toBe(expected)
  })

  it('are numbered in their order whatever literals, names and comments stand between them', () => {
    fc.assert(fc.property(fc.array(fc.oneof(literal, name, comment, block, fc.constant('?'), fc.constant(' = ')), { maxLength: 30 }), (parts) => {
      let count = 0
      // Joined by a blank: two literals side by side would be one.
      expect(numberedParameters(parts.join(' '))).toBe(parts.map((part) => part === '?' ? `$${++count}` : part).join(' '))
    }))
  })
})

describe('values', () => {
  it('whole numbers are exact, as a number where that can be', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (whole) => {
      const read = valueParser(20)(whole.toString())
      expect(typeof read === 'bigint' ? read : BigInt(read as number)).toBe(whole)
      expect(typeof read).toBe(Number.isSafeInteger(Number(whole)) ? 'number' : 'bigint')
    }))
  })

  it('bytes are those that were written, in memory of their own', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      const read = valueParser(17)(`\\x${Buffer.from(bytes).toString('hex')}`) as Uint8Array
      expect(read).toEqual(bytes)
      expect(read.buffer.byteLength).toBe(bytes.length)
    }))
  })

  it('true is 1, fractions are numbers, all else is text', () => {
    expect([valueParser(16)('t'), valueParser(16)('f'), valueParser(1700)('1.5'), valueParser(701)('-2.5'), valueParser(25)('12'), valueParser(1184)('2026-11-26')]).toEqual([1, 0, 1.5, -2.5, '12', '2026-11-26'])
  })
})
