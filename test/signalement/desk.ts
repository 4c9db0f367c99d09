// A desk for tests: the real data of templates/, an invented association, a clock that stands still.
import type { ComposeDefaults, ComposeTables } from '../../src/signalement/compose.ts'
import { harmReader, loadHarms } from '../../src/signalement/harm-table.ts'
import { clockTable, loadLaw } from '../../src/signalement/law.ts'
import { HARMS } from '../../src/signalement/vocabulary.ts'
import { createNodeFiles } from '../../src/system/node-files.ts'
import { NOW, sampleId } from './sample-record.ts'

export const DEFAULTS: ComposeDefaults = {
  by: 'Écoutante 7', organisation: 'Association Exemple', authority: 'trusted_flagger', notifierName: 'Cellule signalements', notifierEmail: 'signalements@example.org',
  flaggerHarms: HARMS, channel: '3018_tel', language: 'fr', country: 'FR', timeZone: 'Europe/Paris', retention: { policy: 'default-730-days', days: 730 },
}

export const CIRCUMSTANCES = { id: sampleId(1), now: NOW } as const

export async function tables(): Promise<ComposeTables> {
  const world = { files: createNodeFiles() }
  const [harms, law] = await Promise.all([loadHarms(world), loadLaw(world)])
  return { harms: harmReader(harms, law), clocks: clockTable(law.clocks) }
}
