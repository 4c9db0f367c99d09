// The Ed25519 key with which this installation signs its checkpoints. It tells apart who wrote a journal; it proves
// nothing about time: the tokens do.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { Failure } from '../../system/failure.ts'
import type { World } from '../../system/world.ts'
import { vkeyOf, writeCheckpoint, type Checkpoint } from './checkpoint.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The key file holds no Ed25519 private key. */
    'log.key-invalid': { path: string }
  }
}

export interface LogSigner {
  /** Name in signatures, as in `scelle/poste-12`. */
  readonly name: string
  /** One line, without LF, for `metadata/custody.vkey`. */
  readonly vkey: string
  sign(checkpoint: Pick<Checkpoint, 'origin' | 'size' | 'root'>): string
}

const KEY_LIMIT = 16 * 1024

/**
 * Opens the key in `<dataDir>/log-key.pem` (mode 0600), made at first use.
 * @throws `log.key-invalid`, `system.io`, `system.disk-full`
 */
export async function openLogSigner(world: World): Promise<LogSigner> {
  const path = join(world.host.dataDir, 'log-key.pem')
  const privateKey = await readKey(world, path) ?? await makeKey(world, path)
  const name = signerName(world.host.hostname)
  const vkey = vkeyOf(name, createPublicKey(privateKey))
  return { name, vkey, sign: (checkpoint) => writeCheckpoint(checkpoint, { name, privateKey }) }
}

async function readKey(world: World, path: string): Promise<KeyObject | undefined> {
  const pem = await world.files.read(path, KEY_LIMIT)
  if (pem === undefined) return undefined
  let key: KeyObject | undefined
  try {
    key = createPrivateKey(pem)
  } catch (error) {
    throw new Failure('log.key-invalid', { path }, error)
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Failure('log.key-invalid', { path })
  return key
}

async function makeKey(world: World, path: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519')
  await world.files.makeDir(world.host.dataDir)
  await world.files.writeDurably(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  // Two first uses at once: the file that stayed is the key.
  return await readKey(world, path) ?? privateKey
}

/** Host names hold letters, digits, dots and hyphens; anything else a system may give becomes a hyphen. */
function signerName(hostname: string): string {
  return `scelle/${hostname.replace(/[^A-Za-z0-9.-]/g, '-') || 'local'}`
}
