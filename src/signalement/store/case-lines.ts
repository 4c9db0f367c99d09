// Lines that the journal of a case is owed: written in the commit that changed a delivery, copied into the journal when the
// case can be opened, and only then forgotten. A case is known by its identifier; where it lies is sealed.
import type { JsonValue } from '../../case/canonical-json.ts'
import type { Action } from '../../case/journal-entry.ts'
import type { Instant, Statement } from '../../system/world.ts'
import type { RecordCipher } from './record-cipher.ts'

export interface CaseLine {
  readonly action: Action
  readonly subject: string
  readonly facts: { readonly [name: string]: JsonValue }
  /** When it happened: the journal's own time is that of writing. */
  readonly happenedAt: Instant
}

export interface OwedLine {
  readonly number: number
  readonly line: CaseLine
}

export class CaseLines {
  private readonly cipher: RecordCipher
  private readonly sql: (text: string) => Statement

  constructor(cipher: RecordCipher, sql: (text: string) => Statement) {
    this.cipher = cipher
    this.sql = sql
  }

  /** Where a case lies on this machine. */
  place(id: string, host: string, dir: string): void {
    const sealed = this.cipher.seal(`case ${id}`, 0, Buffer.from(JSON.stringify({ host, dir })))
    this.sql('DELETE FROM cases WHERE id = ?').run(id)
    this.sql('INSERT INTO cases (id, wrapped_key, place) VALUES (?, ?, ?)').run(id, sealed.wrappedKey, sealed.body)
  }

  placeOf(id: string): { readonly host: string; readonly dir: string } | undefined {
    const row = this.sql('SELECT wrapped_key, place FROM cases WHERE id = ?').get(id)
    return row === undefined ? undefined : JSON.parse(this.cipher.open(`case ${id}`, 0, { wrappedKey: row['wrapped_key'] as Uint8Array, body: row['place'] as Uint8Array })) as { host: string; dir: string }
  }

  /** Inside the transaction of what it tells. */
  owe(id: string, line: CaseLine): void {
    const sealed = this.cipher.seal(`line ${id}`, 0, Buffer.from(JSON.stringify(line)))
    this.sql('INSERT INTO case_lines (case_id, wrapped_key, body) VALUES (?, ?, ?)').run(id, sealed.wrappedKey, sealed.body)
  }

  /** By case, in the order in which they happened. */
  owed(): ReadonlyMap<string, readonly OwedLine[]> {
    const found = new Map<string, OwedLine[]>()
    for (const row of this.sql('SELECT number, case_id, wrapped_key, body FROM case_lines ORDER BY number').all()) {
      const id = String(row['case_id'])
      const line = JSON.parse(this.cipher.open(`line ${id}`, 0, { wrappedKey: row['wrapped_key'] as Uint8Array, body: row['body'] as Uint8Array })) as CaseLine
      found.set(id, [...(found.get(id) ?? []), { number: Number(row['number']), line }])
    }
    return found
  }

  paid(number: number): void {
    this.sql('DELETE FROM case_lines WHERE number = ?').run(number)
  }
}
