// The only user of nodemailer: composes a message byte for byte and hands it to one server, which proves who it is.
import { Failure } from './failure.ts'
import { guardedLookup, isLoopbackName, isPrivateAddress } from './http-reach.ts'
import { isIP } from 'node:net'
import { msOfInstant } from './time.ts'
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

interface MailerError extends Error { readonly code?: string; readonly command?: string; readonly responseCode?: number; readonly response?: string }

/** Commands before which no byte of the message has left. */
const BEFORE_DATA = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'LHLO', 'API', 'MAIL FROM', 'RCPT TO'])

export function createMail(): Mail {
  return {
    async compose({ from, to, subject, messageId, date, headers, text, attachments = [], entity }) {
      const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js')
      const common = { from, to: [...to], subject, messageId: `<${messageId}>`, date: new Date(msOfInstant(date) ?? 0), headers: { ...headers }, disableFileAccess: true, disableUrlAccess: true }
      // A boundary drawn from the message itself: the same bytes each time.
      const baseBoundary = messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)
      const composer = new MailComposer(entity === undefined
        ? { ...common, baseBoundary, text, attachments: attachments.map(({ filename, contentType, content }) => ({ ...(filename === undefined ? {} : { filename }), contentType, content: Buffer.from(content) })) } as never
        : { ...common, raw: Buffer.from(entity) } as never)
      const bytes = await new Promise<Buffer>((resolve, reject) => {
        composer.compile().build((error, message) => { if (error === null) resolve(message); else reject(error) })
      })
      return new Uint8Array(bytes)
    },

    async send(server, envelope, message) {
      checkServer(server)
      const { createTransport } = await import('nodemailer')
      const { host, port, security, user, password, tls = {}, privateHosts = [] } = server
      const transport = createTransport({
        host: await addressOf(host, privateHosts), port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none',
        ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
        tls: { servername: host, minVersion: 'TLSv1.2', rejectUnauthorized: tls.acceptAnyCertificate === undefined, ...(tls.ca === undefined ? {} : { ca: tls.ca }), ...(tls.certificate === undefined ? {} : { cert: tls.certificate }), ...(tls.key === undefined ? {} : { key: tls.key }) },
        connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, dnsTimeout: 10_000, disableFileAccess: true, disableUrlAccess: true, logger: false,
      } as never)
      try {
        const info = await transport.sendMail({ envelope: { from: envelope.from, to: [...envelope.to] }, raw: Buffer.from(message) })
        return { answer: info.response.slice(0, 300) }
      } catch (error) {
        throw failureOf(error as MailerError, host)
      } finally {
        transport.close()
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

/** Judged and then connected to, in one look-up. @throws `mail.unreachable`, `http.private-address` */
async function addressOf(host: string, privateHosts: readonly string[]): Promise<string> {
  if (isIP(host) !== 0) return host
  return await new Promise<string>((resolve, reject) => {
    guardedLookup(privateHosts)(host, {}, (error, address) => {
      if (error === null) resolve(String(address))
      else reject(error.code === 'EPRIVATE' ? new Failure('http.private-address', { host }) : new Failure('mail.unreachable', { host, reason: error.code ?? 'UNKNOWN' }))
    })
  })
}

function failureOf(error: MailerError, host: string): Failure {
  const reason = typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code) ? error.code : 'UNKNOWN'
  const command = error.command ?? ''
  const code = error.responseCode
  if (command.startsWith('AUTH') || code === 535 || code === 530) return new Failure('mail.login', { host, reason: code === undefined ? reason : String(code) })
  if (code !== undefined && code >= 400) {
    const reply = (error.response ?? '').slice(0, 300)
    return new Failure('mail.refused', { host, code, reply, temporary: code < 500 })
  }
  if (BEFORE_DATA.has(command)) return new Failure('mail.unreachable', { host, reason })
  return new Failure('mail.outcome-unknown', { host, reason })
}
