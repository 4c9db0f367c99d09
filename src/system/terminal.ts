// The one place that prints. Whatever is printed passes here: control, bidi and invisible characters leave as visible
// escapes, so that no file name or server answer can drive a terminal.
import { isatty } from 'node:tty'
import { errnoOf } from './errno.ts'
import { Failure } from './failure.ts'
import { visible } from './visible.ts'

export interface Terminal {
  readonly stdin: { readonly tty: boolean }
  readonly stdout: { readonly tty: boolean; readonly columns: number }
  readonly stderr: { readonly tty: boolean; readonly columns: number }
  /** Environment variables that decide on colour and prompts; nothing else of the environment leaves system/. */
  readonly variables: Readonly<Record<TerminalVariable, string | undefined>>
  /** The result. Resolves once the stream took it. @throws `output.failed`; a closed pipe is silence, not an error */
  out(text: string): Promise<void>
  /** Messages, progress and prompts. */
  err(text: string): void
  /** Rewrites the last line of stderr; `''` clears it. Only on a terminal. */
  line(text: string): void
  /** For the libraries that ask and wait. */
  readonly streams: { readonly input: NodeJS.ReadStream; readonly messages: NodeJS.WriteStream }
  readInput(): AsyncIterable<Buffer>
}

const VARIABLES = ['NO_COLOR', 'FORCE_COLOR', 'CLICOLOR', 'CLICOLOR_FORCE', 'TERM', 'CI', 'ACCESSIBLE', 'LC_ALL', 'LC_MESSAGES', 'LANG', 'SCELLE_LANG'] as const
export type TerminalVariable = (typeof VARIABLES)[number]

declare module './failure.ts' {
  interface FailureFacts {
    'output.failed': { errno: string }
  }
}

/**
 * Our own colour marks: private-use characters put by the painter. In foreign text they could change a colour at
 * worst; every escape sequence, whoever wrote it, is made visible.
 */
export const MARKS = { end: '\u{f0000}', bold: '\u{f0001}', dim: '\u{f0002}', red: '\u{f0003}', green: '\u{f0004}', yellow: '\u{f0005}', blue: '\u{f0006}' } as const
export type Mark = Exclude<keyof typeof MARKS, 'end'>
const SPLIT = /([\u{f0000}-\u{f0006}])/u
const MARK_OF = new Map<string, Mark>(Object.entries(MARKS).flatMap(([name, char]) => (name === 'end' ? [] : [[char, name as Mark]])))

/** Applies `paint` to marked runs, innermost first, and makes the rest harmless; line breaks stay. */
export function printable(text: string, paint: (mark: Mark, run: string) => string): string {
  const open: Mark[] = []
  let done = ''
  for (const part of text.split(SPLIT)) {
    const mark = MARK_OF.get(part)
    if (mark !== undefined) open.push(mark)
    else if (part === MARKS.end) open.pop()
    else if (part !== '') done += open.reduceRight((run, one) => paint(one, run), part.split('\n').map((line) => visible(line)).join('\n'))
  }
  return done
}

export interface Painters {
  readonly out: (mark: Mark, run: string) => string
  readonly err: (mark: Mark, run: string) => string
}

/** What is known of the terminal before anything is printed. */
export type Streams = Pick<Terminal, 'stdin' | 'stdout' | 'stderr' | 'variables'>

export function terminalStreams(): Streams {
  return {
    stdin: { tty: isatty(0) },
    stdout: { tty: isatty(1), columns: process.stdout.columns ?? 0 },
    stderr: { tty: isatty(2), columns: process.stderr.columns ?? 0 },
    variables: Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]])) as Streams['variables'],
  }
}

export function nodeTerminal(streams: Streams, paint: Painters): Terminal {
  const { stderr } = streams
  let lineShown = false
  let closed = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true
  })
  process.stderr.on('error', () => {})
  return {
    ...streams,
    streams: { input: process.stdin, messages: process.stderr },
    async out(text) {
      if (text === '' || closed) return
      const safe = printable(text, paint.out)
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(safe, (error) => {
          const errno = errnoOf(error)
          if (error && errno !== 'EPIPE') reject(new Failure('output.failed', { errno }))
          else resolve()
        })
      })
    },
    err(text) {
      if (lineShown) process.stderr.write('\r\u001b[K')
      lineShown = false
      process.stderr.write(printable(text, paint.err))
    },
    line(text) {
      if (!stderr.tty || stderr.columns === 0) return
      const cut = [...text].slice(0, Math.max(1, stderr.columns - 1)).join('')
      process.stderr.write(`\r\u001b[K${printable(cut, paint.err)}`)
      lineShown = text !== ''
    },
    async *readInput() {
      for await (const chunk of process.stdin) yield chunk as Buffer
    },
  }
}
