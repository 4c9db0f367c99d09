// The abuse contact of a site's host, out of an RDAP answer that the user fetched (RFC 9083): the tool itself asks nobody.
// Registrar, network and operator are often three companies: what each entity is stands beside its address.
import { Failure } from '../system/failure.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'rdap.unreadable': { path: string }
    /** It is one, and names no entity of role `abuse` with an e-mail. */
    'rdap.no-abuse-contact': { path: string; objectClass: string }
  }
}

export interface AbuseContact {
  /** `ip network` answers for whoever holds the addresses, `domain` for the registrar. */
  readonly objectClass: 'ip network' | 'autnum' | 'domain' | 'other'
  readonly name: string
  readonly emails: readonly string[]
}

const MAX_DEPTH = 6
const MAX_ENTITIES = 200

/** @throws `rdap.unreadable`, `rdap.no-abuse-contact` */
export function abuseContacts(bytes: Uint8Array, path: string): readonly AbuseContact[] {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Failure('rdap.unreadable', { path }, error)
  }
  if (typeof value !== 'object' || value === null) throw new Failure('rdap.unreadable', { path })
  const named = text((value as Record<string, unknown>)['objectClassName'])
  const objectClass = (['ip network', 'autnum', 'domain'] as const).find((each) => each === named) ?? 'other'
  const found: AbuseContact[] = []
  let left = MAX_ENTITIES
  const walk = (holder: unknown, depth: number): void => {
    for (const entity of list((holder as Record<string, unknown> | null)?.['entities'])) {
      left -= 1
      if (left < 0 || depth > MAX_DEPTH || typeof entity !== 'object' || entity === null) return
      const { roles, vcardArray, handle } = entity as Record<string, unknown>
      if (list(roles).includes('abuse')) {
        const card = list(list(vcardArray)[1])
        const emails = cardValues(card, 'email').filter((mail) => /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/.test(mail))
        if (emails.length > 0) found.push({ objectClass, name: cardValues(card, 'org')[0] ?? cardValues(card, 'fn')[0] ?? text(handle), emails })
      }
      walk(entity, depth + 1)
    }
  }
  walk(value, 0)
  if (found.length === 0) throw new Failure('rdap.no-abuse-contact', { path, objectClass: named })
  return found
}

/** jCard (RFC 7095): `[name, parameters, type, value]`. */
function cardValues(card: readonly unknown[], name: string): string[] {
  return card.flatMap((property) => {
    const [key, , , value] = list(property)
    return key === name && typeof value === 'string' && value.trim() !== '' ? [value.trim().slice(0, 254)] : []
  })
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : ''
}
