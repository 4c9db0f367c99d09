// G13, G8: cron and CI: no prompt, no spinner, no colour, documented exit codes, JSON also for errors; hostile names
// cannot drive a terminal.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, ENV, freshDir, makeEvidence, newCase, scelle } from './harness.ts'
import { onTerminal, python } from './terminal.ts'

describe('batch/matrix', () => {
  it('never asks without a terminal: names the missing option, exit 64', () => {
    for (const input of ['', 'PV 12\n']) {
      const ran = scelle(['init', join(freshDir(), 'x')], { input })
      expect(ran.code).toBe(64)
      expect(ran.err).toContain('--reference')
    }
  })

  it.skipIf(!python)('does not ask on a terminal either when told not to', () => {
    for (const [args, env] of [[['--no-input'], {}], [['--json'], {}], [[], { CI: 'true' }]] as const) {
      const ran = onTerminal(['init', join(freshDir(), 'x'), ...args], { env })
      expect(ran.code, ran.screen).toBe(64)
    }
  })

  it.skipIf(!python)('asks on a terminal and writes what was answered', () => {
    const dir = join(freshDir(), 'x')
    const ran = onTerminal(['init', dir, '--title', 't', '--frame', 'f', '--operator', 'o', '--unit', 'u', '--profile', 'police', '--lang', 'fr'], { keys: 'PV 77\\r', afterMs: 1500 })
    expect(ran.code, ran.screen).toBe(0)
    expect(scelle(['status', '--case', dir]).out).toContain('PV 77')
  })

  it.skipIf(!python)('ends with 130 on Ctrl+C at a question', () => {
    const ran = onTerminal(['init', join(freshDir(), 'x')], { keys: '\\x03', afterMs: 1500 })
    expect(ran.code, ran.screen).toBe(130)
  })

  it.skipIf(!python)('survives a terminal of 0 columns and TERM=dumb, without cursor movements', () => {
    const dir = newCase()
    for (const options of [{ columns: 0 }, { env: { TERM: 'dumb' } }, { env: { ACCESSIBLE: '1' } }]) {
      const ran = onTerminal(['pack', makeEvidence(3), '--case', dir, '-o', join(freshDir(), 'liasse'), '--source', JSON.stringify(options)], options)
      expect(ran.code, ran.screen).toBe(0)
      // eslint-disable-next-line no-control-regex
      expect(ran.screen).not.toMatch(/\u001b\[\d*[A-HJKfhl]|\u001b\[\?/)
    }
  })

  it.skipIf(!python)('obeys NO_COLOR, CLICOLOR=0 and --no-color', () => {
    const dir = newCase()
    expect(onTerminal(['status', '--case', dir]).screen).toContain('\u001b[1m')
    for (const [args, env] of [[[], { NO_COLOR: '1' }], [[], { CLICOLOR: '0' }], [['--no-color'], {}]] as const) {
      expect(onTerminal(['status', '--case', dir, ...args], { env }).screen).not.toContain('\u001b[')
    }
  })

  it('prints errors as JSON with --json, and the same exit code', () => {
    const ran = scelle(['status', '--json', '--case', freshDir()])
    expect(ran.code).toBe(66)
    expect(ran.out).toBe('')
    expect(JSON.parse(ran.err)).toMatchObject({ type: 'error', code: 'case.not-found', exit: 66 })
  })

  it('closes quietly when its reader goes away', () => {
    const dir = newCase()
    expect(scelle(['add', makeEvidence(30), '--case', dir]).code).toBe(0)
    const ran = spawnSync('sh', ['-c', `'${process.execPath}' '${BIN}' log --case '${dir}' | head -1; exit 0`], { env: ENV, encoding: 'utf8' })
    expect(ran.stderr).toBe('')
  })
})

describe.skipIf(!python)('batch/matrix of inputs and surroundings', () => {
  const inputs = { none: '< /dev/null', closed: '<&-', pipe: 'pipe', pty: 'pty' } as const
  const surroundings: Record<string, Record<string, string>> = {
    CI: { CI: 'true' }, NO_COLOR: { CI: '', NO_COLOR: '1' }, dumb: { CI: '', TERM: 'dumb' }, '0 columns': { CI: '', COLUMNS: '0' },
  }
  const dir = join(freshDir('matrix'), 'dossier')
  const evidence = makeEvidence(3)
  const verbs: [string, number, string[]][] = [
    ['status', 0, ['status', '--case', dir]],
    ['add', 0, ['add', evidence, '--case', dir]],
    ['verify', 24, ['verify', dir]],
    ['absent case', 66, ['log', '--case', '/nulle/part']],
    ['unknown verb', 64, ['scelr']],
    ['settings', 0, ['config', 'list']],
  ]

  it.each(Object.keys(inputs))('%s as input: the same exit codes, and no escape sequence that does not belong', (input) => {
    if (!existsSync(dir)) expect(scelle(['init', dir, '--reference', 'R']).code).toBe(0)
    for (const [around, env] of Object.entries(surroundings)) {
      for (const [verb, code, args] of verbs) {
        const at = `${verb}, ${input}, ${around}`
        if (input === 'pty') {
          const ran = onTerminal(args, { env: { ...env, COLUMNS: '' }, columns: around === '0 columns' ? 0 : 80 })
          expect(ran.code, `${at}\n${ran.screen}`).toBe(code)
          if (around === 'NO_COLOR' || around === 'dumb') expect(ran.screen, at).not.toMatch(/\u001b\[[0-9;]*m/)
          if (around === 'dumb' || around === '0 columns') expect(ran.screen, at).not.toMatch(/\u001b\[\d*[A-HJKfhl]|\u001b\[\?/)
        } else {
          const line = input === 'pipe' ? 'yes | "$0" "$@"' : `"$0" "$@" ${inputs[input as 'none']}`
          const ran = spawnSync('sh', ['-c', line, process.execPath, BIN, ...args], { env: { ...ENV, ...env }, encoding: 'utf8' })
          expect(ran.status, `${at}\n${ran.stderr}`).toBe(code)
          expect(ran.stdout + ran.stderr, at).not.toContain('\u001b')
        }
      }
    }
  })

  it('never asks when no terminal is there, whatever is closed', () => {
    for (const closed of ['<&-', '2>&-', '>&-', '<&- >&- 2>&-']) {
      const ran = spawnSync('sh', ['-c', `"$0" "$@" ${closed}`, process.execPath, BIN, 'init', join(freshDir(), 'x')], { env: { ...ENV, CI: '' }, encoding: 'utf8', timeout: 20_000 })
      expect(ran.status, closed).toBe(64)
    }
  })

  it('refuses a result that cannot be written, and says nothing went wrong when nothing was to be said', () => {
    for (const args of [['status', '--case', dir], ['status', '--case', dir, '--json'], ['log', '--case', dir], ['verify', dir, '--json'], ['--help'], ['--version'], ['config', 'list']]) {
      const ran = spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', process.execPath, BIN, ...args], { env: ENV, encoding: 'utf8' })
      expect(ran.status, `${args.join(' ')}\n${ran.stderr}`).toBe(74)
    }
    // Messages that nobody can read do not change the outcome.
    expect(spawnSync('sh', ['-c', '"$0" "$@" 2> /dev/full', process.execPath, BIN, 'status', '--case', '/nulle/part'], { env: ENV }).status).toBe(66)
  })
})

describe('safe/terminal', () => {
  it.skipIf(!python)('shows hostile names without letting them drive the terminal', () => {
    const evidence = freshDir('evil')
    const names = ['\u001b]0;pwn\u0007.jpg', '\u001b[2J.txt', 'ligne\ndeux.txt', 'cod\u202egpj.exe', '\u{f0003}rouge.txt', `${'long'.repeat(60)}.txt`]
    for (const name of names) writeFileSync(join(evidence, name), name)
    mkdirSync(join(evidence, 'sub'))
    const dir = newCase()
    expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
    for (const args of [['log', '--case', dir], ['status', '--case', dir], ['verify', dir], ['add', join(evidence, '\u001b[2Jabsent'), '--case', dir], ['\u001b]0;pwn\u0007']]) {
      const { screen } = onTerminal(args)
      // Only our own colours (SGR) and the clearing of our own counting line.
      // eslint-disable-next-line no-control-regex
      expect(screen.replaceAll(/\u001b\[[0-9;]*m|\r\u001b\[K|\r|\n/g, ''), args.join(' ')).not.toMatch(/[\u0000-\u001f\u007f]/)
      expect(screen).not.toContain(Buffer.from('\u202e').toString('latin1'))
    }
  })
})
