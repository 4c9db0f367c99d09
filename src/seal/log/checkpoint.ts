// Size and root of the journal, signed: a C2SP tlog-checkpoint in a C2SP signed note, so that any transparency-log
// library can read what a seal fixed.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { Failure } from '../../system/failure.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The note is not one, or is not a checkpoint. */
    'log.checkpoint-invalid': { reason: CheckpointDefect }
    /** The verifier key is not one. */
    'log.vkey-invalid': Record<never, never>
    /** A signer or an origin that a note cannot hold. */
    'log.name-invalid': { name: string }
  }
}

export type CheckpointDefect =
  | 'too-large' | 'not-utf8' | 'control-character' | 'no-signature-part' | 'origin' | 'size' | 'root' | 'extension' | 'signature-line'

export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly extensions: readonly string[]
}

export interface NoteSignature {
  readonly name: string
  /** First four bytes, as 8 hexadecimal digits. */
  readonly keyId: string
  readonly signature: Buffer
}

export interface SignedCheckpoint extends Checkpoint {
  /** What is signed: the note's text with its last LF. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export type CheckpointVerdict = 'signed' | 'unknown-signer' | 'other-key' | 'bad-signature'

const NOTE_LIMIT = 64 * 1024
const SIGNATURES_LIMIT = 100
const ED25519 = 0x01
/** SubjectPublicKeyInfo of Ed25519 up to the 32 key bytes (RFC 8410 §4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** @throws `log.name-invalid` */
export function writeCheckpoint(
  { origin, size, root, extensions = [] }: Pick<Checkpoint, 'origin' | 'size' | 'root'> & { readonly extensions?: readonly string[] },
  signer: { readonly name: string; readonly privateKey: KeyObject },
): string {
  for (const line of [origin, ...extensions]) {
    if (!isNoteLine(line)) throw new Failure('log.name-invalid', { name: line })
  }
  const text = [origin, String(size), root.toString('base64'), ...extensions].map((line) => `${line}\n`).join('')
  const key = rawPublicKey(createPublicKey(signer.privateKey))
  const blob = Buffer.concat([keyIdOf(signer.name, key), sign(null, Buffer.from(text, 'utf8'), signer.privateKey)])
  return `${text}\n— ${signer.name} ${blob.toString('base64')}\n`
}

/** Reads the form only; nothing is verified. @throws `log.checkpoint-invalid` */
export function readCheckpoint(note: string): SignedCheckpoint {
  if (note.length > NOTE_LIMIT) throw invalid('too-large')
  if (!note.isWellFormed() || note.includes('\ufffd')) throw invalid('not-utf8')
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note)) throw invalid('control-character')
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n') || end + 2 >= note.length) throw invalid('no-signature-part')
  const text = note.slice(0, end + 1)
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  if (origin === '') throw invalid('origin')
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw invalid('size')
  const rootBytes = fromBase64(root)
  if (rootBytes?.length !== 32) throw invalid('root')
  if (extensions.includes('')) throw invalid('extension')
  const signatures = note.slice(end + 2, -1).split('\n').map(readSignature)
  if (signatures.length > SIGNATURES_LIMIT) throw invalid('signature-line')
  return { origin, size: Number(size), root: rootBytes, extensions, text, signatures }
}

/**
 * Is the note signed by the holder of that verifier key? Other signers are ignored; the same name under another key
 * is refused, since it imitates.
 * @throws `log.checkpoint-invalid`, `log.vkey-invalid`
 */
export function verifyCheckpoint(note: string, vkey: string): { readonly verdict: CheckpointVerdict; readonly checkpoint: SignedCheckpoint } {
  const checkpoint = readCheckpoint(note)
  const { name, key } = readVkey(vkey)
  const keyId = keyIdOf(name, key).toString('hex')
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key]), format: 'der', type: 'spki' })
  const named = checkpoint.signatures.filter((signature) => signature.name === name)
  if (named.length === 0) return { verdict: 'unknown-signer', checkpoint }
  if (named.some((signature) => signature.keyId !== keyId)) return { verdict: 'other-key', checkpoint }
  const good = named.every(({ signature }) => verify(null, Buffer.from(checkpoint.text, 'utf8'), publicKey, signature))
  return { verdict: good ? 'signed' : 'bad-signature', checkpoint }
}

/** `name+keyid+base64(0x01 ‖ public key)`, the verifier key of a signed note. @throws `log.name-invalid` */
export function vkeyOf(name: string, publicKey: KeyObject): string {
  if (!isSignerName(name)) throw new Failure('log.name-invalid', { name })
  const key = rawPublicKey(publicKey)
  return `${name}+${keyIdOf(name, key).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), key]).toString('base64')}`
}

function readVkey(vkey: string): { name: string; key: Buffer } {
  const [, name = '', keyId = '', data = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? []
  const bytes = fromBase64(data)
  if (!isSignerName(name) || bytes?.length !== 33 || bytes[0] !== ED25519) throw new Failure('log.vkey-invalid', {})
  const key = bytes.subarray(1)
  if (keyIdOf(name, key).toString('hex') !== keyId) throw new Failure('log.vkey-invalid', {})
  return { name, key }
}

/** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
function keyIdOf(name: string, key: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(key).digest().subarray(0, 4)
}

function rawPublicKey(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length))
}

function readSignature(line: string): NoteSignature {
  const [, name = '', data = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
  const blob = fromBase64(data)
  if (!isSignerName(name) || blob === undefined || blob.length < 5) throw invalid('signature-line')
  return { name, keyId: blob.subarray(0, 4).toString('hex'), signature: blob.subarray(4) }
}

function isSignerName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name) && isNoteLine(name)
}

function isNoteLine(line: string): boolean {
  // eslint-disable-next-line no-control-regex
  return line !== '' && line.isWellFormed() && !/[\u0000-\u001f\u007f\ufffd]/.test(line)
}

function fromBase64(text: string): Buffer | undefined {
  if (text === '' || !BASE64.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  // Unused bits must be zero: one text for one value.
  return bytes.toString('base64') === text ? bytes : undefined
}

function invalid(reason: CheckpointDefect): Failure<'log.checkpoint-invalid'> {
  return new Failure('log.checkpoint-invalid', { reason })
}
