import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { escapeHtml, fillTemplate, templateNames } from '../../src/signalement/fill-template.ts'
import { slugOf } from '../../src/bundle/hand-over-plan.ts'
import { writeHandOver, type HandOverInput } from '../../src/bundle/hand-over.ts'
import { sealReadme } from '../../src/bundle/seal-readme.ts'
import { handOverWords as english } from '../../src/messages/en/bundle.ts'
import { handOverWords as french } from '../../src/messages/fr/bundle.ts'
import { addExhibit, openedCase, seal } from './hand-over-case.ts'
import { bundleWorld } from './zip-world.ts'
import type { World } from '../../src/system/world.ts'

const root = mkdtempSync(join(tmpdir(), 'scelle-hand-over-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let serial = 0
const place = (): string => join(root, `p${serial += 1}`)

async function sealedCase(world: World, over: Parameters<typeof openedCase>[2] = {}): Promise<string> {
  const dir = place()
  await openedCase(world, dir, over)
  await addExhibit(world, dir, 1, 'photo secrète.jpg', 'image')
  await addExhibit(world, dir, 2, 'message.txt', 'bonjour')
  await seal(world, dir)
  return dir
}

const inClear = (out: string, over: Partial<HandOverInput> = {}): HandOverInput => ({ out, recipients: [], words: french, ...over })

/** Commands of a page or a README, as a person would copy them. */
const commandsOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => /^(openssl|sha256sum|grep|cmp|awk|unzip) /.test(line))

function run(command: string, cwd: string): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  return { status, out: stdout + stderr }
}

