// The records of `signalements-2`, as they were kept.
import { idempotencyKey } from '../../src/signalement/change-record.ts'
import type { Delivery } from '../../src/signalement/delivery.ts'
import type { Signalement } from '../../src/signalement/signalement.ts'
import { NOW, sampleRecord } from '../signalement/sample-record.ts'

const packet = (record: Signalement, destination: string, changes: Partial<Delivery> = {}): Delivery => ({
  destination, channel: 'form_assisted', adapterVersion: 'packet/1', idempotencyKey: idempotencyKey(record, destination), payloadSha256: 'c'.repeat(64), fieldsSent: ['locators', 'explanation'],
  by: 'Écoutante 7', at: NOW, attempts: [], state: 'queued', checks: [], ...changes,
})

/** The fourth was purged. */
export function frozenRecords(): readonly Signalement[] {
  const [one, two, three, four] = [sampleRecord(1), sampleRecord(2), sampleRecord(3, { urgency: 'normal', revision: 2 }), sampleRecord(4)]
  return [
    { ...one, deliveries: [packet(one, 'instagram'), packet(one, 'pharos', { at: '2026-11-23T18:00:00.123Z' })] }, two,
    { ...three, deliveries: [packet(three, 'instagram', { state: 'cancelled' })] }, { ...four, deliveries: [packet(four, 'instagram')] },
  ]
}
