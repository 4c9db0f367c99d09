// What the outbox knows of each destination, shared by all who send: paused by a refused credential, closed for a while
// by its own wish or after failures, and when its next request may go.
import type { Instant, Statement } from '../../system/world.ts'
import { msOf } from './prepared-record.ts'

export interface DestinationState {
  readonly id: string
  readonly pausedMs: number | undefined
  /** Why it was paused or closed. */
  readonly code: string | undefined
  /** Closed until then. */
  readonly openMs: number
  /** The next free place in its pace. */
  readonly slotMs: number
  /** Failures in a row. */
  readonly failures: number
}

export class DestinationStates {
  private readonly sql: (text: string) => Statement

  constructor(sql: (text: string) => Statement) {
    this.sql = sql
  }

  all(): readonly DestinationState[] {
    return this.sql('SELECT id, paused, code, open, slot, failures FROM destinations ORDER BY id').all().map((row) => ({
      id: String(row['id']), pausedMs: row['paused'] === null ? undefined : Number(row['paused']), code: row['code'] === null ? undefined : String(row['code']),
      openMs: Number(row['open']), slotMs: Number(row['slot']), failures: Number(row['failures']),
    }))
  }

  private ensure(id: string): void {
    this.sql('INSERT INTO destinations (id, paused, code, open, slot, failures) VALUES (?, NULL, NULL, 0, 0, 0) ON CONFLICT (id) DO NOTHING').run(id)
  }

  /** True when it was not paused before: that is the one time to tell somebody. */
  pause(id: string, code: string, at: Instant): boolean {
    this.ensure(id)
    return this.sql('UPDATE destinations SET paused = ?, code = ? WHERE id = ? AND paused IS NULL').run(msOf(at), code, id) === 1
  }

  /** @returns whether it was paused, or closed at that time */
  resume(id: string, nowMs: number): boolean {
    const before = this.sql('SELECT paused, open FROM destinations WHERE id = ?').get(id)
    this.sql('UPDATE destinations SET paused = NULL, code = NULL, open = 0, failures = 0 WHERE id = ?').run(id)
    return before !== undefined && (before['paused'] !== null || Number(before['open']) > nowMs)
  }

  closeUntil(id: string, ms: number, code: string): void {
    this.ensure(id)
    this.sql('UPDATE destinations SET open = ?, code = CASE WHEN paused IS NULL THEN ? ELSE code END WHERE id = ? AND open < ?').run(ms, code, id, ms)
  }

  reserve(id: string, slotMs: number): void {
    this.ensure(id)
    this.sql('UPDATE destinations SET slot = ? WHERE id = ?').run(slotMs, id)
  }

  /** How many failures in a row there are now. */
  failed(id: string): number {
    this.ensure(id)
    this.sql('UPDATE destinations SET failures = failures + 1 WHERE id = ?').run(id)
    return Number(this.sql('SELECT failures FROM destinations WHERE id = ?').get(id)?.['failures'] ?? 0)
  }

  succeeded(id: string): void {
    this.sql('UPDATE destinations SET failures = 0, code = NULL WHERE id = ? AND failures > 0 AND paused IS NULL').run(id)
  }
}
