// A destination as a desk set it up, and what its adapter may do to the world: tests say what answers.
import type { Link, Setup } from '../../../src/delivery/adapter.ts'
import type { Destination } from '../../../src/signalement/destination.ts'
import type { HttpExchange, HttpReply } from '../../../src/system/world.ts'
import { testWorld } from '../../support/world.ts'
import { rowOf } from '../contract/rows.ts'

export function sampleSetup(id: string, options: Readonly<Record<string, string>> = {}, more: Partial<Setup> = {}): Setup {
  const destination: Destination = rowOf(id)
  return { destination, url: 'https://rt.example', live: false, options, language: 'fr', toolVersion: '0.1.0', ...more }
}

export interface LinkParts {
  readonly secrets?: Readonly<Record<string, string>>
  readonly answer?: (request: HttpExchange) => HttpReply | Promise<HttpReply>
  readonly mail?: Link['mail']
  readonly now?: string
}

export function sampleLink(setup: Setup, { secrets = {}, answer, mail, now = '2026-11-23T18:00:00.000Z' }: LinkParts = {}): Link {
  const world = testWorld()
  return {
    setup, files: world.files, mail: mail ?? world.mail, now: () => now, reach: { privateHosts: [] }, secret: async (name) => secrets[name],
    http: { exchange: async (request) => { if (answer === undefined) throw new Error('nobody answers'); return await answer(request) } },
  }
}
