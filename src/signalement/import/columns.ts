// Which column is which field: the words above the columns, then --map, which overrides. What would be guessed is refused
// with the columns as they are found.
import { Failure } from '../../system/failure.ts'
import { ENTRY_FIELDS, type EntryField } from '../entry.ts'
import { nearestWord } from '../nearest-word.ts'
import { fieldOfHeader, isField, keyOf, MANY, nearestField } from './header-words.ts'
import { isProblemColumn, MAX_COLUMNS, type FieldColumns, type ReadRowsOptions } from './import-row.ts'
import type { ImportWarning } from './import-words.ts'

type MapPairs = ReadRowsOptions['map']

/** --map as given, looked up by header or member name. */
export interface ColumnMap {
  /** Null: left out on purpose. Undefined: not named in --map. */
  fieldOf(header: string): EntryField | null | undefined
  readonly pairs: MapPairs
}

/** @throws `import.map-unknown-field`, `import.map-twice` */
export function columnMap(pairs: MapPairs): ColumnMap {
  const fields = new Map<string, EntryField | null>()
  for (const { column, field } of pairs) {
    const name = field.trim()
    const known = name === '-' ? null : isField(name) ? name : ENTRY_FIELDS.find((each) => keyOf(each) === keyOf(name)) ?? fieldOfHeader(name)
    if (known === undefined) throw new Failure('import.map-unknown-field', { column, field, nearest: nearestWord(name, ENTRY_FIELDS) ?? nearestField(name) })
    const key = mapKey(column)
    if (fields.has(key)) throw new Failure('import.map-twice', { column })
    fields.set(key, known)
  }
  return { fieldOf: (header) => (fields.size === 0 ? undefined : fields.get(mapKey(header))), pairs }
}

/** A header of signs alone (`#`, `?`) folds to nothing: it is compared as it is. */
function mapKey(name: string): string {
  return keyOf(name) || name.trim()
}

/** One column that is read. */
export interface ReadColumn {
  readonly index: number
  readonly field: EntryField
  readonly name: string
}

export interface Columns {
  /** All names of the header, in order. */
  readonly names: readonly string[]
  /** Indexes of the columns that a rejects file repeats: all but an earlier file's reasons. */
  readonly kept: readonly number[]
  readonly read: readonly ReadColumn[]
  readonly byField: FieldColumns
  readonly warnings: readonly ImportWarning[]
}

/** How many of these headers say a field: how a header row is told from a title above it. */
export function knownHeaders(headers: readonly string[], map: ColumnMap): number {
  return headers.filter((header) => (map.fieldOf(header) ?? fieldOfHeader(header)) !== undefined).length
}

/** @throws `import.too-many-columns`, `import.map-unknown-column`, `import.two-columns`, `import.missing-columns` */
export function readColumns(path: string, headers: readonly string[], map: ColumnMap, needed: readonly (readonly EntryField[])[]): Columns {
  const names = [...headers]
  while (names.length > 0 && names.at(-1)?.trim() === '') names.pop()
  if (names.length > MAX_COLUMNS) throw new Failure('import.too-many-columns', { found: names.length, max: MAX_COLUMNS })
  const found = names.map((name) => name.trim()).filter((name) => name !== '')
  const missingPair = map.pairs.find(({ column }) => !names.some((name) => mapKey(name) === mapKey(column)))
  if (missingPair !== undefined) {
    throw new Failure('import.map-unknown-column', { column: missingPair.column, found, nearest: nearestWord(missingPair.column, found) })
  }

  const read: ReadColumn[] = []
  const unread: { name: string; nearest: string | null }[] = []
  for (const [index, name] of names.entries()) {
    if (isProblemColumn(name)) continue
    const mapped = map.fieldOf(name)
    const field = mapped === undefined ? fieldOfHeader(name) : mapped ?? undefined
    if (field !== undefined) read.push({ index, field, name: name.trim() })
    else if (mapped === undefined) unread.push({ name: name.trim() || letters(index), nearest: nearestField(name) })
  }
  refuseTwice(read, map)
  const fields = new Set(read.map(({ field }) => field))
  const missing = needed.filter((group) => !group.some((field) => fields.has(field)))
  if (missing.length > 0) {
    const near = unread.find(({ nearest }) => nearest !== null && missing.some((group) => (group as readonly string[]).includes(nearest)))
    throw new Failure('import.missing-columns', { path, missing, found, nearest: near?.name ?? null })
  }
  const byField: { [field in EntryField]?: string } = {}
  for (const { field, name } of read) byField[field] = byField[field] === undefined ? name : `${byField[field]}, ${name}`
  return {
    names, kept: [...names.keys()].filter((index) => !isProblemColumn(names[index] ?? '')), read, byField,
    warnings: unread.length === 0 ? [] : [{ code: 'columns-unread', facts: { columns: unread } }],
  }
}

/** A column that --map names wins over those that only look like its field. */
function refuseTwice(read: ReadColumn[], map: ColumnMap): void {
  for (const field of new Set(read.map((each) => each.field))) {
    if (MANY.has(field)) continue
    const rivals = read.filter((each) => each.field === field)
    const named = rivals.filter(({ name }) => map.fieldOf(name) !== undefined)
    const chosen = named.length > 0 ? named : rivals
    if (chosen.length > 1) throw new Failure('import.two-columns', { field, columns: chosen.map(({ name }) => name) })
    for (const rival of rivals) if (!chosen.includes(rival)) read.splice(read.indexOf(rival), 1)
  }
}

/** As a spreadsheet names a column: A, B, … Z, AA. */
export function letters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest === 0 ? '' : letters(rest - 1)) + String.fromCodePoint(65 + (index % 26))
}
