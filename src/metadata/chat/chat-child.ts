// Entry of the child process in which a conversation export is read: it opens one file and goes through it as often as the
// parent asks, a window at a time.
import { openExhibit, serveRequests } from '../../system/isolated-child.ts'
import type { OpenExhibit } from '../../system/isolated-child.ts'
import { ArchiveDefect, openArchive } from './archive.ts'
import type { ChatArchive } from './archive.ts'
import { baseName } from './attachment-name.ts'
import { chatTime, zoneChoice } from './chat-time.ts'
import type { ZoneChoice } from './chat-time.ts'
import { FORMATS } from './formats.ts'
import type { ChatFacts, ChatFormat, ChatInput, RawMessage } from './raw-message.ts'
import type { ChatAnswer, ChatRequest } from './reading-protocol.ts'
import { ChatCensus, DateSurvey, DirectionMark } from './survey.ts'
import type { ChatMessage, DateOrder } from './transcript.ts'

const CHUNK = 64 * 1024
const HEAD = 64 * 1024
const BATCH = 500
const BATCH_BYTES = 2 * 2 ** 20
/** Pieces of input a step goes through at most. */
const STEP_PIECES = 128

interface Conversation {
  readonly format: ChatFormat
  readonly input: () => ChatInput
  readonly archive?: ChatArchive
}

let file: OpenExhibit | undefined
let conversation: Conversation | undefined
let reading: AsyncGenerator<ChatAnswer> | undefined

serveRequests(async (message, stage) => {
  const request = message as ChatRequest
  stage(request.do)
  try {
    return await answerTo(request)
  } catch (error) {
    if (error instanceof ArchiveDefect) return { defect: error.code, detail: error.names.join(', ') }
    return { defect: 'damaged', detail: String(error instanceof Error ? error.message : error).slice(0, 200) }
  }
})

async function answerTo(request: ChatRequest): Promise<ChatAnswer> {
  if (request.do === 'open') return open(request.path, request.name)
  if (conversation === undefined) throw new Error('nothing is open')
  if (request.do === 'survey') reading = survey(conversation, request.order)
  else if (request.do === 'census') reading = census(conversation, request.order, zoneOf(request.zone))
  else if (request.do === 'messages') reading = messages(conversation, request.order, zoneOf(request.zone), request.newestFirst)
  const step = await reading?.next()
  if (step === undefined || step.done === true) throw new Error('no reading')
  return step.value
}

function zoneOf(text: string): ZoneChoice {
  return zoneChoice(text) ?? { kind: 'unknown' }
}

async function open(path: string, name: string): Promise<ChatAnswer> {
  file?.close()
  const exhibit = openExhibit(path)
  file = exhibit
  const archive = exhibit.read(0, 4).toString('latin1') === 'PK\u0003\u0004' ? await openArchive(exhibit) : undefined
  const chunks = archive === undefined ? () => windows(exhibit) : () => archive.chunks()
  const head = await headOf(chunks())
  const inner = archive?.name ?? name
  for (const entry of FORMATS) {
    const by = entry.detect(head, inner)
    if (by === undefined) continue
    const { format } = await entry.load()
    conversation = {
      format, ...(archive === undefined ? {} : { archive }),
      input: () => ({
        name: inner, chunks, facts: { participants: new Set() },
        member: (attached) => archive?.members.get(baseName(attached)),
      }),
    }
    return { opened: { format: entry.name, by, app: format.app, size: archive?.size ?? exhibit.size, ...(archive === undefined ? {} : { member: archive.name }) } }
  }
  return { defect: 'no-format', detail: '' }
}

async function* windows(exhibit: OpenExhibit): AsyncGenerator<Buffer> {
  for (let at = 0; at < exhibit.size; at += CHUNK) {
    const chunk = exhibit.read(at, CHUNK)
    if (chunk.length === 0) return
    yield chunk
  }
}

async function headOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    bytes += chunk.length
    if (bytes >= HEAD) break
  }
  const head = Buffer.concat(parts).subarray(0, HEAD)
  return head.subarray(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0).toString('utf8')
}

async function* survey({ format, input, archive }: Conversation, order: DateOrder | undefined): AsyncGenerator<ChatAnswer> {
  if (archive !== undefined) for await (const _ of archive.hashMembers()) yield { done: false, bytes: 0 }
  const seen = new DateSurvey()
  let pieces = 0
  for await (const found of format.read(input())) {
    for (const message of found) seen.add(message)
    if ((pieces += 1) % STEP_PIECES === 0) yield { done: false, bytes: STEP_PIECES * CHUNK }
  }
  const conflict = order === undefined ? undefined : seen.tally.conflictWith(order)
  yield {
    done: true,
    surveyed: { messages: seen.messages, local: seen.local, absolute: seen.absolute, samples: seen.samples, verdict: seen.tally.verdict(order), ...(conflict === undefined ? {} : { conflict }) },
  }
}

async function* census({ format, input }: Conversation, order: DateOrder | undefined, zone: ZoneChoice): AsyncGenerator<ChatAnswer> {
  const seen = new ChatCensus()
  const source = input()
  let pieces = 0
  let n = 0
  for await (const found of format.read(source)) {
    for (const message of found) seen.add(numbered(message, n += 1, source, order, zone))
    if ((pieces += 1) % STEP_PIECES === 0) yield { done: false, bytes: STEP_PIECES * CHUNK }
  }
  yield { done: true, summary: seen.summary(source.facts satisfies ChatFacts) }
}

async function* messages({ format, input }: Conversation, order: DateOrder | undefined, zone: ZoneChoice, newestFirst: boolean): AsyncGenerator<ChatAnswer> {
  const mark = new DirectionMark(newestFirst)
  const source = input()
  let batch: ChatMessage[] = []
  let bytes = 0
  let n = 0
  let pieces = 0
  for await (const found of format.read(source)) {
    for (const raw of found) {
      const message = numbered(raw, n += 1, source, order, zone)
      batch.push(mark.marks(message.at) ? { ...message, backwards: true } : message)
      bytes += message.raw.length + message.text.length + 200
      if (batch.length < BATCH && bytes < BATCH_BYTES) continue
      yield { done: false, bytes: 0, messages: batch }
      batch = []
      bytes = 0
    }
    if ((pieces += 1) % STEP_PIECES === 0) {
      yield { done: false, bytes: STEP_PIECES * CHUNK, messages: batch }
      batch = []
      bytes = 0
    }
  }
  yield { done: true, messages: batch }
}

function numbered(message: RawMessage, n: number, input: ChatInput, order: DateOrder | undefined, zone: ZoneChoice): ChatMessage {
  const { time, content, ...place } = message
  const attachments = content.attachments.map((attachment) => {
    const member = attachment.sha256 === undefined && attachment.name !== '' ? input.member(attachment.name) : undefined
    return member === undefined ? attachment : { ...attachment, size: member.size, ...(member.sha256 === undefined ? {} : { sha256: member.sha256 }) }
  })
  const at = chatTime(time, order, zone)
  return { n, at: 'none' in time && time.raw === '' && content.kind !== 'message' ? withoutDefect(at) : at, ...content, attachments, ...place }
}

/** A notice without a date is how the format writes it; a message without one is a defect. */
function withoutDefect({ raw, zone, precision }: ChatMessage['at']): ChatMessage['at'] {
  return { raw, zone, precision }
}