describe('a hand-over in clear', () => {
  const world = bundleWorld()
  let dir = ''
  let out = ''
  beforeAll(async () => {
    dir = await sealedCase(world)
    out = join(place(), 'remise')
  })

  it('is planned first, and the plan writes nothing', async () => {
    const planned = await writeHandOver(world, dir, inClear(out, { dryRun: true }))
    expect(planned).toMatchObject({ outcome: 'planned', out, seal: 1, base: '2026-00042', encrypted: false })
    expect(planned.files.map(({ name }) => name)).toEqual(['rapport.pdf', 'attestation.pdf', '2026-00042.bag.zip', 'VERIFIER.html', 'SHA256SUMS'])
    expect(existsSync(join(out, '..'))).toBe(false)
  })

  it('holds what was planned, and sha256sum agrees', async () => {
    const result = await writeHandOver(world, dir, inClear(out))
    expect(result.outcome).toBe('written')
    expect(readdirSync(out).toSorted()).toEqual(result.files.map(({ name }) => name).toSorted())
    expect(readdirSync(join(out, '..'))).toEqual(['remise'])
    expect(run('sha256sum -c SHA256SUMS', out).out.match(/: OK$/gm)).toHaveLength(4)
  })

  it('each command of the page gives the answer that the page tells', () => {
    const page = readFileSync(join(out, 'VERIFIER.html'), 'utf8')
    const commands = commandsOf(page.replace(/<[^>]*>/g, '\n').replaceAll('&gt;', '>'))
    expect(run('unzip -q 2026-00042.bag.zip', out).status).toBe(0)
    const bag = join(out, '2026-00042')
    for (const command of commands.filter((each) => !/SHA256SUMS|^unzip/.test(each))) {
      expect.soft(run(command, bag), command).toMatchObject({ status: 0 })
    }
    expect(commands.filter((each) => each.includes('ts -verify'))).toHaveLength(1)
    expect(run(commands.find((each) => each.startsWith('awk')) ?? 'false', bag).out).toMatch(/subject=CN = Root\n.*Fingerprint=/)
    const tagmanifest = /<pre>([0-9a-f]{64})<\/pre>/.exec(page)?.[1] ?? 'absent'
    expect(run('sha256sum tagmanifest-sha256.txt', bag).out).toContain(tagmanifest)
    rmSync(bag, { recursive: true })
  })

  it('each command of the seal\'s README works too, and sees a change', async () => {
    const copy = place()
    execFileSync('cp', ['-r', dir, copy])
    const commands = commandsOf(readFileSync(join(copy, 'seals/0001/README.txt'), 'utf8'))
    expect(commands.length).toBeGreaterThanOrEqual(7)
    for (const command of commands) expect.soft(run(command, copy), command).toMatchObject({ status: 0 })
    writeFileSync(join(copy, 'data/0002/message.txt'), 'changé')
    expect(run('sha256sum -c --quiet seals/0001/manifest-sha256.txt', copy).out).toContain('data/0002/message.txt: FAILED')
    appendFileSync(join(copy, 'seals/0001/tagmanifest-sha256.txt'), '\n')
    expect(run(commands.find((each) => each.includes('ts -verify')) ?? 'false', copy).out).toContain('message imprint mismatch')
  })

  it('is left alone when it is there with the same bytes, and stands in the way otherwise', async () => {
    expect((await writeHandOver(world, dir, inClear(out))).outcome).toBe('unchanged')
    writeFileSync(join(out, 'rapport.pdf'), 'autre')
    await expect(writeHandOver(world, dir, inClear(out))).rejects.toMatchObject({ code: 'bundle.exists', facts: { path: out } })
    expect(readFileSync(join(out, 'rapport.pdf'), 'utf8')).toBe('autre')
    writeFileSync(join(out, 'notes.txt'), 'x')
    await expect(writeHandOver(world, dir, inClear(out))).rejects.toMatchObject({ code: 'bundle.exists' })
    expect(readdirSync(join(out, '..'))).toEqual(['remise'])
  })

  it('may go into an empty folder, not onto a file, not into the case', async () => {
    const empty = place()
    mkdirSync(empty)
    expect((await writeHandOver(world, dir, inClear(empty))).outcome).toBe('written')
    const file = place()
    writeFileSync(file, 'x')
    await expect(writeHandOver(world, dir, inClear(file))).rejects.toMatchObject({ code: 'bundle.exists' })
    for (const inside of [dir, join(dir, 'data', 'x')]) {
      await expect(writeHandOver(world, dir, inClear(inside))).rejects.toMatchObject({ code: 'bundle.inside-case' })
    }
  })

  it('says in English what it says in French', async () => {
    const target = place()
    await writeHandOver(world, dir, inClear(target, { words: english }))
    const page = readFileSync(join(target, 'VERIFIER.html'), 'utf8')
    expect(page).toContain('lang="en"')
    expect(page).not.toMatch(/[«»]/)
  })
})

describe('an encrypted hand-over', () => {
  it('holds the encrypted bag, the page and the sums; no name of an exhibit; what is inside is the bag', async () => {
    const world = bundleWorld()
    const dir = await sealedCase(world)
    const identity = await generateX25519Identity()
    const out = place()
    const input = inClear(out, { recipients: [await identityToRecipient(identity)] })
    const result = await writeHandOver(world, dir, input)
    expect(readdirSync(out).toSorted()).toEqual(['2026-00042.bag.zip.age', 'SHA256SUMS', 'VERIFIER.html'])
    expect(result).toMatchObject({ encrypted: true, recipients: 1 })
    const page = readFileSync(join(out, 'VERIFIER.html'), 'utf8')
    expect(page).not.toMatch(/photo secrète|message\.txt|rapport\.pdf|gras/)
    expect(run('sha256sum -c SHA256SUMS', out).status).toBe(0)
    await expect(writeHandOver(world, dir, input)).rejects.toMatchObject({ code: 'bundle.exists' })
    if (spawnSync('age', ['--version']).status !== 0) return console.log('SKIPPED age')
    writeFileSync(join(root, 'VOTRE-CLE.txt'), identity)
    const opened = run(`age -d -i ${root}/VOTRE-CLE.txt -o plain.zip 2026-00042.bag.zip.age && unzip -qt plain.zip`, out)
    expect(opened).toMatchObject({ status: 0 })
  })
})

