// Columns of a terminal: as wide as their widest cell, colour marks not counted.
const MARKS = /[\u{f0000}-\u{f0006}]/gu

export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const width = (text: string): number => text.replaceAll(MARKS, '').length
  const widths = head.map((title, column) => Math.max(width(title), ...rows.slice(0, 5000).map((row) => width(row[column] ?? ''))))
  return [head, ...rows].map((row) => row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join('  ').trimEnd())
}
