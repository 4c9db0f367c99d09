import { Lines } from '../../delivery/delivery-desk.ts'
import { Outbox, type ClosedLine } from '../../delivery/outbox.ts'
import { takeOwnership } from '../../delivery/ownership.ts'
import type { WorkerNews } from '../../delivery/queue/worker.ts'
import { secretName } from '../../delivery/link.ts'
import { Failure } from '../../system/failure.ts'
import { isPostgresAddress } from '../../system/postgres-address.ts'
import { STORE_PASSWORD } from '../../signalement/store/open-store.ts'
import type { Context } from '../context.ts'
import { deliveryDesk } from '../delivery-desk-of.ts'
import { storePlace, withStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import type { DeskTables } from '../tables.ts'

interface Counts { sent: number; rejected: number; unknown: number; again: number }

interface Result extends Readonly<Counts> {
  readonly once: boolean
  /** What is left in the queue of machine destinations, for whomever. */
  readonly waiting: number
  /** Some of it for want of a credential. */
  readonly locked: boolean
}

export const command = defineCommand<{ readonly concurrency: number; readonly once: boolean }, Result>({
  read: (raw) => ({ concurrency: raw.whole('concurrency', 1, 256) ?? 4, once: raw.flag('once') }),
  async act({ concurrency, once }, context) {
    const place = storePlace(context)
    if (place === undefined || !isPostgresAddress(place)) throw new Failure('worker.no-shared-store', {})
    const { world } = context
    return await withStore(context, async (store) => {
      const { desk, tables } = await deliveryDesk(context, store)
      const [{ openJobQueue }, { work }] = await Promise.all([import('../../delivery/queue/job-queue.ts'), import('../../delivery/queue/worker.ts')])
      const password = (await world.secrets.find(STORE_PASSWORD))?.secret
      const owner = await takeOwnership(world, store, 'worker')
      let lacks = false
      const counts: Counts = { sent: 0, rejected: 0, unknown: 0, again: 0 }
      const jobs = await openJobQueue(place, password === undefined ? undefined : Buffer.from(password).toString('utf8'))
      try {
        if (!once) context.note(context.words.delivery.worker.started(concurrency))
        await work(desk, new Outbox(desk, new Lines(desk), owner), jobs, { concurrency, once }, newsTo(counts, context, tables, () => { lacks = true }))
      } finally {
        await jobs.close()
      }
      // Whatever ends otherwise frees the name by ending its connection.
      await owner.release()
      const waiting = store.deliveries.waiting()
      const paused = store.destinations.all().some(({ id, pausedMs }) => pausedMs !== undefined && waiting.some(({ destination }) => destination === id))
      return { ...counts, once, waiting: waiting.reduce((sum, { count }) => sum + count, 0), locked: lacks || paused }
    })
  },
  say: ({ sent, rejected, unknown, again, waiting }, { words: { delivery: { worker } } }) => `${worker.done(sent, rejected, unknown, again)}${waiting > 0 ? `\n${worker.waiting(waiting)}` : ''}`,
  json: ({ once: _once, locked: _locked, ...rest }) => rest,
  // Stopped by whoever runs it, a service has done its work: what it could not do is in the outbox.
  exit: ({ once, ...result }) => (once ? exitOf(result) : Exit.done),
})

/** As for "scelle send": what asks most of whoever reads it. */
function exitOf({ unknown, locked, rejected, waiting }: Omit<Result, 'once'>): Exit {
  if (unknown > 0) return Exit.outcomeUnknown
  if (locked) return Exit.credentials
  if (rejected > 0) return Exit.refusedByDestination
  return waiting > 0 ? Exit.notFinished : Exit.done
}

function newsTo(counts: Counts, context: Context, tables: DeskTables, onLack: () => void): WorkerNews {
  const { words: { delivery: { send, worker } } } = context
  const name = (id: string): string => tables.names.destination(id)
  return {
    onSettled({ outcome, delivery, paused, open: { row } }) {
      if (outcome.class === 'definite_success') counts.sent += 1
      else if (delivery.state === 'dead_letter') counts.rejected += 1
      else if (delivery.state === 'unknown_outcome') counts.unknown += 1
      else counts.again += 1
      if (paused) context.note(send.paused(name(row.destination), row.destination))
    },
    onClosed({ destination, missing }: ClosedLine) {
      if (missing.length === 0) context.note(worker.notSetUp(name(destination)))
      else onLack()
      for (const secret of missing) context.note(send.missingSecret(secretName(destination, secret)))
    },
  }
}
