// One question to the keyring of the session, in a process of its own: a locked keyring waits for a person, and a call
// into it cannot be given up from inside. Request on standard input, answer on standard output, both hexadecimal JSON.
import { readFileSync } from 'node:fs'
import { Entry } from '@napi-rs/keyring'

export interface KeyringRequest {
  readonly service: string
  readonly name: string
  /** Absent: read. */
  readonly secret?: string
  readonly forget?: true
}

export type KeyringAnswer = { readonly secret: string | null } | { readonly error: string }

function answer({ service, name, secret, forget }: KeyringRequest): KeyringAnswer {
  try {
    // The Secret Service or nothing: the library alone would fall back to the kernel's keys, which a restart empties.
    const entry = new Entry(service, name, { linux: { store: 'secret-service' } })
    if (forget === true) {
      entry.deleteCredential()
      return { secret: null }
    }
    if (secret !== undefined) entry.setSecret(Buffer.from(secret, 'hex'))
    const found = entry.getSecret()
    return { secret: found === null ? null : Buffer.from(found).toString('hex') }
  } catch (error) {
    return { error: (error as Error).message.slice(0, 200) }
  }
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, 'utf8')) as KeyringRequest)))
