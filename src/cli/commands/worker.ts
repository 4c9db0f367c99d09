import { Lines } from '../../delivery/delivery-desk.ts'
import { Outbox } from '../../delivery/outbox.ts'
import { takeOwnership } from '../../delivery/ownership.ts'
import { Failure } from '../../system/failure.ts'
import { isPostgresAddress } from '../../system/postgres-address.ts'
import { STORE_PASSWORD } from '../../signalement/store/open-store.ts'
import { deliveryDesk } from '../delivery-desk-of.ts'
import { storePlace, withStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

interface Result {
  readonly sent: number
  readonly rejected: number
  readonly unknown: number
  readonly again: number
}

export const command = defineCommand<{ readonly concurrency: number; readonly once: boolean }, Result>({
  read: (raw) => ({ concurrency: raw.whole('concurrency', 1, 256) ?? 4, once: raw.flag('once') }),
  async act({ concurrency, once }, context) {
    const place = storePlace(context)
    if (place === undefined || !isPostgresAddress(place)) throw new Failure('worker.no-shared-store', {})
    const { world } = context
    return await withStore(context, async (store) => {
      const { desk } = await deliveryDesk(context, store)
      const owner = await takeOwnership(world, store, 'worker')
      const counts = { sent: 0, rejected: 0, unknown: 0, again: 0 }
      try {
        const [{ openJobQueue }, { work }] = await Promise.all([import('../../delivery/queue/job-queue.ts'), import('../../delivery/queue/worker.ts')])
        const password = (await world.secrets.find(STORE_PASSWORD))?.secret
        const jobs = await openJobQueue(place, password === undefined ? undefined : Buffer.from(password).toString('utf8'))
        try {
          if (!once) context.note(context.words.delivery.worker.started(concurrency))
          await work(desk, new Outbox(desk, new Lines(desk), owner), jobs, { concurrency, once }, ({ outcome, delivery }) => {
            if (outcome.class === 'definite_success') counts.sent += 1
            else if (delivery.state === 'dead_letter') counts.rejected += 1
            else if (delivery.state === 'unknown_outcome') counts.unknown += 1
            else counts.again += 1
          })
        } finally {
          await jobs.close()
        }
      } finally {
        await owner.release()
      }
      return counts
    })
  },
  say: ({ sent, rejected, unknown, again }, { words: { delivery: { worker } } }) => worker.done(sent, rejected, unknown, again),
  exit: ({ unknown, rejected }) => (unknown > 0 ? Exit.outcomeUnknown : rejected > 0 ? Exit.refusedByDestination : Exit.done),
})
