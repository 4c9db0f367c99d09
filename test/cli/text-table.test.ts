import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { green, red } from '../../src/cli/paint.ts'
import { textTable } from '../../src/cli/render/text-table.ts'
import { MARKS, printable } from '../../src/system/terminal.ts'

const on = (columns: number) => ({ stdout: { tty: columns > 0, columns } })
const ID = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d'

describe('a table', () => {
  it('in a pipe is one line a row, whatever its width', () => {
    expect(textTable(['A', 'B'], [['x'.repeat(300), 'one two'], ['y', '']], on(0))).toEqual([`A${' '.repeat(299)}  B`, `${'x'.repeat(300)}  one two`, 'y'])
  })

  it('on a terminal the widest columns give way, whole words first', () => {
    const lines = textTable(['Signalement', 'Destinataire', 'État', 'Suite'], [['f3800413', 'Guichet (API de signalement) (essai)', 'envoyé', `accusé ${ID}`]], on(80))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(lines.join('\n')).toContain(ID)
    expect(lines[1]).toMatch(/^f3800413 {5}Guichet/)
    // Narrower than a number is: cut, and nothing is lost.
    const narrow = textTable(['A', 'B'], [['x', ID]], on(20))
    expect(narrow.slice(1).join('').replaceAll(/[x ]/g, '')).toBe(ID)
  })

  it('a colour is that of each of its lines and of no other column', () => {
    const lines = textTable(['A', 'B'], [[red('one two three four five six'), green('ok')]], on(24))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect([...line].filter((char) => char === MARKS.end).length).toBe([...line].filter((char) => ['\u{f0003}', '\u{f0004}'].includes(char)).length)
    expect(lines[1]).toContain(green('ok'))
  })

  it('wide signs take two columns, and those that combine none', () => {
    const [, ...lines] = textTable(['A', 'B'], [['保護', '|'], ['e\u0301', '|'], ['abcd', '|']], on(0))
    expect(lines).toEqual(['保護  |', 'e\u0301     |', 'abcd  |'])
  })

  it('holds any words at any width: no line is wider, nothing that was said is lost', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]{0,30}( [a-z]{1,12}){0,4}$/), fc.stringMatching(/^[a-z ]{0,60}$/)), { maxLength: 6 }), fc.integer({ min: 30, max: 130 }), (rows, columns) => {
      const lines = textTable(['A', 'B'], rows, on(columns))
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
      expect(lines.join('').replaceAll(/[AB ]/g, '').split('').toSorted().join('')).toBe(rows.flat().join('').replaceAll(' ', '').split('').toSorted().join(''))
    }))
  })

  it('hostile words reach the terminal as visible escapes', () => {
    const [, line = ''] = textTable(['A', 'B'], [['\u001b[2J\u202egro', '\r\nx']], on(0)).join('\u0001').split('\u0001')
    expect(printable(line, (_mark, run) => run)).not.toMatch(/[\u001b\u202e\r]/)
  })
})
