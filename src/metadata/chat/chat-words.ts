// What is said of a conversation, on a terminal, in the report and in its page. messages/fr and messages/en say it.
import type { ChatAttachment, ChatFinding, ChatKind, DateOrder, OrderStatement, ZoneStatement } from './transcript.ts'

export interface ChatWords {
  readonly title: string
  readonly intro: string
  heading(id: string): string
  readonly labels: {
    readonly source: string; readonly digest: string; readonly app: string; readonly name: string; readonly period: string; readonly messages: string
    readonly participants: string; readonly dateOrder: string; readonly zone: string; readonly fileOrder: string; readonly raw: string
  }
  count(value: number): string
  messages(count: number): string
  participant(name: string, messages: number): string
  moreParticipants(count: number): string
  order(order: DateOrder): string
  orderStatement(statement: OrderStatement): string
  /** `shown`: the zone in which times of a format in UTC are printed. */
  zoneStatement(statement: ZoneStatement, shown: string): string
  readonly newestFirst: string
  finding(finding: ChatFinding): { readonly title: string; readonly means: string; readonly innocent: string }
  readonly findingsTitle: string
  readonly innocent: string
  /** `samedi 14 mars 2026`, of `2026-03-14`. */
  day(date: string): string
  readonly noDay: string
  /** Short mark before the text; empty for a message. */
  kind(kind: ChatKind): string
  readonly owner: string
  readonly nobody: string
  readonly edited: string
  readonly twice: string
  readonly skipped: string
  readonly invalid: string
  readonly backwards: string
  readonly textCut: string
  forwarded(from: string): string
  replyTo(target: string): string
  reaction(emoji: string, by: string | undefined): string
  attachment(attachment: ChatAttachment): string
  conversation(name: string): string
  /** Of a conversation that is too long to print whole. */
  /** `page` is absent from a draft. */
  shortened(total: number, ends: number, page: string | undefined, transcript: string): string
  leftOut(count: number): string
  whole(page: string | undefined, transcript: string): string
  readonly footer: string
  /** Of the command line. */
  readonly cli: {
    askOrder(raw: string, line: number, backDmy: number, backMdy: number): string
    askZone(sample: string): string
    readonly zoneUnknown: string
    readonly zoneOther: string
    readonly zoneExpected: string
    done(path: string, messages: number): string
    planned(path: string): string
    summary(app: string, messages: number): string
    linked(count: number): string
    readonly stage: string
  }
}
