// metadata/chats/0007.ndjson, format "chat/1": one conversation export as one transcript, in the order of the file. The
// first line says what was read and how its dates were understood; each further line is one message with its raw bytes.
import type { ZoneProvenance } from '../record.ts'

export const CHAT_FORMAT = 'chat/1'

export type ChatFormatName =
  | 'whatsapp' | 'telegram-json' | 'telegram-html' | 'discord' | 'signal-export' | 'signal-desktop' | 'meta' | 'sms-backup'

export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export const DATE_ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']

/**
 * How the order of day and month is known. `value-above-12`: a line of the file allows one order only. `separator`: dates
 * written with points are day first in every locale. `written-so`: the year comes first, or the format fixes it.
 */
export type OrderSource = 'value-above-12' | 'separator' | 'written-so' | 'user' | 'no-date'

export interface OrderStatement {
  readonly order?: DateOrder
  readonly how: OrderSource
  /** The first line that decides. */
  readonly evidence?: { readonly line: number; readonly raw: string }
  /** Steps back in time that each order makes of the file: a hint, never a proof. */
  readonly stepsBack?: Readonly<Partial<Record<DateOrder, number>>>
}

/** What the whole file was read in. `mixed`: some messages carry their zone, others do not. */
export interface ZoneStatement {
  /** `Europe/Paris`, `+02:00`; absent when unknown or when each message carries its own. */
  readonly zone?: string
  readonly provenance: ZoneProvenance | 'mixed'
}

export interface ChatAttachment {
  /** As written in the export. Untrusted. */
  readonly name: string
  /** Of its bytes, when the export carries them. */
  readonly sha256?: string
  readonly size?: number
  /** Exhibit of the same bytes. */
  readonly exhibit?: number
  /** Exhibits of the same name, of which the bytes could not be compared: no link. */
  readonly sameName?: readonly number[]
  /** Said to be there, and not in the export. */
  readonly omitted?: true
}

export interface ChatTime {
  /** As found, byte for byte. */
  readonly raw: string
  readonly local?: string
  readonly utc?: string
  readonly zone: { readonly offset?: string; readonly provenance: ZoneProvenance }
  readonly precision: 'subsec' | 'second' | 'minute' | 'day'
  /** `twice`: the clocks went back, this local time exists twice (`utcEither`). `skipped`: they went forward, it never was. `invalid`: no date. */
  readonly defect?: 'twice' | 'skipped' | 'invalid'
  readonly utcEither?: readonly [string, string]
}

export type ChatKind = 'message' | 'system' | 'call' | 'deleted' | 'unreadable'

/** What a format finds, before the zone is applied and exhibits are linked. */
export interface MessageContent {
  readonly from: string | null
  readonly text: string
  readonly attachments: readonly ChatAttachment[]
  readonly kind: ChatKind
  /** `in` or `out` where the format says from whose device it was exported. */
  readonly direction?: 'in' | 'out'
  readonly id?: string
  readonly edited?: string | true
  readonly forwardedFrom?: string
  /** Identifier or quoted text of the message that it answers. */
  readonly replyTo?: string
  readonly reactions?: readonly { readonly emoji: string; readonly by?: string }[]
  /** Of the member of an archive, when the conversation is not the file itself. */
  readonly conversation?: string
  /** The text was cut here: its bytes are whole in the exhibit. */
  readonly textCut?: true
}

/** The bytes that a message was read from. */
export interface RawPlace {
  readonly raw: string
  /** `base64` where the bytes are no UTF-8. */
  readonly rawEncoding?: 'base64'
  readonly rawCut?: true
  /** Counts from 1. */
  readonly line: number
  readonly offset: number
  readonly length: number
}

export interface ChatMessage extends MessageContent, RawPlace {
  /** Counts from 1. */
  readonly n: number
  readonly at: ChatTime
  /** Before the message above it in the file. */
  readonly backwards?: true
}

export interface Participant {
  readonly name: string
  readonly messages: number
}

export interface ChatCounts {
  readonly messages: number
  readonly system: number
  readonly deleted: number
  readonly edited: number
  readonly unreadable: number
  readonly attachments: number
  readonly attachmentsWithDigest: number
  readonly backwards: number
  readonly twice: number
  readonly skipped: number
  readonly invalid: number
}

export interface ChatHeader {
  readonly format: typeof CHAT_FORMAT
  /** Absent when the file is not an exhibit. */
  readonly exhibit?: number
  readonly source: { readonly name: string; readonly size: number; readonly sha256: string; readonly member?: string }
  readonly app: string
  readonly detected: { readonly format: ChatFormatName; readonly by: string }
  readonly title?: string
  readonly dateOrder: OrderStatement
  readonly zone: ZoneStatement
  /** Which way most steps in the file go; the transcript keeps the order of the file. */
  readonly fileOrder: 'oldest-first' | 'newest-first'
  readonly first?: ChatTime
  readonly last?: ChatTime
  readonly participants: readonly Participant[]
  /** Messages of those who did not fit in `participants`. */
  readonly moreParticipants: number
  readonly counts: ChatCounts
  readonly findings: readonly ChatFinding[]
}

/** What was seen in the whole conversation; the sentences live in messages/. */
export interface ChatFinding {
  readonly code: 'chat.time-backwards' | 'chat.time-twice' | 'chat.time-skipped' | 'chat.time-invalid' | 'chat.unreadable-part' | 'chat.attachments-missing' | 'chat.attachments-not-compared' | 'chat.zone-unknown'
  readonly level: 'info' | 'notice'
  readonly evidence: readonly string[]
  readonly facts: Readonly<Record<string, number | string>>
}
