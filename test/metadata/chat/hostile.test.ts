// Exports made to trouble a reader, through the real child: each ends soon, in little memory, with a word for it.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { transcribeFile } from '../../../src/metadata/chat/transcribe-exhibit.ts'
import type { TranscriptResult } from '../../../src/metadata/chat/transcribe-exhibit.ts'
import { worldOf } from '../support/cases.ts'
import { zipOf } from './zip-of.ts'

const world = worldOf()
afterAll(async () => { await world.evidence.close() })
const dir = mkdtempSync(join(tmpdir(), 'hostile-chat-'))
const read = async (name: string, content: string | Buffer): Promise<TranscriptResult> => {
  const path = join(dir, name)
  writeFileSync(path, content)
  return transcribeFile(world, path, join(dir, `${name}.ndjson`), { dryRun: false }, {})
}
const HEAD = '14/03/2026, 22:15 - Alice: '

// Each starts a child of its own, on machines that may be busy.
describe('hostile exports', { timeout: 180_000 }, () => {
  it('a line of 20 MB is one message of which the beginning is kept', async () => {
    expect((await read('long.txt', `${HEAD}${'a'.repeat(20_000_000)}\n${HEAD}fin\n`)).header.counts.messages).toBe(2)
  })
  it('100,000 lines that belong to one message, and as many notices', async () => {
    expect((await read('lines.txt', `${HEAD}x\n${'suite\n'.repeat(100_000)}`)).header.counts.messages).toBe(1)
    expect((await read('notices.txt', '14/03/2026, 22:15 - avis\n'.repeat(100_000))).header.counts).toMatchObject({ messages: 100_000, system: 100_000 })
  })
  it('60,000 different senders and attachments', async () => {
    const { header } = await read('people.txt', Array.from({ length: 60_000 }, (_, n) => `14/03/2026, 22:15 - p${n}: f${n}.jpg (file attached)\n`).join(''))
    expect(header.participants).toHaveLength(5_000)
    expect(header.moreParticipants).toBe(55_000)
    expect(header.findings.map(({ code }) => code)).toContain('chat.attachments-not-compared')
  })
  it('JSON of depth 100,000, inside a message and around it', async () => {
    const { header } = await read('deep.json', `{"name":"x","messages":[{"text_entities":${'['.repeat(100_000)}${']'.repeat(100_000)}},{"id":1,"type":"message","date":"2026-03-14T22:15:03","text":"x"}]}`)
    expect(header.counts.messages).toBe(2)
    await expect(read('around.json', `{"date_unixtime":${'['.repeat(100_000)}`)).rejects.toMatchObject({ code: 'chat.damaged', facts: { detail: 'nesting too deep' } })
  })
  it('billion laughs, in the document type of an SMS backup', async () => {
    const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const { header } = await read('laughs.xml', `<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY l0 "ha">${entities}]><smses count="2"><sms address="1" date="1773522903000" type="1" body="&l20;"/><sms address="1" date="1773522903000" type="1" body="x"/></smses>`)
    expect(header.counts).toMatchObject({ messages: 2, unreadable: 1 })
  })
  it('a zip whose conversation inflates a thousandfold', async () => {
    const zeros = Buffer.alloc(200 * 2 ** 20, 0x20)
    await expect(read('bomb.zip', zipOf([{ name: '_chat.txt', data: deflateRawSync(zeros), size: zeros.length, method: 8 }]))).rejects.toMatchObject({ code: 'chat.archive-refused', facts: { reason: 'bomb' } })
  })
  it('a zip whose member lies about its size, and names that climb', async () => {
    const chat = Buffer.from(`${HEAD}a.jpg (file attached)\n`)
    const lying = zipOf([{ name: '_chat.txt', data: chat, size: chat.length, method: 0 }, { name: '../../a.jpg', data: deflateRawSync(Buffer.alloc(5000)), size: 10, method: 8 }])
    const { header } = await read('lying.zip', lying)
    expect(header.counts).toMatchObject({ messages: 1, attachments: 1, attachmentsWithDigest: 0 })
  })
  it('archives without a conversation, with several, encrypted, cut', async () => {
    const chat = { data: Buffer.from(`${HEAD}x\n`), size: 29, method: 0 }
    await expect(read('none.zip', zipOf([{ name: 'a.jpg', ...chat }]))).rejects.toMatchObject({ code: 'chat.no-conversation' })
    await expect(read('two.zip', zipOf([{ name: 'a/_chat.txt', ...chat }, { name: 'b/_chat.txt', ...chat }]))).rejects.toMatchObject({ code: 'chat.several-conversations', facts: { names: 'a/_chat.txt, b/_chat.txt' } })
    await expect(read('secret.zip', zipOf([{ name: '_chat.txt', ...chat, size: chat.data.length - 12, encrypted: true }]))).rejects.toMatchObject({ code: 'chat.archive-refused', facts: { reason: 'encrypted' } })
    await expect(read('cut.zip', zipOf([{ name: '_chat.txt', ...chat }]).subarray(0, 40))).rejects.toMatchObject({ code: 'chat.damaged' })
  })
  it('a page of 50,000 open elements, and one whose message never ends', async () => {
    const head = '<div class="page_wrap"><div class="history"><div class="message default clearfix">'
    await expect(read('open.html', head + '<div>'.repeat(50_000))).rejects.toMatchObject({ code: 'chat.damaged', facts: { detail: 'nesting too deep' } })
    await expect(read('endless.html', `${head}${'<p>x</p>\n'.repeat(600_000)}`)).rejects.toMatchObject({ code: 'chat.damaged', facts: { detail: 'a message does not end' } })
  })
  it('what is no conversation at all', async () => {
    await expect(read('noise.bin', Buffer.alloc(1_000_000, 0xff))).rejects.toMatchObject({ code: 'chat.unknown-format' })
    await expect(read('empty.txt', '')).rejects.toMatchObject({ code: 'chat.unknown-format' })
    await expect(transcribeFile(world, join(dir, 'absent'), undefined, { dryRun: false }, {})).rejects.toMatchObject({ code: 'chat.file-unreadable' })
    await expect(transcribeFile(world, dir, undefined, { dryRun: false }, {})).rejects.toMatchObject({ code: 'chat.file-unreadable' })
  })
})
