// A transcript in a case: its file, its journal line, its links, what is refused, and what the verifier says of it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sealCase } from '../../../src/bundle/seal-case.ts'
import { readJournal } from '../../../src/case/journal.ts'
import type { JournalEntry } from '../../../src/case/journal-entry.ts'
import { documentWordsIn } from '../../../src/messages/load.ts'
import { transcribeExhibit } from '../../../src/metadata/chat/transcribe-exhibit.ts'
import { readChatHeader, readChatMessages } from '../../../src/metadata/chat/transcript-file.ts'
import { verifyCase } from '../../../src/verify/verify-case.ts'
import { gathered } from '../../support/world.ts'
import { addFile, newCase, worldOf } from '../support/cases.ts'
import { zipOf } from './zip-of.ts'

const world = worldOf()
afterAll(async () => { await world.evidence.close() })
const say = { dryRun: false } as const
const picture = Buffer.from('the bytes of a picture')
const chat = Buffer.from('[14/03/2026 22:15:03] Alice: \u200e<attached: photo.jpg>\n[14/03/2026 22:16:03] Bob: \u200e<attached: other.jpg>\n[14/03/2026 22:17:03] Bob: \u200e<attached: gone.jpg>\n[14/03/2026 22:10:00] Bob: plus tôt\n')
const archive = zipOf([
  { name: '_chat.txt', data: chat, size: chat.length, method: 0 }, { name: 'photo.jpg', data: picture, size: picture.length, method: 0 }, { name: 'other.jpg', data: Buffer.from('else'), size: 4, method: 0 },
])
const lines = async (dir: string): Promise<JournalEntry[]> => (await gathered(readJournal(world, dir))).map(({ entry }) => entry).filter(({ action }) => action === 'exhibit.transcribed')
const bytesOf = (dir: string): Buffer => readFileSync(join(dir, 'metadata/chats/0001.ndjson'))
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const checks = async (dir: string) => (await verifyCase(world, dir, { anchors: [] })).checks.filter(({ code }) => code.includes('TRANSCRIPT') || code === 'COVER.CHANGED_SINCE_SEAL')

async function caseWithChat(): Promise<string> {
  const dir = await newCase(world)
  await addFile(world, dir, 'wa.zip', archive)
  await addFile(world, dir, 'renamed.jpg', picture)
  await addFile(world, dir, 'other.jpg', Buffer.from('not the same bytes'))
  await addFile(world, dir, 'gone.jpg', Buffer.from('who knows'))
  return dir
}

