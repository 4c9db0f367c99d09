// Names of the graph's nodes: the same case always gives the same ones. UCO wants identifiers that end in a UUID.
import { createHash } from 'node:crypto'

/** `urn:uuid:…` (UUID version 5, RFC 9562 §5.5) of a name within the case. */
export function nodeId(caseId: string, name: string): string {
  const hash = createHash('sha1').update(Buffer.from(caseId.replaceAll('-', ''), 'hex')).update(name, 'utf8').digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
