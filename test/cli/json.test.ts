import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonText } from '../../src/cli/define-command.ts'
import { printable } from '../../src/system/terminal.ts'

it('prints JSON that says the same and that the terminal leaves alone', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean())), (value) => {
    const text = jsonText(value)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    expect(printable(text, (_mark, run) => run)).toBe(text)
  }))
})

it('writes bigints as strings and bytes as base64', () => {
  expect(jsonText({ a: 12n, b: new Uint8Array([1, 2]) })).toBe('{"a":"12","b":"AQI="}')
})
