import { formatShortInstant } from '../../messages/format.ts'
import { Lines } from '../../delivery/delivery-desk.ts'
import { AWAITING, DECIDED, followOne, isWatched, type FollowedDelivery } from '../../delivery/follow.ts'
import { payCaseLines } from '../../delivery/pay-case-lines.ts'
import type { ListedDelivery } from '../../signalement/store/delivery-row.ts'
import type { ClockBasis } from '../../signalement/vocabulary.ts'
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import type { Context } from '../context.ts'
import { deliveryDesk } from '../delivery-desk-of.ts'
import { absent, deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, dim, green, red, yellow } from '../paint.ts'
import { textTable } from '../render/text-table.ts'
import type { DeskTables } from '../tables.ts'
import { deliveryJson } from './outbox.ts'

interface Input {
  readonly parts: readonly string[]
  readonly check: boolean
  readonly due: boolean
  readonly limit: number
}

interface Result {
  readonly nowMs: number
  readonly rows: readonly ListedDelivery[]
  readonly total: number
  readonly unknown: number
  readonly bases: ReadonlyMap<ClockBasis, { readonly open: number; readonly late: number }>
  readonly appeals: readonly ListedDelivery[]
  readonly followed: readonly FollowedDelivery[] | undefined
  readonly tables: DeskTables | undefined
}

const SHOWN = 50
const EMPTY: Result = { nowMs: 0, rows: [], total: 0, unknown: 0, bases: new Map(), appeals: [], followed: undefined, tables: undefined }

export const command = defineCommand<Input, Result>({
  read: (raw) => ({ parts: raw.arguments, check: raw.flag('check'), due: raw.flag('due'), limit: raw.whole('limit', 1, 1_000_000) ?? SHOWN }),
  act: ({ parts, check, due, limit }, context) => withExistingStore<Result>(context, parts.length === 0 ? () => EMPTY : absent(parts[0]), async (store) => {
    const { desk, tables } = await deliveryDesk(context, store)
    const nowMs = msOfInstant(context.world.clock.now()) ?? 0
    const ids = parts.length === 0 ? undefined : [...new Set(parts.map((part) => store.resolve(part)))]
    const about = { ...(ids === undefined ? {} : { ids }), ...(due ? { dueBeforeMs: nowMs } : {}) }
    let followed: FollowedDelivery[] | undefined
    if (check) {
      followed = []
      const lines = new Lines(desk)
      const watched = [...store.deliveries.list({ ...about, states: [...AWAITING, ...DECIDED] })].filter((row) => isWatched(row, nowMs))
      const progress = context.progress.work('follow', context.words.delivery.follow.checked(0))
      for (const { number } of watched) {
        if (context.world.signal.aborted) break
        followed.push(await followOne(desk, lines, number))
        progress.update({ files: followed.length, totalFiles: watched.length })
      }
      progress.end()
      await payCaseLines(context.world, store)
    }
    const filter = { ...about, states: AWAITING }
    const counts = store.deliveries.counts(filter)
    return {
      nowMs, tables, followed, unknown: counts.get('unknown_outcome') ?? 0, total: [...counts.values()].reduce((sum, count) => sum + count, 0), rows: [...store.deliveries.list({ ...filter, limit })], bases: ids === undefined ? store.deliveries.dueByBasis(AWAITING, nowMs) : new Map(),
      appeals: [...store.deliveries.list({ ...(ids === undefined ? {} : { ids }), states: ['decided_rejected', 'decided_restricted'] })].filter(({ appealMs }) => appealMs !== undefined && appealMs > nowMs).toSorted((a, b) => (a.appealMs ?? 0) - (b.appealMs ?? 0)).slice(0, limit),
    }
  }),
  say: sayFollow,
  json: ({ nowMs: _now, rows, total, bases, appeals, followed, tables: _tables }) => ({
    total, bases: Object.fromEntries(bases), deliveries: rows.map(deliveryJson), appeals: appeals.map(deliveryJson),
    ...(followed === undefined ? {} : { followed: followed.map(({ row, ...rest }) => ({ id: row.id, destination: row.destination, key: row.key, ...rest })) }),
  }),
  exit: ({ followed, unknown }) => (unknown > 0 ? Exit.outcomeUnknown : followed?.some(({ code }) => code !== undefined) === true ? Exit.someFailed : Exit.done),
})

function sayFollow({ nowMs, rows, total, bases, appeals, followed, tables }: Result, context: Context): string {
  const { words: { delivery: { follow: words, contents, codes, send: { test } }, signalement, signalement: { list } } } = context
  const { timeZone } = deskDefaults(context)
  const name = (id: string): string => tables?.names.destination(id) ?? id
  const news = (followed ?? []).flatMap(({ row, before, after, content, code }) => [
    ...(before === after ? [] : [green(words.news(shortId(row.id), name(row.destination), signalement.states[before], signalement.states[after]))]),
    ...(content === 'reuploaded' ? [red(words.reuploaded(shortId(row.id)))] : []),
    ...(code === undefined ? [] : [yellow(words.cannot(shortId(row.id), name(row.destination), codes[code] ?? code))]),
  ])
  const late = appeals.map((row) => words.appeal(shortId(row.id), name(row.destination), formatShortInstant(instantOfMs(row.appealMs ?? 0), timeZone).slice(0, 10)))
  const unasked = (followed ?? []).filter(({ asked }) => !asked).length
  const head = [...(followed === undefined ? [] : [words.checked(followed.length - unasked)]), ...(unasked === 0 ? [] : [yellow(words.unasked(unasked))]), ...news]
  const tail = late.length === 0 ? [] : ['', bold(words.appealTitle), ...late]
  if (rows.length === 0) return [...head, words.empty, ...tail].join('\n')
  const cells = rows.map((row) => {
    const minutes = (row.dueMs - nowMs) / 60_000
    return [
      shortId(row.id), `${name(row.destination)}${row.test ? ` (${test})` : ''}`, row.state === 'unknown_outcome' ? red(signalement.states[row.state]) : signalement.states[row.state], contents[row.content ?? 'unchecked'],
      minutes < 0 ? red(list.overdue(-minutes)) : list.dueIn(minutes), signalement.bases[row.basis],
    ]
  })
  return [
    ...head, ...(bases.size === 0 ? [] : [[...bases].map(([basis, { open, late: behind }]) => words.basis(signalement.bases[basis], open, behind)).join(' · ')]),
    ...textTable(words.head.map(bold), cells, context.terminal), ...(rows.length < total ? [dim(words.more(rows.length, total))] : []), ...tail,
  ].join('\n')
}
