// G9: special files, links, deep and long paths, a sparse terabyte: `pack` ends soon, in little memory, says by name what it
// refused, and what it took verifies.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BIN, ENV, freshDir, have, journal, lostExhibits, scelle } from './harness.ts'

const root = process.getuid?.() === 0
const deepTrees: string[] = []
// Paths longer than PATH_MAX: only a tool that goes down step by step can remove them.
afterAll(() => { for (const dir of deepTrees) spawnSync('rm', ['-rf', dir]) })

async function evilTree(): Promise<string> {
  const dir = freshDir('evil')
  deepTrees.push(dir)
  writeFileSync(join(dir, 'bonne.txt'), 'bonne')
  writeFileSync(join(dir, 'vide.txt'), '')
  linkSync(join(dir, 'bonne.txt'), join(dir, 'jumelle.txt'))
  symlinkSync('bonne.txt', join(dir, 'lien.txt'))
  symlinkSync('.', join(dir, 'boucle'))
  symlinkSync('absent', join(dir, 'lien-mort'))
  symlinkSync('/etc/passwd', join(dir, 'evasion'))
  execFileSync('mkfifo', [join(dir, 'tube.jpg')])
  if (root) execFileSync('mknod', [join(dir, 'zero.jpg'), 'c', '1', '5'])
  await new Promise<void>((made) => {
    const server = createServer()
    server.listen(join(dir, 'prise.sock'), () => {
      // Closed, the name stays only when it was made by another process: kept open for the test.
      server.unref()
      made()
    })
  })
  writeFileSync(join(dir, `${'n'.repeat(251)}.txt`), 'nom de 255 octets')
  writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0x62, 0xff, 0xfe, 0x2e, 0x6a, 0x70, 0x67])]), 'nom hors UTF-8')
  writeFileSync(join(dir, 'e\u0301te\u0301.txt'), 'NFD')
  writeFileSync(join(dir, '\u00e9t\u00e9.txt'), 'NFC')
  for (const name of ['CON.txt', 'a.', '-rf', 'nul', ' ', '~', '.caché', 'deux\nlignes', 'tab\t', '"', '\'', '\\', '*', '$(id)', '`id`']) writeFileSync(join(dir, name), name)
  // 200 levels, and a path longer than 4,096 bytes, made step by step.
  const down = 'import os,sys\nos.chdir(sys.argv[1])\nfor n in range(int(sys.argv[3])):\n  os.mkdir(sys.argv[2]); os.chdir(sys.argv[2])\nopen("fond.txt","w").write("au fond")'
  mkdirSync(join(dir, 'profond'))
  execFileSync('python3', ['-c', down, join(dir, 'profond'), 'd', '200'])
  mkdirSync(join(dir, 'long'))
  execFileSync('python3', ['-c', down, join(dir, 'long'), 'x'.repeat(250), '20'])
  writeFileSync(join(dir, 'creux.bin'), '')
  truncateSync(join(dir, 'creux.bin'), 1024 ** 4)
  return dir
}

