// What is known of a conversation once all of it was read: who wrote how much, what lies beside it, which times are odd.
import { isLocal, rankOf } from './chat-time.ts'
import { OrderTally } from './date-order.ts'
import { PARTICIPANTS_LIMIT } from './raw-message.ts'
import type { ChatFacts, RawMessage } from './raw-message.ts'
import type { ChatCounts, ChatMessage, ChatTime, Participant } from './transcript.ts'

const ATTACHMENTS_LIMIT = 50_000

/** The first reading: only what has to be decided before a time can be told. */
export class DateSurvey {
  readonly tally = new OrderTally()
  messages = 0
  /** Times that say nothing of their zone. */
  local = 0
  absolute = 0
  /** The first readings, for whoever is asked. */
  readonly samples: string[] = []

  add({ time, content, line }: RawMessage): void {
    if (content.kind !== 'unreadable') this.messages += 1
    if ('written' in time) this.tally.add(time.written, time.raw, line)
    if (isLocal(time)) this.local += 1
    else if (!('none' in time)) this.absolute += 1
    if (this.samples.length < 3 && time.raw !== '' && this.samples.at(-1) !== time.raw) this.samples.push(time.raw)
  }
}

export interface ChatSummary {
  readonly title?: string
  readonly participants: readonly Participant[]
  readonly moreParticipants: number
  readonly counts: ChatCounts
  /** Whether most steps in the file go back in time: Instagram and Facebook write the newest first. */
  readonly newestFirst: boolean
  readonly first?: ChatTime
  readonly last?: ChatTime
  readonly firstOf: Readonly<Record<'backwards' | 'twice' | 'skipped' | 'invalid' | 'unreadable', { readonly n: number; readonly line: number; readonly raw: string } | undefined>>
  /** What exhibits are looked for: digests and names, each once. */
  readonly attachments: readonly { readonly name: string; readonly sha256?: string }[]
  readonly attachmentsCut: boolean
}

/** The second reading: everything is counted as it will be written. */
export class ChatCensus {
  readonly #participants = new Map<string, number>()
  readonly #attachments = new Map<string, { name: string; sha256?: string }>()
  #attachmentsCut = false
  readonly #counts = { messages: 0, system: 0, deleted: 0, edited: 0, unreadable: 0, attachments: 0, attachmentsWithDigest: 0, backwards: 0, twice: 0, skipped: 0, invalid: 0 }
  readonly #firstOf: { -readonly [key in keyof ChatSummary['firstOf']]: ChatSummary['firstOf'][key] } = { backwards: undefined, twice: undefined, skipped: undefined, invalid: undefined, unreadable: undefined }
  #firstForwards: ChatSummary['firstOf']['backwards']
  #forwards = 0
  #backwards = 0
  #previous: number | undefined
  #previousTwice = false
  #first: { rank: number; at: ChatTime } | undefined
  #last: { rank: number; at: ChatTime } | undefined

  add(message: Omit<ChatMessage, 'backwards'>): void {
    const { at, kind, content } = { ...message, content: message }
    const place = { n: message.n, line: message.line, raw: at.raw }
    const counts = this.#counts
    counts.messages += 1
    if (kind === 'system') counts.system += 1
    if (kind === 'deleted') counts.deleted += 1
    if (content.edited !== undefined) counts.edited += 1
    if (kind === 'unreadable') {
      counts.unreadable += 1
      this.#firstOf.unreadable ??= place
    } else if (at.defect !== undefined) {
      counts[at.defect] += 1
      this.#firstOf[at.defect] ??= place
    }
    if (content.from !== null && kind !== 'unreadable') this.#participant(content.from)
    else if (content.direction === 'out') this.#participant('')
    for (const { name, sha256 } of content.attachments) {
      counts.attachments += 1
      if (sha256 !== undefined) counts.attachmentsWithDigest += 1
      const key = sha256 ?? name
      if (key === '' || this.#attachments.has(key)) continue
      if (this.#attachments.size < ATTACHMENTS_LIMIT) this.#attachments.set(key, { name, ...(sha256 === undefined ? {} : { sha256 }) })
      else this.#attachmentsCut = true
    }
    this.#order(at, place)
  }

  #participant(name: string): void {
    const known = this.#participants.get(name)
    if (known !== undefined || this.#participants.size < PARTICIPANTS_LIMIT) this.#participants.set(name, (known ?? 0) + 1)
    else this.#unlisted += 1
  }
  #unlisted = 0

  #order(at: ChatTime, place: { n: number; line: number; raw: string }): void {
    const rank = rankOf(at)
    if (rank === undefined) return
    // In the hour that is lived twice, a clock may go back without anything being odd.
    const twice = at.defect === 'twice'
    if (this.#previous !== undefined && !twice && !this.#previousTwice) {
      if (rank < this.#previous) {
        this.#backwards += 1
        this.#firstOf.backwards ??= place
      } else if (rank > this.#previous) {
        this.#forwards += 1
        this.#firstForwards ??= place
      }
    }
    this.#previous = rank
    this.#previousTwice = twice
    if (this.#first === undefined || rank < this.#first.rank) this.#first = { rank, at }
    if (this.#last === undefined || rank >= this.#last.rank) this.#last = { rank, at }
  }

  summary(facts: ChatFacts): ChatSummary {
    const newestFirst = this.#backwards > this.#forwards
    for (const name of facts.participants) if (!this.#participants.has(name) && this.#participants.size < PARTICIPANTS_LIMIT) this.#participants.set(name, 0)
    return {
      ...(facts.title === undefined || facts.title === '' ? {} : { title: facts.title }),
      participants: [...this.#participants].map(([name, messages]) => ({ name, messages })).sort((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1)),
      moreParticipants: this.#unlisted, newestFirst,
      counts: { ...this.#counts, backwards: newestFirst ? this.#forwards : this.#backwards },
      ...(this.#first === undefined ? {} : { first: this.#first.at }), ...(this.#last === undefined ? {} : { last: this.#last.at }),
      firstOf: { ...this.#firstOf, backwards: newestFirst ? this.#firstForwards : this.#firstOf.backwards },
      attachments: [...this.#attachments.values()], attachmentsCut: this.#attachmentsCut,
    }
  }
}

/** Marks a message that goes against the direction of its file. */
export class DirectionMark {
  readonly #newestFirst: boolean
  #previous: number | undefined
  #previousTwice = false

  constructor(newestFirst: boolean) {
    this.#newestFirst = newestFirst
  }

  marks(at: ChatTime): boolean {
    const rank = rankOf(at)
    if (rank === undefined) return false
    const twice = at.defect === 'twice'
    const odd = this.#previous !== undefined && !twice && !this.#previousTwice && (this.#newestFirst ? rank > this.#previous : rank < this.#previous)
    this.#previous = rank
    this.#previousTwice = twice
    return odd
  }
}
