// What reading a file of signalements may have to say, as codes and facts: failures that end it, problems that keep one
// row out, notes that do not, and warnings about the file as a whole. The sentences live in messages/{fr,en}/import.ts.
import type { EntryField } from '../entry.ts'
import type { ProblemCode, ProblemFacts } from '../problem.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'import.missing': { path: string }
    'import.unreadable': { path: string; errno: string }
    'import.empty': { path: string }
    /** `kind`: what the first bytes say, as `jpeg`; `binary` when they say nothing. */
    'import.unknown-format': { path: string; kind: string }
    'import.json-array': { path: string }
    'import.no-header': { path: string; first: readonly string[] }
    /** One of each group is needed. */
    'import.missing-columns': { path: string; missing: readonly (readonly EntryField[])[]; found: readonly string[]; nearest: string | null }
    'import.two-columns': { field: EntryField; columns: readonly string[] }
    'import.too-many-columns': { found: number; max: number }
    'import.map-unknown-field': { column: string; field: string; nearest: string | null }
    'import.map-unknown-column': { column: string; found: readonly string[]; nearest: string | null }
    'import.map-twice': { column: string }
    'import.unknown-zone': { zone: string }
    /** `offset`: about where the first byte is that is none of the encoding. */
    'import.encoding-broken': { path: string; encoding: string; offset: number }
    'import.quote-open': { row: number }
    'import.row-too-long': { row: number; limit: number }
    'import.workbook-encrypted': { path: string }
    'import.workbook-old': { path: string }
    'import.workbook-other': { path: string; kind: string }
    'import.workbook-bomb': { path: string }
    'import.workbook-damaged': { path: string; detail: string }
    'import.workbook-too-large': { path: string }
    'import.workbook-piped': { limit: number }
    'import.workbook-hidden': { path: string }
  }
}

declare module '../problem.ts' {
  interface ProblemFacts {
    'date.unreadable': { value: string }
    'date.month-first': { value: string; month: number }
    'date.not-a-day': { value: string }
    'date.nonexistent': { value: string; timeZone: string }
    'date.ambiguous': { value: string; timeZone: string }
    'date.day-alone': { value: string }
    'cell.error': { value: string }
    'cell.number-rounded': { value: string }
    'cell.formula': Record<never, never>
    'row.too-many-cells': { expected: number; found: number }
    'row.too-few-cells': { expected: number; found: number }
    'row.not-json': { start: string }
    'row.not-an-object': Record<never, never>
    'row.member-twice': { name: string }
    'row.too-long': { limit: number }
  }
}

type ImportPrefix = 'date' | 'cell' | 'row'
/** Of problems and of notes: which of the two depends on where they stand in a row. */
export type ImportProblemCode = Extract<ProblemCode, `${ImportPrefix}.${string}`>
export type ImportProblemWords = { readonly [C in ImportProblemCode]: (facts: ProblemFacts[C]) => { readonly message: string; readonly remedy: string } }

/** About the file as a whole; it is read all the same. */
export interface ImportWarningFacts {
  /** Columns that are not read, each with the field that was perhaps meant. */
  'columns-unread': { columns: readonly { readonly name: string; readonly nearest: string | null }[] }
  'sheets-unread': { read: string; others: readonly string[] }
  /** `count` cells took the value of the merged cell that covers them. */
  'cells-merged': { count: number }
  'header-lower': { row: number }
}
export type ImportWarningCode = keyof ImportWarningFacts
export type ImportWarning = { [C in ImportWarningCode]: { readonly code: C; readonly facts: ImportWarningFacts[C] } }[ImportWarningCode]
export type ImportWarningWords = { readonly [C in ImportWarningCode]: (facts: ImportWarningFacts[C]) => string }
