// An SMTP server by npm `smtp-server`, on loopback: keeps each message as it came, and answers as it is told.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { tempDir } from './world.ts'

/** What it does with the next message. `drop-*`: it ends the connection there. */
export type SmtpManner =
  | 'accept' | 'no-login' | 'busy-login' | 'no-mailbox' | 'full-mailbox' | 'refuse-data' | 'defer-data' | 'drop-at-greeting' | 'drop-at-recipient' | 'drop-in-data'
  | 'drop-after-data' | 'silent-after-data' | 'garbage-after-data' | 'endless-after-data'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly bytes: Buffer
  readonly secure: boolean
  readonly user: string | undefined
}

export interface SmtpReceiver {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  behave(manner: SmtpManner): void
  close(): Promise<void>
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

export interface ReceiverOptions extends Pick<SMTPServerOptions, 'cert' | 'key' | 'secure'> {
  /** Without one no login is offered. */
  readonly password?: string
  /** A message that it saw whole and did not take. */
  onRefused?(mail: ReceivedMail): void
}

export async function openSmtpReceiver({ password, onRefused, ...more }: ReceiverOptions = {}): Promise<SmtpReceiver> {
  let manner: SmtpManner = 'accept'
  let closed = false
  const received: ReceivedMail[] = []
  const sockets = (): Socket[] => [...(server as unknown as { connections: Set<{ _socket: Socket }> }).connections].map(({ _socket }) => _socket)
  const drop = (): void => { for (const socket of sockets()) socket.destroy() }
  const say = (text: string): void => { for (const socket of sockets()) socket.write(text) }
  const server = new SMTPServer({
    logger: false, authOptional: true, closeTimeout: 200, allowInsecureAuth: true,
    disabledCommands: [...(password === undefined ? ['AUTH'] : []), ...(more.cert === undefined ? ['STARTTLS'] : [])],
    onConnect(_session, done) { if (manner === 'drop-at-greeting') drop(); else done() },
    onAuth({ username, password: given }, _session, done) {
      if (manner === 'busy-login') done(refusal(454, '4.7.0 temporary authentication failure'))
      else if (manner === 'no-login' || given !== password) done(refusal(535, '5.7.8 authentication failed'))
      else done(null, { user: username ?? '' })
    },
    onRcptTo(_address, _session, done) {
      if (manner === 'no-mailbox') done(refusal(550, '5.1.1 no such mailbox here'))
      else if (manner === 'full-mailbox') done(refusal(452, '4.2.2 mailbox full, come back later'))
      else if (manner === 'drop-at-recipient') drop()
      else done()
    },
    onData(stream, session, done) {
      if (manner === 'drop-in-data') { stream.once('data', drop); return }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        const { envelope, secure, user } = session
        const mail = { from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks), secure, user }
        if (manner === 'refuse-data' || manner === 'defer-data') {
          onRefused?.(mail)
          done(manner === 'refuse-data' ? refusal(554, '5.6.0 not taken: policy') : refusal(451, '4.3.0 try again later'))
          return
        }
        received.push(mail)
        if (manner === 'drop-after-data') drop()
        else if (manner === 'garbage-after-data') say('\u0000\u001b[2Jnonsense\r\n')
        else if (manner === 'endless-after-data') say('250-a line without an end\r\n'.repeat(10_000))
        else if (manner !== 'silent-after-data') done(null, `2.0.0 queued as ${received.length}`)
      })
    },
    ...more,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    port: (server.server.address() as AddressInfo).port, received,
    behave(next) { manner = next },
    async close() {
      if (closed) return
      closed = true
      drop()
      await new Promise<void>((resolve) => { server.close(resolve) })
    },
  }
}

/** A certificate of its own for `localhost` and 127.0.0.1. */
export function selfSigned(): { readonly cert: string; readonly key: string } {
  const dir = tempDir('scelle-smtp-')
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
  ], { stdio: 'pipe' })
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
}
