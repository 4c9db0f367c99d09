// The seal as a whole: what it writes, when it stays pending, what a second one does. Judged by the verifier and by
// sha256sum and openssl.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sealCase, authoritiesOf, type SealInput } from '../../src/bundle/seal-case.ts'
import { addExhibits } from '../../src/case/add-exhibits.ts'
import { initCase, openCase } from '../../src/case/case-folder.ts'
import { inspectCase } from '../../src/metadata/inspect-case.ts'
import { documentWordsIn } from '../../src/messages/load.ts'
import { readCertificates } from '../../src/seal/rfc3161/anchors.ts'
import { Failure } from '../../src/system/failure.ts'
import type { Http, World } from '../../src/system/world.ts'
import { verifyCase } from '../../src/verify/verify-case.ts'
import { startTestTsa } from '../support/tsa/test-tsa.ts'
import { CASE_FIELDS, tempDir, testWorld } from '../support/world.ts'

const LOCAL: SealInput = { tsa: [], minAuthorities: undefined, anchors: [], images: 'none', resume: false, dryRun: false, wordsIn: documentWordsIn }
const unreachable = async (): Promise<never> => { throw new Failure('http.unreachable', { host: 'tsa.invalid', reason: 'ENETUNREACH' }) }
const silent: Http = { post: unreachable, exchange: unreachable }

async function readyCase(world: World, { exercise = false } = {}): Promise<string> {
  const dir = join(tempDir(), 'dossier')
  await initCase(world, dir, { ...CASE_FIELDS, exercise })
  await add(world, dir, 'premier.txt', 'un')
  return dir
}

async function add(world: World, dir: string, name: string, text: string): Promise<void> {
  const from = join(tempDir(), name)
  writeFileSync(from, text)
  await addExhibits(world, dir, { paths: [Buffer.from(from)], source: null, kind: 'original', sensitive: 'none', digests: ['sha512'] })
  await inspectCase(world, dir, {})
}

const standardTools = (dir: string, seal: string): void => {
  execFileSync('sha256sum', ['--quiet', '-c', 'tagmanifest-sha256.txt'], { cwd: dir })
  execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: dir })
  execFileSync('sha512sum', ['--quiet', '-c', 'manifest-sha512.txt'], { cwd: dir })
  for (const name of readdirSync(join(dir, seal)).filter((file) => file.endsWith('.tsr'))) {
    execFileSync('openssl', ['ts', '-verify', '-data', `${seal}/tagmanifest-sha256.txt`, '-in', `${seal}/${name}`, '-CAfile', `${seal}/${name.replace('.tsr', '.chain.pem')}`], { cwd: dir, stdio: 'pipe' })
  }
}

