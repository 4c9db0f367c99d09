// Rows of templates/destinations, for the cases: what a destination may have is its own allow-list.
import { loadDestinations } from '../../../src/signalement/destinations.ts'
import type { Destination } from '../../../src/signalement/destination.ts'
import { dataFiles } from '../../signalement/data/node-data.ts'

const rows = await loadDestinations(dataFiles())

export function rowOf(id: string): Destination {
  const row = rows.find((each) => each.id === id)
  if (row === undefined) throw new Error(`no row ${id}`)
  return row
}
