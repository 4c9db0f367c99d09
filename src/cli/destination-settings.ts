// Settings of destinations, `destination.<id>.<name>`: what may be set, and what a value may be.
import { ADAPTERS } from '../delivery/destinations/registry.ts'
import { adapterNameOf, COMMON_SETTINGS } from '../delivery/setup.ts'
import { secretName } from '../delivery/link.ts'
import { findDestination } from '../signalement/destinations.ts'
import type { Destination } from '../signalement/destination.ts'
import { STORE_PASSWORD } from '../signalement/store/open-store.ts'
import { Failure } from '../system/failure.ts'
import { checkReach } from '../system/http-reach.ts'
import type { CredentialPlace } from '../system/world.ts'
import type { Context } from './context.ts'
import { deskTables } from './tables.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** Only its name is told. */
    'delivery.secret-as-argument': { name: string }
    'delivery.empty-secret': { name: string }
  }
}

export interface DestinationKey {
  readonly destination: Destination
  readonly name: string
}

export const isDestinationKey = (word: string | undefined): boolean => word?.startsWith('destination.') ?? false

async function parsed(word: string, context: Context): Promise<DestinationKey> {
  const [, id = '', name = '', ...rest] = word.split('.')
  const { routes: { destinations } } = await deskTables(context)
  const destination = findDestination(id, destinations)
  if (destination === undefined || name === '' || rest.length > 0) throw new Failure('usage.bad-value', { option: 'config', value: word, expected: 'destination.X.live | destination.X.url …' })
  return { destination, name }
}

/** @throws `usage.bad-value` for a destination or a setting that is not known */
export async function destinationKey(word: string, context: Context): Promise<DestinationKey> {
  const key = await parsed(word, context)
  const adapter = await adapterOf(key.destination, context)
  const known = [...COMMON_SETTINGS, ...(adapter?.settings ?? []), ...(adapter === undefined ? (await Promise.all(Object.values(ADAPTERS).map(async (load) => (await load()).settings))).flat() : [])]
  if (!known.includes(key.name)) throw new Failure('usage.bad-value', { option: word, value: key.name, expected: [...new Set(known)].join(' | ') })
  return key
}

async function adapterOf(destination: Destination, { settings }: Context) {
  const name = adapterNameOf(destination, settings.destinations ?? {})
  const load = name === undefined || !Object.hasOwn(ADAPTERS, name) ? undefined : ADAPTERS[name]
  return load === undefined ? undefined : await load()
}

const NUMBERS = new Set(['perSecond', 'atOnce'])
const BOOLEANS = new Set(['live', 'always'])
const MIN_REASON = 10

/** @throws `usage.bad-value`, `http.not-https`, `http.private-address` */
export function destinationValue({ destination, name }: DestinationKey, words: readonly string[]): string {
  const value = words.join(' ').trim()
  const refuse = (expected: string): never => {
    throw new Failure('usage.bad-value', { option: `destination.${destination.id}.${name}`, value: withoutCredentials(value), expected })
  }
  if (value === '') return refuse('1')
  if (value.length > 2000) return refuse('≤ 2000')
  if (BOOLEANS.has(name)) return value === 'true' || value === 'false' ? value : refuse('true | false')
  if (NUMBERS.has(name)) return /^\d{1,6}(\.\d{1,3})?$/.test(value) && Number(value) >= 0.1 && (name === 'perSecond' || Number.isInteger(Number(value))) ? value : refuse(name === 'perSecond' ? '0.1 … 999999' : '1 … 999999')
  if (name === 'adapter') {
    if (!Object.hasOwn(ADAPTERS, value)) return refuse(Object.keys(ADAPTERS).join(' | '))
    // A form behind a CAPTCHA is filled by a person.
    if (destination.role === 'authority' && destination.channel === 'form_assisted' && value !== 'folder') return refuse('folder')
    return value
  }
  if (name === 'url' || name === 'testUrl') {
    if (!URL.canParse(value)) return refuse('https://…')
    const url = new URL(value)
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return refuse('https://…')
    // Listed private hosts are set apart and judged when it is reached.
    checkReach(url, [url.hostname])
    return value
  }
  if (name === 'acceptAnyCertificate') return value.length >= MIN_REASON ? value : refuse(`≥ ${MIN_REASON}`)
  return value
}

/** An address may have been typed with its password: that is not said again. */
function withoutCredentials(value: string): string {
  return value.replace(/\/\/[^/]*@/, '//***@').replace(/[?#].*$/s, '?***')
}

export interface SecretLine {
  readonly name: string
  readonly place: CredentialPlace | undefined
}

/** A name that some part of the tool reads. @throws `usage.bad-value` */
export async function secretKey(word: string | undefined, context: Context): Promise<string> {
  if (word === undefined) throw new Failure('usage.missing-argument', { word: 'destination.X.token' })
  // The key of a shared store is brought from the machine that made it.
  if (/^signalements-[0-9a-f]{12}$/.test(word) || word === STORE_PASSWORD) return word
  if (word.includes('=')) throw new Failure('delivery.secret-as-argument', { name: word.slice(0, word.indexOf('=')) })
  const { destination, name } = await parsed(word, context)
  const adapter = await adapterOf(destination, context)
  const names = [...(adapter?.secrets ?? []).map((secret) => secret.name), 'client-key']
  if (!names.includes(name)) throw new Failure('usage.bad-value', { option: 'config secret', value: word, expected: names.map((each) => secretName(destination.id, each)).join(' | ') })
  return secretName(destination.id, name)
}

/** Of the destinations that are set up: where each secret is, never what it is. */
export async function secretLines(context: Context): Promise<readonly SecretLine[]> {
  const { routes: { destinations } } = await deskTables(context)
  const lines: SecretLine[] = []
  for (const destination of destinations.filter(({ id }) => context.settings.destinations?.[id] !== undefined)) {
    for (const { name } of (await adapterOf(destination, context))?.secrets ?? []) {
      const full = secretName(destination.id, name)
      lines.push({ name: full, place: (await context.world.secrets.find(full))?.place })
    }
  }
  return lines
}
