// A terminal that remembers what was printed, and how it was told to look.
import { printable, type Painters, type Terminal } from '../../src/system/terminal.ts'

export interface FakeTerminal extends Terminal {
  readonly printed: { out: string; err: string }
}

export function fakeTerminal(options: { readonly input?: string; readonly variables?: Partial<Terminal['variables']> } = {}): FakeTerminal {
  const printed = { out: '', err: '' }
  const plain: Painters = { out: (_mark, run) => run, err: (_mark, run) => run }
  return {
    printed,
    stdin: { tty: false },
    stdout: { tty: false, columns: 0 },
    stderr: { tty: false, columns: 0 },
    variables: {
      NO_COLOR: undefined, FORCE_COLOR: undefined, CLICOLOR: undefined, CLICOLOR_FORCE: undefined, TERM: undefined, CI: undefined, ACCESSIBLE: undefined,
      LC_ALL: undefined, LC_MESSAGES: undefined, LANG: undefined, SCELLE_LANG: undefined, ...options.variables,
    },
    streams: { input: process.stdin, messages: process.stderr },
    async out(text) {
      printed.out += printable(text, plain.out)
    },
    err(text) {
      printed.err += printable(text, plain.err)
    },
    line() {},
    async *readInput() {
      yield Buffer.from(options.input ?? '')
    },
  }
}
