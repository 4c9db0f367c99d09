// What each application says beside the words: edits, deletions, answers, reactions, calls, what was left out.
import { describe, expect, it } from 'vitest'
import { repaired } from '../../../src/metadata/chat/meta.ts'
import { ownWords } from '../../../src/metadata/chat/whatsapp-words.ts'
import { readExport } from './reading.ts'

const first = async (text: string, name: string) => (await readExport(Buffer.from(text), name)).messages[0]

describe('WhatsApp', () => {
  it.each([
    ['\u200e<attached: 00000012-PHOTO-2026-03-14-22-15-03.jpg>', { attached: '00000012-PHOTO-2026-03-14-22-15-03.jpg', text: '' }],
    ['IMG-20260314-WA0001.jpg (fichier joint)\nlégende', { attached: 'IMG-20260314-WA0001.jpg', text: 'légende' }],
    ['IMG-20260314-WA0001.jpg (dodatek)', { attached: 'IMG-20260314-WA0001.jpg', text: '' }],
    ['<Médias omis>', { omitted: true, text: '' }], ['\u200eimage omitted', { omitted: true, text: '' }],
    ['Ce message a été supprimé', { deleted: true }], ['This message was deleted.', { deleted: true }],
    ['bonjour \u200e<Ce message a été modifié>', { edited: true, text: 'bonjour' }],
    ['\u200eMessages and calls are end-to-end encrypted.', { notice: true }],
  ])('%j', (text, wanted) => {
    expect(ownWords(text)).toMatchObject(wanted)
  })
  it.each(['voici un fichier (fichier joint)', 'a < b : c > d', 'Messages and calls are end-to-end encrypted.', 'on dit "image omitted" ici'])('a person wrote: %s', (text) => {
    expect(ownWords(text)).toEqual({ text })
  })
  it('keeps lines before the first message as what they are', async () => {
    expect((await readExport(Buffer.from('en-tête\n14/03/2026, 22:15 - Alice: x\n'), 'x.txt')).messages.map(({ content }) => content.kind)).toEqual(['unreadable', 'message'])
  })
  it('keeps bytes that are no UTF-8 as base64', async () => {
    const line = Buffer.concat([Buffer.from('14/03/2026, 22:15 - Alice: '), Buffer.from([0xff, 0xfe])])
    const { messages } = await readExport(line, 'x.txt')
    expect(messages[0]).toMatchObject({ rawEncoding: 'base64', raw: line.toString('base64') })
  })
})

it('Telegram: answers, forwards, edits, reactions, calls, files left out, an account with several chats', async () => {
  const message = { id: 2, type: 'message', date: '2026-03-14T22:15:03', date_unixtime: '1773522903', edited: '2026-03-14T22:16:00', from: 'Alice', from_id: 'user1', reply_to_message_id: 1, forwarded_from: 'Bob', text: 'x', file: '(File not included. Change data exporting settings to download.)', file_name: 'a.pdf', reactions: [{ type: 'emoji', count: 2, emoji: '👍', recent: [{ from: 'Bob' }, { from: 'Zoé' }] }] }
  const call = { id: 3, type: 'service', date: '2026-03-14T22:17:03', date_unixtime: '1773523023', actor: 'Bob', action: 'phone_call', text: '' }
  const { messages } = await readExport(Buffer.from(JSON.stringify({ about: 'x', chats: { list: [{ name: 'Un', messages: [message] }, { name: 'Deux', messages: [call] }] } })), 'result.json')
  expect(messages.map(({ content }) => content)).toMatchObject([
    { conversation: 'Un', edited: '2026-03-14T22:16:00', replyTo: '1', forwardedFrom: 'Bob', attachments: [{ name: 'a.pdf', omitted: true }], reactions: [{ emoji: '👍', by: 'Bob' }, { emoji: '👍', by: 'Zoé' }] },
    { conversation: 'Deux', kind: 'call', from: 'Bob', text: 'phone_call' },
  ])
  expect(messages[0]?.at).toMatchObject({ local: '2026-03-14T22:15:03', utc: '2026-03-14T21:15:03Z', zone: { offset: '+01:00', provenance: 'format-defines-utc' } })
})

it('Telegram without date_unixtime is local time, and nobody knows where', async () => {
  expect((await first(JSON.stringify({ name: 'x', messages: [{ id: 1, type: 'message', date: '2026-03-14T22:15:03', from: 'A', from_id: 'user1', text: 'x' }] }), 'result.json'))?.at).toEqual({ raw: '2026-03-14T22:15:03', local: '2026-03-14T22:15:03', zone: { provenance: 'unknown' }, precision: 'second' })
})

it('Instagram: Latin-1 escapes are read as the UTF-8 they are; anything else is left alone', () => {
  expect(repaired('AndrÃ© ð\u009f\u0098\u0080')).toBe('André 😀')
  for (const text of ['André', 'plain', '漢字 é', '😀']) expect(repaired(text)).toBe(text)
})

it('Facebook, encrypted conversations: other names for the same members', async () => {
  const { messages, format } = await readExport(Buffer.from(JSON.stringify({ participants: ['Zoé', 'Bob'], threadName: 'x', messages: [{ isUnsent: true, media: [{ uri: './media/a.jpg' }], reactions: [{ actor: 'Bob', reaction: '👍' }], senderName: 'Zoé', text: 'é', timestamp: 1_773_522_903_000, type: 'text' }] })), 'x.json')
  expect(format).toBe('meta')
  expect(messages[0]).toMatchObject({ content: { from: 'Zoé', text: 'é', kind: 'deleted', attachments: [{ name: './media/a.jpg' }], reactions: [{ emoji: '👍', by: 'Bob' }] }, at: { utc: '2026-03-14T21:15:03Z' } })
})

it('SMS: direction, drafts, MMS parts with digests, entities of a document type never known', async () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><smses count="4">
<sms address="+33600000000" date="1773522903000" type="2" body="parti" contact_name="(Unknown)"/>
<mms date="1773522904000" msg_box="1" address="+33600000000" contact_name="Alice"><parts><part ct="application/smil" text="x"/><part ct="image/jpeg" cl="a.jpg" data="${Buffer.from('image').toString('base64')}"/><part ct="text/plain" text="coucou &#55357;&#56842;"/></parts></mms>
<sms address="1" date="1" type="1" body="&b;"/>
<sms address="1" date="x" type="1" body="sans date"/></smses>`
  const { messages } = await readExport(Buffer.from(xml), 'sms.xml')
  expect(messages.map(({ content, at }) => ({ ...content, defect: at.defect }))).toMatchObject([
    { direction: 'out', from: null, conversation: '+33600000000', text: 'parti' },
    { direction: 'in', from: 'Alice (+33600000000)', text: 'coucou 😊', attachments: [{ name: 'a.jpg', sha256: '6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d', size: 5 }] },
    { kind: 'unreadable' }, { defect: 'invalid', text: 'sans date' },
  ])
})

it('a member called __proto__ is a member like any other', async () => {
  const message = await first('{"name":"x","messages":[{"__proto__":{"from":"Mallory"},"id":1,"type":"message","date":"2026-03-14T22:15:03","date_unixtime":"1773522903","from_id":"u","text":"x","text_entities":[]}]}', 'result.json')
  expect(message?.content.from).toBe('u')
  expect(({} as Record<string, unknown>)['from']).toBeUndefined()
})
