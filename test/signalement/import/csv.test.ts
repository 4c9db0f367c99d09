import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../../support/world.ts'
import { failureOf, readBytes, readPath, readPiped } from './reading.ts'

const HEADER = 'URL;Type d’atteinte;Âge;Description;Vu le'
const ROW = 'https://example.com/p/1;cyberharcèlement;14;Élève visée — « naïve » à 5 €, l’œil;23/11/2026 18:04'
const ENTRY = {
  urls: 'https://example.com/p/1', harm: 'cyberharcèlement', ageBand: '14', explanation: 'Élève visée — « naïve » à 5 €, l’œil', observedAt: '2026-11-23T17:04:00.000Z',
}
const TABLE = `${HEADER}\r\n${ROW}\r\n`

/** As Windows-1252 writes French: Latin-1 and the signs of 0x80 to 0x9f. */
function windows1252(text: string): Buffer {
  const signs: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, '“': 0x93, '”': 0x94, '—': 0x97, 'œ': 0x9c, 'Œ': 0x8c, '…': 0x85 }
  return Buffer.from([...text].map((char) => signs[char] ?? char.charCodeAt(0)))
}
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

describe('encodings', () => {
  const files: Readonly<Record<string, Buffer>> = {
    'UTF-8': Buffer.from(TABLE),
    'UTF-8 with mark': Buffer.from(`\ufeff${TABLE}`),
    'UTF-16 LE with mark': Buffer.from(`\ufeff${TABLE}`, 'utf16le'),
    'UTF-16 BE with mark': utf16be(`\ufeff${TABLE}`),
    'UTF-16 LE': Buffer.from(TABLE, 'utf16le'),
    'UTF-16 BE': utf16be(TABLE),
    'Windows-1252': windows1252(TABLE),
  }
  it.each(Object.keys(files))('%s, from a file and piped byte by byte', async (name) => {
    const bytes = files[name] ?? Buffer.alloc(0)
    expect((await readBytes(bytes)).rows.map(({ entry }) => entry)).toEqual([ENTRY])
    expect((await readPiped(bytes, 1)).rows.map(({ entry }) => entry)).toEqual([ENTRY])
    expect((await readPiped(bytes, 7)).rows.map(({ entry }) => entry)).toEqual([ENTRY])
  })

  it('decides on the whole file: the first accent of a Windows-1252 file comes after five megabytes', async () => {
    const plain = `https://example.com/p/1;doxxing;14;${'x'.repeat(1000)};23/11/2026 18:04\r\n`.repeat(5000)
    const bytes = windows1252(`URL;Atteinte;Age;Description;Vu le\r\n${plain}https://example.com/p/2;doxxing;14;élève;23/11/2026 18:04\r\n`)
    const read = await readBytes(bytes)
    expect(read.rows).toHaveLength(5001)
    expect(read.rows.at(-1)?.entry.explanation).toBe('élève')
    expect((await readPiped(bytes)).rows.at(-1)?.entry.explanation).toBe('élève')
  })

  it('refuses damaged UTF-8 rather than spoil every accent', async () => {
    const bytes = Buffer.concat([Buffer.from(TABLE.repeat(3)), Buffer.from([0xe9]), Buffer.from('lève\r\n')])
    expect(await failureOf(readBytes(bytes))).toEqual(['import.encoding-broken', expect.objectContaining({ encoding: 'UTF-8', offset: Buffer.byteLength(TABLE) * 3 })])
  })

  it('refuses the encoding of old Macintoshes', async () => {
    // 0x8f is è there, and nothing in Windows-1252.
    const bytes = Buffer.concat([Buffer.from('URL;Atteinte\rhttps://example.com/p/1;cyberharc'), Buffer.from([0x8f]), Buffer.from('lement\r')])
    expect((await failureOf(readBytes(bytes)))[0]).toBe('import.encoding-broken')
  })

  it('refuses bytes that the mark promised otherwise', async () => {
    expect((await failureOf(readBytes(Buffer.concat([Buffer.from('\ufeffURL;Atteinte\r\nhttps://example.com;'), Buffer.from([0xe9, 0x0d, 0x0a])]))))[0]).toBe('import.encoding-broken')
    expect((await failureOf(readBytes(Buffer.concat([Buffer.from('\ufeffURL;Atteinte\r\nx;y\r\n', 'utf16le'), Buffer.from([0x41])]))))[0]).toBe('import.encoding-broken')
  })

  it('reads standard input beyond what it holds, and refuses a stray byte there', async () => {
    const row = Buffer.from(`https://example.com/p/1;doxxing;14;${'x'.repeat(900_000)};23/11/2026 18:04\r\n`)
    const rows = Array.from({ length: 40 }, () => row)
    expect((await readPiped(Buffer.concat([Buffer.from(`${HEADER}\r\n`), ...rows, Buffer.from(`${ROW}\r\n`)]))).rows).toHaveLength(41)
    expect((await failureOf(readPiped(Buffer.concat([Buffer.from('URL;Atteinte;Age;Description;Vu le\r\n'), ...rows, windows1252(`${ROW}\r\n`)]))))[0]).toBe('import.encoding-broken')
  })

  it('cuts nowhere: any chunks give the same rows', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...Object.values(files)), async (size, bytes) => {
      expect((await readPiped(bytes, size)).rows[0]?.entry).toEqual(ENTRY)
    }), { numRuns: 60 })
  })
})

