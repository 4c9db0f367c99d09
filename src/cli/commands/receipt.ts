import { isSpoken, typeReceipt } from '../../delivery/receipt.ts'
import { payCaseLines } from '../../delivery/pay-case-lines.ts'
import { readMoment } from '../../signalement/read-moment.ts'
import type { Delivery } from '../../signalement/delivery.ts'
import { Failure } from '../../system/failure.ts'
import { visibleShort } from '../../system/visible.ts'
import { ask } from '../ask.ts'
import type { Context } from '../context.ts'
import { deliveryDesk, destinationOf } from '../delivery-desk-of.ts'
import { absent, deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

interface Input {
  readonly part: string
  readonly remoteId: string | undefined
  readonly key: string | undefined
  readonly to: string | undefined
  readonly at: string | undefined
}

const MAX_ID = 300

export const command = defineCommand<Input, { readonly id: string; readonly name: string; readonly delivery: Delivery }>({
  read(raw, context) {
    const remoteId = raw.text('remoteId')?.trim()
    // Only a call gives none, and it is named.
    if (remoteId === '' || (remoteId === undefined && raw.text('toOne') === undefined && !context.mayAsk)) throw new Failure('usage.missing-option', { option: '--remote-id' })
    if (remoteId !== undefined && remoteId.length > MAX_ID) throw new Failure('usage.bad-value', { option: '--remote-id', value: remoteId.slice(0, 40), expected: `1 … ${MAX_ID}` })
    const at = raw.text('receivedAt')
    return { part: raw.arguments[0] ?? '', remoteId, key: raw.text('deliveryKey'), to: raw.text('toOne'), at: at === undefined ? undefined : momentOf(at, context.world.clock.now(), deskDefaults(context).timeZone) }
  },
  act: ({ part, remoteId: typed, key, to, at }, context) => withExistingStore(context, absent(part), async (store) => {
    const { desk, tables } = await deliveryDesk(context, store)
    const record = store.get(store.resolve(part))
    const destination = to === undefined ? undefined : destinationOf(to, '--to', tables)
    // A call gives no number.
    const remoteId = typed ?? (destination !== undefined && isSpoken(destination) ? '—' : await askNumber(context))
    const delivery = typeReceipt(desk, record, { remoteId, at: at ?? context.world.clock.now(), ...(key === undefined ? {} : { key }), ...(destination === undefined ? {} : { destination }) })
    await payCaseLines(context.world, store)
    return { id: record.id, name: tables.names.destination(delivery.destination), delivery }
  }),
  say: ({ id, name, delivery }, { words: { delivery: { receipt } } }) => receipt.done(shortId(id), name, visibleShort(delivery.receipt?.remoteId ?? '', 80)),
  json: ({ id, delivery: { destination, state, receipt } }) => ({ id, destination, state, receipt }),
  exit: () => Exit.done,
})

/** @throws `usage.missing-option` where nobody can be asked */
async function askNumber(context: Context): Promise<string> {
  if (!context.mayAsk) throw new Failure('usage.missing-option', { option: '--remote-id' })
  const { remoteId, remoteIdMissing } = context.words.delivery.reconcile
  return (await ask(context, { message: remoteId, accept: (text) => (text.trim() !== '' && text.trim().length <= MAX_ID) || remoteIdMissing })).trim()
}

/** @throws `usage.bad-value` for what is no time, or is still to come */
function momentOf(text: string, now: string, timeZone: string): string {
  const instant = readMoment('observedAt', text, timeZone)
  if (typeof instant !== 'string' || instant > now) throw new Failure('usage.bad-value', { option: '--received-at', value: text, expected: '23/11/2026 18:04' })
  return instant
}
