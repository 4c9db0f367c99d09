// Transcripts as they lie in a case, read back line by line. What another hand wrote there is judged, not believed.
import { exhibitId } from '../../case/exhibit.ts'
import type { World } from '../../system/world.ts'
import { CHAT_FORMAT } from './transcript.ts'
import type { ChatHeader, ChatMessage } from './transcript.ts'

/** 5,000 participants of 300 signs, and their escapes. */
const LINE_LIMIT = 16 * 2 ** 20

/** `7` → `metadata/chats/0007.ndjson`. */
export function chatPath(number: number): string {
  return `metadata/chats/${exhibitId(number)}.ndjson`
}

/** Undefined when there is none, or when it is not one of ours for these bytes. */
export async function readChatHeader(world: World, dir: string, number: number, sha256: string): Promise<ChatHeader | undefined> {
  const path = `${dir}/${chatPath(number)}`
  if ((await world.files.facts(path))?.type !== 'file') return undefined
  for await (const { bytes } of world.files.lines(path, LINE_LIMIT)) {
    const header = parsed(bytes) as Partial<ChatHeader> | undefined
    return header?.format === CHAT_FORMAT && header.source?.sha256 === sha256 && header.counts !== undefined && Array.isArray(header.participants) && Array.isArray(header.findings) ? header as ChatHeader : undefined
  }
  return undefined
}

/** Lines that are no message are left out. */
export async function* readChatMessages(world: World, dir: string, number: number): AsyncGenerator<ChatMessage> {
  let first = true
  for await (const { bytes } of world.files.lines(`${dir}/${chatPath(number)}`, LINE_LIMIT)) {
    if (!first) {
      const message = parsed(bytes) as Partial<ChatMessage> | undefined
      if (typeof message?.n === 'number' && typeof message.text === 'string' && typeof message.at?.raw === 'string' && Array.isArray(message.attachments)) yield message as ChatMessage
    }
    first = false
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
