// A message of RFC 5322 from its parts: pure, the same bytes for the same parts, 7-bit, CRLF, no line beyond 998 octets.
import { createHash } from 'node:crypto'
import { Failure } from './failure.ts'
import { msOfInstant } from './time.ts'
import type { Instant } from './world.ts'

export interface MailPart {
  readonly filename?: string
  readonly contentType: string
  /** Of a `message/…` part: printable ASCII lines, since such a part may not be encoded (RFC 2046 §5.2.1). */
  readonly content: Uint8Array
}

export interface MailMessage {
  /** An address, or `Name <address>`. */
  readonly from: string
  readonly to: string
  readonly subject: string
  /** Without angle brackets. */
  readonly messageId: string
  readonly date: Instant
  readonly headers?: Readonly<Record<string, string>>
  readonly text: string
  readonly parts?: readonly MailPart[]
  /** What the parts are together, as `multipart/report; report-type=feedback-report`; `multipart/mixed` when not said. */
  readonly contentType?: string
}

/** Addr-spec that needs no quoting and no SMTPUTF8: RFC 5321 §4.1.2, limits of §4.5.3.1. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(text)
    && text.indexOf('@') <= 64
}

/** The address alone of `Name <address>`; undefined when it is none. */
export function mailAddressOf(text: string): string | undefined {
  const address = /^[^<>]*<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim()
  return isMailAddress(address) ? address : undefined
}

/** @throws `system.internal` for an address or an identifier that is none: who composes has asked `mailAddressOf` */
export async function composeMail(message: MailMessage): Promise<Uint8Array> {
  const { subject, messageId, date, headers = {}, text, parts = [], contentType } = message
  const { from, to } = { from: mailAddressOf(message.from), to: mailAddressOf(message.to) }
  if (from === undefined || to === undefined || !/^[\w.+-]+@[\w.-]+$/.test(messageId)) throw new Failure('system.internal', { detail: 'not a mail address' })
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js')
  const composer = new MailComposer({
    // As an object: a comma or a quote in the name cannot make a second author of it.
    from: { name: oneLine(message.from.replace(/<[^<>]*>\s*$/, '').trim().replace(from, '')), address: from }, to: { name: '', address: to },
    subject: oneLine(subject), messageId: `<${messageId}>`, date: new Date(msOfInstant(date) ?? 0),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/[^A-Za-z0-9-]/g, ''), oneLine(value)])),
    baseBoundary: boundaryOf(message), disableFileAccess: true, disableUrlAccess: true,
    text: withCrlf(text),
    attachments: parts.map(({ filename, contentType: type, content }) => ({
      filename: filename ?? false, contentType: type, content: Buffer.from(content), ...(filename === undefined ? { contentDisposition: 'inline' } : {}),
    })),
  } as never)
  const root = composer.compile()
  if (contentType !== undefined) root.setHeader('Content-Type', contentType)
  return await new Promise<Uint8Array>((resolve, reject) => {
    root.build((error, bytes) => { if (error === null) resolve(new Uint8Array(bytes)); else reject(error) })
  })
}

/** Longest header value: one word as long as that still fits the 998 octets of a line. RFC 5322 §2.1.1. */
const MAX_VALUE = 900

const oneLine = (text: string): string => [...text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()].slice(0, MAX_VALUE).join('')

/** No white space at the end of a line: a signature would not survive its loss (RFC 3156 §5). */
const withCrlf = (text: string): string => `${text.replace(/\r\n|\r|\n/g, '\r\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ').replace(/[ \t]+(?=\r\n|$)/g, '').replace(/(\r\n)*$/, '')}\r\n`

/** Drawn from the content itself: no content can hold its own digest, so none can end its part early. */
function boundaryOf({ messageId, text, parts = [] }: MailMessage): string {
  const hash = createHash('sha256').update(`${messageId}\n${text}\n`)
  for (const { content } of parts) hash.update(content).update('\n')
  return hash.digest('hex').slice(0, 40)
}
