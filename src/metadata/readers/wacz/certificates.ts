// The chain that a domain-signed package brings with it: each certificate signed by the next, the domain in the first, and a
// certificate made for that occasion. Trust in its top is not decided here. No outside code.
import { X509Certificate } from 'node:crypto'
import { isoTime, secondsOf } from '../../times.ts'

const CERTIFICATES = 10
/** authsign asks for a new certificate at least that often. */
const SEVEN_DAYS = 7 * 86_400
const PEM_LIMIT = 256 * 1024

export function chainOf(pem: string | undefined): X509Certificate[] {
  const blocks = (pem ?? '').slice(0, PEM_LIMIT).match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g) ?? []
  try {
    return blocks.slice(0, CERTIFICATES).map((block) => new X509Certificate(block))
  } catch {
    return []
  }
}

export function certificateFaults(chain: readonly X509Certificate[], domain: string, created: string): string[] {
  const [leaf] = chain
  if (leaf === undefined) return []
  const at = isoTime({ role: 'metadata', source: 'created', raw: created })
  const age = at.utc === undefined ? undefined : secondsOf(at.utc) - secondsOf(leaf.validFromDate.toISOString())
  return [
    ...(domain !== '' && leaf.checkHost(domain) !== undefined ? [] : [`domainCert is not for ${domain.slice(0, 200)}: ${(leaf.subjectAltName ?? leaf.subject).slice(0, 200)}`]),
    ...linkFaults(chain, 'domainCert'),
    ...(age === undefined ? [`created = ${created.slice(0, 40)}: no instant`] : age < 0 || age > SEVEN_DAYS ? [`created = ${created.slice(0, 40)}: not within seven days after ${leaf.validFrom}`] : []),
  ]
}

export function linkFaults(chain: readonly X509Certificate[], name: string): string[] {
  return chain.slice(0, -1).flatMap((certificate, index) => {
    const issuer = chain[index + 1]
    return issuer !== undefined && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey) ? [] : [`${name}: certificate ${index + 1} is not signed by the next`]
  })
}
