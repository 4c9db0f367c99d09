// English words of an import: files that cannot be read, rows that cannot, and what a careful reader should know.
import type { ImportProblemWords, ImportWarningWords } from '../../signalement/import/import-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, ownWord, plural } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 120)
const number = (value: number): string => formatNumber('en', value)
const file = (path: string): string => (path === '-' ? 'standard input' : shown(path))
const quoted = (names: readonly string[]): string => names.map((name) => `“${shown(name)}”`).join(', ')
const found = (names: readonly string[]): string => (names.length === 0 ? 'none' : `${quoted(names.slice(0, 30))}${names.length > 30 ? ', …' : ''}`)
const mapOption = (column: string, field: string): string => `--map "${shown(column)}=${shown(field)}"`

const SAVE_AS = 'In Excel or LibreOffice, save as “CSV UTF-8” or as an .xlsx workbook, then try again.'
const KINDS: Readonly<Record<string, string>> = {
  jpeg: 'a JPEG picture', png: 'a PNG picture', gif: 'a GIF picture', pdf: 'a PDF', riff: 'an audio, video or WebP file', video: 'a video or a HEIC photo', gzip: 'a gzip archive', '7z': 'a 7z archive',
  rar: 'a RAR archive', rtf: 'an RTF document', sqlite: 'an SQLite database', zip: 'a ZIP archive', html: 'an HTML page or XML', binary: 'a binary file',
  ods: 'an OpenDocument spreadsheet (.ods)', opendocument: 'an OpenDocument file', xlsb: 'a binary Excel workbook (.xlsb)', docx: 'a Word document', pptx: 'a presentation',
}
const FIELDS: Readonly<Record<string, string>> = { harm: 'the harm', urls: 'the address', account: 'the account', accountId: 'the number of the account' }

export const importFailures: FailureWordsOf<'import'> = {
  'import.missing': ({ path }) => ({ message: `There is no such file: ${file(path)}.`, remedy: 'Check its name and folder, or give “-” to read standard input.' }),
  'import.unreadable': ({ path, errno }) => ({ message: `${file(path)} cannot be read (${shown(errno)}).`, remedy: 'Give an ordinary file that you may read, and close it in other programs.' }),
  'import.empty': ({ path }) => ({ message: `There is nothing to read in ${file(path)}.`, remedy: 'Give a file whose first row names the columns and whose next rows hold the signalements.' }),
  'import.unknown-format': ({ path, kind }) => ({ message: `${file(path)} is ${ownWord(KINDS, kind)}: neither a CSV table, nor JSONL, nor an .xlsx workbook.`, remedy: SAVE_AS }),
  'import.json-array': ({ path }) => ({ message: `${file(path)} is one JSON document.`, remedy: 'Write one object a line (JSONL), for instance with “jq -c \'.[]\' list.json”.' }),
  'import.no-header': ({ path, first }) => ({
    message: `${file(path)} begins with data (${found(first)}), without a row that names the columns.`,
    remedy: 'Add a first row with the name of each column, for instance: URL, Harm, Age, Platform, Description, Seen at.',
  }),
  'import.missing-columns': ({ path, missing, found: columns, nearest }) => {
    const group = missing[0] ?? []
    const field = group[0] ?? 'urls'
    return {
      message: `No column of ${file(path)} gives ${missing.map((fields) => fields.map((each) => ownWord(FIELDS, each)).join(' or ')).join(', nor ')}. Columns found: ${found(columns)}.`,
      remedy: `Name the column “${field === 'harm' ? 'Harm' : field === 'urls' ? 'URL' : field}”, or say which it is: ${mapOption(nearest ?? columns[0] ?? 'name of the column', field)}.`,
    }
  },
  'import.two-columns': ({ field, columns }) => ({
    message: `Several columns give the same thing (${shown(field)}): ${quoted(columns)}.`,
    remedy: `Say which one to read: ${mapOption(columns[0] ?? '', field)}; or leave the others out: ${mapOption(columns[1] ?? '', '-')}.`,
  }),
  'import.too-many-columns': ({ found: count, max }) => ({ message: `A row has ${number(count)} cells; a table has at most ${number(max)}.`, remedy: 'Keep the useful columns only, or check that this file is the table.' }),
  'import.map-unknown-field': ({ column, field, nearest }) => ({
    message: `--map: “${shown(field)}” is not a field of a signalement.`,
    remedy: nearest === null ? `Write for instance ${mapOption(column, 'urls')}, or ${mapOption(column, '-')} to leave the column out.` : `Did you mean ${mapOption(column, nearest)}?`,
  }),
  'import.map-unknown-column': ({ column, found: columns, nearest }) => ({
    message: `--map: there is no column “${shown(column)}”. Columns found: ${found(columns)}.`,
    remedy: nearest === null ? 'Copy the name as it stands in the first row of the table.' : `Did you mean “${shown(nearest)}”?`,
  }),
  'import.map-twice': ({ column }) => ({ message: `--map names the column “${shown(column)}” twice.`, remedy: 'Keep one of these options.' }),
  'import.unknown-zone': ({ zone }) => ({ message: `“${shown(zone)}” is not a time zone.`, remedy: 'Write a name such as Europe/Paris or Indian/Reunion.' }),
  'import.encoding-broken': ({ path, encoding, offset }) => ({
    message: `The accents of ${file(path)} cannot be read: this is not valid ${shown(encoding)} (near byte ${number(offset)}).`, remedy: SAVE_AS,
  }),
  'import.quote-open': ({ row }) => ({ message: `A quote opened in row ${number(row)} is never closed.`, remedy: 'Correct that row: a quote within a text is written twice (""). Or save again from the spreadsheet.' }),
  'import.row-too-long': ({ row, limit }) => ({
    message: `Row ${number(row)} is longer than ${formatBytes('en', limit)}.`, remedy: 'A quote was probably opened there and never closed. Correct that row, or save again from the spreadsheet.',
  }),
  'import.workbook-encrypted': ({ path }) => ({ message: `${file(path)} is protected by a password.`, remedy: 'Open it and remove the password, or save it as “CSV UTF-8”. scelle never asks for that password.' }),
  'import.workbook-old': ({ path }) => ({ message: `${file(path)} is an old Excel workbook (.xls), or one protected by a password.`, remedy: SAVE_AS }),
  'import.workbook-other': ({ path, kind }) => ({ message: `${file(path)} is ${ownWord(KINDS, kind)}: scelle reads .xlsx workbooks.`, remedy: SAVE_AS }),
  'import.workbook-bomb': ({ path }) => ({
    message: `${file(path)} holds far more than it declares or than a table can hold (a decompression bomb). It was not opened.`, remedy: 'Do not open it on this machine. If it is a table that you trust, save it as “CSV UTF-8”.',
  }),
  'import.workbook-damaged': ({ path, detail }) => ({ message: `The workbook ${file(path)} is damaged${detail === '' ? '' : ` (${shown(detail)})`}.`, remedy: SAVE_AS }),
  'import.workbook-too-large': ({ path }) => ({ message: `The workbook ${file(path)} is too large to be read as one.`, remedy: 'Save the sheet as “CSV UTF-8”: a CSV is read whatever its size.' }),
  'import.workbook-piped': ({ limit }) => ({ message: `A workbook given on standard input has at most ${formatBytes('en', limit)}.`, remedy: 'Give the name of the file instead of “-”.' }),
  'import.workbook-hidden': ({ path }) => ({ message: `All sheets of ${file(path)} are hidden.`, remedy: 'Show the sheet to be imported, save, then try again.' }),
}

