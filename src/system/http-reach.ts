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

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128], ['::1', 128], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
] as const) PRIVATE.addSubnet(net, bits, 'ipv6')

/** Address of no public host. IPv4 inside IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isPrivateAddress(mapped)
  const family = isIP(address)
  return family === 0 || PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6')
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
