// A record ready for the store: its text, the clear columns and its look-up keys. Made on one thread, kept on another.
import { Failure } from '../../system/failure.ts'
import { msOfInstant } from '../../system/time.ts'
import type { Instant, SqlValue } from '../../system/world.ts'
import type { Signalement } from '../signalement.ts'
import { overallState } from '../state-machine.ts'
import { lookupKeys } from './lookup-keys.ts'

export interface PreparedRecord {
  readonly id: string
  readonly revision: number
  /** JSON of the record, UTF-8; its deliveries have rows of their own. */
  readonly text: Uint8Array
  /** In the order of the columns: see signalement-store.ts. */
  readonly clear: readonly SqlValue[]
  /** One a locator, in their order; where there is none, one for what was said. */
  readonly keys: readonly string[]
}

export function preparedRecord(record: Signalement): PreparedRecord {
  return { id: record.id, revision: record.revision, text: Buffer.from(JSON.stringify(record.deliveries.length === 0 ? record : { ...record, deliveries: [] }), 'utf8'), clear: clearColumns(record), keys: lookupKeys(record) }
}

/** The same records with their texts in one piece of memory, which can be handed to another thread instead of copied. */
export function inOnePiece(records: readonly PreparedRecord[]): { readonly records: readonly PreparedRecord[]; readonly memory: ArrayBuffer } {
  const memory = new ArrayBuffer(records.reduce((sum, { text }) => sum + text.length, 0))
  let at = 0
  return {
    memory,
    records: records.map((record) => {
      const text = new Uint8Array(memory, at, record.text.length)
      text.set(record.text)
      at += text.length
      return { ...record, text }
    }),
  }
}

/** What a list and a count need, and nothing that names anybody. */
function clearColumns(record: Signalement): readonly SqlValue[] {
  return [
    record.campaign ?? null, overallState(record.state, record.deliveries), record.harm, record.victim.ageBand, record.target.platform, record.urgency,
    msOf(record.createdAt), msOf(record.clock.dueAt), record.clock.basis, msOf(record.retention.expiresAt), record.intake.channel,
  ]
}

/** Records of one import share their times. */
const recent = new Map<Instant, number>()

export function msOf(instant: Instant): number {
  const known = recent.get(instant)
  if (known !== undefined) return known
  const ms = msOfInstant(instant)
  if (ms === undefined) throw new Failure('system.internal', { detail: 'a time of a record is not an instant' })
  if (recent.size >= 256) recent.clear()
  recent.set(instant, ms)
  return ms
}
