// The only file that knows age. Encryption to recipients, outermost: typage checks the recipients and writes the
// header; the payload goes through node:crypto, three times as fast (age-encryption.org/v1, "Payload").
import { createCipheriv, hkdfSync } from 'node:crypto'
import { Encrypter } from 'age-encryption'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** Not an `age1…` recipient; `line` is 0 when it came from the command line. */
    'bundle.bad-recipient': { line: number }
    /** A secret key was given where a recipient is wanted. */
    'bundle.secret-key-given': { line: number }
    'bundle.no-recipients': { path: string }
  }
}

const CHUNK_BYTES = 64 * 1024
const RECIPIENTS_LIMIT_BYTES = 64 * 1024
const MAX_RECIPIENTS = 100

/**
 * `age1…` itself, or a file with one recipient a line, empty lines and `#` comments skipped.
 * @throws `bundle.bad-recipient`, `bundle.secret-key-given`, `bundle.no-recipients`, `system.too-large`
 */
export async function readRecipients(world: World, arg: string): Promise<string[]> {
  // Whatever a caller made of it, a path included: a secret key is not repeated in a message.
  if (/(^|[\\/])AGE-SECRET-KEY-/i.test(arg)) throw new Failure('bundle.secret-key-given', { line: 0 })
  if (/^age1/i.test(arg)) return [await checkedRecipient(arg, 0)]
  const content = await world.files.read(arg, RECIPIENTS_LIMIT_BYTES)
  if (content === undefined) throw new Failure('bundle.no-recipients', { path: arg })
  const recipients: string[] = []
  for (const [index, raw] of content.toString('utf8').split(/\r?\n/).entries()) {
    const line = raw.replace(/^\ufeff/, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const recipient = await checkedRecipient(line, index + 1)
    if (!recipients.includes(recipient)) recipients.push(recipient)
    if (recipients.length > MAX_RECIPIENTS) throw new Failure('bundle.bad-recipient', { line: index + 1 })
  }
  if (recipients.length === 0) throw new Failure('bundle.no-recipients', { path: arg })
  return recipients
}

// X25519 only: what every age of the last years opens. The library checks alphabet, checksum and point on use, so a
// throw-away header is made.
async function checkedRecipient(text: string, line: number): Promise<string> {
  if (/^AGE-SECRET-KEY-/i.test(text)) throw new Failure('bundle.secret-key-given', { line })
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) throw new Failure('bundle.bad-recipient', { line })
  try {
    await header([text])
  } catch {
    // Its message could hold the text itself.
    throw new Failure('bundle.bad-recipient', { line })
  }
  return text
}

/**
 * An age file that any of the recipients can open, made while it is taken.
 * @throws `bundle.bad-recipient` before a byte of `plain` is asked for
 */
export async function* encryptTo(recipients: readonly string[], plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (recipients.length === 0) throw new Failure('bundle.bad-recipient', { line: 0 })
  const checked: string[] = []
  for (const recipient of recipients) checked.push(await checkedRecipient(recipient, 0))
  const { bytes, fileKey, nonce } = await header(checked)
  yield bytes
  yield* payload(Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32)), plain)
}

// A recipient of our own that wraps nothing is shown the file key; what typage makes of an empty file is the header,
// the 16-byte payload nonce and one 16-byte tag, which is dropped and never leaves.
async function header(recipients: readonly string[]): Promise<{ bytes: Buffer; fileKey: Uint8Array; nonce: Buffer }> {
  let fileKey: Uint8Array | undefined
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  encrypter.addRecipient({ wrapFileKey: (key) => { fileKey = key; return [] } })
  const empty = Buffer.from(await encrypter.encrypt(new Uint8Array(0)))
  const bytes = empty.subarray(0, -16)
  if (fileKey?.length !== 16) throw new Failure('system.internal', { detail: 'age gave no file key' })
  return { bytes, fileKey, nonce: bytes.subarray(-16) }
}

// STREAM: chunks of 64 KiB, each with a big-endian counter of 11 bytes and a last flag as nonce. The last chunk is
// never empty, unless the file is; so a full chunk waits until more has come.
async function* payload(key: Buffer, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let counter = 0n
  const seal = (chunk: Uint8Array, last: boolean): Buffer[] => {
    const nonce = Buffer.alloc(12)
    nonce.writeBigUInt64BE(counter, 3)
    nonce[11] = last ? 1 : 0
    counter += 1n
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    return [cipher.update(chunk), cipher.final(), cipher.getAuthTag()]
  }
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of plain) {
    held = held.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([held, piece])
    if (held.length <= CHUNK_BYTES) {
      // The giver may reuse its buffer.
      held = Buffer.from(held)
      continue
    }
    const sealed: Buffer[] = []
    let offset = 0
    for (; held.length - offset > CHUNK_BYTES; offset += CHUNK_BYTES) {
      sealed.push(...seal(held.subarray(offset, offset + CHUNK_BYTES), false))
    }
    held = Buffer.from(held.subarray(offset))
    yield Buffer.concat(sealed)
  }
  yield Buffer.concat(seal(held, true))
}
