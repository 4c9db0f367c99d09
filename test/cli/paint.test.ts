import { describe, expect, it } from 'vitest'
import { choosePainters, wantsColour } from '../../src/cli/paint.ts'
import { printable } from '../../src/system/terminal.ts'
import { bold, red } from '../../src/cli/paint.ts'
import fc from 'fast-check'

const none = { NO_COLOR: undefined, FORCE_COLOR: undefined, CLICOLOR: undefined, CLICOLOR_FORCE: undefined, TERM: undefined, CI: undefined, ACCESSIBLE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined, LANG: undefined, SCELLE_LANG: undefined }

describe('wantsColour', () => {
  it.each([
    [undefined, true, {}, true], [undefined, false, {}, false],
    [undefined, true, { NO_COLOR: '1' }, false], [undefined, true, { NO_COLOR: '' }, true],
    [undefined, false, { FORCE_COLOR: '1' }, true], [undefined, true, { FORCE_COLOR: '0' }, false],
    [undefined, false, { CLICOLOR_FORCE: '1' }, true], [undefined, true, { CLICOLOR: '0' }, false],
    [undefined, true, { TERM: 'dumb' }, false], [undefined, false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [true, false, { NO_COLOR: '1' }, true], [false, true, { FORCE_COLOR: '1' }, false],
  ] as const)('flag %s, terminal %s, %j → %s', (flag, tty, variables, expected) => {
    expect(wantsColour(flag, tty, { ...none, ...variables })).toBe(expected)
  })
})

describe('printable', async () => {
  const paint = (await choosePainters(true, { stdin: { tty: true }, stdout: { tty: true, columns: 80 }, stderr: { tty: true, columns: 80 }, variables: none })).out

  it('paints our marks', () => {
    expect(printable(`a ${bold('b')} ${red('c')}`, paint)).toBe('a \u001b[1mb\u001b[22m \u001b[31mc\u001b[39m')
    expect(printable(`a ${bold('b')}`, (_mark, run) => run)).toBe('a b')
  })

  it('makes escapes inside painted text visible too', () => {
    expect(printable(red('x\u001b[2Jy'), paint)).toBe('\u001b[31mx\\u{1b}[2Jy\u001b[39m')
  })

  it('lets no control character through, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = printable(text, (_mark, run) => run)
      expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u)
      // Painted, nothing but our own colour sequences is added.
      expect(printable(text, paint).replaceAll(/\u001b\[\d+m/g, '')).toBe(plain)
    }))
  })
})
