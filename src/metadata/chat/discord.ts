// DiscordChatExporter's JSON: one channel, each message with a timestamp that carries its offset.
import { jsonElements } from './json-elements.ts'
import { isAt, listOf, member, nameOf, parsed, recordOf, textOf, unreadable } from './json-values.ts'
import type { Json } from './json-values.ts'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage } from './raw-message.ts'

const TITLES = ['guild', 'channel']

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  const titles: string[] = []
  const wish = { takes: (path: readonly string[]) => isAt(path, 'messages', '*') || (path.length === 1 && TITLES.includes(path[0] as string)) }
  for await (const elements of jsonElements(input.chunks(), wish)) {
    const messages: RawMessage[] = []
    for (const element of elements) {
      const value = parsed(element)
      if (element.path.length === 1) {
        const name = nameOf(recordOf(value), 'name')
        if (name !== undefined) titles.push(name)
        input.facts.title = cutName(titles.join(' — '))
      } else {
        messages.push(typeof value === 'object' && value !== null ? { ...messageOf(recordOf(value)), ...rawPlace(element.bytes, element.line, element.offset, element.length) } : unreadable(element))
      }
    }
    yield messages
  }
}

function messageOf(value: Json): Pick<RawMessage, 'time' | 'content'> {
  const author = recordOf(member(value, 'author'))
  const name = nameOf(author, 'name')
  const nickname = nameOf(author, 'nickname')
  const raw = (textOf(value, 'timestamp') ?? '').slice(0, 60)
  const type = textOf(value, 'type') ?? 'Default'
  const attachments = listOf(member(value, 'attachments')).map(recordOf).map((one) => ({ name: nameOf(one, 'fileName') ?? nameOf(one, 'url') ?? '' }))
  const reactions = listOf(member(value, 'reactions'), 50).map(recordOf).flatMap((reaction) => {
    const emoji = nameOf(recordOf(member(reaction, 'emoji')), 'name') ?? ''
    const users = listOf(member(reaction, 'users'), 50).map((user) => nameOf(recordOf(user), 'name')).filter((by) => by !== undefined)
    return users.length === 0 ? [{ emoji }] : users.map((by) => ({ emoji, by }))
  })
  const id = nameOf(value, 'id')
  const edited = textOf(value, 'timestampEdited')
  const replyTo = nameOf(recordOf(member(value, 'reference')), 'messageId')
  return {
    time: raw === '' ? { raw, none: true } : { raw, iso: raw },
    content: {
      from: nickname !== undefined && name !== undefined && nickname !== name ? `${nickname} (${name})` : name ?? null,
      ...cutText(textOf(value, 'content') ?? ''), attachments,
      kind: type === 'Default' || type === 'Reply' || type === '0' || type === '19' ? 'message' : type === 'Call' ? 'call' : 'system',
      ...(id === undefined ? {} : { id }), ...(edited === undefined ? {} : { edited: edited.slice(0, 60) }), ...(replyTo === undefined ? {} : { replyTo }),
      ...(reactions.length === 0 ? {} : { reactions }),
    },
  }
}

export const format: ChatFormat = { app: 'Discord', read }
