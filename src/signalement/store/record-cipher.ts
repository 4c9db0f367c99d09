// Records at rest: AES-256-GCM under a key of their own, itself wrapped by the store's key. Destroying the wrapped key
// destroys the record, in backups of the file too once they are gone; look-ups work on keyed digests.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto'
import { Failure } from '../../system/failure.ts'
import type { Random } from '../../system/world.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Changed bytes, or a key that is not the one it was written with. */
    'store.record-damaged': { id: string }
  }
}

export interface SealedRecord {
  readonly wrappedKey: Uint8Array
  readonly body: Uint8Array
}

export interface RecordCipher {
  /** Eight hexadecimal digits that tell the store's key from another. */
  readonly keyId: string
  /** Proves on opening that the key is the one of this store. */
  readonly check: Uint8Array
  seal(id: string, revision: number, text: Uint8Array): SealedRecord
  /** @throws `store.record-damaged` */
  open(id: string, revision: number, sealed: SealedRecord): string
  /** As `open`, of what is no text. @throws `store.record-damaged` */
  openBytes(id: string, revision: number, sealed: SealedRecord): Uint8Array
  /** Thirty-two hexadecimal digits of chance. */
  pseudonym(): string
  /** Keyed digest of what is looked up: 16 bytes, useless without the key. */
  digest(text: string): Uint8Array
}

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const DIGEST_BYTES = 16
const MAX_DIGESTS = 512
/** 64 records. */
const PORTION = 64 * (KEY_BYTES + 2 * NONCE_BYTES)

export function createCipher(storeKey: Uint8Array, random: Random): RecordCipher {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', storeKey, Buffer.alloc(0), `scelle signalements ${use}`, KEY_BYTES))
  // As objects: a key given as bytes is imported again at each use, which takes longer than the encryption.
  const wrapKey = createSecretKey(derive('wrap'))
  const lookup = hmacSha256(derive('look-up'))
  const checkKey = derive('check')
  const check = createHmac('sha256', checkKey).update('key check').digest()

  const encrypt = (key: KeyObject, nonce: Uint8Array, aad: string, plain: Uint8Array): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(aad))
    const text = cipher.update(plain)
    // A counter mode holds nothing back.
    cipher.final()
    return Buffer.concat([nonce, text, cipher.getAuthTag()])
  }
  const decrypt = (key: KeyObject, aad: string, sealed: Uint8Array): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(aad))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()])
  }

  const openSealed = (id: string, revision: number, { wrappedKey, body }: SealedRecord): Buffer => {
    try {
      const key = createSecretKey(decrypt(wrapKey, `key ${id} ${revision}`, wrappedKey))
      return decrypt(key, `body ${id} ${revision}`, body)
    } catch (error) {
      throw new Failure('store.record-damaged', { id: id.replace(/^payload /, '').slice(0, 36) }, error)
    }
  }

  const digests = new Map<string, Uint8Array>()
  // Chance is asked for in portions: a call costs as much for 56 bytes as for some thousands.
  let portion: Uint8Array = new Uint8Array(0)
  const draw = (length: number): Uint8Array => {
    if (portion.length < length) portion = random.bytes(PORTION)
    const drawn = portion.subarray(0, length)
    portion = portion.subarray(length)
    return drawn
  }

  return {
    keyId: check.toString('hex').slice(0, 8),
    check,
    seal(id, revision, text) {
      // A new key at each writing: no nonce is ever used twice with one key.
      const chance = draw(KEY_BYTES + 2 * NONCE_BYTES)
      const key = chance.subarray(0, KEY_BYTES)
      const sealed = {
        wrappedKey: encrypt(wrapKey, chance.subarray(KEY_BYTES, KEY_BYTES + NONCE_BYTES), `key ${id} ${revision}`, key),
        body: encrypt(createSecretKey(key), chance.subarray(KEY_BYTES + NONCE_BYTES), `body ${id} ${revision}`, text),
      }
      key.fill(0)
      return sealed
    },
    open: (id, revision, sealed) => openSealed(id, revision, sealed).toString('utf8'),
    openBytes: (id, revision, sealed) => new Uint8Array(openSealed(id, revision, sealed)),
    pseudonym: () => Buffer.from(draw(16)).toString('hex'),
    digest(text) {
      // Looked up, then kept: asked for twice in a row.
      const known = digests.get(text)
      if (known !== undefined) return known
      if (digests.size >= MAX_DIGESTS) digests.clear()
      const made = lookup(Buffer.from(text, 'utf8')).subarray(0, DIGEST_BYTES)
      digests.set(text, made)
      return made
    },
  }
}

const BLOCK_BYTES = 64

/** RFC 2104 over one-shot digests, six times faster than an HMAC object a call. @param key of at most 64 bytes */
export function hmacSha256(key: Uint8Array): (message: Uint8Array) => Buffer {
  const inner = Buffer.alloc(BLOCK_BYTES, 0x36)
  const outer = Buffer.alloc(BLOCK_BYTES, 0x5c)
  for (const [index, byte] of key.entries()) {
    inner[index] = 0x36 ^ byte
    outer[index] = 0x5c ^ byte
  }
  return (message) => hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, message]), 'buffer')]), 'buffer')
}
