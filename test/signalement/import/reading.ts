// What the tests of the import readers need: all rows of some bytes, and zip files whose directory says what it is told to.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import type { ImportRow, ReadRowsOptions, RowBatch } from '../../../src/signalement/import/import-row.ts'
import type { ImportWarning } from '../../../src/signalement/import/import-words.ts'
import { readRows } from '../../../src/signalement/import/read-rows.ts'
import { Failure } from '../../../src/system/failure.ts'
import { tempDir, testWorld } from '../../support/world.ts'

export const PARIS: ReadRowsOptions = { map: [], timeZone: 'Europe/Paris' }

export interface Read {
  readonly format: string
  readonly columns: readonly string[]
  readonly rows: readonly ImportRow[]
  readonly warnings: readonly ImportWarning[]
}

export async function all(batches: AsyncIterable<RowBatch>): Promise<Read> {
  const rows: ImportRow[] = []
  const warnings: ImportWarning[] = []
  let last: RowBatch | undefined
  for await (const batch of batches) {
    last = batch
    rows.push(...batch.rows)
    warnings.push(...batch.warnings)
  }
  return { format: last?.format ?? '', columns: last?.columns ?? [], rows, warnings }
}

/** Written to a file, then read from it. */
export async function readBytes(bytes: string | Uint8Array, options: Partial<ReadRowsOptions> = {}, name = 'tableau.csv'): Promise<Read> {
  const path = join(tempDir(), name)
  writeFileSync(path, bytes)
  return await all(readRows(testWorld(), path, { ...PARIS, ...options }))
}

export async function readPath(path: string, options: Partial<ReadRowsOptions> = {}): Promise<Read> {
  return await all(readRows(testWorld(), path, { ...PARIS, ...options }))
}

/** In chunks of `size` bytes, as standard input brings them. */
export async function readPiped(bytes: Uint8Array, size = 64 * 1024, options: Partial<ReadRowsOptions> = {}): Promise<Read> {
  async function* chunks(): AsyncIterable<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
  }
  return await all(readRows(testWorld(), chunks(), { ...PARIS, ...options }))
}

/** The failure's code and facts; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<readonly [string, object]> {
  const error = await work.then((value) => { throw new Error(`no failure: ${JSON.stringify(value).slice(0, 300)}`) }, (reason: unknown) => reason)
  if (error instanceof Failure) return [error.code, error.facts]
  throw error
}

export interface Part {
  readonly name: string
  readonly data: string | Uint8Array
  /** What the directory and the header declare instead of the truth. */
  readonly declaredSize?: number
  readonly flags?: number
  readonly stored?: boolean
}

export function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, data, declaredSize, flags = 0x0800, stored = false } of parts) {
    const raw = Buffer.from(data)
    const packed = stored ? raw : deflateRawSync(raw)
    const head = Buffer.alloc(26)
    for (const [value, offset] of [[20, 0], [flags, 2], [stored ? 0 : 8, 4], [0, 6], [0x21, 8]] as const) head.writeUInt16LE(value, offset)
    head.writeUInt32LE(crc32(raw), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(declaredSize ?? raw.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, Buffer.from(name), packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'), head, tail, Buffer.from(name))
    at += 4 + head.length + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

export interface Sheet {
  readonly name: string
  /** The rows as SpreadsheetML, `<row>` elements. */
  readonly rows: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly merges?: readonly string[]
}

/** A workbook with inline strings; style 1 is a date and time. */
export function workbookParts(sheets: readonly Sheet[], { date1904 = false } = {}): Part[] {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const xml = (text: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const packaged = (list: string): string => xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`)
  return [
    { name: '[Content_Types].xml', data: xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>') },
    { name: '_rels/.rels', data: packaged(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: xml(`<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`),
    },
    { name: 'xl/_rels/workbook.xml.rels', data: packaged(sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('') + relation('rIdS', 'styles', 'styles.xml')) },
    {
      name: 'xl/styles.xml',
      data: xml(`<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`),
    },
    ...sheets.map(({ rows, merges = [] }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: xml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`}</worksheet>`),
    })),
  ]
}

/** `['A', 1]` as the cells of a row: texts inline, numbers as they are, raw XML for what begins with `<`. */
export function sheetRow(number: number, cells: readonly (string | number | null)[]): string {
  const xml = cells.map((cell, index) => {
    const ref = `${String.fromCodePoint(65 + index)}${number}`
    if (cell === null) return ''
    if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`
    if (cell.startsWith('<c')) return cell.replace('<c', `<c r="${ref}"`)
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
  })
  return `<row r="${number}">${xml.join('')}</row>`
}