describe('what cannot be handed over', () => {
  const world = bundleWorld()
  const attempt = (dir: string) => {
    const out = place()
    return writeHandOver(world, dir, inClear(out)).finally(() => expect(existsSync(out)).toBe(false))
  }

  it('a case that was never sealed, whose seal is pending or was interrupted, or that has grown', async () => {
    const dir = place()
    await openedCase(world, dir)
    await addExhibit(world, dir, 1, 'a.txt', 'a')
    await expect(attempt(dir)).rejects.toMatchObject({ code: 'bundle.not-sealed' })
    await seal(world, dir, 1, 'started')
    await expect(attempt(dir)).rejects.toMatchObject({ code: 'bundle.seal-pending', facts: { seal: 1 } })
    await seal(world, dir, 1, 'pending')
    await expect(attempt(dir)).rejects.toMatchObject({ code: 'bundle.seal-pending' })
    await seal(world, dir, 1)
    expect((await writeHandOver(world, dir, inClear(place()))).outcome).toBe('written')
    await addExhibit(world, dir, 2, 'b.txt', 'b')
    await expect(attempt(dir)).rejects.toMatchObject({ code: 'bundle.unsealed-exhibits', facts: { count: 1, seal: 1 } })
    await seal(world, dir, 2)
    expect(await writeHandOver(world, dir, inClear(place()))).toMatchObject({ outcome: 'written', seal: 2 })
  })

  const damages: [what: string, damage: (dir: string) => void, code: string][] = [
    ['no report', (dir) => rmSync(join(dir, 'report/rapport.pdf')), 'bundle.missing-part'],
    ['another report', (dir) => writeFileSync(join(dir, 'report/rapport.pdf'), 'autre'), 'bundle.part-changed'],
    ['another tag manifest', (dir) => appendFileSync(join(dir, 'tagmanifest-sha256.txt'), `${'0'.repeat(64)}  metadata/x\n`), 'bundle.part-changed'],
    ['no attestation', (dir) => rmSync(join(dir, 'seals/0001/attestation.pdf')), 'bundle.missing-part'],
    ['no token', (dir) => rmSync(join(dir, 'seals/0001/tsa.example.tsr')), 'bundle.missing-part'],
    ['a token whose name is a command', (dir) => writeFileSync(join(dir, 'seals/0001/$(id).tsr'), ''), 'bundle.unsafe-name'],
    ['a seal record that is none', (dir) => writeFileSync(join(dir, 'seals/0001/seal.json'), '{'), 'bundle.bad-seal-record'],
    ['a FIFO among the exhibits', (dir) => execFileSync('mkfifo', [join(dir, 'data/0001/tube')]), 'bundle.foreign-entry'],
  ]
  it.each(damages)('a case with %s', async (_, damage, code) => {
    const dir = await sealedCase(world)
    damage(dir)
    await expect(attempt(dir)).rejects.toMatchObject({ code })
  })

  it('a full disk is seen before a byte is written', async () => {
    const full = { ...world, files: { ...world.files, freeBytes: async () => 1000 } }
    const out = place()
    await expect(writeHandOver(full, await sealedCase(world), inClear(out))).rejects.toMatchObject({ code: 'system.disk-full' })
    expect(existsSync(out)).toBe(false)
  })

  it('a failure half-way leaves nothing behind', async () => {
    const parent = place()
    const failing = {
      ...world,
      files: { ...world.files, writeDurably: (path: string, ...rest: [string]) => (path.endsWith('VERIFIER.html') ? Promise.reject(new Error('half-way')) : world.files.writeDurably(path, ...rest)) },
    }
    await expect(writeHandOver(failing, await sealedCase(world), inClear(join(parent, 'remise')))).rejects.toThrow('half-way')
    expect(readdirSync(parent)).toEqual([])
  })
})