describe('sealCase', () => {
  it('seals an exercise that verifies, here and with standard tools', async () => {
    const world = testWorld()
    const dir = await readyCase(world, { exercise: true })
    const sealed = await sealCase(world, dir, LOCAL)
    expect(sealed).toMatchObject({ number: 1, state: 'complete', resumed: false, exercise: true })
    standardTools(dir, 'seals/0001')
    expect(await verifyCase(world, dir, { anchors: [] })).toMatchObject({ verdict: 'verified', exercise: true, coverage: { unsealed: { files: 0 } } })
    expect(await sealCase(world, dir, LOCAL)).toMatchObject({ number: 1, state: 'unchanged' })
  })

  it('seals a real case with the local authority: indeterminate, even with its root as an anchor', async () => {
    const world = testWorld()
    const dir = await readyCase(world)
    await sealCase(world, dir, LOCAL)
    const anchors = readCertificates(readFileSync(join(dir, 'seals/0001/locale.chain.pem')))
    expect((await verifyCase(world, dir, { anchors: [] })).verdict).toBe('indeterminate')
    expect((await verifyCase(world, dir, { anchors })).verdict).toBe('indeterminate')
  })

  it('keeps the first seal verifiable under the second', async () => {
    const world = testWorld()
    const dir = await readyCase(world, { exercise: true })
    await sealCase(world, dir, LOCAL)
    const first = readFileSync(join(dir, 'seals/0001/tagmanifest-sha256.txt'))
    await add(world, dir, 'second.txt', 'deux')
    expect((await verifyCase(world, dir, { anchors: [] })).verdict).not.toBe('verified')
    expect(await sealCase(world, dir, LOCAL)).toMatchObject({ number: 2, state: 'complete' })
    expect(readFileSync(join(dir, 'seals/0001/tagmanifest-sha256.txt'))).toEqual(first)
    const verified = await verifyCase(world, dir, { anchors: [] })
    expect(verified.verdict).toBe('verified')
    expect(verified.checks.filter(({ code }) => code === 'SEAL.SOUND')).toHaveLength(2)
    standardTools(dir, 'seals/0002')
  })

  it('stays pending without network, and is completed with what was frozen', async () => {
    const offline = testWorld({ http: silent })
    const dir = await readyCase(offline)
    const pending = await sealCase(offline, dir, { ...LOCAL, tsa: ['https://tsa.invalid/tsr'] })
    expect(pending).toMatchObject({ state: 'pending', received: [], waiting: [{ authority: 'tsa-invalid', failure: { code: 'http.unreachable' } }] })
    expect((await openCase(offline, dir)).state.seals).toMatchObject([{ number: 1, state: 'pending' }])
    const tsa = await startTestTsa({ behaviour: 'good' })
    try {
      const online = testWorld()
      const done = await sealCase(online, dir, { ...LOCAL, tsa: [tsa.url], resume: true })
      expect(done).toMatchObject({ number: 1, state: 'complete', resumed: true, tagmanifest: pending.tagmanifest })
      const anchors = readCertificates(tsa.rootPem)
      expect((await verifyCase(online, dir, { anchors })).verdict).toBe('verified')
      expect((await verifyCase(online, dir, { anchors: [] })).verdict).toBe('indeterminate')
    } finally {
      await tsa.close()
    }
  })

  it('seals what came while it was waiting, unless only the pending one is wanted', async () => {
    const offline = testWorld({ http: silent })
    const dir = await readyCase(offline, { exercise: true })
    await sealCase(offline, dir, { ...LOCAL, tsa: ['https://tsa.invalid/'] })
    await add(offline, dir, 'second.txt', 'deux')
    const tsa = await startTestTsa({ behaviour: 'good' })
    try {
      const world = testWorld()
      expect(await sealCase(world, dir, { ...LOCAL, tsa: [tsa.url], resume: true })).toMatchObject({ number: 1, state: 'complete' })
      expect(await sealCase(world, dir, { ...LOCAL, tsa: [tsa.url] })).toMatchObject({ number: 2, state: 'complete', resumed: false })
      expect((await verifyCase(world, dir, { anchors: readCertificates(tsa.rootPem) })).verdict).toBe('verified')
    } finally {
      await tsa.close()
    }
  })

  it('asks an authority again only for the token it lacks', async () => {
    const world = testWorld()
    const dir = await readyCase(world)
    const good = await startTestTsa({ behaviour: 'good' })
    const bad = await startTestTsa({ behaviour: 'http-500' })
    try {
      const input = { ...LOCAL, tsa: [good.url, bad.url] }
      expect(await sealCase(world, dir, input)).toMatchObject({ state: 'pending' })
      expect(await sealCase(world, dir, input)).toMatchObject({ state: 'pending', resumed: true })
      expect(good.requests).toBe(1)
      expect(await sealCase(world, dir, { ...input, minAuthorities: 1 })).toMatchObject({ state: 'complete' })
      expect(good.requests).toBe(1)
    } finally {
      await Promise.all([good.close(), bad.close()])
    }
  })

  it('refuses to complete a seal whose frozen manifest was changed', async () => {
    const offline = testWorld({ http: silent })
    const dir = await readyCase(offline)
    await sealCase(offline, dir, { ...LOCAL, tsa: ['https://tsa.invalid/'] })
    const path = join(dir, 'seals/0001/tagmanifest-sha256.txt')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^../, '00'))
    await expect(sealCase(offline, dir, { ...LOCAL, resume: true })).rejects.toThrow('seal.frozen-differs')
  })

  it('has nothing to seal, nothing pending, and writes nothing on a dry run', async () => {
    const world = testWorld()
    const dir = join(tempDir(), 'dossier')
    await initCase(world, dir, CASE_FIELDS)
    await expect(sealCase(world, dir, LOCAL)).rejects.toThrow('seal.nothing-to-seal')
    await expect(sealCase(world, dir, { ...LOCAL, resume: true })).rejects.toThrow('seal.nothing-pending')
    await add(world, dir, 'a.txt', 'a')
    const before = statSync(join(dir, 'journal.ndjson')).size
    expect(await sealCase(world, dir, { ...LOCAL, tsa: ['https://a.invalid/', 'https://b.invalid/'], dryRun: true })).toMatchObject({ state: 'planned', number: 1, authorities: [{ name: 'a-invalid' }, { name: 'b-invalid' }] })
    expect(statSync(join(dir, 'journal.ndjson')).size).toBe(before)
    expect(readdirSync(dir)).not.toContain('seals')
  })
})

describe('authoritiesOf', () => {
  it('names tokens after hosts, each its own, never as the local one', () => {
    expect(authoritiesOf([])).toEqual([{ name: 'locale', url: null }])
    const names = (urls: readonly string[]): string[] => authoritiesOf(urls).map(({ name }) => name)
    expect(names(['https://freetsa.org/tsr', 'http://timestamp.digicert.com', 'https://freetsa.org/other'])).toEqual(['freetsa-org', 'timestamp-digicert-com', 'freetsa-org-2'])
    expect(names(['http://127.0.0.1:3161/', 'http://127.0.0.1:3162/'])).toEqual(['127-0-0-1-3161', '127-0-0-1-3162'])
    expect(names(['http://locale/', 'http://LOCALE/x'])).toEqual(['locale-2', 'locale-3'])
    expect(names(['http://[::1]:80/'])[0]).toMatch(/^[a-z0-9-]+$/)
    expect(names([`https://${'a'.repeat(200)}.invalid/`])[0]?.length).toBeLessThanOrEqual(60)
    expect(names(['https://a.invalid/', 'https://a.invalid/'])).toEqual(['a-invalid'])
  })
})
