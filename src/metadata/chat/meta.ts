// Instagram's and Facebook's message_1.json. Their exporter writes each byte of UTF-8 as a Latin-1 escape (`\u00c3\u00a9`
// for é): the text is decoded where all of it can be, and the bytes of the file are kept as they are. Newest first.
import { jsonElements } from './json-elements.ts'
import { isAt, listOf, member, nameOf, numberOf, parsed, recordOf, textOf, unreadable } from './json-values.ts'
import type { Json } from './json-values.ts'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage } from './raw-message.ts'
import type { ChatAttachment } from './transcript.ts'

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const MEDIA = ['photos', 'videos', 'audio_files', 'files', 'gifs', 'media']

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  const wish = { takes: (path: readonly string[]) => isAt(path, 'messages', '*') || isAt(path, 'participants', '*') || isAt(path, 'title') || isAt(path, 'threadName') }
  for await (const elements of jsonElements(input.chunks(), wish)) {
    const messages: RawMessage[] = []
    for (const element of elements) {
      const value = parsed(element)
      if (element.path.length === 1) {
        if (typeof value === 'string') input.facts.title = cutName(repaired(value))
      } else if (element.path[0] === 'participants') {
        const name = typeof value === 'string' ? value : textOf(recordOf(value), 'name')
        if (name !== undefined && input.facts.participants.size < 1000) input.facts.participants.add(cutName(repaired(name)))
      } else {
        messages.push(typeof value === 'object' && value !== null ? { ...messageOf(recordOf(value)), ...rawPlace(element.bytes, element.line, element.offset, element.length) } : unreadable(element))
      }
    }
    yield messages
  }
}

/** UTF-8 that was read as Latin-1, read again; any other text as it is. */
export function repaired(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text
  try {
    return UTF8.decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

function repairedName(value: Json, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = textOf(value, name)
    if (found !== undefined && found !== '') return cutName(repaired(found))
  }
  return undefined
}

function messageOf(value: Json): Pick<RawMessage, 'time' | 'content'> {
  const ms = numberOf(value, 'timestamp_ms') ?? numberOf(value, 'timestamp')
  const unsent = member(value, 'is_unsent') === true || member(value, 'isUnsent') === true
  const called = member(value, 'call_duration') !== undefined || textOf(value, 'type') === 'Call'
  const attachments: ChatAttachment[] = MEDIA.flatMap((key) => listOf(member(value, key), 200).map((one) => ({ name: nameOf(recordOf(one), 'uri') ?? '' })))
  const sticker = nameOf(recordOf(member(value, 'sticker')), 'uri')
  if (sticker !== undefined) attachments.push({ name: sticker })
  const share = repairedName(recordOf(member(value, 'share')), 'link')
  const text = [repaired(textOf(value, 'content') ?? textOf(value, 'text') ?? ''), ...(share === undefined ? [] : [share])].filter((part) => part !== '').join('\n')
  const reactions = listOf(member(value, 'reactions'), 200).map(recordOf).map((one) => {
    const by = repairedName(one, 'actor')
    return { emoji: repairedName(one, 'reaction') ?? '', ...(by === undefined ? {} : { by }) }
  })
  return {
    time: ms === undefined ? { raw: '', none: true } : { raw: String(ms), epochMs: ms },
    content: {
      from: repairedName(value, 'sender_name', 'senderName') ?? null, ...cutText(text), attachments, kind: unsent ? 'deleted' : called ? 'call' : 'message',
      ...(reactions.length === 0 ? {} : { reactions }),
    },
  }
}

export const format: ChatFormat = { app: 'Instagram / Facebook', read }
