// G13, G8: cron and CI: no prompt, no spinner, no colour, documented exit codes, JSON also for errors; hostile names
// cannot drive a terminal.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, ENV, freshDir, have, makeEvidence, newCase, scelle } from './harness.ts'

const python = have('python3')

/** Runs the program on a pseudo-terminal of the given size and gives all that it wrote there. */
function onTerminal(args: readonly string[], options: { columns?: number; env?: Record<string, string>; keys?: string; interruptAfterMs?: number } = {}): { code: number; screen: string } {
  const script = `
import os, pty, sys, struct, fcntl, termios, time, select, signal
args = sys.argv[4:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(args[0], args)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24 if int(sys.argv[1]) else 0, int(sys.argv[1]), 0, 0))
keys = sys.argv[2].encode().decode('unicode_escape').encode('latin1')
wait = float(sys.argv[3])
start = time.time(); out = b''; sent = False
while True:
    ready, _, _ = select.select([fd], [], [], 0.1)
    if ready:
        try: data = os.read(fd, 65536)
        except OSError: break
        if not data: break
        out += data
    if keys and not sent and time.time() - start > wait:
        os.write(fd, keys); sent = True
    if time.time() - start > 60:
        os.kill(pid, signal.SIGKILL); break
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
`
  const ran = spawnSync('python3', ['-c', script, String(options.columns ?? 100), options.keys ?? '', String((options.interruptAfterMs ?? 0) / 1000), process.execPath, BIN, ...args], {
    env: { ...ENV, CI: '', TERM: 'xterm-256color', ...options.env }, encoding: 'latin1', timeout: 90_000,
  })
  return { code: ran.status ?? -1, screen: ran.stdout }
}

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
    const ran = onTerminal(['init', dir, '--title', 't', '--frame', 'f', '--operator', 'o', '--unit', 'u', '--profile', 'police', '--lang', 'fr'], { keys: 'PV 77\\r', interruptAfterMs: 1500 })
    expect(ran.code, ran.screen).toBe(0)
    expect(scelle(['status', '--case', dir]).out).toContain('PV 77')
  })

  it.skipIf(!python)('ends with 130 on Ctrl+C at a question', () => {
    const ran = onTerminal(['init', join(freshDir(), 'x')], { keys: '\\x03', interruptAfterMs: 1500 })
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
