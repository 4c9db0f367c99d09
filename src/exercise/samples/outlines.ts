// Text as outlines of the report's own font, so that drawn samples look the same on a machine without fonts. Reads just
// enough of TrueType: cmap format 4, hmtx, loca, glyf (simple and composite).

export interface Face {
  /** SVG path data of one line, its baseline starting at x, y. */
  path(text: string, x: number, y: number, size: number): string
  width(text: string, size: number): number
}

export function faceOf(font: Buffer): Face {
  const tables = new Map<string, number>()
  for (let index = 0; index < font.readUInt16BE(4); index += 1) tables.set(font.toString('latin1', 12 + index * 16, 16 + index * 16), font.readUInt32BE(20 + index * 16))
  const at = (name: string): number => tables.get(name) ?? 0
  const unitsPerEm = font.readUInt16BE(at('head') + 18)
  const longOffsets = font.readInt16BE(at('head') + 50) === 1
  const metrics = font.readUInt16BE(at('hhea') + 34)
  const cmap = cmapTable(font, at('cmap'))
  const glyph = (char: string): number => glyphIndex(font, cmap, char.codePointAt(0) ?? 0)
  const advance = (id: number): number => font.readUInt16BE(at('hmtx') + Math.min(id, metrics - 1) * 4)
  const outline = (id: number): { start: number; end: number } => {
    const offset = (n: number): number => (longOffsets ? font.readUInt32BE(at('loca') + n * 4) : font.readUInt16BE(at('loca') + n * 2) * 2)
    return { start: at('glyf') + offset(id), end: at('glyf') + offset(id + 1) }
  }
  return {
    width: (text, size) => [...text].reduce((sum, char) => sum + advance(glyph(char)), 0) * size / unitsPerEm,
    path(text, x, y, size) {
      const scale = size / unitsPerEm
      const parts: string[] = []
      let pen = x
      for (const char of text) {
        const id = glyph(char)
        for (const contour of contours(font, outline, id, 0)) parts.push(contourPath(contour.map(([px, py, on]) => [pen + px * scale, y - py * scale, on])))
        pen += advance(id) * scale
      }
      return parts.join('')
    },
  }
}

type Point = readonly [x: number, y: number, onCurve: boolean]

function cmapTable(font: Buffer, cmap: number): number {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 8 + index * 8)
    if (font.readUInt16BE(table) === 4) return table
  }
  throw new RangeError('no cmap of format 4')
}

function glyphIndex(font: Buffer, table: number, code: number): number {
  const segments = font.readUInt16BE(table + 6) / 2
  for (let index = 0; index < segments; index += 1) {
    if (font.readUInt16BE(table + 14 + index * 2) < code) continue
    const start = font.readUInt16BE(table + 16 + (segments + index) * 2)
    if (start > code) return 0
    const delta = font.readInt16BE(table + 16 + (2 * segments + index) * 2)
    const rangeAt = table + 16 + (3 * segments + index) * 2
    const range = font.readUInt16BE(rangeAt)
    if (range === 0) return (code + delta) & 0xffff
    const id = font.readUInt16BE(rangeAt + range + (code - start) * 2)
    return id === 0 ? 0 : (id + delta) & 0xffff
  }
  return 0
}

function contours(font: Buffer, outline: (id: number) => { start: number; end: number }, id: number, depth: number): Point[][] {
  const { start, end } = outline(id)
  if (start === end || depth > 4) return []
  const count = font.readInt16BE(start)
  return count >= 0 ? simple(font, start, count) : composite(font, outline, start, depth)
}

function simple(font: Buffer, start: number, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, index) => font.readUInt16BE(start + 10 + index * 2))
  const points = (ends.at(-1) ?? -1) + 1
  let at = start + 10 + count * 2
  at += 2 + font.readUInt16BE(at)
  const flags: number[] = []
  while (flags.length < points) {
    const flag = font.readUInt8(at++)
    flags.push(flag)
    if ((flag & 8) !== 0) for (let repeat = font.readUInt8(at++); repeat > 0; repeat -= 1) flags.push(flag)
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0
    return flags.map((flag) => {
      if ((flag & short) !== 0) value += font.readUInt8(at++) * ((flag & same) === 0 ? -1 : 1)
      else if ((flag & same) === 0) {
        value += font.readInt16BE(at)
        at += 2
      }
      return value
    })
  }
  const xs = axis(2, 16)
  const ys = axis(4, 32)
  return ends.map((last, index) => {
    const first = index === 0 ? 0 : (ends[index - 1] as number) + 1
    return Array.from({ length: last - first + 1 }, (_, n): Point => [xs[first + n] as number, ys[first + n] as number, ((flags[first + n] as number) & 1) === 1])
  })
}

/** Accented letters: parts moved, not scaled or turned, as Noto Sans has them. */
function composite(font: Buffer, outline: (id: number) => { start: number; end: number }, start: number, depth: number): Point[][] {
  const all: Point[][] = []
  let at = start + 10
  for (let more = true; more;) {
    const flags = font.readUInt16BE(at)
    const id = font.readUInt16BE(at + 2)
    const words = (flags & 1) !== 0
    const [dx, dy] = words ? [font.readInt16BE(at + 4), font.readInt16BE(at + 6)] : [font.readInt8(at + 4), font.readInt8(at + 5)]
    at += (words ? 8 : 6) + ((flags & 8) !== 0 ? 2 : (flags & 64) !== 0 ? 4 : (flags & 128) !== 0 ? 8 : 0)
    for (const contour of contours(font, outline, id, depth + 1)) all.push(contour.map(([x, y, on]) => [x + dx, y + dy, on]))
    more = (flags & 32) !== 0
  }
  return all
}

/** Quadratic curves; two control points in a row imply a point between them. */
function contourPath(contour: readonly Point[]): string {
  const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, true]
  const at = (index: number): Point => contour[index % contour.length] as Point
  const first = contour.findIndex(([, , on]) => on)
  const start = first === -1 ? middle(at(contour.length - 1), at(0)) : at(first)
  const from = first === -1 ? 0 : first + 1
  const show = (point: Point): string => `${point[0].toFixed(2)} ${point[1].toFixed(2)}`
  let path = `M${show(start)}`
  const steps = first === -1 ? contour.length : contour.length - 1
  for (let index = 0; index < steps; index += 1) {
    const point = at(from + index)
    if (point[2]) path += `L${show(point)}`
    else {
      const next = index + 1 < steps ? at(from + index + 1) : start
      path += `Q${show(point)} ${show(next[2] ? next : middle(point, next))}`
      if (index + 1 < steps && next[2]) index += 1
    }
  }
  return `${path}Z`
}
