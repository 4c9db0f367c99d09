import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayName, safeName } from '../../src/case/safe-name.ts'
import { visible } from '../../src/system/visible.ts'

const safe = (name: string): string => safeName(Buffer.from(name, 'utf8'))

describe('safe names', () => {
  it.each([
    ['IMG_2041.HEIC', 'IMG_2041.HEIC'],
    ['capture d\'écran été.png', 'capture d\'écran été.png'],
    ['e\u0301te\u0301.jpg', 'été.jpg'],
    ['a/b\\c:d*e?.txt', 'a_b_c_d_e_.txt'],
    ['line\nbreak\u001b[31m.jpg', 'line_break_[31m.jpg'],
    ['\u202egpj.exe', '_gpj.exe'],
    ['-rf', '_rf'],
    ['.htaccess', '_htaccess'],
    ['..', '__'],
    ['end. ', 'end_'],
    ['CON.jpg', '_CON.jpg'],
    ['com1', '_com1'],
    ['100%.txt', '100_.txt'],
    ['Capture 10.00\u202fAM.png', 'Capture 10.00 AM.png'],
    ['', 'fichier'],
    ['   ', 'fichier'],
  ])('%j becomes %j', (name, expected) => {
    expect(safe(name)).toBe(expected)
  })

  it('keeps the extension of a long name', () => {
    const name = safe(`${'é'.repeat(120)}.jpeg`)
    expect(name.endsWith('.jpeg')).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  })

  it('is total: any bytes give a harmless name', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((part) => Buffer.from(part)),
      fc.string({ unit: 'binary', maxLength: 260 }).map((part) => Buffer.from(part)),
      fc.string({ unit: fc.constantFrom('.', ' ', '-', '~', 'c', 'o', 'n', '\u0301', '\ud83d\ude00', '\u200d', '/'), maxLength: 250 }).map((part) => Buffer.from(part)),
    )
    fc.assert(fc.property(bytes, (raw) => {
      const name = safeName(raw)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(120)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      expect(name).toBe(name.normalize('NFC'))
      expect(visible(name)).toBe(name)
      expect(name).not.toMatch(/[<>:"/\\|?*%\u0000-\u001f]|^[-. ~]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu)
    }), { numRuns: 2000 })
  })

  it('tells names that are not UTF-8', () => {
    expect(displayName(Buffer.from([0x62, 0xff, 0xfe]))).toEqual({ text: 'b\ufffd\ufffd', exact: false })
    expect(displayName(Buffer.from('b\ufffd'))).toEqual({ text: 'b\ufffd', exact: true })
  })
})
