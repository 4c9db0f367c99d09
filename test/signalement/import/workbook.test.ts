import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusalOfZip } from '../../../src/signalement/import/workbook-zip.ts'
import { tempDir } from '../../support/world.ts'
import { failureOf, readBytes, readPath, readPiped, sheetRow, workbookParts, zipOf, type Part, type Sheet } from './reading.ts'

const HEADER = ['URL', 'Atteinte', 'Vu le', 'Description', 'ID du compte']
const rows = (...cells: readonly (readonly (string | number | null)[])[]): string => cells.map((row, index) => sheetRow(index + 1, row)).join('')
const book = (sheets: readonly Sheet[], options?: { date1904?: boolean }): Buffer => zipOf(workbookParts(sheets, options))
const one = (...cells: readonly (readonly (string | number | null)[])[]): Buffer => book([{ name: 'Feuil1', rows: rows(HEADER, ...cells) }])
const DATE = '<c s="1"><v>46349.7527777778</v></c>'

describe('a workbook', () => {
  it('gives texts, dates as the sheet shows them, and numbers', async () => {
    const read = await readBytes(one(
      ['https://example.com/1', 'cyberharcèlement', DATE, '  Élève\nvisée 😀 ', '123456789012345678'],
      ['https://example.com/2', 'doxxing', 46349.7527777778, 14.5, 42],
      ['https://example.com/3', 'doxxing', '23/11/2026 18:04', '<c t="b"><v>1</v></c>', 1.23456789012346e18],
      ['https://example.com/4', 'doxxing', '<c s="1"><v>46349</v></c>', null, null],
    ))
    expect(read.format).toBe('xlsx')
    expect(read.rows).toMatchObject([
      { row: 2, entry: { urls: 'https://example.com/1', harm: 'cyberharcèlement', observedAt: '2026-11-23T17:04:00.000Z', explanation: 'Élève\nvisée 😀', accountId: '123456789012345678' }, problems: [] },
      { row: 3, entry: { observedAt: '2026-11-23T17:04:00.000Z', explanation: '14.5', accountId: '42' }, problems: [] },
      { row: 4, entry: { observedAt: '2026-11-23T17:04:00.000Z', explanation: 'true' }, problems: [{ path: 'accountId', code: 'cell.number-rounded' }] },
      { row: 5, entry: { observedAt: '2026-11-22T23:00:00.000Z' }, problems: [], notes: [{ code: 'date.day-alone' }] },
    ])
    expect(read.rows[0]?.raw).toEqual(['https://example.com/1', 'cyberharcèlement', '2026-11-23 18:04', '  Élève\nvisée 😀 ', '123456789012345678'])
  })

  it('counts in the other date system of old Macintoshes', async () => {
    const read = await readBytes(book([{ name: 'A', rows: rows(HEADER, ['x', 'doxxing', '<c s="1"><v>44887.7527777778</v></c>', 'a', null], ['x', 'doxxing', 44887.7527777778, 'a', null]) }], { date1904: true }))
    expect(read.rows.map(({ entry }) => entry.observedAt)).toEqual(['2026-11-23T17:04:00.000Z', '2026-11-23T17:04:00.000Z'])
  })

  it('takes the saved result of a formula and notes it; text that looks like one stays text', async () => {
    const read = await readBytes(one(
      ['<c t="str"><f>"https://example.com/"&amp;1</f><v>https://example.com/1</v></c>', 'doxxing', '<c s="1"><f>NOW()</f><v>46349.75</v></c>', '=cmd|\' /C calc\'!A0', null],
      ['<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', 'doxxing', null, 'x', null],
    ))
    expect(read.rows).toMatchObject([
      { entry: { urls: 'https://example.com/1', observedAt: '2026-11-23T17:00:00.000Z', explanation: '=cmd|\' /C calc\'!A0' }, problems: [], notes: [{ path: 'urls', code: 'cell.formula' }, { path: 'observedAt', code: 'cell.formula' }] },
      { problems: [{ path: 'urls', code: 'cell.error', facts: { value: '#DIV/0!' } }] },
    ])
  })

  it('keeps the numbers of rows over empty ones, and skips lines that only a merge fills', async () => {
    const sheet: Sheet = {
      name: 'A', merges: ['B2:B7', 'D2:E2'],
      rows: sheetRow(1, HEADER) + sheetRow(2, ['u2', 'doxxing', null, 'd2', null]) + sheetRow(3, ['u3', null, null, 'd3', null]) + sheetRow(5, [null, null]) + sheetRow(7, ['u7', null, null, 'd7', null]) + sheetRow(9, ['u9', null, null, 'd9', null]),
    }
    const read = await readBytes(book([sheet]))
    expect(read.rows.map(({ row, entry }) => [row, entry.urls, entry.harm])).toEqual([[2, 'u2', 'doxxing'], [3, 'u3', 'doxxing'], [7, 'u7', 'doxxing'], [9, 'u9', undefined]])
    expect(read.warnings).toContainEqual({ code: 'cells-merged', facts: { count: 2 } })
  })

  it('reads the first sheet that shows something, and names the others', async () => {
    const data = rows(HEADER, ['x', 'doxxing', null, 'd', null])
    const read = await readBytes(book([{ name: 'Listes', rows: rows(['secret']), state: 'hidden' }, { name: 'Feuil1', rows: '' }, { name: 'Novembre', rows: data }, { name: 'Très caché', rows: data, state: 'veryHidden' }]))
    expect(read.rows).toHaveLength(1)
    expect(read.warnings).toContainEqual({ code: 'sheets-unread', facts: { read: 'Novembre', others: ['Listes', 'Feuil1', 'Très caché'] } })
    expect((await failureOf(readBytes(book([{ name: 'A', rows: data, state: 'hidden' }]))))[0]).toBe('import.workbook-hidden')
    expect((await failureOf(readBytes(book([{ name: 'A', rows: '' }]))))[0]).toBe('import.empty')
  })

  it('is read piped, and through a link', async () => {
    const bytes = one(['x', 'doxxing', DATE, 'd', null])
    expect((await readPiped(bytes, 100)).rows).toHaveLength(1)
    const dir = tempDir()
    writeFileSync(join(dir, 'a.bin'), bytes)
    symlinkSync('a.bin', join(dir, 'b.xlsx'))
    expect((await readPath(join(dir, 'b.xlsx'))).rows).toHaveLength(1)
    const large = Buffer.concat([bytes, Buffer.alloc(17 * 2 ** 20)])
    expect((await failureOf(readPiped(large, 2 ** 20)))[0]).toBe('import.workbook-piped')
  })

  it('bounds a row', async () => {
    const cell = 'x'.repeat(300_000)
    expect(await failureOf(readBytes(one(['x', 'doxxing', null, 'ok', null], [cell, cell, cell, cell, null])))).toEqual(['import.row-too-long', { row: 3, limit: 1024 * 1024 }])
  })
})