function reasons(dir: string): Map<string, string> {
  return new Map(journal(dir).filter(({ action }) => action === 'exhibit.refused').map(({ subject, facts }) => [subject.replace(/^[^/]*\//, ''), String(facts['reason'])]))
}

describe.skipIf(!have('python3'))('evil/tree', () => {
  it('pack ends within 30 s and 300 MB, names each refusal, and the bundle verifies', async () => {
    const evidence = await evilTree()
    const dir = join(freshDir(), 'dossier')
    const liasse = join(freshDir(), 'liasse')
    const free = Number(execFileSync('df', ['--output=avail', '-B1', dir.slice(0, dir.lastIndexOf('/'))], { encoding: 'utf8' }).split('\n')[1])
    const started = performance.now()
    const ran = spawnSync('python3', ['-c', 'import resource,subprocess,sys\ncode=subprocess.call(sys.argv[1:])\nprint("\\nPEAK",resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.exit(code)', process.execPath, BIN, 'pack', evidence, '--case', dir, '--reference', 'R', '-o', liasse], { env: ENV, encoding: 'utf8', timeout: 60_000 })
    const seconds = (performance.now() - started) / 1000
    expect(ran.status, ran.stderr + ran.stdout).toBe(20)
    expect(seconds).toBeLessThan(30)
    const peak = Number(/PEAK (\d+)/.exec(ran.stdout)?.[1])
    console.log(`evil/tree: ${seconds.toFixed(1)} s, ${Math.round(peak / 1024)} MiB`)
    expect(peak).toBeLessThan(300 * 1024)
    // A sparse terabyte is compared with what is free, and not one byte of it is written.
    const left = Number(execFileSync('df', ['--output=avail', '-B1', dir], { encoding: 'utf8' }).split('\n')[1])
    expect(free - left).toBeLessThan(1024 ** 3)

    const refused = reasons(dir)
    expect(Object.fromEntries([...refused].filter(([path]) => !path.startsWith('long/')))).toEqual({
      'lien.txt': 'symlink', 'boucle': 'symlink', 'lien-mort': 'symlink', 'evasion': 'symlink', 'tube.jpg': 'fifo', 'prise.sock': 'socket',
      'creux.bin': 'too-large-for-disk', ...(root ? { 'zero.jpg': 'device' } : {}),
    })
    expect([...refused].filter(([path]) => path.startsWith('long/')).map(([, reason]) => reason)).toEqual(['unreadable'])
    const added = journal(dir).filter(({ action }) => action === 'exhibit.added')
    expect(added.map(({ facts }) => facts['path']).filter((path) => String(path).includes('fond.txt'))).toHaveLength(1)
    expect(added.find(({ facts }) => String(facts['name']) === 'jumelle.txt')?.facts['links']).toBe(2)
    expect(lostExhibits(dir)).toEqual([])
    for (const { facts } of added) expect(String(facts['stored'])).not.toMatch(/[\u0000-\u001f"*<>?|\\:]|\.$| $/)

    for (const target of [dir, liasse]) {
      const verified = scelle(['verify', target])
      expect(verified.code, verified.out + verified.err).toBe(24)
      expect(verified.out).not.toMatch(/ échec /)
    }
  })

  it.skipIf(!root || !have('setpriv', '--version'))('what the operator may not read is refused by name, and the rest is packed', () => {
    const place = freshDir('nobody')
    // Everybody may come in here, as on a shared disk.
    chmodSync(join(place, '..'), 0o711)
    const home = join(place, 'home')
    const evidence = join(place, 'evidence')
    for (const dir of [home, evidence, join(evidence, 'fermé'), join(evidence, 'ouvert')]) mkdirSync(dir)
    for (const name of ['fermé/a.txt', 'ouvert/b.txt', 'illisible.txt', 'c.txt']) writeFileSync(join(evidence, name), name)
    chmodSync(join(evidence, 'illisible.txt'), 0)
    execFileSync('chown', ['-R', '65534:65534', home, place])
    execFileSync('chown', ['0:0', join(evidence, 'illisible.txt')])
    execFileSync('chown', ['0:0', join(evidence, 'fermé')])
    chmodSync(join(evidence, 'fermé'), 0o700)
    const before = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
    const env = { HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config'), NODE_COMPILE_CACHE: join(home, 'cache') }
    const dir = join(place, 'dossier')
    const reached = spawnSync(before[0] ?? '', [...before.slice(1), process.execPath, BIN, '--version'], { env: { ...ENV, ...env }, cwd: place })
    if (reached.status !== 0) {
      console.log('SKIPPED evil/tree as an ordinary user (the program is not readable by others)')
      return
    }
    const ran = scelle(['pack', evidence, '--case', dir, '--reference', 'R', '-o', join(place, 'liasse')], { before, env, cwd: place })
    expect(ran.code, ran.err + ran.out).toBe(20)
    expect(Object.fromEntries(reasons(dir))).toEqual({ 'fermé': 'unreadable', 'illisible.txt': 'unreadable' })
    expect(journal(dir).filter(({ action }) => action === 'exhibit.added')).toHaveLength(2)
    expect(existsSync(join(place, 'liasse'))).toBe(true)
    expect(scelle(['verify', dir], { before, env, cwd: place }).code).toBe(24)
    // A case that may not be written: said, and nothing is changed.
    execFileSync('chown', ['-R', '0:0', dir])
    execFileSync('chmod', ['-R', 'go-w', dir])
    const text = readFileSync(join(dir, 'journal.ndjson'), 'utf8')
    const refused = scelle(['add', join(evidence, 'c.txt'), '--case', dir, '--source', 'x'], { before, env, cwd: place })
    expect(refused.code, refused.err).toBe(74)
    expect(readFileSync(join(dir, 'journal.ndjson'), 'utf8')).toBe(text)
    expect(scelle(['status', '--case', dir], { before, env, cwd: place }).code).toBe(0)
    expect(scelle(['verify', dir], { before, env, cwd: place }).code).toBe(24)
    expect(statSync(dir).uid).toBe(0)
  })

  it('a folder that loses its permission while it is walked stops nothing else', () => {
    const evidence = freshDir('perd')
    for (let n = 0; n < 40; n += 1) {
      mkdirSync(join(evidence, `d${n}`))
      for (let one = 0; one < 40; one += 1) writeFileSync(join(evidence, `d${n}`, `f${one}`), Buffer.alloc(3000, n))
    }
    const dir = join(freshDir(), 'dossier')
    expect(scelle(['init', dir, '--reference', 'R']).code).toBe(0)
    // As root permission does not count: the folders go away instead, one after the other, while they are read.
    const ran = spawnSync('sh', ['-c', `(for n in 39 38 37 36 35 34 33 32 31 30; do mv '${evidence}'/d$n '${freshDir('ailleurs')}'/; done) & "$0" "$@"; code=$?; wait; exit $code`, process.execPath, BIN, 'add', evidence, '--case', dir], { env: ENV, encoding: 'utf8' })
    expect([0, 20], ran.stderr).toContain(ran.status)
    expect(lostExhibits(dir)).toEqual([])
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    expect(scelle(['verify', dir]).out).not.toMatch(/ échec /)
  })
})
