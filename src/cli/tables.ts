// The dated data behind the signalement verbs, read once a run: harms, law, clocks, destinations and routing rules.
import type { ComposeTables } from '../signalement/compose.ts'
import type { Destination } from '../signalement/destination.ts'
import { harmReader, loadHarms, searchHarms, type HarmTable } from '../signalement/harm-table.ts'
import { clockTable, loadLaw } from '../signalement/law.ts'
import { loadRouteTables } from '../signalement/routing/route-tables.ts'
import { route, type Route, type RouteTables } from '../signalement/routing/route.ts'
import type { Harm } from '../signalement/vocabulary.ts'
import type { Context } from './context.ts'
import type { Names } from './render/signalement-record.ts'

export interface DeskTables extends ComposeTables {
  readonly harmTable: HarmTable
  readonly routes: RouteTables
  readonly names: Names
  /** Harms whose name or words hold what was typed. */
  search(typed: string): readonly Harm[]
  destination(id: string): Destination | undefined
}

export async function deskTables({ world, words: { language, routing } }: Context): Promise<DeskTables> {
  const [harmTable, law, routes] = await Promise.all([loadHarms(world), loadLaw(world), loadRouteTables(world)])
  const byId = new Map(routes.destinations.map((destination) => [destination.id, destination]))
  return {
    harmTable, routes,
    harms: harmReader(harmTable, law),
    clocks: clockTable(law.clocks),
    names: {
      harm: (id) => (Object.hasOwn(routing.harms, id) ? routing.harms[id as Harm] : id),
      destination: (id) => byId.get(id)?.name[language] ?? id,
    },
    search: (typed) => searchHarms(typed, harmTable),
    destination: (id) => byId.get(id),
  }
}

/** Whom to call when somebody is in danger now, whatever else is known. */
export function dangerRoute({ routes }: DeskTables): Route {
  return route({
    harm: 'autre', ageBand: 'unknown', platform: 'autre', urgency: 'imminent_danger', representation: 'none', authority: 'individual', inFlaggerArea: false,
    consent: [], hasLocators: false, locatorKinds: [], missing: [], hasPublicLocator: false, privateMessage: false, hasAccount: false, hasExplanation: false,
    hasIdentity: false, hasGoodFaith: false, hasHostContact: false, hasLegalOrder: false, country: 'FR',
  }, routes)
}
