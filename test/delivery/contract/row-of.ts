// A destination as its row says: what it may have is data, not the test's word.
import { destinationNamed, loadDestinations } from '../../../src/signalement/destinations.ts'
import type { Destination } from '../../../src/signalement/destination.ts'
import { dataFiles } from '../../signalement/data/node-data.ts'

const rows = await loadDestinations(dataFiles())

/** @throws `data.unknown-destination` */
export function rowOf(id: string): Destination {
  return destinationNamed(id, rows)
}
