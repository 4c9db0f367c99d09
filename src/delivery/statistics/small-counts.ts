// Small counts could single somebody out. Lines whose total is small are put together; in what is left, small cells are
// withheld, and with them as many others as it takes so that no sum gives a small one back.

/** Counts from 1 to one less than this are small: the usual limit of public statistics. */
export const THRESHOLD = 5

/** Key of the line, or the column, of what was put together. No destination can be called that. */
export const OTHERS = '*'

export const isSmall = (count: number): boolean => count > 0 && count < THRESHOLD

/**
 * Which names of a list of totals can be printed. The rest together reaches the threshold, and is not so large that each
 * of its members must be at its most; their names are not printed, so that nobody knows who is in it.
 */
export function printable(totals: ReadonlyMap<string, number>): { readonly shown: readonly string[]; readonly rest: readonly string[] } {
  const ordered = [...totals].filter(([, count]) => count > 0).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const shown = ordered.filter(([, count]) => !isSmall(count))
  const rest = ordered.filter(([, count]) => isSmall(count))
  const sum = (): number => rest.reduce((all, [, count]) => all + count, 0)
  while (rest.length > 0 && shown.length > 0 && (sum() < THRESHOLD || rest.every(([, count]) => count === THRESHOLD - 1))) {
    const smallest = shown.pop()
    if (smallest !== undefined) rest.push(smallest)
  }
  return { shown: shown.map(([name]) => name), rest: rest.map(([name]) => name) }
}

/**
 * Cells to withhold in a table whose totals, all at least the threshold, are printed. Whoever adds and subtracts what is
 * printed finds for each small cell at least `THRESHOLD + 1` possible values: the range is exact (a flow between rows and
 * columns, as in transport problems), and with every cell withheld it is that wide: min(r, c, N − r, N − c) ≥ THRESHOLD.
 */
export function withheldCells(table: readonly (readonly number[])[]): readonly (readonly boolean[])[] {
  const hidden = table.map((row) => row.map(isSmall))
  for (const [row, cells] of table.entries()) {
    for (const [column, count] of cells.entries()) {
      if (!isSmall(count)) continue
      // More withheld cells never make another one's range narrower: each is looked at once.
      while (widthOf(table, hidden, row, column) < THRESHOLD) {
        if (!hideRectangle(table, hidden, row, column)) return table.map((each) => each.map(() => true))
      }
    }
  }
  return hidden
}

/** Hides the other three corners of the cheapest rectangle that hides anything; false when there is none. */
function hideRectangle(table: readonly (readonly number[])[], hidden: boolean[][], row: number, column: number): boolean {
  const at = (r: number, c: number): number => table[r]?.[c] ?? 0
  let best: { readonly corners: readonly (readonly [number, number])[]; readonly cost: number } | undefined
  for (let r = 0; r < table.length; r += 1) {
    for (let c = 0; c < (table[0]?.length ?? 0); c += 1) {
      if (r === row || c === column) continue
      const corners = ([[row, c], [r, column], [r, c]] as const).filter(([y, x]) => hidden[y]?.[x] === false)
      if (corners.length === 0) continue
      // One that widens the range at once is worth more than a cheap one that does not.
      const room = Math.min(at(row, c), at(r, column)) + Math.min(at(row, column), at(r, c))
      const cost = corners.reduce((sum, [y, x]) => sum + at(y, x), 0) + corners.length + (room < THRESHOLD ? 1e9 : 0)
      if (best === undefined || cost < best.cost) best = { corners, cost }
    }
  }
  for (const [r, c] of best?.corners ?? []) {
    const cells = hidden[r]
    if (cells !== undefined) cells[c] = true
  }
  return best !== undefined
}

/** How far the cell can go up and down with all that is printed unchanged; no further than is asked. */
function widthOf(table: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[], row: number, column: number): number {
  const value = table[row]?.[column] ?? 0
  const up = push(table, hidden, row, column, 'up', THRESHOLD)
  return up >= THRESHOLD ? up : up + push(table, hidden, row, column, 'down', value)
}

/**
 * Units by which the cell can change in one direction: a flow from its row to its column through the other withheld
 * cells, one of which goes down wherever another goes up.
 */
function push(table: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[], row: number, column: number, direction: 'up' | 'down', enough: number): number {
  const values = table.map((cells) => [...cells])
  const width = table[0]?.length ?? 0
  const falling = (r: number, c: number): number => values[r]?.[c] ?? 0
  let pushed = 0
  while (pushed < enough) {
    // Nodes: rows, then columns. How each was reached, and how much can pass.
    const from = new Map<number, number>([[row, -1]])
    const room = new Map<number, number>([[row, enough - pushed]])
    const queue = [row]
    const goal = table.length + column
    for (let next = queue.shift(); next !== undefined && !from.has(goal); next = queue.shift()) {
      const isRow = next < table.length
      const others = isRow ? width : table.length
      for (let other = 0; other < others; other += 1) {
        const [r, c] = isRow ? [next, other] : [other, next - table.length]
        const node = isRow ? table.length + other : other
        if (from.has(node) || hidden[r]?.[c] !== true || (r === row && c === column)) continue
        // In a row, the others make up for the cell; in a column, for the row's others.
        const capacity = isRow === (direction === 'up') ? falling(r, c) : Infinity
        if (capacity <= 0) continue
        from.set(node, next)
        room.set(node, Math.min(room.get(next) ?? 0, capacity))
        queue.push(node)
      }
    }
    const amount = room.get(goal)
    if (amount === undefined) return pushed
    for (let node = goal; node !== row;) {
      const before = from.get(node) ?? row
      const [r, c] = before < table.length ? [before, node - table.length] : [node, before - table.length]
      const cells = values[r]
      const falls = (before < table.length) === (direction === 'up')
      if (cells !== undefined) cells[c] = (cells[c] ?? 0) + (falls ? -amount : amount)
      node = before
    }
    pushed += amount
  }
  return pushed
}
