// Settings and secrets of destinations: what may be set, and that no secret is ever said.
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { destinationValue } from '../../src/cli/destination-settings.ts'
import { rowOf } from '../delivery/contract/rows.ts'
import { sendingDesk } from './delivery-desk.ts'

const SECRET = 'canary-secret-98765'
const TOKEN = 'destination.guichet.token'

describe('a setting of a destination', () => {
  it.each([
    ['destination.nulle-part.url', 'https://x.example'], ['destination.guichet.nothing', 'x'], ['destination.guichet', 'x'], ['destination.guichet.', 'x'], ['destination.guichet.url.more', 'https://x.example'], ['destination.guichet.token', SECRET], ['destination.guichet.__proto__', 'x'],
    ['destination.guichet.url', 'not an address'], ['destination.guichet.url', 'ftp://x.example'], ['destination.guichet.url', 'http://partner.example'], ['destination.guichet.url', `https://user:${SECRET}@partner.example`], ['destination.guichet.url', `https://partner.example/?key=${SECRET}`],
    ['destination.guichet.url', `https://partner.example/#${SECRET}`], ['destination.guichet.testUrl', 'http://10.0.0.1'], ['destination.guichet.live', 'oui'], ['destination.guichet.always', '1'], ['destination.guichet.perSecond', '0'], ['destination.guichet.perSecond', '-1'],
    ['destination.guichet.perSecond', '1e9'], ['destination.guichet.atOnce', '1.5'], ['destination.guichet.adapter', 'no-such'], ['destination.guichet.adapter', 'constructor'], ['destination.pharos.adapter', 'guichet'], ['destination.guichet.acceptAnyCertificate', 'because'], ['destination.guichet.acceptAnyCertificate', '   short   '],
    ['destination.guichet.ca', 'x'.repeat(2001)],
  ])('%s %s is refused, in both languages, and nothing is kept', async (key, value) => {
    const { scelle, configDir } = sendingDesk()
    for (const language of ['fr', 'en'] as const) for (const argv of [['config', 'set', key, value], ['config', key, value]]) {
      const ran = await scelle(argv, { language })
      expect([64, 78]).toContain(ran.code)
      expect(ran.out).toBe('')
      expect(ran.err).not.toContain(SECRET)
      expect((await scelle([...argv, '--json'], { language })).err).not.toContain(SECRET)
    }
    expect(() => readFileSync(join(configDir, 'config.json'))).toThrow()
  })

  it.each([
    ['destination.guichet.url', 'https://partner.example/api/'], ['destination.guichet.url', 'http://127.0.0.1:8418'], ['destination.guichet.live', 'true'], ['destination.guichet.perSecond', '0.5'], ['destination.guichet.atOnce', '3'],
    ['destination.guichet.acceptAnyCertificate', 'partner in test until the end of November'], ['destination.guichet.privateHosts', 'intranet.example 10.0.0.1'], ['destination.guichet.clientId', 'desk-7'],
  ])('%s %s is kept, shown, and taken away', async (key, value) => {
    const { scelle, configDir } = sendingDesk()
    expect((await scelle(['config', 'set', key, ...value.split(' ')])).code).toBe(0)
    expect(statSync(join(configDir, 'config.json')).mode & 0o777).toBe(0o600)
    expect((await scelle(['config', 'get', key])).out).toBe(`${value}\n`)
    expect((await scelle(['config', key])).out).toBe(`${value}\n`)
    expect((await scelle(['config'])).out).toMatch(new RegExp(`^${key.replaceAll('.', '\\.')} +\\S`, 'm'))
    expect((await scelle(['config', 'unset', key])).code).toBe(0)
    expect((await scelle(['config', 'get', key])).out).toBe('non réglé\n')
    expect((await scelle(['config', 'get', key], { language: 'en' })).out).not.toContain(value)
  })

  it('a destination is named as people name it; a file is found again from any folder', async () => {
    const { scelle, cwd } = sendingDesk()
    await scelle(['config', 'set', 'destination.reporting-api.ca', 'roots.pem'])
    expect((await scelle(['config', 'get', 'destination.guichet.ca'])).out).toBe(`${join(cwd, 'roots.pem')}\n`)
  })

  it('a form of an authority gets no machine', () => {
    for (const id of ['pharos', 'thesee', 'perceval']) {
      const destination = rowOf(id)
      if (destination.channel !== 'form_assisted') continue
      expect(() => destinationValue({ destination, name: 'adapter' }, ['guichet'])).toThrow(expect.objectContaining({ code: 'usage.bad-value', facts: expect.objectContaining({ expected: expect.stringContaining('folder') }) }))
    }
  })
})

