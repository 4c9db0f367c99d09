import { instantOfMs } from '../../system/time.ts'
import type { ListedSignalement } from '../../signalement/store/signalement-store.ts'
import type { Listing } from '../commands/signalement-list.ts'
import type { Context } from '../context.ts'
import { shortId } from '../desk.ts'
import { bold, dim, red } from '../paint.ts'

const MINUTE_MS = 60_000

export function listedJson({ createdMs, dueMs, expiresMs, ...row }: ListedSignalement): unknown {
  return { ...row, createdAt: instantOfMs(createdMs), dueAt: instantOfMs(dueMs), expiresAt: instantOfMs(expiresMs) }
}

const WAITING: ReadonlySet<string> = new Set(['decided_removed', 'cancelled'])

export function sayList({ nowMs, total, rows }: Listing, { words: { signalement, routing, locators } }: Context): string {
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
  const widths = list.head.map((title, column) => Math.max(title.length, ...cells.map(({ texts }) => texts[column]?.length ?? 0)))
  const line = (texts: readonly string[]): string => texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd()
  return [
    bold(line(list.head)),
    ...cells.map(({ late, texts }) => (late ? red(line(texts)) : line(texts))),
    ...(rows.length < total ? [dim(list.more(rows.length, total))] : []),
  ].join('\n')
}
