// What is known of a host, before any path is read. Worked out once a host: 60 links of one picture stand on five hosts.
import type { LocatorNote, LocatorRefusal } from './located.ts'
import { hostWarnings } from './lookalike.ts'
import type { PlatformReader } from './platform.ts'
import { isPrivateHost } from './private-address.ts'
import { PLATFORM_READERS } from './registry.ts'
import { isShortener, presentName, resultPages } from './web-services.ts'
import { wrappersOf } from './wrappers.ts'

export interface HostFacts {
  readonly host: string
  readonly refusal?: LocatorRefusal
  readonly reader?: PlatformReader
  /** The platform's domain; the reader's first one for a mirror. */
  readonly domain: string
  /** What stands before the domain; empty where it shows the same contents. */
  readonly sub: string
  readonly mirror: boolean
  readonly shortener: boolean
  readonly wrappers?: ReturnType<typeof wrappersOf>
  readonly resultPages?: RegExp
  readonly notes: readonly LocatorNote[]
}

interface Site { readonly reader: PlatformReader; readonly mirror: boolean }

const SITES = new Map<string, Site>(PLATFORM_READERS.flatMap((reader) => [
  ...reader.domains.map((domain) => [domain, { reader, mirror: false }] as const),
  ...(reader.mirrors ?? []).map((domain) => [domain, { reader, mirror: true }] as const),
]))

/** RFC 1035 §2.3.4. */
const BAD_NAME = /^\.|\.\.|[^.]{64}|^.{254}/

const known = new Map<string, HostFacts>()
const KEPT = 16_384

/** `hostname` as `URL` gives it. */
export function hostFacts(hostname: string): HostFacts {
  const found = known.get(hostname)
  if (found !== undefined) return found
  const facts = workOut(hostname)
  if (known.size >= KEPT) known.clear()
  known.set(hostname, facts)
  return facts
}

function workOut(hostname: string): HostFacts {
  // `example.com.` is the same name, written to its root.
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  const bare: HostFacts = { host, domain: host, sub: '', mirror: false, shortener: false, notes: [] }
  if (host === '') return { ...bare, refusal: 'no-host' }
  if (BAD_NAME.test(host)) return { ...bare, refusal: 'not-a-url' }
  if (isPrivateHost(host)) return { ...bare, refusal: 'private-address' }
  const wrappers = wrappersOf(host)
  const carrying = wrappers === undefined ? {} : { wrappers }
  for (let from = 0; from >= 0; from = next(host, from)) {
    const site = SITES.get(host.slice(from))
    if (site !== undefined) return { ...bare, ...carrying, ...placed(site, host.slice(from), host.slice(0, Math.max(0, from - 1))) }
  }
  const pages = resultPages(host)
  const present = presentName(host)
  return {
    ...bare, ...carrying, host: present, shortener: isShortener(host), ...(pages === undefined ? {} : { resultPages: pages }),
    notes: [...hostWarnings(host), ...(present === host ? [] : ['host-folded' as const]), ...(isShortener(host) || pages !== undefined ? [] : ['unknown-platform' as const])],
  }
}

function next(host: string, from: number): number {
  const dot = host.indexOf('.', from)
  return dot < 0 ? -1 : dot + 1
}

function placed({ reader, mirror }: Site, domain: string, before: string): Pick<HostFacts, 'reader' | 'domain' | 'sub' | 'mirror' | 'notes'> {
  const folded = before === '' || before === 'www' || reader.fronts.test(before)
  return {
    reader, mirror, domain: mirror ? (reader.domains[0] ?? domain) : domain, sub: folded ? '' : before,
    notes: mirror ? ['mirror-site'] : folded && (domain !== reader.domains[0] || (before !== '' && before !== 'www')) ? ['host-folded'] : [],
  }
}
