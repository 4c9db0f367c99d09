// Nobody finds a small count by adding and subtracting what is printed. An exhaustive attacker checks small tables.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSmall, printable, THRESHOLD, withheldCells } from '../../../src/delivery/statistics/small-counts.ts'

/** All values that a cell can have in tables of whole numbers with the same totals and the same printed cells. */
function possibleValues(table: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[], row: number, column: number): Set<number> {
  const rows = table.map((cells) => cells.reduce((a, b) => a + b, 0))
  const columns = (table[0] ?? []).map((_, c) => table.reduce((a, cells) => a + (cells[c] ?? 0), 0))
  const cells = table.flatMap((line, r) => line.flatMap((value, c) => {
    if (hidden[r]?.[c]) return [[r, c] as const]
    rows[r] = (rows[r] ?? 0) - value
    columns[c] = (columns[c] ?? 0) - value
    return []
  }))
  const found = new Set<number>()
  const visit = (index: number, value: number): void => {
    const cell = cells[index]
    if (cell === undefined) {
      if ([...rows, ...columns].every((rest) => rest === 0)) found.add(value)
      return
    }
    const [r, c] = cell
    const most = Math.min(rows[r] ?? 0, columns[c] ?? 0)
    const lastOfRow = !cells.slice(index + 1).some(([y]) => y === r)
    const lastOfColumn = !cells.slice(index + 1).some(([, x]) => x === c)
    const least = Math.max(lastOfRow ? rows[r] ?? 0 : 0, lastOfColumn ? columns[c] ?? 0 : 0)
    for (let x = least; x <= most; x += 1) {
      rows[r] = (rows[r] ?? 0) - x
      columns[c] = (columns[c] ?? 0) - x
      visit(index + 1, r === row && c === column ? x : value)
      rows[r] = (rows[r] ?? 0) + x
      columns[c] = (columns[c] ?? 0) + x
    }
  }
  visit(0, -1)
  return found
}

/** Tables whose totals may all be printed. */
const tables = (rows: number, columns: number, max: number): fc.Arbitrary<number[][]> => fc
  .array(fc.array(fc.oneof(fc.nat({ max: 4 }), fc.nat({ max })), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
  .filter((table) => table.every((cells) => cells.reduce((a, b) => a + b, 0) >= THRESHOLD) && (table[0] ?? []).every((_, c) => table.reduce((a, cells) => a + (cells[c] ?? 0), 0) >= THRESHOLD))

describe('withheld cells', () => {
  it('a total never gives a small cell back: an attacker who tries all tables finds six values or more', () => {
    fc.assert(fc.property(fc.oneof(tables(2, 2, 12), tables(2, 3, 9), tables(3, 2, 9), tables(3, 3, 7)), (table) => {
      const hidden = withheldCells(table)
      for (const [row, cells] of table.entries()) {
        for (const [column, count] of cells.entries()) {
          if (!isSmall(count)) continue
          expect(hidden[row]?.[column]).toBe(true)
          const values = possibleValues(table, hidden, row, column)
          expect(values.has(count)).toBe(true)
          expect(values.size, JSON.stringify(table)).toBeGreaterThan(THRESHOLD)
        }
      }
    }), { numRuns: 300 })
  })

  it('to withhold the small cells alone would not do: this attacker finds them', () => {
    const table = [[3, 20], [30, 40]]
    expect(possibleValues(table, [[true, false], [false, false]], 0, 0)).toEqual(new Set([3]))
    // Two in each line, and still known: one and one.
    expect(possibleValues([[1, 1, 9], [1, 1, 9], [9, 9, 9]], [[true, true, false], [true, true, false], [false, false, false]], 0, 0)).toEqual(new Set([0, 1, 2]))
    expect(withheldCells(table)).toEqual([[true, true], [true, true]])
  })

  it('withholds nothing without need', () => {
    expect(withheldCells([[5, 0, 9], [0, 12, 0]]).flat()).not.toContain(true)
    const wide = withheldCells([[2, 40, 30, 0], [50, 60, 70, 9], [10, 11, 12, 5]])
    expect(wide.flat().filter(Boolean).length).toBeLessThanOrEqual(4)
  })

  it('a large table of small cells is done in time', () => {
    const table = Array.from({ length: 240 }, (_, row) => Array.from({ length: 8 }, (_each, column) => ((row * 31 + column * 17) % 11) + (column === 0 ? 6 : 0)))
    const start = performance.now()
    const hidden = withheldCells(table)
    expect(table.flat().every((count, index) => !isSmall(count) || hidden.flat()[index])).toBe(true)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('names that can be printed', () => {
  it('what is put together reaches the threshold, and not every member is at its most', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat({ max: 20 })), (totals) => {
      const map = new Map(Object.entries(totals))
      const { shown, rest } = printable(map)
      const sum = rest.reduce((all, name) => all + (map.get(name) ?? 0), 0)
      expect([...shown, ...rest].toSorted()).toEqual([...map].filter(([, count]) => count > 0).map(([name]) => name).toSorted())
      for (const name of shown) expect(map.get(name)).toBeGreaterThanOrEqual(THRESHOLD)
      if (rest.length > 0 && shown.length > 0) {
        expect(sum).toBeGreaterThanOrEqual(THRESHOLD)
        expect(rest.every((name) => map.get(name) === THRESHOLD - 1)).toBe(false)
      }
    }))
    expect(printable(new Map([['a', 4], ['b', 4], ['c', 7], ['d', 9]]))).toEqual({ shown: ['d'], rest: ['a', 'b', 'c'] })
    expect(printable(new Map([['a', 1], ['c', 7], ['d', 9]]))).toEqual({ shown: ['d'], rest: ['a', 'c'] })
  })
})
