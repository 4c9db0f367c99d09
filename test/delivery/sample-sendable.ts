// Invented signalements as an adapter gets them: cut down to an allow-list, all of it when none is given.
import { createHash } from 'node:crypto'
import type { Sendable } from '../../src/delivery/adapter.ts'
import { mayFetch } from '../../src/delivery/content-check.ts'
import { LEAVING_FIELDS, type LeavingField } from '../../src/signalement/destination.ts'
import { mayShowChild } from '../../src/signalement/child-protection.ts'
import { outgoingOf } from '../../src/signalement/outgoing-of.ts'
import type { Outgoing } from '../../src/signalement/packet/outgoing.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { NOW, sampleRecord } from '../signalement/sample-record.ts'

const SENT_AT = '2026-11-23T17:04:07.120Z'
export interface SampleOptions {
  readonly number?: number
  readonly allow?: readonly LeavingField[]
}

export function sampleSendable(changes: Partial<Signalement> = {}, { number = 1, allow = LEAVING_FIELDS }: SampleOptions = {}): Sendable {
  const record = sampleRecord(number, changes)
  const may = (field: LeavingField): boolean => allow.includes(field)
  const outgoing = Object.fromEntries(Object.entries(outgoingOf(record, true)).filter(([field]) => may(field as LeavingField))) as Outgoing
  return {
    outgoing,
    locators: may('locators') ? record.target.locators.map(({ kind, what, canonical, ids }) => ({ kind, what, canonical, ids })) : [],
    ...(may('offences') ? { offences: record.offences.filter(({ verified }) => verified) } : {}),
    ...(may('hashes') ? { hashes: record.hashes } : {}),
    ...(may('legalOrder') && record.legalOrder !== undefined ? { legalOrder: record.legalOrder } : {}),
    ...(may('category') ? { ...(record.dsaCategory === undefined ? {} : { dsaCategory: record.dsaCategory }), dsaKeyword: record.dsaKeyword } : {}),
    notifier: { authority: record.notifier.authority, identity: record.notifier.identity },
    codes: { offences: [] }, prohibited: mayShowChild(record.harm, record.victim.ageBand), mayFetch: mayFetch(record.harm, record.victim.ageBand),
    id: record.id, revision: record.revision, createdAt: NOW, now: SENT_AT,
    key: (locators) => createHash('sha256').update(JSON.stringify([record.id, 'essai', [...locators].toSorted(), record.revision])).digest('hex'),
  }
}
