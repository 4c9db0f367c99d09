// One conversation export to one transcript: what the file leaves open is asked or said, never guessed; then header and
// messages are given line by line.
import { Failure } from '../../system/failure.ts'
import type { World } from '../../system/world.ts'
import { zoneChoice } from './chat-time.ts'
import type { OrderVerdict } from './date-order.ts'
import { openChat } from './open-chat.ts'
import type { OpenChat } from './open-chat.ts'
import { baseName } from './attachment-name.ts'
import type { Surveyed } from './reading-protocol.ts'
import type { ChatSummary } from './survey.ts'
import { CHAT_FORMAT } from './transcript.ts'
import type { ChatAttachment, ChatFinding, ChatHeader, ChatMessage, DateOrder, OrderStatement, ZoneStatement } from './transcript.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Nothing in the whole file tells the day from the month. */
    'chat.date-order-needed': { path: string; line: number; raw: string; backDmy: number; backMdy: number }
    /** Some lines allow one order only, others the other one. */
    'chat.dates-contradict': { path: string; one: number; other: number }
    /** What was said is against the file. */
    'chat.date-order-wrong': { path: string; said: string; line: number; raw: string }
    /** `--zone` for an export whose times carry their own. */
    'chat.zone-not-needed': { path: string }
    'chat.empty': { path: string }
  }
}

type OpenVerdict = Extract<OrderVerdict, { open: string }>

/** Who can be asked what the file leaves open; undefined answers leave it open. */
export interface Interview {
  dateOrder?(verdict: OpenVerdict): Promise<DateOrder | undefined>
  zone?(samples: readonly string[]): Promise<string | undefined>
}

export interface ChatSaid {
  readonly dateOrder?: DateOrder
  readonly zone?: string
}

export interface ChatSubject {
  readonly path: string
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly exhibit?: number
}

/** Exhibits of a case by what a conversation says of its files. */
export interface ExhibitLookup {
  find(wanted: ChatSummary['attachments']): Promise<{ readonly byDigest: ReadonlyMap<string, number>; readonly byName: ReadonlyMap<string, readonly number[]> }>
}

export interface Transcript {
  readonly header: ChatHeader
  /** Each time from the beginning; the bytes of the whole file, header first. */
  lines(): AsyncGenerator<Buffer>
  messages(): AsyncGenerator<readonly ChatMessage[]>
  /** Attachments that are exhibits, by their digest. */
  readonly linked: number
  close(): Promise<void>
}

const CHUNK = 64 * 1024
const NO_EXHIBITS: Awaited<ReturnType<ExhibitLookup['find']>> = { byDigest: new Map(), byName: new Map() }

/** @throws `chat.*`, `system.*` */
export async function transcribe(world: World, subject: ChatSubject, said: ChatSaid, interview: Interview, exhibits?: ExhibitLookup, onBytes?: (bytes: number) => void): Promise<Transcript> {
  const chat = await openChat(world, subject.path, subject.name, onBytes)
  try {
    const surveyed = await chat.survey(said.dateOrder)
    if (surveyed.messages === 0) throw new Failure('chat.empty', { path: subject.path })
    const dateOrder = await orderOf(subject.path, surveyed, said, interview)
    const zone = await zoneOf(subject.path, surveyed, said, interview)
    const zoneText = zone.zone ?? 'unknown'
    const summary = await chat.census(dateOrder.order, zoneText)
    const links = exhibits === undefined ? NO_EXHIBITS : await exhibits.find(summary.attachments)
    const header = headerOf(subject, chat, dateOrder, zone, summary)
    const messages = async function* (): AsyncGenerator<readonly ChatMessage[]> {
      for await (const batch of chat.messages(dateOrder.order, zoneText, summary.newestFirst)) yield batch.map((message) => linkedTo(message, links))
    }
    return { header, messages, lines: () => linesOf(header, messages()), linked: links.byDigest.size, close: () => chat.close() }
  } catch (error) {
    await chat.close()
    throw error
  }
}

async function orderOf(path: string, { verdict, conflict }: Surveyed, said: ChatSaid, interview: Interview): Promise<OrderStatement> {
  if (said.dateOrder !== undefined && conflict !== undefined) throw new Failure('chat.date-order-wrong', { path, said: said.dateOrder, ...conflict })
  if ('decided' in verdict) return verdict.decided
  const answer = await interview.dateOrder?.(verdict)
  if (answer !== undefined) return { order: answer, how: 'user', stepsBack: verdict.stepsBack }
  const [first, second] = verdict.evidence
  if (verdict.open === 'contradicted') throw new Failure('chat.dates-contradict', { path, one: first?.line ?? 0, other: second?.line ?? 0 })
  throw new Failure('chat.date-order-needed', { path, line: first?.line ?? 0, raw: first?.raw ?? '', backDmy: verdict.stepsBack.dmy, backMdy: verdict.stepsBack.mdy })
}