describe('the reference as a file name', () => {
  const id = '6f1b6c1e-5a52-4c8e-9a43-0f6f0f8f7c11'
  it.each([
    ['2026-00042', '2026-00042'], ['PV n° 12/2026 été', 'PV-n-12-2026-ete'], ['../../etc/passwd', 'etc-passwd'], ['', 'dossier-6f1b6c1e'],
    ['日本', 'dossier-6f1b6c1e'], ['NUL', 'dossier-NUL'], ['com1.x', 'dossier-com1.x'], ['-rf', 'rf'], [`a${'b'.repeat(300)}`, `a${'b'.repeat(79)}`],
  ])('%j becomes %j', (reference, slug) => expect(slugOf({ reference, id })).toBe(slug))
})

describe('templates', () => {
  it('escape everything and are never read twice', () => {
    const hostile = '<script>"\'&`</script>{{other}}\u202e\n'
    expect(fillTemplate('<p>{{a}}</p>', { a: hostile }, 'html')).toBe('<p>&#60;script&#62;&#34;&#39;&#38;&#96;&#60;/script&#62;{{other}}\\u{202e}\\u{a}</p>')
    expect(fillTemplate('{{a}}|', { a: hostile }, 'plain')).toBe('<script>"\'&`</script>{{other}}\\u{202e}\\u{a}|')
    expect(escapeHtml('')).toBe('')
  })

  it('repeat, leave out, nest', () => {
    const text = fillTemplate('{{#rows}}\n{{n}}{{outer}}{{#inner}}[{{n}}]{{/inner}}\n{{/rows}}\n{{#no}}x{{/no}}', {
      outer: '!', no: false, rows: [{ n: '1', inner: [{ n: 'a' }] }, { n: '2', inner: [] }],
    }, 'plain')
    expect(text).toBe('1![a]2!')
  })

  it('a template that asks for what is not given, or is malformed, fails', () => {
    for (const [template, values] of [['{{a}}', {}], ['{{a}}', { a: true }], ['{{#a}}{{/a}}', { a: 'x' }], ['{{#a}}', { a: true }], ['{{/a}}', {}], ['{{#a}}{{/b}}', { a: true }], ['{{toString}}', {}]] as const) {
      expect(() => fillTemplate(template, values, 'html'), template).toThrow('template')
    }
  })

  it('exist in both languages with the same names and the same commands', () => {
    for (const stem of ['hand-over/verifier.LANG.html', 'seal/README.LANG.txt']) {
      const [fr, en] = ['fr', 'en'].map((language) => readFileSync(new URL(`../../templates/${stem.replace('LANG', language)}`, import.meta.url), 'utf8'))
      expect(templateNames(fr ?? '')).toEqual(templateNames(en ?? ''))
      expect(templateNames(fr ?? '').length).toBeGreaterThan(5)
      expect(commandsOf(fr ?? '')).toEqual(commandsOf(en ?? ''))
    }
  })

  it('the page holds no script, no remote content, no style from elsewhere', () => {
    for (const language of ['fr', 'en']) {
      const page = readFileSync(new URL(`../../templates/hand-over/verifier.${language}.html`, import.meta.url), 'utf8')
      expect(page).toContain('content="default-src \'none\'; style-src \'unsafe-inline\'"')
      expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|url\(|@import|src=/i)
      expect(page.match(/https?:\/\/[^"<]+/g)).toEqual(['https://age-encryption.org/v1'])
    }
  })

  it('a seal\'s README cannot be made to say something else by a title', async () => {
    const facts = { reference: 'r', title: 'x\n\n1. Tout va bien\u202e', seal: 1, tagmanifest: 'a'.repeat(64), payloadManifest: 'b'.repeat(64), authorities: [], exercise: true }
    const text = await sealReadme(bundleWorld(), 'fr', facts)
    expect(text).toContain('x\\u{a}\\u{a}1. Tout va bien\\u{202e}')
    expect(text).toContain('EXERCICE')
    await expect(sealReadme(bundleWorld(), 'fr', { ...facts, authorities: [{ name: 'a b', local: false }] })).rejects.toMatchObject({ code: 'bundle.unsafe-name' })
  })
})
