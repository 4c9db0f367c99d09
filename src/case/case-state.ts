// Where a case stands: a fold over its journal, kept in a few numbers whatever the length.
import { Failure } from '../system/failure.ts'
import type { Instant } from '../system/world.ts'
import { exhibitOf } from './exhibit-entry.ts'
import type { JournalEntry } from './journal-entry.ts'
import { CHAIN_START } from './journal.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'journal.bad-exhibit-number': { line: number; expected: number; found: string }
    'journal.bad-seal': { line: number; subject: string }
  }
}

export interface SealState {
  readonly number: number
  readonly state: 'started' | 'pending' | 'complete'
  /** Of the last line about it. */
  readonly at: Instant
  /** Sequence number of `seal.started`. */
  readonly firstSeq: number
  /** Sequence number of the last line about it. */
  readonly lastSeq: number
  /** Exhibits of the case when it was started. */
  readonly exhibits: number
}

export interface CaseState {
  /** Journal lines. */
  readonly size: number
  /** SHA-256 of the last line's bytes without LF. */
  readonly head: string
  readonly openedAt: Instant
  readonly lastAt: Instant
  readonly exhibits: number
  /** Sum of the exhibits' sizes. */
  readonly bytes: number
  readonly refused: number
  /** Exhibits inspected at least once. */
  readonly inspected: number
  readonly bundles: number
  readonly seals: readonly SealState[]
  /** The file ends in a line that was never acknowledged; the next writer cuts it. */
  readonly tornTail: boolean
  /** SHA-256 of metadata/case.json, as `case.opened` says; absent when it does not. */
  readonly recordSha256?: string
}

export class CaseFold {
  private size = 0
  private head = CHAIN_START
  private openedAt: Instant = ''
  private lastAt: Instant = ''
  private exhibits = 0
  private bytes = 0
  private refused = 0
  private inspected = 0
  private bundles = 0
  private seals: SealState[] = []
  private recordSha256: string | undefined
  private seen = new Uint8Array(1024)
  tornTail = false

  /** `head` is the digest of the entry's line. @throws `journal.bad-exhibit…`, `journal.bad-seal` */
  add(entry: JournalEntry, head: string): void {
    switch (entry.action) {
      case 'case.opened': {
        const { record } = entry.facts
        if (entry.seq === 0 && typeof record === 'string') this.recordSha256 = record
        break
      }
      case 'exhibit.added': {
        const exhibit = exhibitOf(entry)
        if (exhibit.number !== this.exhibits + 1) {
          throw new Failure('journal.bad-exhibit-number', { line: entry.seq + 1, expected: this.exhibits + 1, found: entry.subject })
        }
        this.exhibits += 1
        this.bytes += exhibit.size
        break
      }
      case 'exhibit.refused':
        this.refused += 1
        break
      case 'exhibit.inspected':
        this.markInspected(Number(entry.subject))
        break
      case 'bundle.written':
        this.bundles += 1
        break
      case 'seal.started':
      case 'seal.pending':
      case 'seal.completed':
        this.addSeal(entry)
    }
    if (this.size === 0) this.openedAt = entry.at
    this.size += 1
    this.head = head
    this.lastAt = entry.at
  }

  /** A copy to try entries on before they are written. */
  clone(): CaseFold {
    const copy = Object.assign(new CaseFold(), this)
    copy.seals = [...this.seals]
    copy.seen = this.seen.slice()
    return copy
  }

  private markInspected(number: number): void {
    if (!Number.isSafeInteger(number) || number < 1 || number > this.exhibits) return
    if (number >= this.seen.length * 8) {
      const larger = new Uint8Array(Math.max(this.seen.length * 2, (number >> 3) + 1))
      larger.set(this.seen)
      this.seen = larger
    }
    const bit = 1 << (number & 7)
    if (((this.seen[number >> 3] ?? 0) & bit) === 0) this.inspected += 1
    this.seen[number >> 3] = (this.seen[number >> 3] ?? 0) | bit
  }

  private addSeal(entry: JournalEntry): void {
    const number = Number(/^seal\/(\d{4,9})$/.exec(entry.subject)?.[1] ?? 0)
    const before = this.seals[number - 1]
    const bad = () => new Failure('journal.bad-seal', { line: entry.seq + 1, subject: entry.subject })
    if (entry.action === 'seal.started') {
      // A seal that was interrupted may be started again under its number; a complete one may not.
      if (number < 1 || number > this.seals.length + 1 || before?.state === 'complete') throw bad()
      this.seals[number - 1] = { number, state: 'started', at: entry.at, firstSeq: entry.seq, lastSeq: entry.seq, exhibits: this.exhibits }
      return
    }
    if (before === undefined || before.state === 'complete') throw bad()
    this.seals[number - 1] = { ...before, state: entry.action === 'seal.pending' ? 'pending' : 'complete', at: entry.at, lastSeq: entry.seq }
  }

  state(): CaseState {
    const { size, head, openedAt, lastAt, exhibits, bytes, refused, inspected, bundles, tornTail, recordSha256 } = this
    return {
      size, head, openedAt, lastAt, exhibits, bytes, refused, inspected, bundles, seals: [...this.seals], tornTail,
      ...(recordSha256 === undefined ? {} : { recordSha256 }),
    }
  }
}
