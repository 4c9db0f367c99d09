// What an adapter is given of the world: the network under this destination's rules, its secrets by name, the clock.
import { Failure } from '../system/failure.ts'
import type { TlsOptions, World } from '../system/world.ts'
import type { Link, Setup } from './adapter.ts'
import { withoutSecrets } from './redaction.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A file that a setting names. */
    'delivery.file-missing': { setting: string; path: string }
  }
}

const MAX_PEM_BYTES = 1024 * 1024

export function secretName(destination: string, name: string): string {
  return `destination.${destination}.${name}`
}

/** @throws `delivery.file-missing`, `secret.*` */
export async function linkFor(world: World, setup: Setup): Promise<Link> {
  const { destination, options } = setup
  // Asked for at the first use, then kept for this run: a keyring takes a tenth of a second each time.
  const known = new Map<string, Promise<string | undefined>>()
  const values: string[] = []
  const find = async (name: string): Promise<string | undefined> => {
    const kept = await world.secrets.find(secretName(destination.id, name))
    if (kept === undefined) return undefined
    const value = Buffer.from(kept.secret).toString('utf8')
    values.push(value.trim())
    return value
  }
  const secret = (name: string): Promise<string | undefined> => {
    const found = known.get(name) ?? find(name)
    known.set(name, found)
    return found
  }
  const pem = async (setting: string): Promise<string | undefined> => {
    const path = options[setting]
    if (path === undefined) return undefined
    const bytes = await world.files.read(path, MAX_PEM_BYTES)
    if (bytes === undefined) throw new Failure('delivery.file-missing', { setting: `destination.${destination.id}.${setting}`, path })
    return bytes.toString('utf8')
  }
  const [ca, certificate] = [await pem('ca'), await pem('clientCertificate')]
  const key = certificate === undefined ? undefined : await secret('client-key')
  const reason = options['acceptAnyCertificate']
  const tls: TlsOptions = {
    ...(ca === undefined ? {} : { ca }), ...(certificate === undefined ? {} : { certificate }), ...(key === undefined ? {} : { key }),
    ...(reason === undefined || reason === '' ? {} : { acceptAnyCertificate: reason }),
  }
  return {
    // Whoever stops the program does not cut a request in two: nobody would know what became of it.
    http: withoutSecrets({ exchange: async (request) => world.http.exchange({ ...request, lasting: true }) }, () => values),
    setup, secret, mail: world.mail, files: world.files, now: () => world.clock.now(),
    reach: { ...(Object.keys(tls).length === 0 ? {} : { tls }), privateHosts: (options['privateHosts'] ?? '').split(/\s+/).filter((host) => host !== '') },
  }
}
