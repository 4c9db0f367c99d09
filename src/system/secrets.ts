// Keys that must outlive a run: in the keyring of the session where there is one, else in a file that only its owner
// reads.
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeDurably } from './durable-write.ts'
import { errnoOf, ioFailure } from './errno.ts'
import { Failure } from './failure.ts'
import { entryBeside } from './isolated-process.ts'
import type { KeyringAnswer, KeyringRequest } from './keyring-child.ts'
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
const HEX = /^[0-9a-f]{2,65536}$/

/** Long enough to type a password into the prompt of a locked keyring. */
const PATIENCE_MS = 60_000

/** @throws an Error whose message says what the keyring said, or that it said nothing */
async function askKeyring(request: KeyringRequest, patienceMs: number): Promise<Uint8Array | undefined> {
  const entry = fileURLToPath(entryBeside(import.meta.url, 'keyring-child'))
  const said = await new Promise<string>((resolve, reject) => {
    const child = execFile(process.execPath, [entry], { timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 }, (error, stdout) => {
      if (error === null) resolve(stdout)
      else reject(new Error(error.killed === true ? `no answer in ${patienceMs / 1000} s` : 'the keyring could not be asked'))
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(JSON.stringify(request))
  })
  const answer = JSON.parse(said) as KeyringAnswer
  if ('error' in answer) throw new Error(answer.error)
  return answer.secret === null ? undefined : new Uint8Array(Buffer.from(answer.secret, 'hex'))
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

/** `destination.guichet.token` → `SCELLE_SECRET_DESTINATION_GUICHET_TOKEN`. */
export function variableOf(name: string): string {
  return `SCELLE_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
}

/** @param env `SCELLE_KEYRING=off` keeps keys in files, as on a machine without a session; a number is how many seconds a locked keyring is waited for. */
export function createSecrets(dataDir: string, files: Files, env: NodeJS.ProcessEnv): Secrets {
  const asked = env['SCELLE_KEYRING'] ?? ''
  const patienceMs = /^\d{1,4}$/.test(asked) ? Math.max(1, Number(asked)) * 1000 : PATIENCE_MS
  const fileOf = (name: string): string => join(dataDir, 'keys', `${name}.key`)
  const forgetInKeyring = async (name: string): Promise<void> => {
    if (asked !== 'off') await askKeyring({ service: SERVICE, name, forget: true }, patienceMs).catch(() => undefined)
  }
  return {
    async find(name) {
      if (asked !== 'off') {
        const kept = await askKeyring({ service: SERVICE, name }, patienceMs).catch(() => undefined)
        if (kept !== undefined) return { secret: kept, place: 'keyring' }
      }
      const given = env[variableOf(name)]
      if (given !== undefined && given !== '') return { secret: new Uint8Array(Buffer.from(given, 'utf8')), place: 'environment' }
      const kept = await readSecretFile(fileOf(name))
      return kept === undefined ? undefined : { secret: kept, place: 'file' }
    },
    async forget(name) {
      await forgetInKeyring(name)
      await files.remove(fileOf(name))
    },
    async read(name, place) {
      if (place === 'file') return await readSecretFile(fileOf(name))
      try {
        return await askKeyring({ service: SERVICE, name }, patienceMs)
      } catch (error) {
        throw new Failure('secret.keyring-unavailable', { name, detail: (error as Error).message.slice(0, 200) }, error)
      }
    },
    async keep(name, secret): Promise<SecretPlace> {
      if (asked !== 'off') {
        try {
          // Read back: a keyring that only says yes would lose every record.
          const kept = await askKeyring({ service: SERVICE, name, secret: Buffer.from(secret).toString('hex') }, patienceMs)
          if (Buffer.from(kept ?? []).equals(secret)) {
            // What a file held before would be read where the keyring is not.
            await files.remove(fileOf(name))
            return 'keyring'
          }
        } catch {
          // No session, no Secret Service: the file.
        }
      }
      await files.makeDir(join(dataDir, 'keys'), { mode: 0o700 })
      await writeDurably(fileOf(name), `${Buffer.from(secret).toString('hex')}\n`, { mode: 0o600 })
      // The keyring is read first: an older one that it holds would hide this one.
      await forgetInKeyring(name)
      return 'file'
    },
  }
}
