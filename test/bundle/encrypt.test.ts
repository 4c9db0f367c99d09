import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encryptTo, readRecipients } from '../../src/bundle/encrypt.ts'
import { bundleWorld, bytesOf, each } from './zip-world.ts'

const root = mkdtempSync(join(tmpdir(), 'scelle-age-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const ageHere = spawnSync('age', ['--version']).status === 0

const plainOf = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 0xff))

async function opened(identity: string, bytes: Buffer): Promise<Buffer> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return Buffer.from(await decrypter.decrypt(bytes))
}

describe('encryptTo', () => {
  let identities: string[] = []
  let recipients: string[] = []
  beforeAll(async () => {
    identities = [await generateX25519Identity(), await generateX25519Identity()]
    recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)))
  })

  const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 1_000_000]
  if (!ageHere) console.log('SKIPPED age')
  it.skipIf(!ageHere).each(sizes)('age opens %i bytes, for each recipient', async (size) => {
    const plain = plainOf(size)
    writeFileSync(join(root, 'x.age'), await bytesOf(encryptTo(recipients, each([plain]))))
    for (const identity of identities) {
      writeFileSync(join(root, 'key'), `${identity}\n`)
      const run = spawnSync('age', ['-d', '-i', join(root, 'key'), join(root, 'x.age')], { maxBuffer: 2 ** 24 })
      expect(run.stderr.toString()).toBe('')
      expect(run.stdout.equals(plain)).toBe(true)
    }
  })

  it('gives the same plaintext back however the bytes came, even from one reused buffer', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 5 }), async (pieces) => {
      const plain = plainOf(pieces.reduce((sum, piece) => sum + piece, 0))
      async function* reused(): AsyncGenerator<Uint8Array> {
        const buffer = Buffer.alloc(90_000)
        let offset = 0
        for (const piece of pieces) {
          plain.copy(buffer, 0, offset, offset + piece)
          offset += piece
          yield buffer.subarray(0, piece)
          buffer.fill(0xff)
        }
      }
      const bytes = await bytesOf(encryptTo(recipients.slice(0, 1), reused()))
      expect((await opened(identities[0] ?? '', bytes)).equals(plain)).toBe(true)
    }), { numRuns: 25 })
  })

  it('never gives the same bytes twice', async () => {
    const twice = await Promise.all([1, 2].map(() => bytesOf(encryptTo(recipients, each([plainOf(10)])))))
    expect(twice[0]?.equals(twice[1] ?? Buffer.alloc(0))).toBe(false)
  })

  it('a changed byte and a cut file do not open', async () => {
    const bytes = await bytesOf(encryptTo(recipients, each([plainOf(200_000)])))
    const changed = Buffer.from(bytes)
    changed[bytes.length - 100_000] = (changed[bytes.length - 100_000] ?? 0) ^ 1
    await expect(opened(identities[0] ?? '', changed)).rejects.toThrow()
    // Cut at the end of a chunk, where only the last flag tells.
    const header = bytes.length - 200_000 - 4 * 16
    await expect(opened(identities[0] ?? '', bytes.subarray(0, header + 65_552))).rejects.toThrow()
  })

  it('refuses a wrong recipient before it reads a byte', async () => {
    let read = false
    async function* plain(): AsyncGenerator<Uint8Array> {
      read = true
      yield plainOf(1)
    }
    await expect(bytesOf(encryptTo([], plain()))).rejects.toMatchObject({ code: 'bundle.bad-recipient' })
    await expect(bytesOf(encryptTo([`${recipients[0]}x`], plain()))).rejects.toMatchObject({ code: 'bundle.bad-recipient' })
    expect(read).toBe(false)
  })

  it('a failing source fails the encryption', async () => {
    async function* plain(): AsyncGenerator<Uint8Array> {
      yield plainOf(1)
      throw new Error('disk')
    }
    await expect(bytesOf(encryptTo(recipients, plain()))).rejects.toThrow('disk')
  })
})

describe('readRecipients', () => {
  const world = bundleWorld()
  let recipient = ''
  let identity = ''
  beforeAll(async () => {
    identity = await generateX25519Identity()
    recipient = await identityToRecipient(identity)
  })

  it('takes a recipient, or a file of them with comments', async () => {
    expect(await readRecipients(world, recipient)).toEqual([recipient])
    const other = await identityToRecipient(await generateX25519Identity())
    writeFileSync(join(root, 'list'), `\ufeff# greffe\r\n\r\n${recipient}\r\n  ${other}  \n${recipient}`)
    expect(await readRecipients(world, join(root, 'list'))).toEqual([recipient, other])
  })

  it('names the line that is wrong', async () => {
    writeFileSync(join(root, 'bad'), `# a\n${recipient}\nssh-ed25519 AAAA\n`)
    await expect(readRecipients(world, join(root, 'bad'))).rejects.toMatchObject({ code: 'bundle.bad-recipient', facts: { line: 3 } })
  })

  it('refuses a secret key and does not repeat it', async () => {
    for (const arg of [identity, `/some/folder/${identity}`, identity.toLowerCase()]) {
      const error = await readRecipients(world, arg).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'bundle.secret-key-given' })
      expect(JSON.stringify(error).toUpperCase()).not.toContain(identity)
    }
  })

  it('refuses a typing error, an upper-case form, a post-quantum form, and no recipient at all', async () => {
    const last = recipient.at(-1) === 'q' ? 'p' : 'q'
    for (const wrong of [recipient.slice(0, -1) + last, recipient.toUpperCase(), 'age1', `age1pq1${recipient.slice(4)}`]) {
      await expect(readRecipients(world, wrong)).rejects.toMatchObject({ code: 'bundle.bad-recipient' })
    }
    writeFileSync(join(root, 'none'), '# nobody\n')
    await expect(readRecipients(world, join(root, 'none'))).rejects.toMatchObject({ code: 'bundle.no-recipients' })
    await expect(readRecipients(world, join(root, 'absent'))).rejects.toMatchObject({ code: 'bundle.no-recipients' })
  })
})