describe('a transcript of an exhibit', { timeout: 180_000 }, () => {
  it('is durable, is in the journal by its digest, links by bytes and never by name', async () => {
    const dir = await caseWithChat()
    const result = await transcribeExhibit(world, dir, 1, { ...say, zone: 'Europe/Paris' }, {})
    expect(result).toMatchObject({ path: 'metadata/chats/0001.ndjson', linked: 1, planned: false })
    expect(sha256(bytesOf(dir))).toBe(result.sha256)
    expect((await lines(dir)).map(({ subject, facts }) => [subject, facts])).toEqual([['0001', { transcript: result.sha256, format: 'whatsapp', messages: 4, dateOrder: 'dmy', dateOrderBy: 'value-above-12', zone: 'Europe/Paris', zoneBy: 'user' }]])
    const header = await readChatHeader(world, dir, 1, sha256(archive))
    expect(header).toMatchObject({ format: 'chat/1', exhibit: 1, source: { name: 'wa.zip', member: '_chat.txt' }, counts: { messages: 4, attachments: 3, attachmentsWithDigest: 2, backwards: 1 }, findings: [{ code: 'chat.time-backwards', facts: { n: 4, line: 4 } }, { code: 'chat.attachments-missing' }] })
    const messages = await gathered(readChatMessages(world, dir, 1))
    expect(messages.slice(0, 3).map(({ attachments }) => attachments[0])).toMatchObject([{ name: 'photo.jpg', sha256: sha256(picture), exhibit: 2 }, { name: 'other.jpg', sha256: sha256(Buffer.from('else')) }, { name: 'gone.jpg', sameName: [4] }])
    expect(messages[1]?.attachments[0]).not.toHaveProperty('sameName')
    expect(messages[2]?.attachments[0]).not.toHaveProperty('exhibit')
    expect(messages.map(({ backwards }) => backwards)).toEqual([undefined, undefined, undefined, true])
  })

  it('is the same whenever it is made, and is replaced with a new line', async () => {
    const dir = await caseWithChat()
    const first = await transcribeExhibit(world, dir, 1, say, {})
    expect((await transcribeExhibit(world, dir, 1, say, {})).sha256).toBe(first.sha256)
    const other = await transcribeExhibit(world, dir, 1, { ...say, zone: '+02:00' }, {})
    expect(other.sha256).not.toBe(first.sha256)
    expect((await lines(dir)).map(({ facts }) => facts['transcript'])).toEqual([first.sha256, first.sha256, other.sha256])
    expect(sha256(bytesOf(dir))).toBe(other.sha256)
  })

  it('is only told by a dry run', async () => {
    const dir = await caseWithChat()
    expect(await transcribeExhibit(world, dir, 1, { dryRun: true }, {})).toMatchObject({ planned: true, header: { counts: { messages: 4 } } })
    expect(existsSync(join(dir, 'metadata/chats'))).toBe(false)
    expect(await lines(dir)).toEqual([])
  })

  it('is never made of what may not be opened, and leaves nothing', async () => {
    for (const [profile, why] of [['police', 'prohibited'], ['hotline', 'prohibited']] as const) {
      const dir = await newCase(world, profile)
      await addFile(world, dir, 'wa.zip', archive, 'prohibited')
      await expect(transcribeExhibit(world, dir, 1, say, {})).rejects.toMatchObject({ code: 'chat.exhibit-not-readable', facts: { why } })
      expect(await lines(dir)).toEqual([])
    }
    const dir = await caseWithChat()
    await expect(transcribeExhibit(world, dir, 9, say, {})).rejects.toMatchObject({ code: 'chat.no-exhibit', facts: { exhibits: 4 } })
    writeFileSync(join(dir, 'data/0001/wa.zip'), archive.subarray(0, -1))
    await expect(transcribeExhibit(world, dir, 1, say, {})).rejects.toMatchObject({ code: 'chat.exhibit-changed' })
  })

  it('waits for whoever can say what the file leaves open', async () => {
    const dir = await newCase(world)
    await addFile(world, dir, 'a.txt', Buffer.from('4/3/26, 10:15 - Alice: x\n'))
    await expect(transcribeExhibit(world, dir, 1, say, {})).rejects.toMatchObject({ code: 'chat.date-order-needed', facts: { raw: '4/3/26, 10:15', line: 1 } })
    const asked: string[] = []
    const { header } = await transcribeExhibit(world, dir, 1, say, {
      dateOrder: async ({ evidence }) => { asked.push(evidence[0]?.raw ?? ''); return 'mdy' }, zone: async (samples) => { asked.push(...samples); return 'Europe/Paris' },
    })
    expect(asked).toEqual(['4/3/26, 10:15', '4/3/26, 10:15'])
    expect(header).toMatchObject({ dateOrder: { order: 'mdy', how: 'user' }, zone: { zone: 'Europe/Paris', provenance: 'user' }, first: { utc: '2026-04-03T08:15:00Z' } })
    await expect(transcribeExhibit(world, dir, 1, { ...say, dateOrder: 'dmy' }, {})).resolves.toMatchObject({ header: { first: { local: '2026-03-04T10:15:00' }, zone: { provenance: 'unknown' } } })
  })

  it('refuses what is against the file', async () => {
    const dir = await newCase(world)
    await addFile(world, dir, 'a.txt', Buffer.from('14/3/26, 10:15 - Alice: x\n'))
    await addFile(world, dir, 'b.json', Buffer.from(JSON.stringify([{ conversationId: 'c', sent_at: 1_773_522_903_000, body: 'x', type: 'incoming' }])))
    await expect(transcribeExhibit(world, dir, 1, { ...say, dateOrder: 'mdy' }, {})).rejects.toMatchObject({ code: 'chat.date-order-wrong', facts: { said: 'mdy', line: 1 } })
    await expect(transcribeExhibit(world, dir, 2, { ...say, zone: 'Europe/Paris' }, {})).rejects.toMatchObject({ code: 'chat.zone-not-needed' })
  })
})

describe('the verifier', { timeout: 180_000 }, () => {
  it('knows transcripts: matching, changed, missing, planted, sealed, made anew since', async () => {
    const dir = await caseWithChat()
    await transcribeExhibit(world, dir, 1, say, {})
    expect(await checks(dir)).toMatchObject([{ code: 'RECORD.TRANSCRIPTS_MATCH', outcome: 'passed' }])
    await sealCase(world, dir, { tsa: [], minAuthorities: undefined, anchors: [], images: 'none', resume: false, dryRun: false, wordsIn: documentWordsIn })
    expect(readdirSync(join(dir, 'report/conversations'))).toEqual(['0001.html'])
    const page = readFileSync(join(dir, 'report/conversations/0001.html'), 'utf8')
    expect(page).toContain('photo.jpg — pièce 0002 (mêmes octets)')
    expect(page).toContain('même nom que la pièce 0004, octets non comparés')
    const { coverage } = await verifyCase(world, dir, { anchors: [] })
    expect(coverage.unsealed.paths).toEqual([])
    await transcribeExhibit(world, dir, 1, { ...say, zone: 'Europe/Paris' }, {})
    expect(await checks(dir)).toMatchObject([{ code: 'COVER.CHANGED_SINCE_SEAL', outcome: 'indeterminate' }, { code: 'RECORD.TRANSCRIPTS_MATCH' }])
    const whole = bytesOf(dir)
    writeFileSync(join(dir, 'metadata/chats/0001.ndjson'), Buffer.concat([whole, Buffer.from('\n')]))
    writeFileSync(join(dir, 'metadata/chats/0002.ndjson'), whole)
    expect((await checks(dir)).map(({ code, outcome }) => `${code} ${outcome}`)).toEqual(['RECORD.TRANSCRIPT_DIGEST_MISMATCH failed', 'RECORD.TRANSCRIPT_NOT_IN_JOURNAL failed'])
  })
})
