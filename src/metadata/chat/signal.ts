// Two shapes of Signal conversations. signal-export (data.json): one object a line, `date` in the local time of whoever
// exported. Signal Desktop's own rows (`sent_at`, `conversationId`): a list, `{ "messages": […] }`, or one object a line.
import { jsonElements } from './json-elements.ts'
import type { JsonElement } from './json-elements.ts'
import { isAt, listOf, member, nameOf, numberOf, parsed, recordOf, textOf, unreadable } from './json-values.ts'
import type { Json } from './json-values.ts'
import { readLines } from './lines.ts'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage } from './raw-message.ts'

type MessageOf = (value: Json) => Pick<RawMessage, 'time' | 'content'>

async function* jsonLines(input: ChatInput): AsyncGenerator<Omit<JsonElement, 'path'>[]> {
  for await (const lines of readLines(input.chunks())) {
    yield lines.filter(({ bytes }) => bytes.length > 0).map(({ bytes, length, number, offset }) => ({ bytes, length, line: number, offset }))
  }
}

async function* elements(input: ChatInput): AsyncGenerator<Omit<JsonElement, 'path'>[]> {
  let first: Buffer | undefined
  for await (const chunk of input.chunks()) {
    first = chunk
    break
  }
  const head = first?.subarray(0, 65_536).toString('utf8').trimStart() ?? ''
  const isList = head.startsWith('[') || /^\{\s*"messages"\s*:/.test(head)
  yield* isList ? jsonElements(input.chunks(), { takes: (path) => isAt(path, '*') || isAt(path, 'messages', '*') }) : jsonLines(input)
}

function reader(messageOf: MessageOf): ChatFormat['read'] {
  return async function* read(input) {
    for await (const found of elements(input)) {
      yield found.map((element) => {
        const value = parsed(element)
        return typeof value === 'object' && value !== null ? { ...messageOf(recordOf(value)), ...rawPlace(element.bytes, element.line, element.offset, element.length) } : unreadable(element)
      })
    }
  }
}

const exported: MessageOf = (value) => {
  const raw = (textOf(value, 'date') ?? '').slice(0, 60)
  const quote = textOf(value, 'quote')
  const reactions = listOf(member(value, 'reactions'), 200).map((one) => (Array.isArray(one) ? { by: String(one[0]), emoji: String(one[1]) } : { by: nameOf(recordOf(one), 'name') ?? '', emoji: nameOf(recordOf(one), 'emoji') ?? '' }))
  return {
    time: raw === '' ? { raw, none: true } : { raw, iso: raw },
    content: {
      from: nameOf(value, 'sender') ?? null, ...cutText(textOf(value, 'body') ?? ''),
      attachments: listOf(member(value, 'attachments')).map(recordOf).map((one) => ({ name: nameOf(one, 'path') ?? nameOf(one, 'name') ?? '' })),
      kind: member(value, 'deleted') === true ? 'deleted' : member(value, 'call') === true ? 'call' : 'message',
      ...(quote === undefined || quote === '' ? {} : { replyTo: cutName(quote) }),
      ...(reactions.length === 0 ? {} : { reactions: reactions.map(({ by, emoji }) => ({ by: cutName(by), emoji: cutName(emoji) })) }),
    },
  }
}

const row: MessageOf = (value) => {
  const ms = numberOf(value, 'sent_at') ?? numberOf(value, 'timestamp')
  const type = textOf(value, 'type') ?? ''
  const conversation = nameOf(value, 'conversationId')
  const quote = recordOf(member(value, 'quote'))
  const replyTo = nameOf(quote, 'id') ?? nameOf(quote, 'text')
  const direction = type === 'incoming' ? 'in' as const : type === 'outgoing' ? 'out' as const : undefined
  const id = nameOf(value, 'id')
  const edited = numberOf(value, 'editMessageTimestamp')
  const reactions = listOf(member(value, 'reactions'), 200).map(recordOf).map((one) => {
    const by = nameOf(one, 'fromId')
    return { emoji: nameOf(one, 'emoji') ?? '', ...(by === undefined ? {} : { by }) }
  })
  return {
    time: ms === undefined ? { raw: '', none: true } : { raw: String(ms), epochMs: ms },
    content: {
      from: nameOf(value, 'source') ?? nameOf(value, 'sourceServiceId') ?? nameOf(value, 'sourceUuid') ?? null,
      ...cutText(textOf(value, 'body') ?? ''),
      attachments: listOf(member(value, 'attachments')).map(recordOf).map((one) => ({ name: nameOf(one, 'fileName') ?? nameOf(one, 'path') ?? '' })),
      kind: member(value, 'isErased') === true || member(value, 'deletedForEveryone') === true ? 'deleted' : type === 'call-history' ? 'call' : direction === undefined && type !== '' ? 'system' : 'message',
      ...(direction === undefined ? {} : { direction }), ...(id === undefined ? {} : { id }), ...(replyTo === undefined ? {} : { replyTo }),
      ...(edited === undefined ? {} : { edited: true as const }), ...(reactions.length === 0 ? {} : { reactions }), ...(conversation === undefined ? {} : { conversation }),
    },
  }
}

export const signalExport: ChatFormat = { app: 'Signal (signal-export)', read: reader(exported) }
export const signalDesktop: ChatFormat = { app: 'Signal Desktop', read: reader(row) }
