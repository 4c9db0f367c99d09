// What waits in the queue and was prepared for other settings (a test that is to be real now, another address, another
// adapter): it goes out of the queue, to be prepared anew. What may have left already stays, and is held at its turn.
import { mayHaveLeft } from '../signalement/delivery.ts'
import { advance } from '../signalement/state-machine.ts'
import type { DeliveryDesk, Lines } from './delivery-desk.ts'
import { placeOf } from './setup.ts'

/** @returns how many were withdrawn */
export async function withdrawStale({ store, routes: { destinations } }: DeliveryDesk, lines: Lines): Promise<number> {
  let count = 0
  for (const { destination: id } of store.deliveries.waiting()) {
    const destination = destinations.find((each) => each.id === id)
    const set = destination === undefined ? undefined : await lines.setup(destination)
    if (set?.ok !== true) continue
    const numbers = store.deliveries.elsewhere(id, placeOf(set))
    store.transaction(() => {
      for (const number of numbers) {
        const open = store.deliveries.get(number)
        if (open.row.state !== 'queued' || mayHaveLeft(open.delivery)) continue
        store.deliveries.settle(open, 'queued', { delivery: { ...open.delivery, state: advance('queued', 'cancel') } })
        store.replan(open.row.id)
        count += 1
      }
    })
  }
  return count
}
