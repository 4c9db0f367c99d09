// Reads an export in this process, in pieces of any size, as the child does.
import { chatTime, zoneChoice } from '../../../src/metadata/chat/chat-time.ts'
import { FORMATS } from '../../../src/metadata/chat/formats.ts'
import type { RawMessage } from '../../../src/metadata/chat/raw-message.ts'
import { DateSurvey } from '../../../src/metadata/chat/survey.ts'
import type { ChatTime, DateOrder } from '../../../src/metadata/chat/transcript.ts'

export async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface Read {
  readonly format: string | undefined
  readonly messages: readonly (RawMessage & { readonly at: ChatTime })[]
  readonly survey: DateSurvey
}

export async function readExport(bytes: Buffer, fileName: string, { size = 64 * 1024, order, zone = 'unknown' }: { size?: number; order?: DateOrder; zone?: string } = {}): Promise<Read> {
  const head = bytes.subarray(0, 65_536).toString('utf8')
  const entry = FORMATS.find(({ detect }) => detect(head, fileName) !== undefined)
  const survey = new DateSurvey()
  if (entry === undefined) return { format: undefined, messages: [], survey }
  const { format } = await entry.load()
  const raw: RawMessage[] = []
  for await (const found of format.read({ name: fileName, chunks: () => pieces(bytes, size), facts: { participants: new Set() }, member: () => undefined })) raw.push(...found)
  for (const message of raw) survey.add(message)
  const verdict = survey.tally.verdict(order)
  const decided = 'decided' in verdict ? verdict.decided.order : undefined
  return { format: entry.name, messages: raw.map((message) => ({ ...message, at: chatTime(message.time, decided, zoneChoice(zone) ?? { kind: 'unknown' }) })), survey }
}
