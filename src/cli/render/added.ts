import type { AddResult } from '../../case/add-exhibits.ts'
import { exhibitId } from '../../case/exhibit.ts'
import { formatBytes } from '../../messages/format.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, yellow } from '../paint.ts'

const SHOWN = 20

export function sayAdded(result: AddResult, { words }: Context): string {
  const { add, dryRun } = words.cli
  const bytes = formatBytes(words.language, result.bytes)
  const lines: string[] = []
  if (result.plan !== undefined) lines.push(add.plan(result.plan.files, formatBytes(words.language, result.plan.bytes)), dryRun)
  else if (result.added > 0) lines.push(bold(add.done(result.added, bytes, exhibitId(result.firstNumber ?? 0), exhibitId(result.lastNumber ?? 0))))
  else lines.push(add.nothing)
  if (result.known > 0) lines.push(add.known(result.known))
  if (result.refusedCount > 0) {
    lines.push(yellow(add.refused(result.refusedCount)))
    for (const { path, reason } of result.refused.slice(0, SHOWN)) lines.push(`  ${visibleShort(path, 100)} — ${words.refusal[reason]}`)
    if (result.refusedCount > SHOWN) lines.push(`  ${add.andMore(result.refusedCount - SHOWN)}`)
  }
  return lines.join('\n')
}
