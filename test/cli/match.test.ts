// `scelle match` and `scelle comparer`: words in, exit code and printed text out, in both languages.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import { inspectCase } from '../../src/metadata/inspect-case.ts'
import { addFile, newCase, worldOf } from '../metadata/support/cases.ts'
import { picture, scene } from '../metadata/support/scenes.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function scelle(argv: readonly string[], language: 'fr' | 'en' = 'fr') {
  const terminal = fakeTerminal({})
  const code = await run({ argv, terminal, settings: {}, words: await loadCatalog(language), cwd: tempDir(), createWorld: async () => testWorld(), stoppedBy: () => undefined })
  return { code, ...terminal.printed }
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

let place: { readonly dir: string; readonly folder: string }
const caseWithPictures = (): typeof place => place

beforeAll(async () => {
  const world = worldOf()
  const dir = await newCase(world)
  await addFile(world, dir, 'a.jpg', await picture(scene(1)).jpeg().toBuffer())
  await addFile(world, dir, 'b.png', await picture(scene(1)).resize(200).png().toBuffer())
  await addFile(world, dir, 'c\u{202e}.txt', Buffer.from('texte'))
  await inspectCase(world, dir)
  await world.evidence.close()
  const folder = mkdtempSync(join(tmpdir(), 'scelle-match-'))
  place = { dir, folder }
}, 60_000)
afterAll(() => { rmSync(place.folder, { recursive: true, force: true, maxRetries: 3 }) })

describe('scelle match', () => {
  it('says what is equal and what resembles, never what it is', async () => {
    const { dir, folder } = caseWithPictures()
    const list = join(folder, 'connus.txt')
    writeFileSync(list, `${'0'.repeat(64)}  x\n${sha256('texte')}  étiquette\u{202e}\n`)
    const french = await scelle(['comparer', '--case', dir, '--list', list])
    expect(french.code).toBe(0)
    expect(french.out).toMatch(/connus\.txt — sommes de contrôle, 2\u00a0entrées/)
    expect(french.out).toContain(`SHA-256 ${sha256(`${'0'.repeat(64)}  x\n${sha256('texte')}  étiquette\u{202e}\n`)}`)
    expect(french.out).toMatch(/0003 — c\\u\{202e\}\.txt\n +SHA-256 égal\u00a0: connus\.txt, ligne 2 — étiquette\\u\{202e\}\n/)
    expect(french.out).toMatch(/Images qui se ressemblent\u00a0:\n +0001 \(480 × 360\)\n +0002 \(200 × 150\) — distance \d+ sur 256\n/)
    expect(french.out).toContain('au journal')
    const english = await scelle(['match', '--case', dir, '--list', list, '--dry-run'], 'en')
    expect(english.out).toMatch(/equal SHA-256: connus\.txt, line 2[\s\S]*resemble each other:[\s\S]*3\u00a0exhibits compared\.[\s\S]*Dry run/)
    expect(english.out).not.toMatch(/[éèà]tiquet.*\u{202e}/u)
    const { out } = await scelle(['match', '--case', dir, '--list', list, '--json'])
    expect(JSON.parse(out)).toMatchObject({ lists: [{ name: 'connus.txt', entries: 2, exact: 1 }], matched: [{ exhibit: 3 }], alike: [{ reference: { exhibit: 1 } }], near: 31 })
    expect((await scelle(['log', '--case', dir])).out).toMatch(/comparaison à une liste d’empreintes case connus\.txt/)
  })

  it('ends with 0 when nothing matches, and says that it says nothing of the content', async () => {
    const { dir, folder } = caseWithPictures()
    writeFileSync(join(folder, 'liste'), `${'0'.repeat(32)}\n`)
    const { code, out } = await scelle(['match', '--case', dir, '--list', join(folder, 'liste'), '--exhibit', '3'])
    expect(code).toBe(0)
    expect(out).toMatch(/Non comparable à une partie de la liste\u00a0: 1\u00a0pièce sans MD5 \(--compute/)
    expect(out).toContain('Cela ne dit rien')
    expect((await scelle(['match', '--case', dir, '--list', join(folder, 'liste'), '--compute'])).out).toMatch(/MD5 et SHA-1 calculés pour 3\u00a0pièces, sans être conservés/)
  })

  it('takes PDQ lists without a header when it is told', async () => {
    const { dir, folder } = caseWithPictures()
    const all = JSON.parse((await scelle(['match', '--case', dir, '--json'])).out) as { alike: { reference: { pdq: { hash: string } } }[] }
    writeFileSync(join(folder, 'pdq'), `${all.alike[0]?.reference.pdq.hash}\n`)
    expect((await scelle(['match', '--case', dir, '--pdq-list', join(folder, 'pdq')])).out).toMatch(/0001 — a\.jpg\n +ressemble\u00a0: pdq, ligne 1, distance 0 sur 256/)
  })

  it('names the bad line with 65, a missing list with 66, a bad distance with 64', async () => {
    const { dir, folder } = caseWithPictures()
    writeFileSync(join(folder, 'liste'), `${'0'.repeat(64)}\nrien\n`)
    const lines = (await scelle(['log', '--case', dir])).out.split('\n').length
    const bad = await scelle(['match', '--case', dir, '--list', join(folder, 'liste')])
    expect(bad).toMatchObject({ code: 65, out: '' })
    expect(bad.err).toMatch(/ligne 2\u00a0: aucune empreinte/)
    expect((await scelle(['match', '--case', dir, '--list', join(folder, 'liste')], 'en')).err).toContain('at line 2: no digest')
    expect((await scelle(['match', '--case', dir, '--list', join(folder, 'absente')])).code).toBe(66)
    expect((await scelle(['match', '--case', dir, '--near', '32'])).code).toBe(64)
    expect((await scelle(['log', '--case', dir])).out.split('\n').length).toBe(lines)
  })
})
