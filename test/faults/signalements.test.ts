// Signalements under faults: kills in the middle of an import, a full disk, two imports at once, no network, other zones
// and languages, files that are far too large or not what they say.
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ENV, freshDir, have, LONG, scelle, start, type Ran } from './harness.ts'

const DESK = { SCELLE_KEYRING: 'off' }
const EXPLANATION = 'Ce compte publie chaque jour depuis une semaine des moqueries et des menaces contre un élève.'
const HEAD = 'Atteinte;Âge;Lien;Explication;Vu le;Bonne foi;Organisme'
const line = (number: number): string => `harcèlement;14;https://www.instagram.com/p/C${String(number).padStart(7, '0')}xy/?igsh=a;${EXPLANATION};22/11/2026 10:00;oui;Association Exemple`

function table(rows: number): string {
  const path = join(freshDir('table'), 'appel.csv')
  writeFileSync(path, `\ufeff${[HEAD, ...Array.from({ length: rows }, (_, number) => line(number))].join('\r\n')}\r\n`)
  return path
}

/** A desk of its own: no other test's store. */
function desk(): { env: NodeJS.ProcessEnv; run(args: readonly string[], more?: NodeJS.ProcessEnv, input?: string): Ran; count(): number; folder: string } {
  const data = freshDir('desk')
  const env = { ...DESK, XDG_DATA_HOME: data }
  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}, input?: string): Ran => scelle(args, { env: { ...env, ...more }, ...(input === undefined ? {} : { input }) })
  return { env, run, folder: join(data, 'scelle'), count: () => (JSON.parse(run(['signalement', 'list', '--json', '--limit', '1']).out) as { total: number }).total }
}

describe('kill -9', () => {
  it('in the middle of an import loses nothing that was kept, and the same command ends with all, once', async () => {
    const rows = 6000
    const file = table(rows)
    const { env, run, count } = desk()
    let killed = 0
    const delays = Array.from({ length: LONG ? 40 : 6 }, (_, index) => 350 + index * (LONG ? 15 : 90))
    for (const delay of delays) {
      const importing = start(['signalement', 'import', file, '--json'], env)
      await new Promise((later) => { setTimeout(later, delay) })
      importing.kill('SIGKILL')
      if ((await importing.ended).signal === 'SIGKILL') killed += 1
      // Whole batches: 0, 1000, 2000…
      expect(count() % 1000).toBe(0)
    }
    expect(killed).toBeGreaterThan(2)
    const last = run(['signalement', 'import', file, '--json'])
    expect(last.code, last.err).toBe(0)
    expect(count()).toBe(rows)
    expect(JSON.parse(run(['signalement', 'import', file, '--json']).out)).toMatchObject({ kept: 0, known: rows })
    expect(count()).toBe(rows)
  })

  it('Ctrl+C in the middle says so, and the batch in hand is whole', async () => {
    const { env, count } = desk()
    const importing = start(['signalement', 'import', table(20_000), '--json'], env)
    await new Promise((later) => { setTimeout(later, 1200) })
    importing.kill('SIGINT')
    const ended = await importing.ended
    expect([0, 130]).toContain(ended.code)
    expect(count() % 1000).toBe(0)
  })
})

describe('two at once', () => {
  it('two imports of one file: every row is kept once', async () => {
    const rows = 5000
    const file = table(rows)
    const { env, run, count } = desk()
    const both = await Promise.all([start(['signalement', 'import', file, '--json'], env).ended, start(['signalement', 'import', file, '--json'], env).ended])
    // One that waited too long says that the store is locked, and may be run again.
    for (const { code, err } of both) expect([0, 22], err).toContain(code)
    expect(run(['signalement', 'import', file]).code).toBe(0)
    expect(count()).toBe(rows)
  })
})

const mounted: string[] = []
afterEach(() => { for (const dir of mounted.splice(0)) execFileSync('umount', ['-l', dir]) })
const canMount = process.getuid?.() === 0 && have('mount') && ((): boolean => {
  const dir = freshDir('probe')
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir])
  if (tried.status !== 0) console.log('SKIPPED tmpfs (mount refused)')
  else mounted.push(dir)
  return tried.status === 0
})()

describe.skipIf(!canMount)('a full disk', () => {
  it('stops the import with 74; what was kept is whole, and it goes on when there is room', () => {
    const disk = freshDir('disk')
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    mounted.push(disk)
    const file = table(8000)
    const env = { ...DESK, XDG_DATA_HOME: disk }
    const full = scelle(['signalement', 'import', file, '--json'], { env })
    expect(full.code, full.err).toBe(74)
    execFileSync('mount', ['-o', 'remount,size=200m', disk])
    const kept = (JSON.parse(scelle(['signalement', 'list', '--json', '--limit', '1'], { env }).out) as { total: number }).total
    expect(kept % 1000).toBe(0)
    expect(JSON.parse(scelle(['signalement', 'import', file, '--json'], { env }).out)).toMatchObject({ kept: 8000 - kept, known: kept })
  })
})

