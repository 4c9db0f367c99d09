// What routing needs, read once and checked against itself: a rule that names a destination nobody wrote is refused.
import { Failure } from '../../system/failure.ts'
import type { Destination } from '../destination.ts'
import { loadDestinations } from '../destinations.ts'
import { readData, type DataFiles } from '../template-data.ts'
import type { RouteTables } from './route.ts'
import { RoutingTable } from './routing-rules.ts'

const FILE = 'routing.json'

/** @throws `data.missing`, `data.invalid` */
export async function loadRouteTables(world: DataFiles): Promise<RouteTables> {
  const [routing, destinations] = await Promise.all([readData(world, FILE, RoutingTable), loadDestinations(world)])
  refuseStrangers(routing, destinations)
  return { routing, destinations }
}

function refuseStrangers({ rules }: RoutingTable, destinations: readonly Destination[]): void {
  const known = new Set(destinations.map(({ id }) => id))
  rules.forEach(({ outcome }, index) => {
    const stranger = 'to' in outcome ? outcome.to.findIndex((id) => !id.startsWith('@') && !known.has(id)) : -1
    if (stranger >= 0) throw new Failure('data.invalid', { file: FILE, path: `rules[${index}].outcome.to[${stranger}]` })
  })
}
