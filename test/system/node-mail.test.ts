import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isFailure } from '../../src/system/failure.ts'
import { composeMail } from '../../src/system/mail-message.ts'
import { createMail } from '../../src/system/node-mail.ts'
import type { MailServer } from '../../src/system/world.ts'
import { openSmtpReceiver, selfSigned, type SmtpManner, type SmtpReceiver } from '../support/smtp-receiver.ts'

const PASSWORD = 'canari-mot-de-passe-3b1f'
const ENVELOPE = { from: 'signalements@asso.example', to: 'abuse@hebergeur.example' }

async function receiver(...options: Parameters<typeof openSmtpReceiver>): Promise<SmtpReceiver> {
  const opened = await openSmtpReceiver(...options)
  onTestFinished(async () => { await opened.close() })
  return opened
}
const plain = ({ port }: { readonly port: number }): MailServer => ({ host: '127.0.0.1', port, security: 'none', answerMs: 700 })
const message = async (text = 'Bonjour\n') => composeMail({ from: ENVELOPE.from, to: ENVELOPE.to, subject: 'Essai', messageId: 'a@asso.example', date: '2026-11-23T17:04:07.120Z', text })
const outcome = async (server: MailServer, bytes: Uint8Array, envelope = ENVELOPE) =>
  createMail().send(server, envelope, bytes).then(({ answer }) => answer, (error: unknown) => isFailure(error) ? { code: error.code, ...error.facts } : Promise.reject(error as Error))

describe('handing a message to a server', () => {
  it('hands over the bytes as they are, dots included', async () => {
    const server = await receiver()
    const bytes = await message(`.\n..\n.fin\n${'ligne\n'.repeat(20_000)}.`)
    expect(await outcome(plain(server), bytes)).toBe('250 2.0.0 queued as 1')
    expect(server.received).toMatchObject([{ from: ENVELOPE.from, to: [ENVELOPE.to] }])
    expect(server.received[0]?.bytes.equals(Buffer.from(bytes))).toBe(true)
  })

  const manners: readonly (readonly [SmtpManner, object, number])[] = [
    ['no-mailbox', { code: 'mail.refused', temporary: false, reply: '550 5.1.1 no such mailbox here' }, 0],
    ['full-mailbox', { code: 'mail.refused', temporary: true }, 0],
    ['refuse-data', { code: 'mail.refused', temporary: false, reply: '554 5.6.0 not taken: policy' }, 0],
    ['defer-data', { code: 'mail.refused', temporary: true }, 0],
    ['drop-at-greeting', { code: 'mail.unreachable' }, 0],
    ['drop-at-recipient', { code: 'mail.unreachable' }, 0],
    ['drop-after-data', { code: 'mail.outcome-unknown', reason: 'ECONNECTION' }, 1],
    ['silent-after-data', { code: 'mail.outcome-unknown', reason: 'ETIMEDOUT' }, 1],
    ['garbage-after-data', { code: 'mail.outcome-unknown' }, 1],
    ['endless-after-data', { code: 'mail.outcome-unknown' }, 1],
  ]
  it.each(manners)('%s', async (manner, expected, taken) => {
    const server = await receiver()
    server.behave(manner)
    // `code` of the reply is not the code of the failure.
    const { code, ...facts } = expected as { code: string }
    const error = await createMail().send(plain(server), ENVELOPE, await message()).then(() => undefined, (reason: unknown) => reason)
    expect(error).toMatchObject({ code, facts })
    expect(server.received).toHaveLength(taken)
  })

  it('a message that was cut off before its end was not sent', async () => {
    const server = await receiver()
    server.behave('drop-in-data')
    expect(await outcome(plain(server), await message('x\n'.repeat(8_000_000)))).toMatchObject({ code: 'mail.unreachable' })
    expect(server.received).toEqual([])
  })

  it('nobody there, or nobody who speaks', async () => {
    const mute = createServer()
    await new Promise<void>((resolve) => { mute.listen(0, '127.0.0.1', resolve) })
    const { port } = mute.address() as AddressInfo
    const refusing = createServer((socket) => { socket.end('554 5.7.1 go away\r\n') })
    await new Promise<void>((resolve) => { refusing.listen(0, '127.0.0.1', resolve) })
    onTestFinished(() => { refusing.close() })
    expect(await outcome(plain(refusing.address() as AddressInfo), await message())).toEqual({ code: 'mail.unreachable', host: '127.0.0.1', reason: '554' })
    await new Promise<void>((resolve) => { mute.close(() => { resolve() }) })
    expect(await outcome(plain({ port }), await message())).toEqual({ code: 'mail.unreachable', host: '127.0.0.1', reason: 'ECONNREFUSED' })
  })

  it('an envelope that would say more than an address is not said', async () => {
    const server = await receiver()
    for (const to of ['a@b.example>\r\nRCPT TO:<evil@evil.example', 'a@b.example\nDATA', 'a@b.example> ORCPT=x', '']) {
      expect(await outcome(plain(server), await message(), { ...ENVELOPE, to })).toMatchObject({ code: 'mail.unreachable' })
    }
    expect(server.received).toEqual([])
  })
})

