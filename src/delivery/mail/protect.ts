// PGP/MIME, RFC 3156: the message signed, encrypted, or both, by the keys that this destination has. What was prepared is
// frozen and pure; its protection needs secrets and chance, so that it is made when it goes, over the very entity that was
// shown: who decrypts it reads those bytes. Headers stay in clear, which is why a subject says no harm.
import { createHash } from 'node:crypto'
import type { PrivateKey, PublicKey, Signature } from 'openpgp'
import type { Link } from '../adapter.ts'

/** Nothing goes unprotected because a key is wrong: codes of an outcome. */
export interface ProtectionRefusal {
  readonly refusal: 'pgp-public-key' | 'pgp-private-key' | 'pgp-passphrase'
}

export const isProtectionRefusal = (made: Uint8Array | ProtectionRefusal): made is ProtectionRefusal => 'refusal' in made

const MAX_KEY_BYTES = 256 * 1024
/** RFC 3156 §5, RFC 9580 §9.5. */
const MICALG: Readonly<Record<number, string>> = { 8: 'pgp-sha256', 9: 'pgp-sha384', 10: 'pgp-sha512', 11: 'pgp-sha224', 12: 'pgp-sha3-256', 14: 'pgp-sha3-512' }

/** The message as it is when no key is set. Option `pgpPublicKey`: a file; secrets `pgp-private-key` and `pgp-passphrase`. */
export async function protectMail(message: Uint8Array, link: Pick<Link, 'files' | 'secret' | 'setup'>): Promise<Uint8Array | ProtectionRefusal> {
  const path = link.setup.options['pgpPublicKey']
  const armoured = await link.secret('pgp-private-key')
  if ((path === undefined || path === '') && armoured === undefined) return message
  const encryptTo = path === undefined || path === '' ? undefined : await publicKeyIn(path, link)
  if (encryptTo === 'refused') return { refusal: 'pgp-public-key' }
  const signWith = armoured === undefined ? undefined : await privateKeyOf(armoured, link)
  if (signWith !== undefined && 'refusal' in signWith) return signWith
  const { outer, entity } = partsOf(message)
  if (encryptTo !== undefined) {
    const made = await encrypted(entity, encryptTo, signWith)
    return made === undefined ? { refusal: 'pgp-public-key' } : assembled(outer, made)
  }
  const made = signWith === undefined ? undefined : await signed(entity, signWith)
  return made === undefined ? { refusal: 'pgp-private-key' } : assembled(outer, made)
}

interface Entity {
  readonly header: string
  readonly body: Uint8Array
}

/** RFC 5322 fields of the message on one side, its MIME entity on the other. */
function partsOf(message: Uint8Array): { readonly outer: readonly string[]; readonly entity: Uint8Array } {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength)
  const end = bytes.indexOf('\r\n\r\n')
  const fields = bytes.subarray(0, end).toString('latin1').split(/\r\n(?![ \t])/)
  const isContent = (field: string): boolean => /^content-/i.test(field)
  const inner = fields.filter(isContent).join('\r\n')
  return { outer: fields.filter((field) => !isContent(field)), entity: Buffer.concat([Buffer.from(`${inner}\r\n\r\n`, 'latin1'), bytes.subarray(end + 4)]) }
}

function assembled(outer: readonly string[], { header, body }: Entity): Uint8Array {
  return Buffer.concat([Buffer.from(`${outer.join('\r\n')}\r\n${header}\r\n\r\n`, 'latin1'), body])
}

/** §4, and §6.2 when it is signed too: one OpenPGP message in the place of two nested entities. Undefined: the key cannot encrypt. */
async function encrypted(entity: Uint8Array, key: PublicKey, signWith: PrivateKey | undefined): Promise<Entity | undefined> {
  const { createMessage, encrypt } = await import('openpgp')
  let armoured: string
  try {
    armoured = await encrypt({ message: await createMessage({ binary: entity }), encryptionKeys: key, ...(signWith === undefined ? {} : { signingKeys: signWith }), format: 'armored' })
  } catch {
    return undefined
  }
  const text = crlf(armoured)
  const boundary = boundaryOf(text)
  return {
    header: `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="${boundary}"`,
    body: Buffer.from([
      `--${boundary}`, 'Content-Type: application/pgp-encrypted', '', 'Version: 1', '',
      `--${boundary}`, 'Content-Type: application/octet-stream; name="encrypted.asc"', 'Content-Disposition: inline; filename="encrypted.asc"', '', `${text}--${boundary}--`, '',
    ].join('\r\n')),
  }
}

/** §5. The entity is 7-bit, with CRLF and no white space at the end of a line: `composeMail` made it. */
async function signed(entity: Uint8Array, key: PrivateKey): Promise<Entity | undefined> {
  const { createMessage, readSignature, sign } = await import('openpgp')
  let signature: Signature
  try {
    signature = await readSignature({ armoredSignature: await sign({ message: await createMessage({ binary: entity }), signingKeys: key, detached: true, format: 'armored' }) })
  } catch {
    return undefined
  }
  const boundary = boundaryOf(entity)
  const micalg = MICALG[signature.packets[0]?.hashAlgorithm ?? 0]
  if (micalg === undefined) return undefined
  return {
    header: `Content-Type: multipart/signed; micalg=${micalg};\r\n protocol="application/pgp-signature";\r\n boundary="${boundary}"`,
    body: Buffer.concat([
      Buffer.from(`--${boundary}\r\n`), entity,
      Buffer.from(['', `--${boundary}`, 'Content-Type: application/pgp-signature; name="signature.asc"', '', `${crlf(signature.armor())}--${boundary}--`, ''].join('\r\n')),
    ]),
  }
}

const crlf = (text: string): string => `${text.replace(/\r?\n/g, '\r\n').trimEnd()}\r\n`

const boundaryOf = (content: string | Uint8Array): string => createHash('sha256').update('boundary').update(content).digest('hex').slice(0, 40)

async function publicKeyIn(path: string, { files }: Pick<Link, 'files'>): Promise<PublicKey | 'refused'> {
  const bytes = await files.read(path, MAX_KEY_BYTES)
  if (bytes === undefined) return 'refused'
  const { readKey } = await import('openpgp')
  try {
    const key = await readKey({ armoredKey: bytes.toString('utf8') })
    // A secret in a file of settings: somebody took the wrong one.
    return key.isPrivate() ? 'refused' : key
  } catch {
    return 'refused'
  }
}

async function privateKeyOf(armoured: string, { secret }: Pick<Link, 'secret'>): Promise<PrivateKey | ProtectionRefusal> {
  const { decryptKey, readPrivateKey } = await import('openpgp')
  let key: PrivateKey
  try {
    key = await readPrivateKey({ armoredKey: armoured })
  } catch {
    return { refusal: 'pgp-private-key' }
  }
  if (key.isDecrypted()) return key
  const passphrase = await secret('pgp-passphrase')
  if (passphrase === undefined) return { refusal: 'pgp-passphrase' }
  try {
    return await decryptKey({ privateKey: key, passphrase })
  } catch {
    return { refusal: 'pgp-passphrase' }
  }
}
