import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import type { Adapter, Sendable, Setup } from '../../src/delivery/adapter.ts'
import { mail } from '../../src/delivery/destinations/mail/adapter.ts'
import { xarfMail } from '../../src/delivery/destinations/xarf-mail/adapter.ts'
import { rowOf } from '../delivery/contract/rows.ts'
import { CSAM_CODES, locator, sendable } from '../delivery/contract/sendables.ts'
import { sampleLink, sampleSetup } from '../delivery/destinations/sample-link.ts'
import { opensmtpdAbsent, startOpensmtpd, type Opensmtpd } from './opensmtpd.ts'

const absent = opensmtpdAbsent()
if (absent !== undefined) process.stderr.write(`SKIPPED opensmtpd: ${absent}\n`)

const host = rowOf('hebergeur')

function setupAt({ port }: Opensmtpd, options: Readonly<Record<string, string>> = {}): Setup {
  return sampleSetup('hebergeur', {
    smtpHost: 'localhost', smtpPort: String(port), smtpSecurity: 'none', from: 'Cellule <signalements@asso.example>', organisation: 'Association Exemple',
    testAddress: 'abuse@peer.example', ...options,
  })
}
async function sendAll(adapter: Adapter, one: Sendable, setup: Setup) {
  const link = sampleLink(setup, { secrets: { 'smtp-password': 'canari' } })
  const prepared = await adapter.prepare(one, setup)
  if (!prepared.ok) throw new Error(prepared.code)
  const outcomes = []
  for (const { payload, locators } of prepared.parts) outcomes.push(await adapter.send(payload, one.key(locators), link))
  return { outcomes, bodies: prepared.parts.map(({ payload }) => Buffer.from(payload.body)) }
}
async function arrived(peer: Opensmtpd, count: number): Promise<readonly Buffer[]> {
  for (let tries = 0; tries < 100 && peer.delivered().length < count; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100) })
  return peer.delivered()
}
/** A mailbox ends its lines with LF, and each server writes its fields above. */
const ends = (delivered: Buffer, sent: Buffer): boolean => delivered.toString('latin1').endsWith(sent.toString('latin1').replaceAll('\r\n', '\n'))

describe.skipIf(absent !== undefined)('through opensmtpd', () => {
  it('a letter and two reports arrive, byte for byte, and are read as they were meant', async () => {
    const peer = await startOpensmtpd()
    const setup = setupAt(peer)
    const explanation = `.\n..\n.Un point au début d’une ligne, des accents, ${'un texte long '.repeat(200)}\n.\nRCPT TO:<x@y.example>`
    const letter = await sendAll(mail, sendable(host, { outgoing: { explanation } }), setup)
    const reports = await sendAll(xarfMail, sendable(host, { locators: [locator(1), locator(2)], prohibited: true, codes: CSAM_CODES }), setup)
    expect([...letter.outcomes, ...reports.outcomes].map((outcome) => outcome.class)).toEqual(['definite_success', 'definite_success', 'definite_success'])
    const delivered = await arrived(peer, 3)
    expect(delivered).toHaveLength(3)
    for (const body of [...letter.bodies, ...reports.bodies]) expect(delivered.filter((each) => ends(each, body))).toHaveLength(1)
    const parsed = await Promise.all(delivered.map(async (each) => await simpleParser(each)))
    const read = parsed.find(({ attachments }) => attachments.length === 0)
    expect(read?.subject).toBe(`[ESSAI] [${sendable(host).id}] Notification de contenu illicite (DSA, article 16)`)
    expect(read?.text).toContain(explanation.split('\n')[2]?.trim())
    expect(read?.text).toContain('\n.\nRCPT TO:<x@y.example>\n')
    expect(letter.outcomes[0]).toMatchObject({ receipt: { remoteId: read?.messageId?.replace(/[<>]/g, '') } })
    const types = parsed.flatMap(({ attachments }) => attachments).filter(({ filename }) => filename === 'xarf.json').map(({ content }) => JSON.parse(content.toString('utf8')) as { type: string })
    expect(types.map(({ type }) => type)).toEqual(['csam', 'csam'])
  })

  it('a domain that it does not serve, a login that it does not offer, a server that is gone', async () => {
    const peer = await startOpensmtpd()
    expect((await sendAll(mail, sendable(host), setupAt(peer, { testAddress: 'abuse@elsewhere.example' }))).outcomes).toMatchObject([{ class: 'definite_reject', code: 'smtp-550' }])
    expect((await sendAll(mail, sendable(host), setupAt(peer, { smtpUser: 'cellule' }))).outcomes).toEqual([{ class: 'auth', code: 'smtp-ENOAUTH' }])
    expect((await sendAll(mail, sendable(host), setupAt(peer, { smtpSecurity: 'starttls' }))).outcomes).toMatchObject([{ class: 'not_sent' }])
    await peer.stop()
    expect((await sendAll(mail, sendable(host), setupAt(peer))).outcomes).toEqual([{ class: 'not_sent', code: 'smtp-ECONNREFUSED' }])
    expect(peer.delivered()).toEqual([])
  })
})