describe('tables', () => {
  it.each([[';'], [','], ['\t'], ['|']])('parts cells with %j', async (delimiter) => {
    const lines = [['URL', 'Atteinte', 'Description'], ['https://example.com/a;b,c', 'doxxing', 'un, deux; trois'], ['https://example.com/2', 'menaces', 'x']]
    const text = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter)).join('\n')
    const read = await readBytes(text)
    expect(read.rows.map(({ entry }) => entry)).toEqual([{ urls: 'https://example.com/a;b,c', harm: 'doxxing', explanation: 'un, deux; trois' }, { urls: 'https://example.com/2', harm: 'menaces', explanation: 'x' }])
  })

  it('takes the word of Excel for the separator', async () => {
    const read = await readBytes('sep=|\r\nURL|Atteinte|Description\r\nhttps://example.com/1|doxxing|a;b;c;d\r\n')
    expect(read.rows).toMatchObject([{ row: 2, entry: { explanation: 'a;b;c;d' } }])
  })

  it.each([['\r\n'], ['\n'], ['\r']])('ends rows with %j, the last one too', async (end) => {
    const rows = (await readBytes([HEADER, ROW, ROW].join(end))).rows
    expect(rows.map(({ row }) => row)).toEqual([2, 3])
  })

  it('numbers rows as a spreadsheet does: a cell of three lines is one row, an empty line is one', async () => {
    const text = 'URL;Atteinte;Description\r\nhttps://example.com/1;doxxing;"un\r\ndeux\r\ntrois ""dits"""\r\n\r\n;;\r\n ; ;\r\nhttps://example.com/2;doxxing;x\r\n'
    const { rows } = await readBytes(text)
    expect(rows.map(({ row, entry }) => [row, entry.explanation])).toEqual([[2, 'un\ndeux\ntrois "dits"'], [6, 'x']])
  })

  it('leaves cells that a merge emptied empty: text does not say how far it went', async () => {
    const { rows } = await readBytes('URL;Atteinte\nhttps://example.com/1;doxxing\nhttps://example.com/2;\n')
    expect(rows.map(({ entry }) => entry)).toEqual([{ urls: 'https://example.com/1', harm: 'doxxing' }, { urls: 'https://example.com/2' }])
  })

  it('says which rows have too many or too few cells, and does not lose what is beyond', async () => {
    const { rows, columns } = await readBytes('URL;Atteinte;Description\na;b;c;d;e;;\na;b;c;;;\na;b\n')
    expect(columns).toEqual(['URL', 'Atteinte', 'Description'])
    expect(rows.map(({ problems, raw }) => [problems, raw])).toEqual([
      [[{ path: '', code: 'row.too-many-cells', facts: { expected: 3, found: 5 } }], ['a', 'b', 'c', 'd', 'e']],
      [[], ['a', 'b', 'c']],
      [[{ path: '', code: 'row.too-few-cells', facts: { expected: 3, found: 2 } }], ['a', 'b', '']],
    ])
  })

  it('keeps quotes inside a text', async () => {
    const { rows } = await readBytes('URL;Atteinte;Description\nx;doxxing;il a dit "nul" hier\ny;doxxing;"cité" puis la suite\n')
    expect(rows.map(({ entry }) => entry.explanation)).toEqual(['il a dit "nul" hier', '"cité" puis la suite'])
  })

  it('keeps emoji and text from right to left, and joins accents typed in two signs', async () => {
    const { rows } = await readBytes('URL;Atteinte;Description\nx;doxxing;👧🏽 مرحبا \u202eabc\nx;doxxing;e\u0301le\u0300ve\ufeff\u00a0\n')
    expect(rows.map(({ entry }) => entry.explanation)).toEqual(['👧🏽 مرحبا \u202eabc', 'élève'])
  })

  it('shows formulas as text, with or without the apostrophe of a rejects file', async () => {
    const { rows } = await readBytes(`URL;Atteinte;Pseudo;Description\nx;doxxing;@alice_ex;"=cmd|' /C calc'!A0"\nx;doxxing;'@alice_ex;"'=cmd|' /C calc'!A0"\nx;doxxing;'alice';-3\n`)
    expect(rows.map(({ entry }) => [entry.account, entry.explanation])).toEqual([['@alice_ex', "=cmd|' /C calc'!A0"], ['@alice_ex', "=cmd|' /C calc'!A0"], ["'alice'", '-3']])
  })

  it('refuses what a spreadsheet broke: errors and rounded identifiers', async () => {
    const { rows } = await readBytes('URL;Atteinte;ID du compte;Description\n#REF!;#N/A;1,23457E+18;#VALEUR !\nx;doxxing;123456789012345678;#metoo Err:502 dit-elle\nx;doxxing;1E2;#NOM ?\n')
    expect(rows.map(({ problems }) => problems.map(({ path, code }) => `${path} ${code}`))).toEqual([
      ['urls cell.error', 'harm cell.error', 'accountId cell.number-rounded', 'explanation cell.error'], [], ['explanation cell.error'],
    ])
    expect(rows[1]?.entry.accountId).toBe('123456789012345678')
  })

  it('carries problems and notes of dates to their row and column', async () => {
    const { rows } = await readBytes('URL;Atteinte;Constaté le\nx;doxxing;11/23/2026\nx;doxxing;23/11/2026\nx;doxxing;23/11/2026 18:04\n')
    expect(rows.map(({ row, problems, notes, entry, columns }) => [row, problems.map(({ code }) => code), notes.map(({ code }) => code), entry.observedAt, columns.observedAt])).toEqual([
      [2, ['date.month-first'], [], '11/23/2026', 'Constaté le'],
      [3, [], ['date.day-alone'], '2026-11-22T23:00:00.000Z', 'Constaté le'],
      [4, [], [], '2026-11-23T17:04:00.000Z', 'Constaté le'],
    ])
  })

  it('reads a header under a title, and says where it is', async () => {
    const read = await readBytes('Signalements de novembre;;\n\n;URL;Atteinte\n;x;doxxing\n')
    expect(read.rows).toMatchObject([{ row: 4, entry: { urls: 'x', harm: 'doxxing' } }])
    expect(read.warnings).toContainEqual({ code: 'header-lower', facts: { row: 3 } })
  })

  it('hands over batches: the first has the columns and warnings, even without rows', async () => {
    const read = await readBytes('URL;Atteinte;Nom de la victime;Plateforma\n')
    expect(read).toMatchObject({ format: 'csv', columns: ['URL', 'Atteinte', 'Nom de la victime', 'Plateforma'], rows: [] })
    expect(read.warnings).toEqual([{ code: 'columns-unread', facts: { columns: [{ name: 'Nom de la victime', nearest: null }, { name: 'Plateforma', nearest: 'platform' }] } }])
  })

  it('reads its own file through a link', async () => {
    const dir = tempDir()
    writeFileSync(join(dir, 'a.csv'), TABLE)
    symlinkSync(join(dir, 'a.csv'), join(dir, 'b.csv'))
    expect((await readPath(join(dir, 'b.csv'))).rows).toHaveLength(1)
  })
})