describe('the world around', () => {
  it.skipIf(!have('unshare', '-n', 'true'))('needs no network', () => {
    const { env } = desk()
    const made = scelle(['signalement', 'import', table(10), '--json'], { env, before: ['unshare', '-n'] })
    expect(made.code, made.err).toBe(0)
    expect(scelle(['locate', 'https://t.co/abc', '--json'], { env, before: ['unshare', '-n'] }).code).toBe(0)
  })

  it('a time is the same instant wherever the machine stands, when the zone is set; other languages change words only', () => {
    const seen = new Set<string>()
    for (const [TZ, LANG] of [['Europe/Paris', 'C'], ['America/Cayenne', 'fr_FR.UTF-8'], ['Pacific/Noumea', 'tr_TR.UTF-8']] as const) {
      const { run, folder } = desk()
      expect(run(['config', 'set', 'timeZone', 'Europe/Paris'], { XDG_CONFIG_HOME: join(folder, 'c') }).code).toBe(0)
      expect(run(['signalement', 'import', table(1)], { TZ, LANG, XDG_CONFIG_HOME: join(folder, 'c') }).code).toBe(0)
      const { signalements: [first] } = JSON.parse(run(['signalement', 'list', '--json']).out) as { signalements: { id: string }[] }
      seen.add((JSON.parse(run(['signalement', 'show', first?.id ?? '', '--json']).out) as { observedAt: string }).observedAt)
    }
    expect([...seen]).toEqual(['2026-11-22T09:00:00.000Z'])
  })

  it('writes nothing that others can read, whatever the umask', () => {
    const { env, folder } = desk()
    const made = spawnSync('sh', ['-c', `umask 0; exec "$0" "$@"`, process.execPath, join(import.meta.dirname, '../../bin/scelle.js'), 'signalement', 'import', table(3)], { env: { ...ENV, ...env }, encoding: 'utf8' })
    expect(made.status, made.stderr).toBe(0)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
    }
  })
})

describe('files that are not what they say', () => {
  it('200 MB of CSV pass in bounded memory', () => {
    const path = join(freshDir('large'), 'large.csv')
    const file = openSync(path, 'w')
    const text = `${EXPLANATION} ${'La même page, encore. '.repeat(170)}`
    const block = (from: number): string => Array.from({ length: 500 }, (_, index) => line(from + index).replace(EXPLANATION, text)).join('\n')
    writeSync(file, `${HEAD}\n`)
    let size = 0
    let rows = 0
    for (; size < 200_000_000; rows += 500) size += writeSync(file, `${block(rows)}\n`)
    closeSync(file)
    const { env } = desk()
    const ran = spawnSync('python3', ['-c', 'import resource,subprocess,sys\np=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE)\nsys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))\nsys.stdout.write(p.stdout.decode())', process.execPath, join(import.meta.dirname, '../../bin/scelle.js'), 'signalement', 'import', path, '--json', '--dry-run'], { env: { ...ENV, ...env }, encoding: 'utf8', timeout: 300_000 })
    expect(JSON.parse(ran.stdout)).toMatchObject({ rows, kept: rows })
    expect(Number(ran.stderr.match(/\d+$/)?.[0])).toBeLessThan(400 * 1024)
  })

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import.unknown-format'],
    ['nothing', Buffer.alloc(0), 'import.empty'],
    ['a quote never closed', Buffer.from(`${HEAD}\n${line(1)}\nharcèlement;14;https://example.com/2;"ouvert`), 'import.quote-open'],
    ['a workbook that is none', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(200)]), 'import.workbook-damaged'],
  ])('%s is refused by name, and nothing is made', (_name, bytes, code) => {
    const path = join(freshDir('odd'), 'odd')
    writeFileSync(path, bytes)
    const { run, folder } = desk()
    const ran = run(['signalement', 'import', path, '--json'])
    expect((JSON.parse(ran.err) as { code: string }).code).toBe(code)
    expect(existsSync(join(folder, 'signalements.sqlite'))).toBe(false)
  })

  it('hostile names and texts leave as visible escapes, and formulas inert', () => {
    const { run } = desk()
    const file = join(freshDir('hostile'), 'a.csv')
    const rejects = join(freshDir('rejects'), 'r.csv')
    writeFileSync(file, `${HEAD}\n=cmd|' /C calc'!A0;14;https://example.com/\u202egpj.exe;${EXPLANATION} \u001b[2J مرحبا 👩‍👧;22/11/2026;oui;A\nharcèlement;14;https://example.com/é;${EXPLANATION} \u001b]0;titre\u0007;22/11/2026;oui;A\n`)
    const ran = run(['signalement', 'import', file, '--reject', rejects])
    expect(ran.out + ran.err).not.toMatch(/[\u001b\u202e]/)
    expect(readFileSync(rejects, 'utf8')).toContain(`'=cmd|`)
  })
})

it('a case and a signalement killed between the two leave a link that the same command completes', () => {
  const { run } = desk()
  const dir = join(freshDir('linked'), 'dossier')
  mkdirSync(dir, { recursive: true })
  run(['init', dir, '--reference', 'R'])
  writeFileSync(join(dir, '..', 'a.txt'), 'a')
  run(['add', join(dir, '..', 'a.txt'), '--case', dir])
  run(['signalement', 'import', table(1)])
  const { signalements: [first] } = JSON.parse(run(['signalement', 'list', '--json']).out) as { signalements: { id: string }[] }
  for (const _ of [1, 2]) expect(run(['signalement', 'edit', first?.id ?? '', '--case', dir, '--exhibit', '1']).code).toBe(0)
  expect(readFileSync(join(dir, 'journal.ndjson'), 'utf8').match(/signalement\.linked/g)).toHaveLength(1)
})
