// What an adapter may do to the world: the reach of its destination, its secrets by name and at the moment of use.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Setup } from '../../src/delivery/adapter.ts'
import { linkFor } from '../../src/delivery/link.ts'
import { takeOwnership } from '../../src/delivery/ownership.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import type { World } from '../../src/system/world.ts'
import { PASSWORD, testPostgres } from '../support/postgres.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { rowOf } from './contract/rows.ts'

const postgres = await testPostgres()
const setup = (options: Readonly<Record<string, string>> = {}): Setup => ({ destination: rowOf('guichet'), url: 'https://partner.example', live: true, options, language: 'fr', toolVersion: '0' })
const counting = (): { readonly world: World; readonly asked: string[] } => {
  const asked: string[] = []
  const world = testWorld({ env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_DESTINATION_GUICHET_TOKEN: 'canary', SCELLE_SECRET_DESTINATION_GUICHET_CLIENT_KEY: 'key pem' } })
  return { asked, world: { ...world, secrets: { ...world.secrets, find: async (name) => { asked.push(name); return world.secrets.find(name) } } } }
}

describe('a link', () => {
  it('asks for a secret when it is used, once, under the name of its destination', async () => {
    const { world, asked } = counting()
    const link = await linkFor(world, setup())
    expect(asked).toEqual([])
    expect(await Promise.all([link.secret('token'), link.secret('token')])).toEqual(['canary', 'canary'])
    expect(await link.secret('other')).toBeUndefined()
    expect(asked).toEqual(['destination.guichet.token', 'destination.guichet.other'])
    expect(JSON.stringify(link)).not.toContain('canary')
  })

  it('reaches what its settings say and no more', async () => {
    const { world } = counting()
    expect((await linkFor(world, setup())).reach).toEqual({ privateHosts: [] })
    const dir = tempDir()
    for (const name of ['ca.pem', 'client.pem']) writeFileSync(join(dir, name), name)
    expect((await linkFor(world, setup({ ca: join(dir, 'ca.pem'), clientCertificate: join(dir, 'client.pem'), privateHosts: '  intranet.example   10.0.0.1 ', acceptAnyCertificate: 'partner in test' }))).reach)
      .toEqual({ privateHosts: ['intranet.example', '10.0.0.1'], tls: { ca: 'ca.pem', certificate: 'client.pem', key: 'key pem', acceptAnyCertificate: 'partner in test' } })
    // A reason that was taken away lets nothing through.
    expect((await linkFor(world, setup({ acceptAnyCertificate: '' }))).reach.tls).toBeUndefined()
  })

  it('a file that a setting names and that is not there is told by the setting', async () => {
    const { world } = counting()
    await expect(linkFor(world, setup({ ca: '/nowhere/ca.pem' }))).rejects.toMatchObject({ code: 'delivery.file-missing', facts: { setting: 'destination.guichet.ca', path: '/nowhere/ca.pem' } })
  })
})

describe('in whose hand a delivery is', () => {
  it('on one machine: one sender at a time, and what another name was sending is nobody’s', async () => {
    const world = testWorld({ env: { SCELLE_KEYRING: 'off' } })
    const store = await openStore(world)
    const owner = await takeOwnership(world, store, 'send')
    await expect(takeOwnership(world, store, 'send')).rejects.toMatchObject({ code: 'case.locked' })
    expect([owner.isAlive(owner.name), owner.isAlive('another 1 ff')]).toEqual([true, false])
    await owner.release()
    await (await takeOwnership(world, store, 'send')).release()
    store.close()
  })

  it.skipIf(postgres === undefined)('in a team: many, each with a name that lives as long as its connection', async () => {
    const place = await postgres?.newDatabase() ?? ''
    const world = testWorld({ env: { SCELLE_KEYRING: 'off', SCELLE_SECRET_STORE_PASSWORD: PASSWORD } })
    const [one, two] = [await openStore(world, place), await openStore(world, place)]
    const [first, second] = [await takeOwnership(world, one, 'send'), await takeOwnership(world, two, 'send')]
    expect(first.name).not.toBe(second.name)
    expect([first.isAlive(second.name), second.isAlive(first.name), first.isAlive('nobody 1 ff')]).toEqual([true, true, false])
    await first.release()
    expect(second.isAlive(first.name)).toBe(false)
    const third = await takeOwnership(world, one, 'send')
    expect(second.isAlive(third.name)).toBe(true)
    one.close()
    // The connection ended without a word.
    await expect.poll(() => second.isAlive(third.name), { timeout: 5000 }).toBe(false)
    two.close()
  })
})
