// Signalements that are planned together and not yet queued: one content goes once to one destination, whichever of them
// holds it. What was queued before is known by the store.
import { lookupKey } from '../signalement/store/lookup-keys.ts'
import type { DeliveryDesk } from './delivery-desk.ts'
import type { Plan, Planned } from './prepare.ts'

export class Group {
  private readonly seen = new Map<string, string>()

  withoutTwins(plan: Plan, { world, by }: Pick<DeliveryDesk, 'world' | 'by'>): Plan {
    const { id, harm } = plan.record
    const items = plan.items.map((item): Planned => {
      if (item.outcome !== 'ready') return item
      const names = item.part.locators.map((canonical) => `${item.destination} ${item.test} ${lookupKey(harm, canonical)}`)
      const other = names.map((name) => this.seen.get(name)).find((each) => each !== undefined && each !== id)
      if (other !== undefined) return { outcome: 'already', destination: item.destination, delivery: { destination: item.destination, state: 'queued', at: world.clock.now(), by }, other }
      for (const name of names) this.seen.set(name, id)
      return item
    })
    return { ...plan, items }
  }
}
