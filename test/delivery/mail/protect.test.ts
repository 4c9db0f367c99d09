import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { generateKey } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { isProtectionRefusal, protectMail } from '../../../src/delivery/mail/protect.ts'
import { composeMail } from '../../../src/system/mail-message.ts'
import { tempDir } from '../../support/world.ts'
import { sampleLink, sampleSetup } from '../destinations/sample-link.ts'
import { armourIn, gpg, gpgIsThere, partsOf, PASSPHRASE, pgpKeys } from './pgp-keys.ts'

const keys = pgpKeys()

const message = async (): Promise<Uint8Array> => composeMail({
  from: 'Cellule <signalements@asso.example>', to: 'abuse@hebergeur.example', subject: 'Signalement 42', messageId: 'a@asso.example', date: '2026-11-23T17:04:07.120Z',
  text: 'Bonjour,\nune ligne avec é, une autre avec des blancs   \n- tiret\nFrom là\n', parts: [{ contentType: 'application/json', filename: 'xarf.json', content: Buffer.from('{"type":"csam"}') }],
})

async function protectedMail(use: { readonly sign?: boolean; readonly encrypt?: boolean; readonly passphrase?: string; readonly key?: string }) {
  const path = join(tempDir(), 'host.asc')
  writeFileSync(path, use.key ?? keys().hostPublic)
  const setup = sampleSetup('hebergeur', use.encrypt === true ? { pgpPublicKey: path } : {})
  return await protectMail(await message(), sampleLink(setup, { secrets: use.sign === true ? { 'pgp-private-key': keys().desk, 'pgp-passphrase': use.passphrase ?? PASSPHRASE } : {} }))
}
async function text(use: Parameters<typeof protectedMail>[0]): Promise<string> {
  const made = await protectedMail(use)
  if (isProtectionRefusal(made)) throw new Error(made.refusal)
  return Buffer.from(made).toString('latin1')
}

/** The entity that was frozen: content fields, then the body. */
async function entity(): Promise<string> {
  const whole = Buffer.from(await message()).toString('latin1')
  const at = whole.search(/^Content-Type:/m)
  return whole.slice(at)
}

describe('without keys', () => {
  it('is the message as it was', async () => {
    expect(Buffer.from(await protectedMail({}) as Uint8Array).equals(Buffer.from(await message()))).toBe(true)
  })
})

describe.skipIf(!gpgIsThere)('read by gpg', () => {
  it('signed: gpg verifies the very bytes between the delimiters', async () => {
    const mail = await text({ sign: true })
    expect(mail).toMatch(/^From: .*\r\n(?:.+\r\n)*Content-Type: multipart\/signed; micalg=pgp-sha512;\r\n protocol="application\/pgp-signature";/)
    const [signed = '', signature = ''] = partsOf(mail)
    expect(signed).toBe(await entity())
    const dir = tempDir()
    writeFileSync(join(dir, 'signed'), Buffer.from(signed, 'latin1'))
    writeFileSync(join(dir, 'signature.asc'), armourIn(signature))
    expect(gpg(keys(), ['--verify', join(dir, 'signature.asc'), join(dir, 'signed')]).said).toMatch(/\[GNUPG:\] GOODSIG [0-9A-F]+ Cellule <signalements@asso\.example>/)
    writeFileSync(join(dir, 'signed'), Buffer.from(signed.replace('Bonjour', 'Bonsoir'), 'latin1'))
    expect(gpg(keys(), ['--verify', join(dir, 'signature.asc'), join(dir, 'signed')]).said).toMatch(/\[GNUPG:\] BADSIG/)
  })

  it('encrypted: gpg gives back the entity, and nothing of it is in clear', async () => {
    const mail = await text({ encrypt: true })
    expect(mail).toMatch(/Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted";/)
    expect(mail).not.toMatch(/Bonjour|csam|xarf/)
    const [control = '', secret = ''] = partsOf(mail)
    expect(control).toBe('Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n')
    const read = gpg(keys(), ['--decrypt'], armourIn(secret))
    expect(read.said).toMatch(/\[GNUPG:\] DECRYPTION_OKAY/)
    expect(read.out.toString('latin1')).toBe(await entity())
    expect(read.said).not.toMatch(/GOODSIG/)
  })

  it('both: one message, decrypted and verified in one go, and read as mail', async () => {
    const mail = await text({ sign: true, encrypt: true })
    const [, secret = ''] = partsOf(mail)
    const read = gpg(keys(), ['--decrypt'], armourIn(secret))
    expect(read.said).toMatch(/\[GNUPG:\] GOODSIG/)
    const inner = await simpleParser(read.out)
    expect(inner.text).toContain('une ligne avec é')
    expect(inner.attachments.map(({ filename }) => filename)).toEqual(['xarf.json'])
  })

  it('the fields of the message stay, and no line is longer than a server takes', async () => {
    for (const use of [{ sign: true }, { encrypt: true }, { sign: true, encrypt: true }]) {
      const mail = await text(use)
      const head = mail.slice(0, mail.indexOf('\r\n\r\n'))
      for (const field of ['From: Cellule <signalements@asso.example>', 'To: abuse@hebergeur.example', 'Subject: Signalement 42', 'Message-ID: <a@asso.example>', 'MIME-Version: 1.0']) expect(head).toContain(field)
      expect(head.match(/^Content-/gm)).toHaveLength(1)
      expect(mail.split('\r\n').every((line) => line.length <= 998 && !/[\r\n]/.test(line))).toBe(true)
      expect([...mail].every((char) => char.charCodeAt(0) < 0x80)).toBe(true)
    }
  })
})

describe('a key that is wrong', () => {
  it('lets nothing go unprotected', async () => {
    expect(await protectedMail({ sign: true, passphrase: 'another' })).toEqual({ refusal: 'pgp-passphrase' })
    expect(await protectedMail({ encrypt: true, key: 'no key' })).toEqual({ refusal: 'pgp-public-key' })
    const setup = sampleSetup('hebergeur', { pgpPublicKey: '/nowhere/key.asc' })
    expect(await protectMail(await message(), sampleLink(setup))).toEqual({ refusal: 'pgp-public-key' })
    expect(await protectMail(await message(), sampleLink(sampleSetup('hebergeur'), { secrets: { 'pgp-private-key': 'no key' } }))).toEqual({ refusal: 'pgp-private-key' })
    expect(await protectMail(await message(), sampleLink(sampleSetup('hebergeur'), { secrets: { 'pgp-private-key': keys().desk } }))).toEqual({ refusal: 'pgp-passphrase' })
  })

  it('an expired one encrypts nothing', async () => {
    const old = await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: [{ email: 'abuse@hebergeur.example' }], date: new Date('2020-01-01T00:00:00Z'), keyExpirationTime: 3600, format: 'armored' })
    expect(await protectedMail({ encrypt: true, key: old.publicKey })).toEqual({ refusal: 'pgp-public-key' })
  })

  it('a private key where the public one of the host is meant', async () => {
    expect(await protectedMail({ encrypt: true, key: keys().host })).toEqual({ refusal: 'pgp-public-key' })
  })
})
