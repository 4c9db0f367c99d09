// Sending while the world around gives way: full disk, no network, a clock that is wrong.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { COMMAND_NAMES, type CommandName } from '../../src/cli/command-table.ts'
import { guichetProcess, killed, startServing, type GuichetProcess } from './guichet-process.ts'
import { countCalls, freshDir, have, LONG, makeEvidence, newCase, scelle } from './harness.ts'
import { CLOCK_LIBRARY, clockAt, sendingDesk, type SendingDesk } from './sending-desk.ts'

const SEND = ['send', '--json', '--quiet']
const strace = have('strace', '-V')
const clock = existsSync(CLOCK_LIBRARY)
if (!clock) console.log('SKIPPED libfaketime')

function expectOnce(desk: SendingDesk, guichet: GuichetProcess, at = ''): void {
  const counts = guichet.counts()
  expect(desk.ids().filter((id) => counts.get(id) !== 1), at).toEqual([])
  expect(counts.size, at).toBe(desk.ids().length)
  expect(desk.states(), at).toEqual({ sent: desk.ids().length })
}

function expectNoneTwice(guichet: GuichetProcess, at: string): void {
  for (const count of guichet.counts().values()) expect(count, at).toBe(1)
}

const mounted: string[] = []
afterEach(() => { for (const dir of mounted.splice(0)) execFileSync('umount', ['-l', dir]) })
const canMount = process.getuid?.() === 0 && have('mount') && ((): boolean => {
  const dir = freshDir('probe')
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir])
  if (tried.status !== 0) console.log('SKIPPED tmpfs (mount refused)')
  else mounted.push(dir)
  return tried.status === 0
})()