const WITH_OFFSET = 'Write the offset too: 2026-10-25 02:30 +02:00 (summer time) or +01:00 (winter time).'

export const importProblems: ImportProblemWords = {
  'date.unreadable': ({ value }) => ({ message: `“${shown(value)}” is not a date that can be read.`, remedy: 'Write 2026-11-23 18:04 or 23/11/2026 18:04.' }),
  'date.month-first': ({ value, month }) => ({
    message: `“${shown(value)}”: there is no month ${month}. The day is written before the month.`, remedy: 'Write 23/11/2026 or 2026-11-23; check the other dates of the file, which may be in American order too.',
  }),
  'date.not-a-day': ({ value }) => ({ message: `“${shown(value)}”: there is no such day or time.`, remedy: 'Correct the date, as in 2026-11-23 18:04.' }),
  'date.nonexistent': ({ value, timeZone }) => ({ message: `“${shown(value)}” never was: the clocks skipped that hour (${shown(timeZone)}).`, remedy: WITH_OFFSET }),
  'date.ambiguous': ({ value, timeZone }) => ({ message: `“${shown(value)}” was twice, when the clocks went back (${shown(timeZone)}).`, remedy: WITH_OFFSET }),
  'date.day-alone': ({ value }) => ({ message: `“${shown(value)}” gives no time: the beginning of that day is kept.`, remedy: 'Add the time if you know it: 2026-11-23 18:04.' }),
  'cell.error': ({ value }) => ({ message: `The cell holds an error of the spreadsheet (${shown(value)}).`, remedy: 'Correct the formula, or write the value itself.' }),
  'cell.number-rounded': ({ value }) => ({ message: `“${shown(value)}” is a number that the spreadsheet rounded: its last digits are lost.`, remedy: 'Format the cell as Text, then copy the whole identifier again.' }),
  'cell.formula': () => ({ message: 'The cell is a formula: its last saved result is taken.', remedy: 'Check the value, or paste it as a value.' }),
  'row.too-many-cells': ({ expected, found: count }) => ({
    message: `The row has ${number(count)} cells for ${plural('en', expected, 'column', 'columns')}.`, remedy: 'A text that contains the separator must be between quotes. Put each value back into its column.',
  }),
  'row.too-few-cells': ({ expected, found: count }) => ({ message: `The row has ${plural('en', count, 'cell', 'cells')} for ${number(expected)} columns.`, remedy: 'Complete the row, with empty cells if need be.' }),
  'row.not-json': ({ start }) => ({ message: `The line is not a JSON object: ${shown(start)}`, remedy: 'Write one object a line, such as {"urls":"https://example.com/…","harm":"doxxing"}.' }),
  'row.not-an-object': () => ({ message: 'The line is not a JSON object.', remedy: 'Write one object a line, between braces.' }),
  'row.member-twice': ({ name }) => ({ message: `“${shown(name)}” is given twice.`, remedy: 'Keep one of the two values.' }),
  'row.too-long': ({ limit }) => ({ message: `The line is longer than ${formatBytes('en', limit)}.`, remedy: 'Shorten the text, or split the line.' }),
}

export const importWarnings: ImportWarningWords = {
  'columns-unread': ({ columns }) => {
    const near = columns.find(({ nearest }) => nearest !== null)
    return `${columns.length === 1 ? 'Column' : 'Columns'} not read: ${found(columns.map(({ name }) => name))}.${near === undefined ? '' : ` To read one: ${mapOption(near.name, near.nearest ?? '')}.`}`
  },
  'sheets-unread': ({ read, others }) => `The sheet “${shown(read)}” is read. ${others.length === 1 ? 'Sheet' : 'Sheets'} not read: ${found(others)}.`,
  'cells-merged': ({ count }) => `${plural('en', count, 'merged cell takes', 'merged cells take')} the value written at the top of the merge.`,
  'header-lower': ({ row }) => `The names of the columns are in row ${number(row)}; what is above is not read.`,
}
