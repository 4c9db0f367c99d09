import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bagEntries, writeBagZip } from '../../src/bundle/zip.ts'
import { bundleWorld, bytesOf } from './zip-world.ts'

const root = mkdtempSync(join(tmpdir(), 'scelle-zip-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function caseFolder(name: string): string {
  const dir = join(root, name)
  const files: Record<string, string | Buffer> = {
    'bagit.txt': 'BagIt-Version: 1.0\n',
    'journal.ndjson': '{}\n',
    'seals/0001/local.tsr': 'jeton',
    'metadata/case.json': '{}',
    'metadata.txt': 'sorts before the folder',
    'data/0001/Été à Nîmes \u202e.txt': 'bonjour',
    'data/0002/vide.bin': '',
    'data/0003/gros.bin': Buffer.alloc(700_001, 7),
    'data/0004/.0123456789abcdef.scelle-tmp': 'an exhibit that imitates a temporary name',
    'metadata/.0123456789abcdef.scelle-tmp': 'left by a crash',
    '.scelle/lock': 'no',
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return dir
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const has = (peer: string): boolean => spawnSync('which', [peer]).status === 0

describe('what goes in', () => {
  it('is sorted by the bytes of the path; the lock folder and temporary files stay out', async () => {
    const paths = (await bagEntries(bundleWorld(), caseFolder('listed'))).map(({ path }) => path)
    expect(paths).toEqual(paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    expect(paths).toContain('journal.ndjson')
    expect(paths).toContain('seals/0001/local.tsr')
    expect(paths).toContain('data/0004/.0123456789abcdef.scelle-tmp')
    expect(paths.some((path) => path.startsWith('.scelle') || path.startsWith('metadata/.'))).toBe(false)
  })

  it('keeps an empty data folder, which every bag has', async () => {
    const dir = join(root, 'empty')
    mkdirSync(join(dir, 'data'), { recursive: true })
    expect(await bagEntries(bundleWorld(), dir)).toEqual([{ path: 'data/', size: 0 }])
  })

  it('refuses a link and a name that is not UTF-8', async () => {
    const linked = caseFolder('linked')
    symlinkSync('/etc/passwd', join(linked, 'data/0001/lien'))
    await expect(bagEntries(bundleWorld(), linked)).rejects
      .toMatchObject({ code: 'bundle.foreign-entry', facts: { path: 'data/0001/lien', type: 'symlink' } })
    const latin = caseFolder('latin')
    writeFileSync(Buffer.concat([Buffer.from(`${latin}/data/0001/`), Buffer.from([0xe9])]), 'x')
    await expect(bagEntries(bundleWorld(), latin)).rejects.toMatchObject({ code: 'bundle.foreign-entry', facts: { type: 'name' } })
  })
})

describe('the archive', () => {
  const zip = join(root, 'case.zip')
  let dir = ''
  let bytes: Buffer = Buffer.alloc(0)

  beforeAll(async () => {
    dir = caseFolder('zipped')
    bytes = await bytesOf(writeBagZip(bundleWorld(), dir, '2026-00042'))
    writeFileSync(zip, bytes)
  })

  it('is the same twice', async () => {
    expect(sha256(await bytesOf(writeBagZip(bundleWorld(), dir, '2026-00042')))).toBe(sha256(bytes))
  })

  it('is the same in another time zone', () => {
    const script = `
      import { createHash } from 'node:crypto'
      import { writeBagZip } from ${JSON.stringify(new URL('../../src/bundle/zip.ts', import.meta.url).href)}
      import { bundleWorld } from ${JSON.stringify(new URL('./zip-world.ts', import.meta.url).href)}
      const hash = createHash('sha256')
      for await (const chunk of writeBagZip(bundleWorld(), ${JSON.stringify(dir)}, '2026-00042')) hash.update(chunk)
      console.log(new Date(0).getHours(), hash.digest('hex'))`
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: 'Asia/Tokyo' }, encoding: 'utf8' })
    expect(out.trim()).toBe(`9 ${sha256(bytes)}`)
  })

  const readers: [peer: string, list: (file: string, into: string) => string[]][] = [
    ['unzip', (file, into) => ['-q', file, '-d', into]],
    ['7z', (file, into) => ['x', '-bd', `-o${into}`, file]],
    ['bsdtar', (file, into) => ['-xf', file, '-C', into]],
    ['python3', (file, into) => ['-m', 'zipfile', '-e', file, into]],
  ]
  for (const [peer, args] of readers) {
    if (!has(peer)) console.log(`SKIPPED ${peer}`)
    it.skipIf(!has(peer))(`opens in ${peer}`, () => {
      const into = mkdtempSync(join(root, 'out-'))
      const run = spawnSync(peer, args(zip, into), { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
      expect(run.stderr + run.stdout).not.toMatch(/error|warning: [^0]/i)
      expect(run.status).toBe(0)
      expect(readdirSync(into)).toEqual(['2026-00042'])
      for (const path of ['data/0001/Été à Nîmes \u202e.txt', 'data/0002/vide.bin', 'data/0003/gros.bin', 'seals/0001/local.tsr']) {
        expect(sha256(readFileSync(join(into, '2026-00042', path)))).toBe(sha256(readFileSync(join(dir, path))))
      }
    })
  }

  it('carries one date and no machine: nothing but the entries differs from case to case', () => {
    const listing = spawnSync('unzip', ['-Z', '-T', zip], { encoding: 'utf8' }).stdout
    expect(new Set(listing.match(/\b\d{8}\.\d{6}\b/g))).toEqual(new Set(['19800101.000000']))
  })
})

describe('what cannot be bundled', () => {
  it('a file that became shorter or longer between the plan and the reading', async () => {
    for (const size of [10, 900_000]) {
      const dir = caseFolder(`changed-${size}`)
      const entries = await bagEntries(bundleWorld(), dir)
      truncateSync(join(dir, 'data/0003/gros.bin'), size)
      await expect(bytesOf(writeBagZip(bundleWorld(), dir, 'x', entries))).rejects
        .toMatchObject({ code: 'bundle.changed-while-reading', facts: { path: 'data/0003/gros.bin', expected: 700_001 } })
    }
  })

  it('a file that went away', async () => {
    const dir = caseFolder('gone')
    const entries = await bagEntries(bundleWorld(), dir)
    rmSync(join(dir, 'data/0001'), { recursive: true })
    await expect(bytesOf(writeBagZip(bundleWorld(), dir, 'x', entries))).rejects.toThrow()
  })

  it('an interruption', async () => {
    const stop = new AbortController()
    const dir = caseFolder('stopped')
    stop.abort('SIGINT')
    await expect(bytesOf(writeBagZip(bundleWorld(stop.signal), dir, 'x'))).rejects.toMatchObject({ code: 'system.interrupted' })
  })

  it('nothing: a reader that stops early leaves nothing running', async () => {
    const archive = writeBagZip(bundleWorld(), caseFolder('early'), 'x')
    await archive.next()
    await archive.return(undefined)
    expect((await archive.next()).done).toBe(true)
  })
})

describe('many files', () => {
  it('65,535 and 65,536 entries open everywhere: the count moves to ZIP64', async () => {
    if (!has('python3')) return console.log('SKIPPED python3')
    for (const count of [65_535, 65_536]) {
      // The listing is given, and one file stands for all: only the number matters here.
      const dir = caseFolder('many')
      const entries = Array.from({ length: count }, (_, index) => ({ path: `d${index}/`, size: 0 }))
      writeFileSync(join(root, 'many.zip'), await bytesOf(writeBagZip(bundleWorld(), dir, 'b', entries)))
      const script = 'import sys,zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))'
      expect(execFileSync('python3', ['-c', script, join(root, 'many.zip')], { encoding: 'utf8' }).trim()).toBe(String(count))
      if (has('unzip')) {
        const zipinfo = spawnSync('unzip', ['-Z', '-t', join(root, 'many.zip')], { encoding: 'utf8' })
        expect(zipinfo.stdout).toContain(`${count} files`)
      }
    }
  })
})
