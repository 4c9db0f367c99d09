// A packet on the disk: exact bytes, for its owner only, whole or not there.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePacket } from '../../../src/bundle/write-packet.ts'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { isFailure } from '../../../src/system/failure.ts'
import type { World } from '../../../src/system/world.ts'
import { tempDir, testWorld } from '../../support/world.ts'
import { ENGLISH, field, packetOf } from './sample-packet.ts'

const FIELDS = [field('url', 'locators', { many: 'one-form-each' }), field('robot', 'human'), field('why', 'explanation'), field('mail', 'notifierEmail', { required: false })]
const OUT = { locators: ['https://example.fr/1', 'https://example.fr/2'], explanation: 'Première ligne\r\nSeconde 👩‍👩‍👧‍👦', notifierEmail: undefined }
const failure = async (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error)

describe('a packet folder', () => {
  it('holds the exact bytes of each field, nothing added, and the proof', async () => {
    const dir = join(tempDir(), 'paquets', 'essai')
    const packet = packetOf(FIELDS, OUT)
    const written = await writePacket(testWorld(), dir, packet, fr, { reference: 'S-42', receiptCommand: 'scelle x' })
    expect(readdirSync(dir).sort()).toEqual(['01-url-01.txt', '01-url-02.txt', '03-why.txt', 'LISEZMOI.txt', 'contenu-exact.txt', 'formulaire.html', 'paquet.pdf'])
    expect(readFileSync(join(dir, '01-url-02.txt'), 'utf8')).toBe('https://example.fr/2')
    expect(readFileSync(join(dir, '03-why.txt'), 'utf8')).toBe('Première ligne\nSeconde 👩‍👩‍👧‍👦')
    expect(createHash('sha256').update(readFileSync(join(dir, 'contenu-exact.txt'))).digest('hex')).toBe(packet.payloadSha256)
    for (const { name, bytes, sha256 } of written.files) {
      const content = readFileSync(join(dir, name))
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256])
    }
    const readme = readFileSync(join(dir, 'LISEZMOI.txt'), 'utf8')
    for (const part of ['S-42', 'scelle x', '01-url-01.txt … 01-url-02.txt', 'à faire à la main', packet.payloadSha256, 'https://essai.example/signaler']) expect(readme).toContain(part)
    expect(readme).not.toContain('https://example.fr/1')
  })

  it('is for its owner only, whatever the umask', async () => {
    const dir = join(tempDir(), 'essai')
    await writePacket(testWorld(), dir, packetOf(FIELDS, OUT), fr)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777).filter((mode) => mode !== 0o600)).toEqual([])
  })

  it('speaks English to an English reader', async () => {
    const dir = join(tempDir(), 'essai')
    await writePacket(testWorld(), dir, packetOf(FIELDS, OUT, ENGLISH), en)
    expect(readdirSync(dir)).toEqual(expect.arrayContaining(['README.txt', 'form.html', 'packet.pdf', 'exact-content.txt']))
    expect(readFileSync(join(dir, 'README.txt'), 'utf8')).toContain('to be done by hand')
  })

  it('is the same twice, but for its time', async () => {
    const base = tempDir()
    const world = testWorld({ clock: { now: () => '2026-11-23T17:00:00.000Z', monotonicMs: () => 0 } })
    const one = await writePacket(world, join(base, 'a'), packetOf(FIELDS, OUT), fr)
    const two = await writePacket(world, join(base, 'b'), packetOf(FIELDS, OUT), fr)
    expect(one.files).toEqual(two.files)
  })

  it('refuses what is already there, an empty folder and a file included', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, 'empty'))
    writeFileSync(join(dir, 'file'), 'kept')
    for (const name of ['empty', 'file']) expect(isFailure(await failure(writePacket(testWorld(), join(dir, name), packetOf(FIELDS, OUT), fr)), 'packet.exists')).toBe(true)
    expect(readdirSync(dir).sort()).toEqual(['empty', 'file'])
  })

  it('leaves nothing when a write fails, at any of them', async () => {
    const total = 7
    for (let at = 1; at <= total; at += 1) {
      const world = testWorld()
      const dir = tempDir()
      let count = 0
      const failing: World = { ...world, files: { ...world.files, writeDurably: async (path, content, options) => {
        count += 1
        if (count === at) throw new Error('disk')
        return world.files.writeDurably(path, content, options)
      } } }
      expect(await failure(writePacket(failing, join(dir, 'essai'), packetOf(FIELDS, OUT), fr))).toBeInstanceOf(Error)
      expect(readdirSync(dir)).toEqual([])
    }
  })

  it('clears away what a killed run left', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, '.essai.scelle-partial'))
    writeFileSync(join(dir, '.essai.scelle-partial', '09-old.txt'), 'old')
    await writePacket(testWorld(), join(dir, 'essai'), packetOf(FIELDS, OUT), fr)
    expect(readdirSync(dir)).toEqual(['essai'])
    expect(readdirSync(join(dir, 'essai'))).not.toContain('09-old.txt')
  })

  it('a hundred addresses keep their order in a list of files', async () => {
    const dir = join(tempDir(), 'essai')
    const locators = Array.from({ length: 101 }, (_, index) => `https://example.fr/${index + 1}`)
    await writePacket(testWorld(), dir, packetOf([FIELDS[0] ?? field('url', 'locators')], { locators }), fr)
    const names = readdirSync(dir).filter((name) => name.startsWith('01-')).sort()
    expect(names.map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(locators)
  })
})
