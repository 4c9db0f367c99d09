import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { mail } from '../../../src/delivery/destinations/mail/adapter.ts'
import { openSmtpReceiver } from '../../support/smtp-receiver.ts'
import { tempDir } from '../../support/world.ts'
import { rowOf } from '../contract/rows.ts'
import { sendable } from '../contract/sendables.ts'
import { sampleLink, sampleSetup } from '../destinations/sample-link.ts'
import { armourIn, gpg, gpgIsThere, partsOf, PASSPHRASE, pgpKeys } from './pgp-keys.ts'

const keys = pgpKeys()
const host = rowOf('hebergeur')

/** What the server got, and what the adapter said, of one letter. */
async function submitted({ key = keys().hostPublic, passphrase = PASSPHRASE }: { readonly key?: string; readonly passphrase?: string } = {}) {
  const server = await openSmtpReceiver()
  onTestFinished(async () => { await server.close() })
  const path = join(tempDir(), 'host.asc')
  writeFileSync(path, key)
  const setup = sampleSetup('hebergeur', { smtpHost: '127.0.0.1', smtpPort: String(server.port), smtpSecurity: 'none', from: 'signalements@asso.example', testAddress: 'abuse@hebergeur.example', pgpPublicKey: path })
  const prepared = await mail.prepare(sendable(host), setup)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const [{ payload }] = prepared.parts
  const outcome = await mail.send(payload, 'k', sampleLink(setup, { secrets: { 'pgp-private-key': keys().desk, 'pgp-passphrase': passphrase } }))
  return { outcome, received: server.received.map(({ bytes }) => bytes.toString('latin1')), shown: Buffer.from(payload.body).toString('latin1') }
}

const bodyOf = (mailed: string): string => mailed.slice(mailed.indexOf('\r\n\r\n'))

describe('a letter with keys set', () => {
  it.skipIf(!gpgIsThere)('goes signed and encrypted, and gpg reads in it what was shown', async () => {
    const { outcome, received: [mailed = ''], shown } = await submitted()
    expect(outcome).toMatchObject({ class: 'definite_success', receipt: { remoteId: /Message-ID: <(.*)>/.exec(shown)?.[1] } })
    expect(mailed).not.toMatch(/mark-explanation|mark-locator|mark-name/)
    const read = gpg(keys(), ['--decrypt'], armourIn(partsOf(mailed)[1] ?? ''))
    expect(read.said).toMatch(/\[GNUPG:\] GOODSIG [0-9A-F]+ Cellule/)
    expect(bodyOf(read.out.toString('latin1'))).toBe(bodyOf(shown))
    expect(read.out.toString('latin1')).toMatch(/^Content-/)
  })

  it.each([
    ['a key of the host that is none', { key: 'nothing' }, 'pgp-public-key'], ['a passphrase that is not the one', { passphrase: 'another' }, 'pgp-passphrase'],
  ])('%s: nothing leaves, and the destination waits for somebody', async (_, wrong, code) => {
    const { outcome, received } = await submitted(wrong)
    expect(outcome).toEqual({ class: 'auth', code })
    expect(received).toEqual([])
    expect(JSON.stringify(outcome)).not.toContain(PASSPHRASE)
  })
})
