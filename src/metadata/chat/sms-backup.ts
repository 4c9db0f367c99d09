// "SMS Backup & Restore" for Android: <sms> and <mms> elements, `date` in milliseconds of the epoch, `type` and `msg_box`
// 1 received, 2 sent; pictures of an MMS lie in the file as base64 and get their digests here.
import { createHash } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { cutName, cutText, rawPlace } from './raw-message.ts'
import type { ChatFormat, ChatInput, RawMessage } from './raw-message.ts'
import type { ChatAttachment, MessageContent } from './transcript.ts'
import { xmlElements } from './xml-elements.ts'
import type { XmlElement } from './xml-elements.ts'
import { unreadable } from './json-values.ts'

const WANTED = new Set(['sms', 'mms'])
const SENT = new Set(['2', '4', '5', '6'])
const MAX_PARTS = 200
const MAX_DEPTH = 8

type Attributes = Readonly<Record<string, string>>

async function* read(input: ChatInput): AsyncGenerator<RawMessage[]> {
  for await (const elements of xmlElements(input.chunks(), WANTED)) yield elements.map(messageOf)
}

function messageOf(element: XmlElement): RawMessage {
  const tags = element.length > element.bytes.length ? undefined : tagsOf(element.bytes.toString('utf8'))
  const head = tags?.[0]
  if (tags === undefined || head === undefined) return unreadable(element)
  const date = own(head.attributes, 'date')
  const time = date !== undefined && /^-?\d{1,16}$/.test(date) ? { raw: date, epochMs: Number(date) } : { raw: (date ?? '').slice(0, 60), none: true as const }
  const shown = own(head.attributes, 'readable_date')?.slice(0, 60)
  return {
    time: 'epochMs' in time && shown !== undefined ? { ...time, raw: date as string } : time,
    content: element.name === 'sms' ? smsOf(head.attributes) : mmsOf(head.attributes, tags), ...rawPlace(element.bytes, element.line, element.offset, element.length),
  }
}

function whose(attributes: Attributes, sent: boolean): Pick<MessageContent, 'from' | 'conversation' | 'direction'> {
  const address = own(attributes, 'address') ?? ''
  const contact = own(attributes, 'contact_name')
  const other = cutName(contact === undefined || contact === '' || contact === '(Unknown)' || contact === address ? address : `${contact} (${address})`)
  return { from: sent ? null : other, direction: sent ? 'out' : 'in', conversation: other }
}

function smsOf(attributes: Attributes): MessageContent {
  const type = own(attributes, 'type') ?? ''
  // 3 is a draft: written, never sent.
  return { ...whose(attributes, SENT.has(type) || type === '3'), ...cutText(own(attributes, 'body') ?? ''), attachments: [], kind: type === '3' ? 'system' : 'message' }
}

function mmsOf(attributes: Attributes, tags: readonly Tag[]): MessageContent {
  const texts: string[] = []
  const attachments: ChatAttachment[] = []
  for (const { name, attributes: part } of tags) {
    if (name !== 'part' || attachments.length >= MAX_PARTS) continue
    const type = own(part, 'ct') ?? ''
    if (type === 'application/smil') continue
    if (type === 'text/plain') {
      const text = own(part, 'text') ?? ''
      if (text !== 'null') texts.push(text)
      continue
    }
    const named = [own(part, 'cl'), own(part, 'fn'), own(part, 'name')].find((one) => one !== undefined && one !== '' && one !== 'null')
    const data = own(part, 'data')
    attachments.push({ name: cutName(named ?? type), ...(data === undefined ? { omitted: true as const } : digested(data)) })
  }
  return { ...whose(attributes, own(attributes, 'msg_box') === '2' || own(attributes, 'msg_box') === '4'), ...cutText(texts.join('\n')), attachments, kind: 'message' }
}

function digested(base64: string): { sha256: string; size: number } {
  const bytes = Buffer.from(base64, 'base64')
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

function own(attributes: Attributes, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

interface Tag {
  readonly name: string
  readonly attributes: Attributes
}

/** Undefined when the element is not well-formed; entities other than the five of XML make it so. */
function tagsOf(xml: string): Tag[] | undefined {
  const tags: Tag[] = []
  let depth = 0
  const parser = new SaxesParser({ fragment: false })
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > MAX_DEPTH || tags.length > MAX_PARTS * 4) throw new Error('too deep')
    tags.push({ name, attributes: attributes as Attributes })
  })
  parser.on('closetag', () => { depth -= 1 })
  try {
    // Surrogate halves as two references (`&#55357;&#56842;`) are no XML, and what Android's writer makes of each emoji.
    parser.write(xml.replaceAll(/&#(5[5-6]\d{3});&#(5[6-7]\d{3});/g, (_, high: string, low: string) => {
      const [h, l] = [Number(high), Number(low)]
      return h >= 0xd800 && h <= 0xdbff && l >= 0xdc00 && l <= 0xdfff ? String.fromCharCode(h, l) : '\ufffd'
    })).close()
    return tags
  } catch {
    return undefined
  }
}

export const format: ChatFormat = { app: 'SMS Backup & Restore', read }
