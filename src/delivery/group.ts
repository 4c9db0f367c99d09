// Signalements that are planned together and not yet queued: one content goes once to one destination, whichever of them
// holds it. What was queued before is known by the store.
import { lookupKey } from '../signalement/store/lookup-keys.ts'
import type { DeliveryDesk } from './delivery-desk.ts'
import type { Plan, Planned } from './prepare.ts'

export class Group {
  private readonly seen = new Map<string, string>()

  /** Undefined when another one of this group carries a part of it: the rest is planned once that one is in the queue. */
  withoutTwins(plan: Plan, { world, by }: Pick<DeliveryDesk, 'world' | 'by'>): Plan | undefined {
    const { id, harm } = plan.record
    const namesOf = (item: Extract<Planned, { readonly outcome: 'ready' }>): readonly string[] => item.part.locators.map((canonical) => `${item.destination} ${item.test} ${lookupKey(harm, canonical)}`)
    const others = (names: readonly string[]): readonly string[] => names.flatMap((name) => this.seen.get(name) ?? []).filter((each) => each !== id)
    const ready = plan.items.filter((item) => item.outcome === 'ready')
    if (ready.some((item) => {
      const names = namesOf(item)
      const held = others(names).length
      return held > 0 && held < names.length
    })) return undefined
    const items = plan.items.map((item): Planned => {
      if (item.outcome !== 'ready') return item
      const names = namesOf(item)
      const [other] = others(names)
      if (other !== undefined) return { outcome: 'already', destination: item.destination, delivery: { destination: item.destination, state: 'queued', at: world.clock.now(), by }, other }
      for (const name of names) this.seen.set(name, id)
      return item
    })
    return { ...plan, items }
  }
}
