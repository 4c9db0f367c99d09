import { instantOfMs } from '../../system/time.ts'
import type { ListedSignalement } from '../../signalement/store/signalement-store.ts'
import type { Listing } from '../commands/signalement-list.ts'
import type { Context } from '../context.ts'
import { shortId } from '../desk.ts'
import { bold, dim, red } from '../paint.ts'
import { textTable } from './text-table.ts'

const MINUTE_MS = 60_000

export function listedJson({ createdMs, dueMs, expiresMs, ...row }: ListedSignalement): unknown {
  return { ...row, createdAt: instantOfMs(createdMs), dueAt: instantOfMs(dueMs), expiresAt: instantOfMs(expiresMs) }
}

const WAITING: ReadonlySet<string> = new Set(['decided_removed', 'cancelled'])

export function sayList({ nowMs, total, rows }: Listing, { words: { signalement, routing, locators }, terminal }: Context): string {
  const { list } = signalement
  if (rows.length === 0) return list.empty
  const cells = rows.map((row) => {
    const minutes = (row.dueMs - nowMs) / MINUTE_MS
    const late = minutes < 0 && !WAITING.has(row.state)
    return {
      late,
      texts: [
        shortId(row.id), signalement.states[row.state], routing.harms[row.harm], locators.platforms[row.platform],
        list.ago((nowMs - row.createdMs) / MINUTE_MS), WAITING.has(row.state) ? '—' : minutes < 0 ? list.overdue(-minutes) : list.dueIn(minutes), signalement.bases[row.basis],
      ],
    }
  })
  return [
    ...textTable(list.head.map(bold), cells.map(({ late, texts }) => (late ? texts.map(red) : texts)), terminal),
    ...(rows.length < total ? [dim(list.more(rows.length, total))] : []),
  ].join('\n')
}
