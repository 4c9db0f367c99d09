// A destination as this desk has set it up: which adapter speaks to it, at which address, live or not.
import { createHash } from 'node:crypto'
import type { Destination } from '../signalement/destination.ts'
import type { Channel } from '../signalement/vocabulary.ts'
import type { Adapter, Setup } from './adapter.ts'
import { ADAPTERS } from './destinations/registry.ts'

export type DestinationSettings = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Settings of every destination, whatever its adapter. Values are text; `live` and `always` are `true` or `false`. */
export const COMMON_SETTINGS = [
  'adapter', 'url', 'testUrl', 'live', 'always', 'perSecond', 'atOnce', 'ca', 'clientCertificate', 'privateHosts', 'acceptAnyCertificate',
] as const

export type SetupProblem = { readonly code: 'no-adapter' | 'not-by-machine' | 'missing-setting' | 'unknown-adapter'; readonly setting?: string }
export type SetupResult = { readonly ok: true; readonly adapter: Adapter; readonly setup: Setup } | ({ readonly ok: false } & SetupProblem)

/** Which adapter, if any: the desk's word, else the row's. An authority's form is filled by a person whatever is set. */
export function adapterNameOf(destination: Destination, settings: DestinationSettings): string | undefined {
  const asked = settings[destination.id]?.['adapter'] ?? destination.adapter
  return asked !== undefined && destination.role === 'authority' && destination.channel === 'form_assisted' && asked !== 'folder' ? undefined : asked
}

export function isSetUp(destination: Destination, settings: DestinationSettings): boolean {
  return adapterNameOf(destination, settings) !== undefined && settings[destination.id] !== undefined
}

export async function setupOf(destination: Destination, settings: DestinationSettings, about: { readonly language: 'fr' | 'en'; readonly toolVersion: string }): Promise<SetupResult> {
  const name = adapterNameOf(destination, settings)
  if (name === undefined) return { ok: false, code: settings[destination.id]?.['adapter'] === undefined ? 'no-adapter' : 'not-by-machine' }
  const load = Object.hasOwn(ADAPTERS, name) ? ADAPTERS[name] : undefined
  if (load === undefined) return { ok: false, code: 'unknown-adapter', setting: name }
  const adapter = await load()
  const options = settings[destination.id] ?? {}
  const live = options['live'] === 'true'
  const key = adapter.test === 'test-host' && !live ? 'testUrl' : 'url'
  const url = (key === 'testUrl' ? options['testUrl'] : live ? options['url'] : options['testUrl'] ?? options['url'] ?? '') ?? ''
  for (const need of adapter.needs) {
    if (need === 'url' ? url === '' : (options[need] ?? '') === '') return { ok: false, code: 'missing-setting', setting: need === 'url' ? key : need }
  }
  return {
    ok: true, adapter,
    setup: { destination: name === destination.adapter ? destination : { ...destination, allow: [...new Set([...destination.allow, ...(adapter.requires ?? [])])] }, url: url.replace(/\/+$/, ''), live, options, language: destination.languages.includes(about.language) ? about.language : destination.languages[0] ?? about.language, toolVersion: about.toolVersion },
  }
}

/** What a delivery says of the way it took. */
export function channelOf(adapter: Pick<Adapter, 'id'>): Channel {
  return adapter.id === 'mail' || adapter.id === 'xarf-mail' ? 'email' : 'api'
}

/** Nothing of a test counts, and a local folder is no test. */
export function isTest({ adapter, setup }: { readonly adapter: Pick<Adapter, 'test'>; readonly setup: Setup }): boolean {
  return !setup.live && adapter.test !== 'local'
}

/** Address, adapter and purpose that bytes are prepared for, as one word: what was prepared for another goes nowhere else. */
export function placeOf(set: { readonly adapter: Pick<Adapter, 'version' | 'test'>; readonly setup: Setup }): string {
  return createHash('sha256').update(JSON.stringify([set.setup.url, set.adapter.version, isTest(set)])).digest('hex').slice(0, 16)
}

/** The settings that plans are made for. */
export function signatureOf(settings: DestinationSettings, about: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([settings, about])).digest('hex').slice(0, 32)
}

export function paceOf({ adapter, setup }: { readonly adapter: Pick<Adapter, 'pace'>; readonly setup: Setup }): { readonly perSecond: number; readonly atOnce: number } {
  const number = (text: string | undefined, otherwise: number): number => {
    const value = Number(text)
    return text !== undefined && Number.isFinite(value) && value > 0 ? value : otherwise
  }
  return { perSecond: number(setup.options['perSecond'], adapter.pace.perSecond), atOnce: Math.max(1, Math.floor(number(setup.options['atOnce'], adapter.pace.atOnce))) }
}

