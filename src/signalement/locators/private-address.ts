// Hosts that are no place on the public internet: the machine itself, its network, ranges kept for other uses. `URL` has
// already turned every spelling of an IPv4 address (decimal, octal, hexadecimal, short) into four decimal numbers.

/** RFC 6761, 6762 (and its appendix G), 8375; `.internal` by ICANN, 2024. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

export function isPrivateHost(host: string): boolean {
  if (host.startsWith('[')) return !isPublicIpv6(host.slice(1, -1))
  const [, a, b, c] = IPV4.exec(host) ?? []
  if (a !== undefined) return isSpecialIpv4(Number(a), Number(b), Number(c))
  // One label: a name of the local network.
  return !host.includes('.') || PRIVATE_NAME.test(host)
}

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast and class E. */
function isSpecialIpv4(a: number, b: number, c: number): boolean {
  return a === 0 || a === 10 || a === 127 || a >= 224
    || (a === 100 && b >= 64 && b < 128)
    || (a === 169 && b === 254)
    || (a === 172 && b >= 16 && b < 32)
    || (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99)))
    || (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100)))
    || (a === 203 && b === 0 && c === 113)
}

/**
 * Global unicast is 2000::/3 (RFC 4291 §2.4, IANA); mapped, NAT64, unique local and link-local addresses lie outside it.
 * Inside, protocol assignments 2001::/23, documentation 2001:db8::/32 and 3fff::/20, and 6to4 2002::/16 are left out.
 */
function isPublicIpv6(address: string): boolean {
  const [one = '', two = ''] = address.split(':')
  const first = Number.parseInt(one || '0', 16)
  const second = Number.parseInt(two || '0', 16)
  if (first < 0x2000 || first > 0x3fff) return false
  return !(first === 0x2001 && (second < 0x200 || second === 0xdb8)) && first !== 0x2002 && !(first === 0x3fff && second < 0x1000)
}
