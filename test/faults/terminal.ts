// The program on a pseudo-terminal, through python's pty: what it shows there, and keys pressed while it works.
import { spawn, spawnSync } from 'node:child_process'
import { BIN, ENV, have, type Ran } from './harness.ts'

export const python = have('python3')

const SCRIPT = `
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
    ready, _, _ = select.select([fd], [], [], 0.02)
    if ready:
        try: data = os.read(fd, 65536)
        except OSError: break
        if not data: break
        out += data
    if keys and not sent and time.time() - start > wait:
        os.write(fd, keys); sent = True
    if time.time() - start > 90:
        os.kill(pid, signal.SIGKILL); break
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
`

export interface TerminalOptions {
  readonly columns?: number
  readonly env?: Record<string, string>
  /** Written as python's unicode_escape reads it. */
  readonly keys?: string
  /** When the keys are pressed. */
  readonly afterMs?: number
}

function call(args: readonly string[], options: TerminalOptions): { words: string[]; env: NodeJS.ProcessEnv } {
  return {
    words: ['-c', SCRIPT, String(options.columns ?? 100), options.keys ?? '', String((options.afterMs ?? 0) / 1000), process.execPath, BIN, ...args],
    env: { ...ENV, CI: '', TERM: 'xterm-256color', ...options.env },
  }
}

/** Runs the program on a pseudo-terminal of the given size and gives all that it wrote there. */
export function onTerminal(args: readonly string[], options: TerminalOptions = {}): { code: number; screen: string } {
  const { words, env } = call(args, options)
  const ran = spawnSync('python3', words, { env, encoding: 'latin1', timeout: 120_000 })
  return { code: ran.status ?? -1, screen: ran.stdout }
}

/** The same while this process goes on: for authorities that live in it. */
export async function meanwhileOnTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<Pick<Ran, 'code' | 'out'>> {
  const { words, env } = call(args, options)
  const child = spawn('python3', words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let out = ''
  child.stdout.setEncoding('latin1').on('data', (text: string) => { out += text })
  return await new Promise((done) => { child.on('close', (code) => { done({ code, out }) }) })
}
