// What leaves for a destination, frozen: the bytes that a dry run prints, that the outbox keeps and that the network gets,
// credentials aside. Its digest is the proof of what left.
import { createHash } from 'node:crypto'
import { Failure } from '../system/failure.ts'

/** How the bytes go. `export`: nowhere by themselves. */
export type PayloadKind = 'http' | 'mail' | 'file' | 'export'

export interface Payload {
  readonly kind: PayloadKind
  /** `POST /v1/signalements`, the addressee of a mail, or the name of a file. Never with a credential. */
  readonly line: string
  /** Lower-case names; those that carry credentials are added when it goes. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const MAGIC = 'payload/1'

/** One record: a line of JSON, then the body as it is. */
export function encodePayload({ kind, line, headers, body }: Payload): Uint8Array {
  const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
  return Buffer.concat([Buffer.from(`${JSON.stringify({ format: MAGIC, kind, line, headers: sorted })}\n`), body])
}

/** @throws `system.internal` for bytes that `encodePayload` did not make */
export function decodePayload(bytes: Uint8Array): Payload {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = whole.indexOf(10)
  const head = headOf(whole.subarray(0, Math.max(end, 0)).toString('utf8'))
  if (head?.format !== MAGIC || head.kind === undefined || head.line === undefined || head.headers === undefined) throw new Failure('system.internal', { detail: 'not a payload' })
  return { kind: head.kind, line: head.line, headers: head.headers, body: new Uint8Array(whole.subarray(end + 1)) }
}

function headOf(text: string): (Partial<Payload> & { format?: string }) | null {
  try {
    return JSON.parse(text) as Partial<Payload> | null
  } catch {
    return null
  }
}

export function payloadSha256(payload: Payload): string {
  return createHash('sha256').update(encodePayload(payload)).digest('hex')
}

/** For a screen: what is no UTF-8 shows as U+FFFD. */
export function decodeText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
}
