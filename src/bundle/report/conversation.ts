// A conversation as the report and its page show it: the same day, hour and marks for a message in both.
import type { ChatHeader, ChatMessage } from '../../metadata/chat/transcript.ts'
import type { ChatWords } from '../../metadata/chat/chat-words.ts'
import type { ReportWords } from './report-words.ts'

/** Printed whole up to here; beyond it, both ends. */
const PRINTED_WHOLE = 5_000
const PRINTED_ENDS = 500
/** Once so many messages are printed, the conversations after them show less. */
const PRINTED_MUCH = 20_000
const FEW_WHOLE = 200
const FEW_ENDS = 50

export interface Printed {
  readonly whole: boolean
  readonly ends: number
}

/** @param before messages of other conversations that were printed before this one */
export function printedOf(messages: number, before: number): Printed {
  const much = before >= PRINTED_MUCH
  return { whole: messages <= (much ? FEW_WHOLE : PRINTED_WHOLE), ends: much ? FEW_ENDS : PRINTED_ENDS }
}

export interface ShownTime {
  /** `2026-03-14`; undefined without a readable date. */
  readonly day: string | undefined
  readonly clock: string
}

/** Instants of a format in UTC in the zone of the case; every other time as it was written. */
export function shownTime({ at }: ChatMessage, words: ReportWords, timeZone: string): ShownTime {
  const plain = at.zone.provenance === 'format-defines-utc' && at.zone.offset === '+00:00' && at.utc !== undefined
  const text = plain ? words.format.shortInstant(at.utc, timeZone).replace(' ', 'T') : at.local
  const match = text === undefined ? null : /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)/.exec(text)
  if (match === null) return { day: undefined, clock: '' }
  return { day: match[1], clock: at.precision === 'minute' ? (match[2] as string).slice(0, 5) : match[2] as string }
}

export function senderOf({ from, direction, kind }: ChatMessage, words: ChatWords): string {
  if (from !== null) return from
  return direction === 'out' ? words.owner : kind === 'message' ? words.nobody : ''
}

/** What stands after the sender, in grey. Strings from the export among them. */
export function marksOf(message: ChatMessage, words: ChatWords, several: boolean): string[] {
  const { at, kind, edited, forwardedFrom, replyTo, reactions, conversation, backwards } = message
  const defect = at.defect === undefined ? '' : words[at.defect]
  return [
    words.kind(kind), defect, backwards === true ? words.backwards : '', edited === undefined ? '' : edited === true ? words.edited : `${words.edited} (${edited})`,
    forwardedFrom === undefined ? '' : words.forwarded(forwardedFrom), replyTo === undefined ? '' : words.replyTo(replyTo),
    several && conversation !== undefined ? words.conversation(conversation) : '',
    ...(reactions ?? []).slice(0, 20).map(({ emoji, by }) => words.reaction(emoji, by)),
  ].filter((mark) => mark !== '')
}

/** Label and value, in the order of the head. */
export function headLines(header: ChatHeader, words: ChatWords, timeZone: string): (readonly [string, string])[] {
  const { labels } = words
  const people = header.participants.slice(0, 40).map(({ name, messages }) => words.participant(name === '' ? words.owner : name, messages))
  const others = header.participants.slice(40).reduce((sum, { messages }) => sum + messages, header.moreParticipants)
  return [
    [labels.source, header.source.member === undefined ? header.source.name : `${header.source.name} › ${header.source.member}`],
    [labels.app, header.app],
    ...(header.title === undefined ? [] : [[labels.name, header.title] as const]),
    [labels.messages, words.count(header.counts.messages)],
    [labels.period, `${header.first?.local?.replace('T', ' ') ?? '?'} – ${header.last?.local?.replace('T', ' ') ?? '?'}`],
    [labels.participants, [...people, ...(others > 0 ? [words.moreParticipants(others)] : [])].join(', ')],
    [labels.dateOrder, words.orderStatement(header.dateOrder)],
    [labels.zone, words.zoneStatement(header.zone, timeZone)],
    ...(header.fileOrder === 'newest-first' ? [[labels.fileOrder, words.newestFirst] as const] : []),
  ]
}
