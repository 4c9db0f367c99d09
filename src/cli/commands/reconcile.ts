import { Lines } from '../../delivery/delivery-desk.ts'
import { payCaseLines } from '../../delivery/pay-case-lines.ts'
import { decideNotSent, decideSent, oneWaiting, reconcile, type Reconciliation } from '../../delivery/reconcile.ts'
import { Failure } from '../../system/failure.ts'
import { visibleShort } from '../../system/visible.ts'
import { ask } from '../ask.ts'
import type { Context } from '../context.ts'
import { deliveryDesk, destinationOf } from '../delivery-desk-of.ts'
import { absent, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { dim, green, red, yellow } from '../paint.ts'
import { deliveryJson } from './outbox.ts'
import type { DeskTables } from '../tables.ts'

interface Input {
  readonly part: string | undefined
  readonly to: string | undefined
  readonly key: string | undefined
  readonly remoteId: string | undefined
  readonly notSent: boolean
}

interface Result {
  readonly items: readonly Reconciliation[]
  /** Taken by a round that runs, or that died. */
  readonly underWay: number
  readonly tables: DeskTables | undefined
}

export const command = defineCommand<Input, Result>({
  read(raw) {
    const [part] = raw.arguments
    const remoteId = raw.text('remoteId')
    const notSent = raw.flag('notSent')
    if (remoteId !== undefined && notSent) throw new Failure('usage.conflict', { one: '--remote-id', other: '--not-sent' })
    if ((remoteId !== undefined || notSent) && part === undefined) throw new Failure('usage.missing-argument', { word: 'id' })
    return { part, to: raw.text('toOne'), key: raw.text('deliveryKey'), remoteId, notSent }
  },
  act: ({ part, to, key, remoteId, notSent }, context) => withExistingStore<Result>(context, part === undefined ? () => ({ items: [], underWay: 0, tables: undefined }) : absent(part), async (store) => {
    const { desk, tables } = await deliveryDesk(context, store)
    const destination = to === undefined ? undefined : destinationOf(to, '--to', tables).id
    const id = part === undefined ? undefined : store.resolve(part)
    const items: Reconciliation[] = []
    if (id !== undefined && (remoteId !== undefined || notSent)) {
      const open = oneWaiting(desk, id, ['unknown_outcome'], { ...(destination === undefined ? {} : { destination }), ...(key === undefined ? {} : { key }) })
      items.push(remoteId === undefined
        ? { open, verdict: 'not-found', delivery: decideNotSent(desk, open) }
        : { open, verdict: 'found', delivery: decideSent(desk, open, remoteId.slice(0, 300), context.world.clock.now()) })
    } else {
      const numbers = [...store.deliveries.list({ states: ['unknown_outcome'], ...(id === undefined ? {} : { ids: [id] }), ...(destination === undefined ? {} : { destination }) })].map(({ number }) => number)
      await reconcile(desk, new Lines(desk), numbers, (result) => { items.push(result) })
      for (const [index, item] of items.entries()) {
        if (item.verdict !== 'cannot-tell' || !context.mayAsk) continue
        const answer = await askPerson(item, context, tables)
        if (answer !== undefined) items[index] = { ...item, verdict: answer === '' ? 'not-found' : 'found', delivery: answer === '' ? decideNotSent(desk, item.open) : decideSent(desk, item.open, answer, context.world.clock.now()) }
      }
    }
    await payCaseLines(context.world, store)
    return { items, underWay: store.deliveries.sending().length, tables }
  }),
  say({ items, underWay, tables }, { words: { delivery: { reconcile: words, codes } } }) {
    const waiting = underWay === 0 ? [] : [yellow(words.underWay(underWay))]
    if (items.length === 0) return [words.nothing, ...waiting].join('\n')
    const name = (id: string): string => tables?.names.destination(id) ?? id
    const lines = items.map(({ open: { row }, verdict, code = '', delivery }) => {
      if (verdict === 'found') return green(words.found(shortId(row.id), name(row.destination), visibleShort(delivery.receipt?.remoteId ?? '', 80)))
      if (verdict === 'not-found') return yellow(words.notFound(shortId(row.id), name(row.destination)))
      return red(words.cannotTell(shortId(row.id), name(row.destination), codes[code] ?? code))
    })
    return [...lines, ...waiting, ...(items.some(({ verdict }) => verdict === 'cannot-tell') ? [dim(words.risk)] : [])].join('\n')
  },
  json: ({ items }) => ({ deliveries: items.map(({ open, verdict, code, delivery }) => ({ ...(deliveryJson(open.row) as object), state: delivery.state, verdict, ...(code === undefined ? {} : { code }), ...(delivery.receipt === undefined ? {} : { receipt: delivery.receipt }) })) }),
  exit: ({ items }) => (items.some(({ verdict }) => verdict === 'cannot-tell') ? Exit.outcomeUnknown : items.some(({ verdict }) => verdict === 'not-found') ? Exit.notFinished : Exit.done),
})

/** The number received, empty when it did not arrive, undefined when nobody knows yet. */
async function askPerson({ open: { row } }: Reconciliation, context: Context, tables: DeskTables): Promise<string | undefined> {
  const { words: { delivery: { reconcile: words } } } = context
  context.terminal.err(`${words.risk}\n`)
  const answer = await ask<'arrived' | 'not' | 'later'>(context, {
    message: words.ask(shortId(row.id), tables.names.destination(row.destination)),
    choices: [{ value: 'later', name: words.choices.later }, { value: 'arrived', name: words.choices.arrived }, { value: 'not', name: words.choices.notArrived }],
  })
  if (answer === 'later') return undefined
  return answer === 'not' ? '' : await ask(context, { message: words.remoteId, accept: (text) => (text.trim().length > 0 && text.length <= 300 ? true : words.remoteIdMissing) })
}
