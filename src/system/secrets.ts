// Keys that must outlive a run: in the keyring of the session where there is one, else in a file that only its owner
// reads. Never the kernel's key store, which the library would fall back to: it is empty after a restart.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from './durable-write.ts'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import type { Files, Secrets, SecretPlace } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    /** The keyring that holds the key answers not, or no longer has it. */
    'secret.keyring-unavailable': { name: string; detail: string }
    /** Others than its owner may read it. */
    'secret.file-exposed': { path: string; mode: string }
    'secret.file-damaged': { path: string }
  }
}

const SERVICE = 'scelle'
const HEX = /^[0-9a-f]{2,1024}$/

interface Keyring {
  read(name: string): Uint8Array | undefined
  write(name: string, secret: Uint8Array): void
}

async function openKeyring(): Promise<Keyring> {
  const { Entry } = await import('@napi-rs/keyring')
  const entry = (name: string) => new Entry(SERVICE, name, { linux: { store: 'secret-service' } })
  return {
    read: (name) => { const found = entry(name).getSecret(); return found === null || found === undefined ? undefined : Uint8Array.from(found) },
    write: (name, secret) => { entry(name).setSecret(secret) },
  }
}

async function readSecretFile(path: string): Promise<Uint8Array | undefined> {
  let text: string
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const { mode } = await handle.stat()
      if ((mode & 0o077) !== 0) throw new Failure('secret.file-exposed', { path, mode: (mode & 0o777).toString(8).padStart(4, '0') })
      text = await handle.readFile('latin1')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw ioFailure(error, path)
  }
  if (!HEX.test(text.trim())) throw new Failure('secret.file-damaged', { path })
  return new Uint8Array(Buffer.from(text.trim(), 'hex'))
}

/** @param env `SCELLE_KEYRING=off` keeps keys in files, as on a machine without a session. */
export function createSecrets(dataDir: string, files: Files, env: NodeJS.ProcessEnv): Secrets {
  const fileOf = (name: string): string => join(dataDir, 'keys', `${name}.key`)
  return {
    async read(name, place) {
      if (place === 'file') return await readSecretFile(fileOf(name))
      try {
        return (await openKeyring()).read(name)
      } catch (error) {
        throw new Failure('secret.keyring-unavailable', { name, detail: (error as Error).message.slice(0, 200) }, error)
      }
    },
    async keep(name, secret): Promise<SecretPlace> {
      if (env['SCELLE_KEYRING'] !== 'off') {
        try {
          const keyring = await openKeyring()
          keyring.write(name, secret)
          // Read back: a keyring that only says yes would lose every record.
          if (Buffer.from(keyring.read(name) ?? []).equals(secret)) return 'keyring'
        } catch {
          // No session, no Secret Service: the file.
        }
      }
      await files.makeDir(join(dataDir, 'keys'))
      await writeDurably(fileOf(name), `${Buffer.from(secret).toString('hex')}\n`, { mode: 0o600 })
      return 'file'
    },
  }
}
