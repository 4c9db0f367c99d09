// The only user of nodemailer's SMTP client: hands a message to one server, which proves who it is. How far the hand-over
// came is watched here, byte for byte, since the errors of a broken connection do not tell.
import { connect, isIP, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { Failure } from './failure.ts'
import { guardedLookup, isLoopbackName, isPrivateAddress } from './http-reach.ts'
import type { Mail, MailServer } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** Nothing was handed over. `reason`: a constant of the runtime, or a reply code. */
    'mail.unreachable': { host: string; reason: string }
    'mail.login': { host: string; reason: string }
    /** `reply`: what the server said, at most 300 characters, hostile. */
    'mail.refused': { host: string; code: number; reply: string; temporary: boolean }
    /** The last byte left and no answer came. */
    'mail.outcome-unknown': { host: string; reason: string }
    /** In clear beyond this machine. */
    'mail.not-encrypted': { host: string }
  }
}

interface MailerError extends Error { readonly code?: string; readonly originalCode?: string; readonly command?: string; readonly responseCode?: number | false; readonly response?: string }

const SETUP_MS = 15_000
/** RFC 5321 §4.5.3.2.6 gives the answer to the final dot ten minutes; who waits longer asks twice. */
const ANSWER_MS = 60_000
/** What a session says before it says anything of a message. */
const SESSION_COMMANDS = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS'])
const CHUNK = 16_384

export function createMail(): Mail {
  return {
    async send(server, envelope, message) {
      checkServer(server)
      const { host, security, user, password = '', tls = {}, answerMs = ANSWER_MS } = server
      const { default: Connection } = await import('nodemailer/lib/smtp-connection/index.js')
      const socket = await connectedTo(server)
      const connection = new Connection({
        connection: socket, host, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none', logger: false,
        tls: {
          minVersion: 'TLSv1.2', rejectUnauthorized: tls.acceptAnyCertificate === undefined,
          ...(tls.ca === undefined ? {} : { ca: tls.ca }), ...(tls.certificate === undefined ? {} : { cert: tls.certificate }), ...(tls.key === undefined ? {} : { key: tls.key }),
        },
        connectionTimeout: SETUP_MS, greetingTimeout: SETUP_MS, socketTimeout: answerMs, maxResponseSize: 65_536,
      } as never)
      const progress = { whole: false }
      try {
        const answer = await dialogue(connection, user === undefined ? undefined : { user, password }, envelope, inChunks(message, progress))
        // The goodbye is awaited by nobody.
        connection.quit()
        socket.unref()
        return { answer: answer.slice(0, 300) }
      } catch (error) {
        connection.close()
        socket.destroy()
        throw failureOf(error as MailerError, host, progress.whole)
      }
    },
  }
}

/** @throws `mail.not-encrypted`, `http.private-address` */
function checkServer({ host, security, privateHosts = [] }: MailServer): void {
  if (isLoopbackName(host)) return
  if (security === 'none') throw new Failure('mail.not-encrypted', { host })
  if (isIP(host) !== 0 && isPrivateAddress(host) && !privateHosts.includes(host)) throw new Failure('http.private-address', { host })
}

/** The address that was judged is the one that is connected to: one look-up. @throws `mail.unreachable`, `http.private-address` */
async function connectedTo({ host, port, privateHosts = [] }: MailServer): Promise<Socket> {
  return await new Promise<Socket>((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(privateHosts) as never, autoSelectFamily: true, timeout: SETUP_MS })
    const failed = (code: string): void => {
      socket.destroy()
      reject(code === 'EPRIVATE' ? new Failure('http.private-address', { host }) : new Failure('mail.unreachable', { host, reason: code }))
    }
    const onTimeout = (): void => { failed('ETIMEDOUT') }
    const onError = (error: NodeJS.ErrnoException): void => { failed(error.code ?? 'UNKNOWN') }
    socket.once('timeout', onTimeout).once('error', onError).once('connect', () => {
      socket.setTimeout(0).off('timeout', onTimeout).off('error', onError)
      resolve(socket)
    })
  })
}

/** Greeting, login, envelope, data; the answer to the final dot. */
async function dialogue(connection: SMTPConnection, login: { user: string; password: string } | undefined, envelope: { from: string; to: string }, message: Readable): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    connection.on('error', reject)
    const submit = (): void => {
      connection.send({ from: envelope.from, to: [envelope.to] }, message, (error, info) => {
        if (error === null) resolve(info.response)
        else reject(error)
      })
    }
    connection.connect((error) => {
      if (error !== undefined && error !== null) { reject(error); return }
      if (login === undefined) { submit(); return }
      // A server that asks for no login where one is set is not the one that was meant.
      if (!connection.allowsAuth) { reject(Object.assign(new Error('no login'), { code: 'ENOAUTH', command: 'AUTH' })); return }
      connection.login({ credentials: { user: login.user, pass: login.password } }, (refused) => {
        if (refused === null || refused === undefined) submit()
        else reject(refused)
      })
    })
  })
}

/** Before the last piece was taken the server cannot have seen the end of the message, and must not act on it: RFC 5321 §4.1.1.4. */
function inChunks(message: Uint8Array, progress: { whole: boolean }): Readable {
  return Readable.from((function* pieces() {
    for (let at = 0; at < message.length; at += CHUNK) {
      if (at + CHUNK >= message.length) progress.whole = true
      yield Buffer.from(message.subarray(at, at + CHUNK))
    }
  })(), { objectMode: false })
}

function failureOf(error: MailerError, host: string, whole: boolean): Failure {
  const named = [error.originalCode, error.code].find((code) => typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) ?? 'UNKNOWN'
  const command = error.command ?? ''
  const code = typeof error.responseCode === 'number' && error.responseCode >= 400 ? error.responseCode : undefined
  if (command.startsWith('AUTH') || named === 'EAUTH') {
    // 454: the server cannot look the password up now, RFC 4954 §6.
    return code !== undefined && code < 500 ? new Failure('mail.unreachable', { host, reason: String(code) }) : new Failure('mail.login', { host, reason: code === undefined ? named : String(code) })
  }
  if (code === 530 || code === 535) return new Failure('mail.login', { host, reason: String(code) })
  if (code !== undefined && (whole || !SESSION_COMMANDS.has(command))) return new Failure('mail.refused', { host, code, reply: (error.response ?? '').slice(0, 300), temporary: code < 500 })
  if (whole) return new Failure('mail.outcome-unknown', { host, reason: named })
  return new Failure('mail.unreachable', { host, reason: code === undefined ? named : String(code) })
}
