// Conversations as they are printed and as a browser shows them: every message is there or counted, nothing in one acts.
import { describe, expect, it } from 'vitest'
import { conversationPage } from '../../src/bundle/conversation-page.ts'
import { renderReport } from '../../src/bundle/pdf/render-report.ts'
import type { ReportConversation } from '../../src/bundle/report/report-model.ts'
import { printedOf } from '../../src/bundle/report/conversation.ts'
import type { ChatHeader, ChatMessage } from '../../src/metadata/chat/transcript.ts'
import { reportWords as en } from '../../src/messages/en/report.ts'
import { reportWords as fr } from '../../src/messages/fr/report.ts'
import { hasPeer, peer } from './pdf/pdf-objects.ts'
import { collect, findingWords, manyExhibits, reportModel } from './pdf/sample-model.ts'

const HOSTILE = 'saut </p><script>alert(1)</script> \u202egnp.exe " onload=x &amp; \ud800 \u0000 é'
const message = (n: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  n, at: { raw: '14/03/2026, 22:15', local: `2026-03-14T22:${String(n % 60).padStart(2, '0')}:00`, zone: { provenance: 'unknown' }, precision: 'minute' },
  from: 'Alice', text: `message ${n} fin`, attachments: [], kind: 'message', raw: 'x', line: n, offset: 0, length: 1, ...more,
})
const header = (messages: number): ChatHeader => ({
  format: 'chat/1', exhibit: 7, source: { name: '_chat.txt', size: 1, sha256: 'a'.repeat(64) }, app: 'WhatsApp', detected: { format: 'whatsapp', by: 'x' }, title: HOSTILE,
  dateOrder: { order: 'dmy', how: 'value-above-12', evidence: { line: 1, raw: '14/03/2026, 22:15' } }, zone: { provenance: 'unknown' }, fileOrder: 'oldest-first', participants: [{ name: HOSTILE, messages }], moreParticipants: 0,
  counts: { messages, system: 0, deleted: 0, edited: 0, unreadable: 0, attachments: 0, attachmentsWithDigest: 0, backwards: 1, twice: 0, skipped: 0, invalid: 0 },
  findings: [{ code: 'chat.time-backwards', level: 'notice', evidence: ['x'], facts: { count: 1, n: 2, line: 2 } }],
})
function conversation(messages: readonly ChatMessage[] | number, more: Partial<ReportConversation> = {}): ReportConversation {
  const total = typeof messages === 'number' ? messages : messages.length
  return {
    exhibit: 7, toolVersion: '0.1.0', transcript: 'metadata/chats/0007.ndjson', page: 'report/conversations/0007.html', header: async () => header(total), ...more,
    async* messages() {
      if (typeof messages === 'number') for (let n = 1; n <= messages; n += 1) yield message(n)
      else yield* messages
    },
  }
}
const VARIED = [
  message(1, { text: HOSTILE }), message(2, { from: HOSTILE, text: 'a\n\nb', edited: true, backwards: true, replyTo: '1', forwardedFrom: HOSTILE, reactions: [{ emoji: '👍', by: 'Bob' }] }),
  message(3, { kind: 'deleted', text: '', attachments: [{ name: 'a.jpg', sha256: 'b'.repeat(64), exhibit: 12 }, { name: 'b.jpg', sameName: [3] }, { name: '', omitted: true }] }),
  message(4, { at: { raw: 'hier', zone: { provenance: 'unknown' }, precision: 'second', defect: 'invalid' }, from: null, kind: 'system', text: 'avis' }),
  message(5, { at: { raw: '1', local: '2026-03-14T23:30:00', utc: '2026-03-14T23:30:00Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'second' }, text: '👩‍👩‍👧 שלום' }),
  message(6, { at: { raw: '1', local: '2026-10-25T02:30:00', zone: { provenance: 'user' }, precision: 'minute', defect: 'twice' }, text: 'z'.repeat(9000) }),
]

describe('the page of a conversation', () => {
  const page = async (of: ReportConversation, words = fr): Promise<string> => (await collect(conversationPage(of, (await of.header()) as ChatHeader, words, 'Europe/Paris'))).toString('utf8')
  it('loads nothing, runs nothing, hides nothing', async () => {
    const html = await page(conversation(VARIED))
    expect(html).toContain('default-src &#39;none&#39;'.replaceAll('&#39;', '\''))
    expect(html).not.toMatch(/<script|<img|<link|<a |<[^>]*(?:href=|src=|\son\w+=)|javascript:/)
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62; \\u{202e}gnp.exe')
    expect(html).not.toMatch(/[\u202e\ud800-\udbff](?![\udc00-\udfff])/)
    expect(html).toContain('👩‍👩‍👧 שלום')
  })
  it('says day, hour and marks as the report does', async () => {
    const html = await page(conversation(VARIED))
    expect(html).toContain('<h2>samedi 14 mars 2026</h2>')
    // 23:30 UTC is the next day in the zone of the case.
    expect(html).toMatch(/<h2>dimanche 15 mars 2026<\/h2>\n<article id="m5"><time title="1">00:30:00</)
    expect(html).toContain('a.jpg — pièce 0012 (mêmes octets)')
    expect(html).toContain('b.jpg — même nom que la pièce 0003, octets non comparés')
    for (const mark of ['modifié', 'l’heure recule', 'répond à 1', '👍 Bob', 'supprimé', 'heure qui existe deux fois']) expect(html).toContain(mark)
    expect(await page(conversation(VARIED), en)).toContain('<h2>Saturday, 14 March 2026</h2>')
  })
})

describe.skipIf(!hasPeer('pdftotext'))('the report', () => {
  const pages = async (conversations: readonly ReportConversation[]): Promise<string> => {
    const pdf = await collect(renderReport(reportModel(manyExhibits(1, { status: 'withheld' }), 1, { conversations }), fr, findingWords))
    return peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out
  }
  it('has no section of conversations without one, and the fourth with one', async () => {
    expect(await pages([])).not.toContain('Conversations')
    const text = await pages([conversation(VARIED)])
    expect(text).toMatch(/4\s+Conversations/)
    expect(text).toMatch(/5\s+Journal/)
    expect(text).toContain('Conversation de la pièce 0007')
    for (const said of ['établi par la ligne 1', 'inconnu — heures locales', 'L’heure recule 1 fois', 'samedi 14 mars 2026', 'Sans date lisible', 'dimanche 25 octobre 2026', 'texte abrégé ici', 'a.jpg — pièce 0012', '\\u{202e}gnp.exe']) expect(text).toContain(said)
  })
  it('prints 5,000 messages whole, and the ends of 5,001 with a word for what is between', async () => {
    const whole = await pages([conversation(5_000)])
    expect(whole.match(/message \d+ fin/g)).toHaveLength(5_000)
    const ends = await pages([conversation(5_001)])
    expect(ends.match(/message \d+ fin/g)).toHaveLength(1_000)
    expect(ends).toMatch(/4\s001 messages non imprimés ici/)
    expect(ends).toContain('message 500 fin')
    expect(ends).not.toContain('message 501 fin')
    expect(ends).toContain('message 4502 fin')
  }, 120_000)
  it('prints less of conversations once much is printed', () => {
    expect(printedOf(5_000, 0)).toEqual({ whole: true, ends: 500 })
    expect(printedOf(5_000, 20_000)).toEqual({ whole: false, ends: 50 })
    expect(printedOf(200, 20_000)).toEqual({ whole: true, ends: 50 })
  })
})