describe('who it is handed to', () => {
  it('logs in, or sends nothing', async () => {
    const server = await receiver({ password: PASSWORD })
    const bytes = await message()
    const login = { ...plain(server), user: 'cellule', password: PASSWORD }
    expect(await outcome(login, bytes)).toMatch(/^250 /)
    expect(server.received[0]?.user).toBe('cellule')
    const wrong = await outcome({ ...login, password: `${PASSWORD}x` }, bytes)
    expect(wrong).toEqual({ code: 'mail.login', host: '127.0.0.1', reason: '535' })
    server.behave('busy-login')
    expect(await outcome(login, bytes)).toMatchObject({ code: 'mail.unreachable', reason: '454' })
    expect(server.received).toHaveLength(1)
    expect(JSON.stringify(wrong)).not.toContain(PASSWORD)
  })

  it('a server that offers no login where one is set gets nothing', async () => {
    const server = await receiver()
    expect(await outcome({ ...plain(server), user: 'cellule', password: PASSWORD }, await message())).toMatchObject({ code: 'mail.login', reason: 'ENOAUTH' })
    expect(server.received).toEqual([])
  })

  it('over TLS, with a certificate that is known', async () => {
    const { cert, key } = selfSigned()
    const bytes = await message()
    for (const security of ['tls', 'starttls'] as const) {
      const server = await receiver({ cert, key, secure: security === 'tls', password: PASSWORD })
      for (const host of ['localhost', '127.0.0.1']) {
        const tls: MailServer = { ...plain(server), host, security, user: 'cellule', password: PASSWORD }
        expect(await outcome(tls, bytes)).toMatchObject({ code: 'mail.unreachable', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
        expect(await outcome({ ...tls, tls: { ca: cert } }, bytes)).toMatch(/^250 /)
      }
      expect(server.received.map(({ secure }) => secure)).toEqual([true, true])
    }
  })

  it('a server without STARTTLS gets neither password nor message', async () => {
    const server = await receiver({ password: PASSWORD })
    expect(await outcome({ ...plain(server), security: 'starttls', user: 'cellule', password: PASSWORD }, await message())).toMatchObject({ code: 'mail.unreachable' })
    expect(server.received).toEqual([])
  })

  it('in clear on this machine only, and into no private network', async () => {
    const bytes = await message()
    expect(await outcome({ host: 'smtp.example', port: 25, security: 'none' }, bytes)).toMatchObject({ code: 'mail.not-encrypted' })
    expect(await outcome({ host: '10.0.0.1', port: 465, security: 'tls' }, bytes)).toMatchObject({ code: 'http.private-address' })
  })
})
