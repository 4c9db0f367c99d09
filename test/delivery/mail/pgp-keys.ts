// Two pairs of keys made for a run: a desk that signs, its private key locked; a host that decrypts, in a gpg home of its own.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encryptKey, generateKey, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll } from 'vitest'

export const gpgIsThere = spawnSync('gpg', ['--version']).status === 0
if (!gpgIsThere) process.stderr.write('SKIPPED gpg: not on this machine\n')

export const PASSPHRASE = 'canari-phrase-4c1d'

export interface PgpKeys {
  readonly desk: string
  readonly host: string
  readonly hostPublic: string
  readonly home: string
}

async function newPair(name: string, email: string): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  return await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: [{ name, email }], format: 'armored' })
}

/** For the tests of one file; the home and its agent go with them. */
export function pgpKeys(): () => PgpKeys {
  let keys: PgpKeys | undefined
  beforeAll(async () => {
    const [desk, host] = await Promise.all([newPair('Cellule', 'signalements@asso.example'), newPair('Abuse', 'abuse@hebergeur.example')])
    const locked = await encryptKey({ privateKey: await readPrivateKey({ armoredKey: desk.privateKey }), passphrase: PASSPHRASE })
    const home = mkdtempSync(join(tmpdir(), 'scelle-gpg-'))
    keys = { desk: locked.armor(), host: host.privateKey, hostPublic: host.publicKey, home }
    if (gpgIsThere) for (const [name, key] of [['host.asc', host.privateKey], ['desk.asc', desk.publicKey]] as const) {
      writeFileSync(join(home, name), key)
      execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--import', join(home, name)], { stdio: 'pipe' })
    }
  })
  afterAll(() => {
    if (keys === undefined) return
    if (gpgIsThere) spawnSync('gpgconf', ['--homedir', keys.home, '--kill', 'gpg-agent'])
    rmSync(keys.home, { recursive: true, force: true })
  })
  return () => {
    if (keys === undefined) throw new Error('no keys')
    return keys
  }
}

export function gpg({ home }: Pick<PgpKeys, 'home'>, args: readonly string[], input?: string): { readonly out: Buffer; readonly said: string } {
  const ran = spawnSync('gpg', ['--homedir', home, '--batch', '--trust-model', 'always', '--status-fd', '2', ...args], { input })
  return { out: ran.stdout, said: ran.stderr.toString() }
}

/** The parts of a multipart message, as they lie between its delimiters. */
export function partsOf(mail: string): string[] {
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1] ?? ''
  return mail.slice(mail.indexOf('\r\n\r\n') + 4).split(new RegExp(`(?:^|\\r\\n)--${boundary}(?:--)?\\r\\n`)).filter((part) => part !== '')
}

export const armourIn = (part: string): string => part.slice(part.indexOf('-----BEGIN'))
