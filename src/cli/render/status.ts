import type { CaseStatus } from '../../case/case-status.ts'
import { formatBytes, formatHere } from '../../messages/format.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, green, yellow } from '../paint.ts'

export function sayStatus(result: CaseStatus, { words }: Context): string {
  const { status } = words.cli
  const lines = [
    bold([visible(result.reference), visible(result.title)].filter((part) => part !== '').join(' — ')),
    visible(result.dir),
    ...(result.exercise ? [yellow(status.exercise)] : []),
    `${status.createdAt} ${formatHere(result.createdAt)} · ${status.profile} ${result.profile} · ${status.operator} ${visible(result.operator)}`,
    status.exhibits(result.exhibits, formatBytes(words.language, result.bytes)),
    ...(result.refused > 0 ? [yellow(status.refused(result.refused))] : []),
    status.inspected(result.inspected, result.exhibits),
    status.journal(result.journal),
    sealLine(result, words),
    ...(result.lastSeal !== null && result.unsealed > 0 ? [yellow(status.beyond(result.unsealed))] : []),
    ...(result.lockedBy === null ? [] : [yellow(status.lockedBy(result.lockedBy.pid, visible(result.lockedBy.host), visible(result.lockedBy.user), result.lockedBy.since))]),
  ]
  const next = { add: status.nextAdd, inspect: status.nextInspect, seal: status.nextSeal, resume: status.nextResume, bundle: status.nextBundle }[result.next]
  lines.push(`${bold(status.next)} ${next}`)
  return lines.join('\n')
}

function sealLine({ lastSeal }: CaseStatus, { cli: { status } }: Context['words']): string {
  if (lastSeal === null) return yellow(status.neverSealed)
  const number = String(lastSeal.number).padStart(4, '0')
  if (lastSeal.state === 'complete') return green(status.sealed(number, formatHere(lastSeal.at)))
  return yellow(lastSeal.state === 'pending' ? status.pendingSeal(number) : status.interruptedSeal(number))
}