describe('hostile archives', () => {
  const parts = (): Part[] => workbookParts([{ name: 'A', rows: rows(HEADER, ['x', 'doxxing', null, 'd', null]) }])
  const withSheet = (part: Partial<Part>): Buffer => zipOf(parts().map((each) => (each.name.includes('worksheets') ? { ...each, ...part } : each)))
  const zeros = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * 2 ** 20, ' ')

  it('refuses a bomb that declares its size, and one that lies', async () => {
    expect((await failureOf(readBytes(withSheet({ data: zeros(64) }))))[0]).toBe('import.workbook-bomb')
    expect((await failureOf(readBytes(withSheet({ data: zeros(64), declaredSize: 1000 }))))[0]).toBe('import.workbook-bomb')
    expect((await failureOf(readBytes(zipOf([...parts(), ...Array.from({ length: 5000 }, (_, index) => ({ name: `a${index}`, data: '' }))]))))[0]).toBe('import.workbook-bomb')
  })

  it('refuses parts that lie over one another', () => {
    const plain = zipOf(parts())
    const end = plain.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
    const at = plain.readUInt32LE(end + 16)
    const directory = plain.subarray(at, end)
    const tail = Buffer.from(plain.subarray(end))
    for (const offset of [8, 10]) tail.writeUInt16LE(parts().length * 50, offset)
    expect(refusalOfZip(Buffer.concat([plain.subarray(0, at), ...Array.from({ length: 50 }, () => directory), tail]))).toEqual({ reason: 'bomb' })
  })

  it('reads sizes of 64 bits as they are', () => {
    const bytes = withSheet({ data: 'x' })
    const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
    const at = bytes.readUInt32LE(end + 16)
    // The first entry says that its size stands elsewhere, and it stands nowhere: four gigabytes.
    bytes.writeUInt32LE(0xffffffff, at + 24)
    expect(refusalOfZip(bytes)).toEqual({ reason: 'bomb' })
  })

  it('says which other kind a package is', async () => {
    const kind = async (...list: readonly Part[]): Promise<unknown> => (await failureOf(readBytes(zipOf(list))))
    expect(await kind({ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true })).toEqual(['import.workbook-other', expect.objectContaining({ kind: 'ods' })])
    expect(await kind({ name: '[Content_Types].xml', data: '<x/>' }, { name: 'xl/workbook.bin', data: 'x' })).toEqual(['import.workbook-other', expect.objectContaining({ kind: 'xlsb' })])
    expect(await kind({ name: '[Content_Types].xml', data: '<x/>' }, { name: 'word/document.xml', data: '<x/>' })).toEqual(['import.workbook-other', expect.objectContaining({ kind: 'docx' })])
    expect(await kind({ name: 'photo.jpg', data: 'x' })).toEqual(['import.workbook-other', expect.objectContaining({ kind: 'zip' })])
  })

  it('says that a workbook is damaged', async () => {
    const plain = zipOf(parts())
    const damaged = async (bytes: Buffer): Promise<string> => (await failureOf(readBytes(bytes)))[0]
    expect(await damaged(plain.subarray(0, plain.length - 60))).toBe('import.workbook-damaged')
    expect(await damaged(withSheet({ flags: 1 }))).toBe('import.workbook-damaged')
    expect(await damaged(withSheet({ data: 'x', declaredSize: 5 }))).toBe('import.workbook-damaged')
    expect(await damaged(zipOf([{ name: '[Content_Types].xml', data: '<x/>' }]))).toBe('import.workbook-damaged')
    const flipped = Buffer.from(plain)
    flipped.fill(0xaa, plain.indexOf('xl/worksheets') + 40, plain.indexOf('xl/worksheets') + 60)
    expect(await damaged(flipped)).toBe('import.workbook-damaged')
  })

  it('does not fill a sheet for one stray cell at its end', async () => {
    const stray: Sheet = { name: 'A', rows: `${sheetRow(1, HEADER)}${sheetRow(2, ['x', 'doxxing', null, 'd', null])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }
    expect((await failureOf(readBytes(book([stray]))))[0]).toBe('import.workbook-too-large')
    const tall: Sheet = { name: 'A', rows: `${sheetRow(1, HEADER)}${sheetRow(2, ['x', 'doxxing', null, 'd', null])}<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>y</t></is></c></row>` }
    expect((await readBytes(book([tall]))).rows.map(({ row }) => row)).toEqual([2, 1_048_576])
  })

  it('does not follow entities', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
      + `${sheetRow(1, HEADER)}<row r="2"><c r="A2" t="inlineStr"><is><t>&f;&b;</t></is></c><c r="B2" t="inlineStr"><is><t>doxxing</t></is></c></row></sheetData></worksheet>`
    const read = await readBytes(withSheet({ data: xml })).then((value) => JSON.stringify(value.rows), (error: { code?: string }) => error.code ?? '')
    expect(read).not.toMatch(/root:|aaaa/)
  })
})
