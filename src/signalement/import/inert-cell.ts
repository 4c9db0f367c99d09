// A cell that a spreadsheet would run as a formula is written behind an apostrophe, which is taken away when it is read
// again: text stays text in both directions (OWASP, "CSV injection").

const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/
const INERT = /^'+[=+\-@\t\r\n＝＋－＠]/

export function inert(cell: string): string {
  return RUNS.test(cell) ? `'${cell}` : cell
}

/** The cell that `inert` was given; a text that begins with an apostrophe and runs nothing is left alone. */
export function plain(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && INERT.test(cell) ? cell.slice(1) : cell
}
