import { relative } from 'node:path'
import type { CaseStatus } from '../../case/case-status.ts'
import { formatBytes, formatHere } from '../../messages/format.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, green, yellow } from '../paint.ts'

export function sayStatus(result: CaseStatus, { words, cwd }: Context): string {
  const { status } = words.cli
  // A seal that waits for its time stamp already holds its exhibits.
  const beyond = result.lastSeal === null ? 0 : result.exhibits - result.lastSeal.exhibits
  const lines = [
    bold([visible(result.reference), visible(result.title)].filter((part) => part !== '').join(' — ')),
    visible(result.dir),
    ...(result.exercise ? [yellow(status.exercise)] : []),
    `${status.createdAt} ${formatHere(result.createdAt)} · ${status.profile} ${result.profile} · ${status.operator} ${visible(result.operator)}`,
    status.exhibits(result.exhibits, formatBytes(words.language, result.bytes)),
    ...(result.refused > 0 ? [yellow(status.refused(result.refused))] : []),
    ...(result.exhibits > 0 ? [status.inspected(result.inspected, result.exhibits)] : []),
    status.journal(result.journal),
    sealLine(result, words),
    ...(beyond > 0 ? [yellow(status.beyond(beyond))] : []),
    ...(result.lockedBy === null ? [] : [yellow(status.lockedBy(result.lockedBy.pid, visible(result.lockedBy.host), visible(result.lockedBy.user), formatHere(result.lockedBy.since)))]),
  ]
  const next = { add: status.nextAdd, inspect: status.nextInspect, seal: status.nextSeal, resume: status.nextResume, bundle: status.nextBundle, verify: status.nextVerify }[result.next]
  lines.push(`${bold(status.next)} ${next}${caseOption(result.dir, cwd)}`)
  return lines.join('\n')
}

/** What makes the next command run from here, when the case is somewhere else. */
function caseOption(dir: string, cwd: string): string {
  const from = relative(dir, cwd)
  if (from !== '..' && !from.startsWith('../')) return ''
  const path = visible(relative(cwd, dir))
  return ` --case ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`}`
}

function sealLine({ lastSeal }: CaseStatus, { cli: { status } }: Context['words']): string {
  if (lastSeal === null) return yellow(status.neverSealed)
  const number = String(lastSeal.number).padStart(4, '0')
  if (lastSeal.state === 'complete') return green(status.sealed(number, formatHere(lastSeal.at)))
  return yellow(lastSeal.state === 'pending' ? status.pendingSeal(number) : status.interruptedSeal(number))
}
