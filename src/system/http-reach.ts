// Which hosts may be reached: https, or http on this machine; no address of a private network unless it was listed
// (server-side request forgery). The address that was judged is the one that is connected to: there is no second look-up.
import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import { Failure } from './failure.ts'

declare module './failure.ts' {
  interface FailureFacts {
    'http.not-https': { host: string }
    /** Nothing was said to it. */
    'http.private-address': { host: string }
  }
}

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast and class E. */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(net, bits, 'ipv4')
/** Inside global unicast: protocol assignments (Teredo among them), documentation, 6to4. */
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) PRIVATE.addSubnet(net, bits, 'ipv6')
/** RFC 4291 §2.4: mapped, NAT64, unique local and link-local addresses lie outside it. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')

/** Address of no public host. One that is no address at all counts as private. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return PRIVATE.check(address, 'ipv4')
  return family !== 6 || address.includes('%') || !GLOBAL.check(address, 'ipv6') || PRIVATE.check(address, 'ipv6')
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase()

/** This machine by its own name: a name that merely resolves to it does not count. */
export function isLoopbackName(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(bare(hostname))
}

/** @throws `http.not-https`, `http.private-address` */
export function checkReach(url: URL, privateHosts: readonly string[] = []): void {
  const name = bare(url.hostname)
  if (isLoopbackName(name)) return
  if (url.protocol !== 'https:') throw new Failure('http.not-https', { host: url.host })
  if (isIP(name) !== 0 && isPrivateAddress(name) && !isListed(name, privateHosts)) throw new Failure('http.private-address', { host: url.host })
}

const isListed = (name: string, listed: readonly string[]): boolean => listed.some((each) => bare(each) === name)

type Callback = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void

/** A look-up that answers with allowed addresses only; `EPRIVATE` when there is none but private ones. */
export function guardedLookup(privateHosts: readonly string[] = []) {
  return (hostname: string, options: LookupOptions | number | Callback | undefined, callback?: Callback): void => {
    const done = typeof options === 'function' ? options : callback
    const asked: LookupOptions = typeof options === 'object' ? options : typeof options === 'number' ? { family: options } : {}
    lookUp(hostname, { ...asked, all: true }, (error, addresses) => {
      if (error !== null) return done?.(error)
      const open = isLoopbackName(hostname) || isListed(bare(hostname), privateHosts)
      const allowed = open ? addresses : addresses.filter(({ address }) => !isPrivateAddress(address) || isListed(address, privateHosts))
      const [first] = allowed
      if (first === undefined) return done?.(Object.assign(new Error('private address'), { code: 'EPRIVATE' }))
      return asked.all === true ? done?.(null, allowed) : done?.(null, first.address, first.family)
    })
  }
}
