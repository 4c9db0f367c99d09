// WARC records made for tests (ISO 28500): invented hosts, digests computed here unless a test wants a lie.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

export interface RecordParts {
  readonly type: string
  readonly target?: string
  readonly date?: string
  readonly block: Buffer | string
  readonly fields?: readonly string[]
  readonly contentType?: string
  readonly length?: number
}

export function sha1(bytes: Buffer | string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...createHash('sha1').update(bytes).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return `sha1:${(bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join('')}`
}

export function sha256(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function warcRecord({ type, target, date = '2026-11-16T07:12:31Z', block, fields = [], contentType, length }: RecordParts): Buffer {
  const bytes = Buffer.from(block as string)
  const content = contentType ?? (type === 'response' ? 'application/http; msgtype=response' : type === 'warcinfo' ? 'application/warc-fields' : 'text/plain')
  const head = [
    'WARC/1.1', `WARC-Type: ${type}`, ...(target === undefined ? [] : [`WARC-Target-URI: ${target}`]), `WARC-Date: ${date}`,
    `WARC-Record-ID: <urn:uuid:${createHash('md5').update(`${type}${target}${date}`).digest('hex')}>`, ...fields, `Content-Type: ${content}`, `Content-Length: ${length ?? bytes.length}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n\r\n')])
}

/** A captured answer with both digests. */
export function response(target: string, body: string, more: Partial<RecordParts> & { readonly payload?: string } = {}): Buffer {
  const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${body}`
  return warcRecord({
    type: 'response', target, block, fields: [`WARC-Block-Digest: ${sha1(block)}`, `WARC-Payload-Digest: ${more.payload ?? sha256(body)}`, 'WARC-IP-Address: 192.0.2.7'], ...more,
  })
}

export function warcinfo(): Buffer {
  return warcRecord({ type: 'warcinfo', date: '2026-11-16T07:12:30Z', block: 'software: Exemple 1.2\r\noperator: Unité test\r\nisPartOf: dossier\r\n' })
}

/** One gzip member for each record, as the standard wants. */
export function members(records: readonly Buffer[]): Buffer {
  return Buffer.concat(records.map((record) => gzipSync(record)))
}
