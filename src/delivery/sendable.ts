// What of a record a machine destination may have: the allow-list of its row, and nothing that the law or the notifier
// withholds. The only way from a record to an adapter.
import { mayShowChild } from '../signalement/child-protection.ts'
import { idempotencyKey } from '../signalement/change-record.ts'
import { LEAVING_FIELDS, type Destination } from '../signalement/destination.ts'
import type { HarmCodes } from '../signalement/harm-table.ts'
import { outgoingOf } from '../signalement/outgoing-of.ts'
import type { Outgoing } from '../signalement/packet/outgoing.ts'
import type { Signalement } from '../signalement/signalement.ts'
import type { Instant } from '../system/world.ts'
import type { Sendable } from './adapter.ts'
import { mayFetch } from './content-check.ts'

export function sendableOf(record: Signalement, destination: Pick<Destination, 'id' | 'allow' | 'identity'>, { inFlaggerArea, codes, now, test }: { readonly inFlaggerArea: boolean; readonly codes: HarmCodes; readonly now: Instant; readonly test: boolean }): Sendable {
  const all = outgoingOf(record, inFlaggerArea)
  const may = (field: (typeof LEAVING_FIELDS)[number]): boolean =>
    destination.allow.includes(field) && !(destination.identity === 'never' && (field === 'notifierName' || field === 'notifierEmail'))
  const outgoing = Object.fromEntries(LEAVING_FIELDS.filter((field) => may(field) && all[field] !== undefined).map((field) => [field, all[field]])) as Outgoing
  const legalOrder = may('legalOrder') ? record.legalOrder : undefined
  const { dsaCategory } = record
  return {
    outgoing,
    locators: may('locators') ? record.target.locators.map(({ raw: _raw, ...locator }) => locator) : [],
    ...(may('offences') ? { offences: record.offences.filter(({ verified }) => verified) } : {}),
    ...(may('hashes') ? { hashes: record.hashes } : {}),
    ...(legalOrder === undefined ? {} : { legalOrder }),
    ...(may('category') && dsaCategory !== undefined ? { dsaCategory } : {}),
    ...(may('category') ? { dsaKeyword: record.dsaKeyword } : {}),
    notifier: { authority: may('authority') ? all.authority ?? 'individual' : 'individual', identity: record.notifier.identity },
    codes,
    prohibited: mayShowChild(record.harm, record.victim.ageBand), mayFetch: mayFetch(record.harm, record.victim.ageBand),
    id: record.id, revision: record.revision, createdAt: record.createdAt, now,
    // What went as a test is still to be sent: it has a key of its own.
    key: (locators) => idempotencyKey(record, test ? `${destination.id} test` : destination.id, [...locators]),
  }
}