describe('a full disk', () => {
  it.skipIf(!canMount)('stops sending with 74; nothing is lost, and with room again all goes on, each once', async () => {
    const guichet = await guichetProcess()
    const disk = freshDir('disk')
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])
    mounted.push(disk)
    const desk = sendingDesk({ ...guichet, data: disk })
    const full: number[] = []
    for (const [round, left] of [0, 120, 300, 420, 600].slice(0, LONG ? 5 : 3).entries()) {
      desk.import(60)
      const plug = join(disk, 'plein')
      execFileSync('sh', ['-c', `dd if=/dev/zero of='${plug}' bs=1k 2>/dev/null || true; truncate -s -${left}k '${plug}'`])
      const started = performance.now()
      const ran = desk.run([...SEND, '--concurrency', '8'])
      expect([0, 74], `${left} KiB: ${ran.err}`).toContain(ran.code)
      if (ran.code === 74) {
        full.push(left)
        expect(JSON.parse(ran.err)).toMatchObject({ type: 'error', code: 'system.disk-full', exit: 74 })
        // Nobody waits for answers that can no longer be written.
        expect(performance.now() - started).toBeLessThan(20_000)
      }
      expectNoneTwice(guichet, `${left} KiB`)
      rmSync(plug)
      const again = desk.run(SEND)
      expect(again.code, `${left} KiB, round ${round}: ${again.err}${again.out}`).toBe(0)
      expectOnce(desk, guichet, `${left} KiB`)
    }
    console.log(`outbox: disk full with ${full.join(', ')} KiB left`)
    expect(full.length).toBeGreaterThan(1)
  })

  it.skipIf(!strace)('an outcome that cannot be written is not lost: the next run asks again with the same key', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(6)
    const counts = countCalls([...SEND, '--concurrency', '2'], ['pwrite64', 'fsync'], desk.env)
    const refused: string[] = []
    for (const [call, error] of [['pwrite64', 'ENOSPC'], ['pwrite64', 'EIO'], ['fsync', 'EIO']] as const) {
      const total = counts.get(call) ?? 0
      for (const share of LONG ? [0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97] : [0.6, 0.85]) {
        desk.import(6)
        const when = Math.max(1, Math.round(total * share))
        const at = `${call} ${error} from #${when} of ${total}`
        const ran = desk.run([...SEND, '--concurrency', '2'], { env: { UV_THREADPOOL_SIZE: '1' }, before: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}+`] })
        expect([0, 74], `${at}\n${ran.err}`).toContain(ran.code)
        if (ran.code === 74) refused.push(at)
        expectNoneTwice(guichet, at)
        const again = desk.run(SEND)
        expect(again.code, `${at}\n${again.err}`).toBe(0)
        expectOnce(desk, guichet, at)
      }
    }
    console.log(`outbox: ${refused.length} runs refused by the disk`)
    expect(refused.length).toBeGreaterThan(2)
  })
})

describe('no network', () => {
  it.skipIf(!have('unshare', '-n', 'true'))('keeps everything queued and says 75; with network again all of it goes', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(5)
    const ran = desk.run(SEND, { before: ['unshare', '-n'] })
    expect(ran.code, ran.err).toBe(75)
    expect(desk.states()).toEqual({ queued: 5 })
    expect(guichet.counts().size).toBe(0)
    if (!clock) return
    expect(desk.run(SEND, { env: clockAt('+1h') }).code).toBe(0)
    expectOnce(desk, guichet)
  })

  it.skipIf(!strace)('is spoken to by those verbs only whose work it is', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(2)
    expect(desk.run(SEND).code).toBe(0)
    desk.import(2)
    const [sent = '', , waiting = ''] = desk.ids()
    const dir = newCase()
    const out = freshDir('out')
    const table = join(out, 'vide.csv')
    writeFileSync(table, 'Atteinte;Lien\n')
    const digests = join(out, 'empreintes.txt')
    writeFileSync(digests, `${'a'.repeat(64)}\n`)
    const chat = join(out, 'chat.txt')
    writeFileSync(chat, '14/03/2026, 22:15 - Alice: bonjour\n')
    const secret = join(out, 'secret')
    writeFileSync(secret, 'un-autre-jeton')
    /** Every verb but those that speak to somebody: a new one that is not here does not compile. */
    const quiet: Readonly<Record<Exclude<CommandName, 'reconcile' | 'guichet serve' | 'worker' | 'exercise' | 'tsa'>, readonly (readonly string[])[]>> = {
      'send': [['send', '--dry-run'], ['send', waiting, '--dry-run', '--json']],
      'follow': [['follow'], ['follow', '--due', '--json']],
      'outbox': [['outbox'], ['outbox', '--resume', 'guichet']],
      'receipt': [['receipt', waiting, '--remote-id', 'R-1', '--to', 'pharos']],
      'init': [['init', join(out, 'dossier'), '--reference', 'R']], 'add': [['add', makeEvidence(2), '--case', dir]], 'inspect': [['inspect', '--case', dir]], 'chat': [['chat', chat]],
      'match': [['match', '--case', dir, '--list', digests, '--compute']],
      'findings': [['findings', '--case', dir]], 'overview': [['overview', '--case', dir, '--out', join(out, 'vue')]],
      'report': [['report', '--draft', '--case', dir]], 'seal': [['seal', '--case', dir]], 'bundle': [['bundle', '--case', dir, '-o', join(out, 'liasse')]],
      'pack': [['pack', makeEvidence(3), '--case', dir, '-o', join(out, 'liasse-2')]], 'verify': [['verify', dir]], 'status': [['status', '--case', dir]], 'log': [['log', '--case', dir]],
      'config': [['config'], ['config', 'secret', 'destination.guichet.token', '--from-file', secret]], 'doctor': [['doctor']],
      'signalement new': [['signalement', 'new', '--harm', 'harcèlement', '--url', 'https://galerie.example/p/calme', '--good-faith']],
      'signalement import': [['signalement', 'import', table]], 'signalement list': [['signalement', 'list']], 'signalement show': [['signalement', 'show', sent]],
      'signalement edit': [['signalement', 'edit', waiting, '--case', dir, '--exhibit', '1']], 'signalement route': [['signalement', 'route', waiting]],
      'signalement packet': [['signalement', 'packet', waiting, '--to', 'pharos', '-o', join(out, 'paquet')]], 'signalement cancel': [['signalement', 'cancel', waiting]],
      'signalement export': [['signalement', 'export', waiting]],
      'guichet token': [['guichet', 'token', 'autre', '--token-file', join(out, 'clients.json')]],
      'locate': [['locate', 'https://t.co/abc', 'https://x.com/a/status/1']], 'harms': [['harms']], 'destinations': [['destinations']], 'purge': [['purge', '--yes']],
      'stats annual': [['stats', 'annual', '--year', '2026']], 'stats quality': [['stats', 'quality']],
    }
    expect(COMMAND_NAMES.filter((name) => !Object.hasOwn(quiet, name)).toSorted()).toEqual(['exercise', 'guichet serve', 'reconcile', 'tsa', 'worker'])
    const spoke = (args: readonly string[]): readonly string[] => {
      const log = join(freshDir('trace'), 'log')
      const ran = desk.run(args, { before: ['strace', '-f', '--seccomp-bpf', '-qq', '-o', log, '-e', 'trace=connect,sendto,sendmsg'] })
      expect(ran.code, `${args.join(' ')}\n${ran.err}`).not.toBe(70)
      return readFileSync(log, 'latin1').split('\n').filter((line) => /AF_INET6?/.test(line))
    }
    for (const runs of Object.values(quiet)) for (const args of runs) expect(spoke(args), args.join(' ')).toEqual([])
    // The search finds one where there is one.
    expect(spoke(['follow', '--check']).length).toBeGreaterThan(0)
  })
})

describe.skipIf(!clock)('a clock that is wrong', () => {
  it('a pause that was set by a clock a month ahead does not last a month', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '20' } })
    desk.import(8)
    await guichet.kill()
    for (const _ of [1, 2]) expect(desk.run(SEND, { env: clockAt('+30d') }).code).toBe(75)
    await guichet.start()
    // Put right again.
    const right = desk.run(SEND)
    expect(right.code, right.out).toBe(0)
    expectOnce(desk, guichet)
    // And the pace that was noted then holds nobody up.
    desk.import(3)
    expect(desk.run(SEND, { env: clockAt('+40d') }).code).toBe(0)
    desk.import(3)
    expect(desk.run(SEND).code).toBe(0)
    expectOnce(desk, guichet)
  })

  it('an hour forward, an hour back, another zone: nothing goes twice, and pauses end', async () => {
    const guichet = await guichetProcess()
    const proxy = await startServing([join(import.meta.dirname, 'cutting-proxy-child.ts'), guichet.url, '0'])
    const desk = sendingDesk({ ...guichet, url: proxy.url })
    for (const [offset, TZ] of [['+1h', 'Europe/Paris'], ['-1h', 'America/Cayenne'], ['+0', 'Pacific/Noumea'], ['-1h', 'UTC'], ['+1h', 'Europe/Paris']] as const) {
      desk.import(3)
      const ran = desk.run([...SEND, '--concurrency', '3'], { env: { ...clockAt(offset), TZ } })
      expect([0, 75], ran.err).toContain(ran.code)
      expectNoneTwice(guichet, offset)
    }
    expect(guichet.counts().size).toBe(15)
    let runs = 0
    for (let hour = 2; desk.states()['queued'] !== undefined && hour < 12; hour += 2, runs += 1) expect([0, 75]).toContain(desk.run(SEND, { env: clockAt(`+${hour}h`) }).code)
    expect(runs).toBeLessThan(4)
    expectOnce(desk, guichet)
    await killed(proxy.child)
  })

  it('one that jumps back two hours in the middle of a run holds nothing up', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '8' } })
    desk.import(20)
    const told = join(freshDir('clock'), 'offset')
    writeFileSync(told, '+2h')
    const sending = desk.start(SEND, { LD_PRELOAD: CLOCK_LIBRARY, FAKETIME_TIMESTAMP_FILE: told, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' })
    await expect.poll(() => guichet.counts().size, { timeout: 20_000, interval: 20 }).toBeGreaterThan(4)
    writeFileSync(told, '+0')
    const began = performance.now()
    const ended = await sending.ended
    expect(ended.code, ended.err).toBe(0)
    expect(performance.now() - began).toBeLessThan(15_000)
    expectOnce(desk, guichet)
  })
})

describe('a secret that is away', () => {
  it('for a while: what was interrupted waits for it, and goes once it is back', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk({ ...guichet, settings: { perSecond: '10' } })
    desk.import(20)
    const sending = desk.start(SEND)
    await expect.poll(() => guichet.counts().size, { timeout: 20_000, interval: 10 }).toBeGreaterThan(3)
    sending.kill('SIGKILL')
    await sending.ended
    expect(scelle(['config', 'forget', 'destination.guichet.token'], { env: desk.env }).code).toBe(0)
    const away = desk.run(SEND)
    expect(away.code, away.err).toBe(77)
    expect(desk.states()['unknown_outcome']).toBeUndefined()
    expect(desk.run(['config', 'secret', 'destination.guichet.token'], { input: guichet.token }).code).toBe(0)
    expect(desk.run([...SEND, '--yes']).code).toBe(0)
    expectOnce(desk, guichet)
  })
})