describe('what is no table', () => {
  const code = async (bytes: string | Uint8Array, options = {}): Promise<string> => (await failureOf(readBytes(bytes, options)))[0]

  it('tells files by their bytes', async () => {
    expect(await code('')).toBe('import.empty')
    expect(await code('\ufeff')).toBe('import.empty')
    expect(await code('\r\n \r\n;;;\r\n')).toBe('import.empty')
    expect(await failureOf(readBytes(Buffer.from('ffd8ffe000104a46494600', 'hex')))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'jpeg' })])
    expect(await failureOf(readBytes('%PDF-1.7\n'))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'pdf' })])
    expect(await failureOf(readBytes('{\\rtf1\\ansi}'))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'rtf' })])
    expect(await failureOf(readBytes('<html><table><tr><td>URL</td></tr></table></html>'))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'html' })])
    expect(await failureOf(readBytes(Buffer.from([1, 2, 3, 0, 5, 6, 0, 0, 9])))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'binary' })])
    expect(await failureOf(readBytes(TABLE, { format: 'xlsx' }))).toEqual(['import.unknown-format', expect.objectContaining({ kind: 'binary' })])
    expect(await code(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]))).toBe('import.workbook-old')
    expect(await code(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('import.workbook-encrypted')
    expect(await code('[{"url":"x"}]')).toBe('import.json-array')
    expect(await code('{\n  "url": "x"\n}\n')).toBe('import.json-array')
  })

  it('says that a file is not there, or is none', async () => {
    const dir = tempDir()
    expect(await failureOf(readPath(join(dir, 'rien.csv')))).toEqual(['import.missing', { path: join(dir, 'rien.csv') }])
    expect(await failureOf(readPath(dir))).toEqual(['import.unreadable', { path: dir, errno: 'EISDIR' }])
    expect(await failureOf(readPath('/dev/null'))).toEqual(['import.unreadable', { path: '/dev/null', errno: 'NOT_A_FILE' }])
  })

  it('names the row of a quote that is never closed', async () => {
    expect(await failureOf(readBytes(`${HEADER}\n${ROW}\n\nx;"oups;14;a;b\n${ROW}\n`))).toEqual(['import.quote-open', { row: 4 }])
    expect(await failureOf(readBytes(`${HEADER}\n${ROW}\nx;"oups;14;a;b\n${`${ROW}\n`.repeat(20_000)}`))).toEqual(['import.row-too-long', { row: 3, limit: 1024 * 1024 }])
    expect(await failureOf(readBytes(`${HEADER}\n${ROW}\nx;doxxing;14;${'y'.repeat(1024 * 1024)};\n`))).toEqual(['import.row-too-long', { row: 3, limit: 1024 * 1024 }])
  })

  it('bounds columns, and a file of separators alone', async () => {
    expect(await failureOf(readBytes(`URL;Atteinte${';x'.repeat(300)}\n`))).toEqual(['import.too-many-columns', { found: 302, max: 256 }])
    expect(await code(Buffer.alloc(20 * 2 ** 20, ';'))).toBe('import.too-many-columns')
    expect((await readBytes(`URL;Atteinte${';'.repeat(1000)}\nx;doxxing${';'.repeat(1000)}\n`)).rows).toHaveLength(1)
  })
})
