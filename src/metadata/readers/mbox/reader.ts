// A mailbox in one file: counted in windows, its first and last dates, and each message as a file of its own. No outside
// code.
import { addresses } from '../../mail/addresses.ts'
import { mailFacts } from '../../mail/facts.ts'
import { headerBlock, valuesOf } from '../../mail/fields.ts'
import type { Member, Reader, Reading, ReadingContext, Source } from '../../reading.ts'
import type { Person, TimeFact } from '../../record.ts'
import { mailTime } from '../../times.ts'
import { messagesOf } from './messages.ts'
import type { MessageSpan } from './messages.ts'

const HEADER = 64 * 1024
const LISTED = 1000
const SENDERS = 50

export const reader: Reader = {
  version: '1',
  read(source, { members }) {
    const box = new Mailbox()
    const batch = new Batch(source, members)
    let number = 0
    for (const span of messagesOf(source)) {
      number += 1
      batch.add(number, span)
      if (members.from > 0) {
        if (batch.full) break
        continue
      }
      box.add(number, headerBlock(source.read(span.start, Math.min(HEADER, span.end - span.start))))
    }
    return number === 0 ? undefined : { ...(members.from > 0 ? {} : box.facts(number)), ...batch.given() }
  },
}

class Mailbox {
  #earliest: TimeFact | undefined
  #latest: TimeFact | undefined
  #undated = 0
  #first: Reading = {}
  readonly #senders = new Map<string, Person>()

  add(number: number, block: ReturnType<typeof headerBlock>): void {
    if (number === 1) this.#first = mailFacts(block)
    const raw = valuesOf(block.fields, 'Date')[0]
    const time = raw === undefined ? undefined : mailTime({ role: 'sent', source: `MBOX:Message[${number}]:Date`, raw })
    if (time?.utc === undefined) this.#undated += 1
    else {
      if ((this.#earliest?.utc ?? '9999') > time.utc) this.#earliest = time
      if ((this.#latest?.utc ?? '') < time.utc) this.#latest = time
    }
    for (const value of this.#senders.size < SENDERS ? addresses(valuesOf(block.fields, 'From')[0] ?? '') : []) {
      if (!this.#senders.has(value)) this.#senders.set(value, { role: 'from', value, source: `MBOX:Message[${number}]:From` })
    }
  }

  facts(count: number): Reading {
    // One message with a `From ` line before it is that message.
    if (count === 1) return this.#first
    return {
      times: [...new Set([this.#earliest, this.#latest])].filter((time) => time !== undefined),
      people: [...this.#senders.values()],
      texts: [
        { key: 'messages', value: String(count), source: 'MBOX:From lines' },
        ...(this.#undated === 0 ? [] : [{ key: 'messages without a date in a known zone', value: String(this.#undated), source: 'MBOX:Date' }]),
      ],
    }
  }
}

/** Messages as members, within the limits of the request. */
class Batch {
  readonly #source: Source
  readonly #wanted: ReadingContext['members']
  readonly #members: Member[] = []
  #used = 0
  #next: number | undefined

  constructor(source: Source, wanted: ReadingContext['members']) {
    this.#source = source
    this.#wanted = wanted
  }

  get full(): boolean {
    return this.#next !== undefined || this.#members.length >= LISTED
  }

  add(number: number, { start, end }: MessageSpan): void {
    const index = number - 1
    if (index < this.#wanted.from || this.full) return
    const size = end - start
    const fits = size <= this.#wanted.bytes
    if (fits && this.#used + size > this.#wanted.bytes) {
      this.#next = index
      return
    }
    if (fits) this.#used += size
    this.#members.push({ name: `message ${number}.eml`, relation: 'message', size, ...(fits ? { bytes: this.#source.read(start, size) } : {}) })
  }

  given(): Pick<Reading, 'members' | 'membersFrom'> {
    return { members: this.#members, ...(this.#next === undefined ? {} : { membersFrom: this.#next }) }
  }
}
