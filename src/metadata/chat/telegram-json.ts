// Telegram Desktop's "Export chat history" as JSON: result.json of one chat, or of an account (`chats.list[]`). `date` is
// the local time of whoever exported; `date_unixtime`, since 2022, fixes the instant.
import { jsonElements } from './json-elements.ts'
import { isAt, listOf, member, nameOf, numberOf, parsed, recordOf, textOf, unreadable } from './json-values.ts'
import type { Json } from './json-values.ts'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage, RawTime } from './raw-message.ts'
import type { ChatAttachment, ChatKind } from './transcript.ts'

const isMessage = (path: readonly string[]): boolean => isAt(path, 'messages', '*') || isAt(path, 'chats', 'list', '*', 'messages', '*')
const isName = (path: readonly string[]): boolean => isAt(path, 'name') || isAt(path, 'chats', 'list', '*', 'name')

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  let conversation: string | undefined
  for await (const elements of jsonElements(input.chunks(), { takes: (path) => isMessage(path) || isName(path) })) {
    const messages: RawMessage[] = []
    for (const element of elements) {
      const value = parsed(element)
      if (isName(element.path)) {
        if (typeof value !== 'string') continue
        if (element.path.length === 1) input.facts.title = cutName(value)
        else conversation = cutName(value)
      } else {
        messages.push(typeof value === 'object' && value !== null ? { ...messageOf(recordOf(value), conversation), ...rawPlace(element.bytes, element.line, element.offset, element.length) } : unreadable(element))
      }
    }
    yield messages
  }
}

function timeOf(value: Json): RawTime {
  const shown = textOf(value, 'date')
  const seconds = numberOf(value, 'date_unixtime')
  const raw = (shown ?? '').slice(0, 60)
  if (seconds !== undefined) return { raw: shown === undefined ? String(seconds) : raw, epochMs: seconds * 1000, ...(shown === undefined ? {} : { shown: raw }) }
  return shown === undefined ? { raw, none: true } : { raw, iso: raw }
}

function messageOf(value: Json, conversation: string | undefined): Pick<RawMessage, 'time' | 'content'> {
  const service = textOf(value, 'type') === 'service'
  const action = textOf(value, 'action')
  const kind: ChatKind = service ? action === 'phone_call' ? 'call' : 'system' : 'message'
  const text = plainText(member(value, 'text'))
  const id = nameOf(value, 'id')
  const replyTo = nameOf(value, 'reply_to_message_id')
  const forwardedFrom = nameOf(value, 'forwarded_from')
  const edited = textOf(value, 'edited')
  const reactions = listOf(member(value, 'reactions'), 50).map(recordOf).flatMap((reaction) => {
    const emoji = nameOf(reaction, 'emoji') ?? nameOf(reaction, 'type') ?? ''
    const by = listOf(member(reaction, 'recent'), 50).map((one) => nameOf(recordOf(one), 'from')).filter((name) => name !== undefined)
    return by.length === 0 ? [{ emoji }] : by.map((name) => ({ emoji, by: name }))
  })
  return {
    time: timeOf(value),
    content: {
      from: nameOf(value, 'from') ?? nameOf(value, 'actor') ?? nameOf(value, 'from_id') ?? null,
      ...cutText(service && text === '' ? action ?? '' : text), attachments: attachmentsOf(value), kind,
      ...(id === undefined ? {} : { id }), ...(replyTo === undefined ? {} : { replyTo }), ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
      ...(edited === undefined ? {} : { edited: edited.slice(0, 60) }), ...(reactions.length === 0 ? {} : { reactions }), ...(conversation === undefined ? {} : { conversation }),
    },
  }
}

/** A string, or a list of strings and of parts with a `text` of their own (links, bold). */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return listOf(value, 10_000).map((part) => (typeof part === 'string' ? part : textOf(recordOf(part), 'text') ?? '')).join('')
}

function attachmentsOf(value: Json): ChatAttachment[] {
  return ['photo', 'file'].flatMap((key) => {
    const name = nameOf(value, key)
    if (name === undefined) return []
    // `(File not included. Change data exporting settings to download.)`
    return [name.startsWith('(') ? { name: nameOf(value, 'file_name') ?? '', omitted: true as const } : { name }]
  })
}

export const format: ChatFormat = { app: 'Telegram', read }
