import type { FieldColumns } from '../../signalement/import/import-row.ts'
import type { ImportResult } from '../../signalement/import/import-signalements.ts'
import type { ImportWarning } from '../../signalement/import/import-words.ts'
import type { EntryField } from '../../signalement/entry.ts'
import type { Problem } from '../../signalement/problem.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, red, yellow } from '../paint.ts'
import { problemText } from './signalement-record.ts'

const SHOWN = 20

/** The column as the file names it, else the answer's own name. */
function columnOf(problem: Problem, columns: FieldColumns, { words: { signalement } }: Context): string {
  const field = problem.path as EntryField
  return (Object.hasOwn(columns, field) ? columns[field] : undefined) ?? (Object.hasOwn(signalement.fields, field) ? signalement.fields[field] : problem.path)
}

/** As it is written beside a rejected row. */
export function importReason(context: Context): (problem: Problem, columns: FieldColumns) => string {
  return (problem, columns) => {
    const { message, remedy } = problemText(problem, context)
    return `${columnOf(problem, columns, context)} : ${message} ${remedy}`.trimEnd()
  }
}

function sayWarning(warning: ImportWarning, { words }: Context): string {
  const say = words.importWarnings[warning.code] as (facts: unknown) => string
  return say(warning.facts)
}

export function sayImported(result: ImportResult, context: Context): string {
  const { words: { signalement: { import: words } } } = context
  const lines = [bold(words.kept(result.kept) + (result.drafts > 0 ? ` (${words.drafts(result.drafts)})` : ''))]
  if (result.danger.length > 0) lines.unshift(red(bold(words.danger(result.danger.slice(0, SHOWN)))))
  if (result.partly > 0) lines.push(words.partly(result.partly))
  if (result.known > 0) lines.push(words.known(result.known))
  if (result.personal > 0) lines.push(yellow(words.privacy(result.personal, result.personalRows.slice(0, SHOWN))))
  for (const warning of result.warnings) lines.push(yellow(`! ${visible(sayWarning(warning, context))}`))
  for (const { problem, rows, first } of result.notes) {
    const { message, remedy } = problemText(problem, context)
    lines.push(dim(visible(words.note(rows, first, message, remedy))))
  }
  if (result.refused > 0) {
    lines.push(red(words.refused(result.refused)))
    const said = result.refusedRows.slice(0, SHOWN)
    for (const { row, problems, columns } of said) for (const problem of problems) {
      const { message, remedy } = problemText(problem, context)
      lines.push(visible(words.row(row, columnOf(problem, columns, context), message, remedy)))
    }
    if (result.refused > said.length) lines.push(words.more(result.refused - said.length))
    lines.push(result.rejects === undefined ? dim(words.noRejects) : words.rejects(result.rejects))
  }
  if (result.dryRun) lines.push(words.plan)
  return lines.join('\n')
}

export function importJson({ refusedRows, ...result }: ImportResult): unknown {
  return {
    ...result,
    refusedRows: refusedRows.map(({ row, problems, columns }) => ({
      row, problems: problems.map((problem) => ({ key: `row_${row}.${problem.path}`, column: Object.hasOwn(columns, problem.path) ? columns[problem.path as EntryField] ?? null : null, ...problem })),
    })),
  }
}