describe('a secret', () => {
  it.each(['fr', 'en'] as const)('is no argument, and is not said again (%s)', async (language) => {
    const { scelle, dataDir } = sendingDesk()
    for (const argv of [['config', 'secret', TOKEN, SECRET], ['config', 'secret', `${TOKEN}=${SECRET}`], ['config', 'secret', TOKEN, SECRET, 'more']]) {
      for (const more of [[], ['--json']]) {
        const ran = await scelle([...argv, ...more], { language })
        expect(ran.code).toBe(64)
        expect(ran.out + ran.err).not.toContain(SECRET)
        expect(ran.err).toMatch(language === 'fr' ? /jamais un argument/ : /never an argument/)
      }
    }
    expect(() => readdirSync(join(dataDir, 'keys'))).toThrow()
  })

  it('comes from standard input or a file, is kept 0600, and only its place is shown', async () => {
    const { scelle, json, dataDir, cwd } = sendingDesk()
    await scelle(['config', 'set', 'destination.guichet.live', 'false'])
    expect((await scelle(['config'])).out).toMatch(/^destination\.guichet\.token +absent$/m)
    const kept = await scelle(['config', 'secret', TOKEN], { input: `${SECRET}\n` })
    expect(kept).toMatchObject({ code: 0, out: `${TOKEN} : gardé (fichier réservé à vous).\n`, err: '' })
    const file = join(dataDir, 'keys', `${TOKEN}.key`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readFileSync(file, 'latin1').trim(), 'hex').toString()).toBe(SECRET)
    for (const language of ['fr', 'en'] as const) {
      const shown = await scelle(['config'], { language })
      expect(shown.out).toMatch(language === 'fr' ? /^destination\.guichet\.token +présent +\(fichier/m : /^destination\.guichet\.token +set +\(file/m)
      expect(shown.out + shown.err).not.toContain(SECRET)
    }
    expect((await json(['config'])).secrets).toEqual([{ name: TOKEN, set: true, place: 'file' }, { name: 'destination.guichet.client-secret', set: false }])
    writeFileSync(join(cwd, 'token.txt'), `other-${SECRET}\r\n`)
    expect((await scelle(['config', 'secret', TOKEN, '--from-file', 'token.txt'])).code).toBe(0)
    expect(Buffer.from(readFileSync(file, 'latin1').trim(), 'hex').toString()).toBe(`other-${SECRET}`)
    expect((await scelle(['config', 'forget', TOKEN])).out).toBe(`${TOKEN} : effacé.\n`)
    expect((await json(['config'])).secrets[0]).toEqual({ name: TOKEN, set: false })
  })

  it('of the environment is seen as such, before the file', async () => {
    const { json, scelle } = sendingDesk({ SCELLE_SECRET_DESTINATION_GUICHET_TOKEN: SECRET })
    await scelle(['config', 'set', 'destination.guichet.live', 'false'])
    await scelle(['config', 'secret', TOKEN], { input: 'in-the-file' })
    expect((await json(['config'])).secrets[0]).toEqual({ name: TOKEN, set: true, place: 'environment' })
    expect((await scelle(['config'])).out).not.toContain(SECRET)
  })

  it('in a file that others may read is refused by name, everywhere', async () => {
    const { scelle, dataDir } = sendingDesk()
    await scelle(['config', 'set', 'destination.guichet.live', 'false'])
    await scelle(['config', 'secret', TOKEN], { input: SECRET })
    chmodSync(join(dataDir, 'keys', `${TOKEN}.key`), 0o644)
    for (const argv of [['config'], ['config', 'list', '--json']]) {
      const ran = await scelle(argv)
      expect(ran.code).toBe(77)
      expect(ran.err).toContain('0644')
      expect(ran.out + ran.err).not.toContain(SECRET)
    }
  })

  it.each([['destination.guichet.password', 64], ['destination.nulle-part.token', 64], ['token', 64], ['', 64], ['signalements-0123456789ab', 0], ['store.password', 0], ['destination.guichet.client-key', 0]] as const)('named %j: %i', async (name, code) => {
    const { scelle } = sendingDesk()
    expect((await scelle(['config', 'secret', ...(name === '' ? [] : [name])], { input: SECRET })).code).toBe(code)
  })

  it('the password of a shared store is kept where the store looks for it', async () => {
    const { scelle, dataDir } = sendingDesk()
    await scelle(['config', 'secret', 'store.password'], { input: SECRET })
    expect(readdirSync(join(dataDir, 'keys'))).toEqual(['store.password.key'])
  })

  it.each([['', 64], ['\n', 64], ['x'.repeat(40_000), 65]] as const)('of %j is refused', async (input, code) => {
    const { scelle } = sendingDesk()
    const ran = await scelle(['config', 'secret', TOKEN], { input })
    expect(ran.code, ran.err.slice(0, 300)).toBe(code)
    expect((await scelle(['config', 'secret', TOKEN, '--from-file', 'no-such-file'])).code).toBe(66)
  })
})