async function zoneOf(path: string, { local, absolute, samples }: Surveyed, said: ChatSaid, interview: Interview): Promise<ZoneStatement> {
  if (local === 0) {
    if (said.zone !== undefined) throw new Failure('chat.zone-not-needed', { path })
    return { provenance: 'format-defines-utc' }
  }
  const zone = said.zone ?? await interview.zone?.(samples) ?? 'unknown'
  if (zone === 'unknown' || zoneChoice(zone) === undefined) return { provenance: absolute > 0 ? 'mixed' : 'unknown' }
  return { zone, provenance: absolute > 0 ? 'mixed' : 'user' }
}

function headerOf(subject: ChatSubject, { opened }: OpenChat, dateOrder: OrderStatement, zone: ZoneStatement, summary: ChatSummary): ChatHeader {
  const { title, participants, moreParticipants, counts, newestFirst, first, last, firstOf } = summary
  return {
    format: CHAT_FORMAT, ...(subject.exhibit === undefined ? {} : { exhibit: subject.exhibit }),
    source: { name: subject.name, size: subject.size, sha256: subject.sha256, ...(opened.member === undefined ? {} : { member: opened.member }) },
    app: opened.app, detected: { format: opened.format, by: opened.by }, ...(title === undefined ? {} : { title }),
    dateOrder, zone, fileOrder: newestFirst ? 'newest-first' : 'oldest-first',
    ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }), participants, moreParticipants, counts,
    findings: findingsOf(summary, zone, firstOf),
  }
}

function findingsOf({ counts, attachmentsCut }: ChatSummary, zone: ZoneStatement, firstOf: ChatSummary['firstOf']): ChatFinding[] {
  const findings: ChatFinding[] = []
  const counted = (code: ChatFinding['code'], level: ChatFinding['level'], count: number, first: ChatSummary['firstOf']['twice']): void => {
    if (count > 0) findings.push({ code, level, evidence: first === undefined ? [] : [`n ${first.n}, line ${first.line}: ${first.raw}`], facts: { count, n: first?.n ?? 0, line: first?.line ?? 0 } })
  }
  counted('chat.time-backwards', 'notice', counts.backwards, firstOf.backwards)
  counted('chat.time-twice', 'notice', counts.twice, firstOf.twice)
  counted('chat.time-skipped', 'notice', counts.skipped, firstOf.skipped)
  counted('chat.time-invalid', 'notice', counts.invalid, firstOf.invalid)
  counted('chat.unreadable-part', 'notice', counts.unreadable, firstOf.unreadable)
  counted('chat.attachments-missing', 'info', counts.attachments - counts.attachmentsWithDigest, undefined)
  if (zone.zone === undefined && (zone.provenance === 'unknown' || zone.provenance === 'mixed')) findings.push({ code: 'chat.zone-unknown', level: 'info', evidence: [], facts: {} })
  if (attachmentsCut) findings.push({ code: 'chat.attachments-not-compared', level: 'notice', evidence: [], facts: {} })
  return findings
}

function linkedTo(message: ChatMessage, { byDigest, byName }: typeof NO_EXHIBITS): ChatMessage {
  if (message.attachments.length === 0 || (byDigest.size === 0 && byName.size === 0)) return message
  return { ...message, attachments: message.attachments.map((attachment): ChatAttachment => {
    const exhibit = attachment.sha256 === undefined ? undefined : byDigest.get(attachment.sha256)
    if (exhibit !== undefined) return { ...attachment, exhibit }
    // Bytes that are known and are no exhibit's are another file, whatever the name.
    const sameName = attachment.sha256 === undefined ? byName.get(baseName(attachment.name)) : undefined
    return sameName === undefined ? attachment : { ...attachment, sameName }
  }) }
}

async function* linesOf(header: ChatHeader, messages: AsyncGenerator<readonly ChatMessage[]>): AsyncGenerator<Buffer> {
  let text = `${JSON.stringify(header)}\n`
  for await (const batch of messages) {
    for (const message of batch) text += `${JSON.stringify(message)}\n`
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}
