// ExifTool as a process that parses hostile input: no configuration file, no environment, limits on time, memory and output,
// and it does not outlive this program. Names of files are never anything but absolute paths, one argument a line.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { accessSync, constants, lstatSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { residentBytes } from './isolated-process.ts'
import type { ExifTool, ExifToolAnswer, ExifToolSubject } from './exiftool.ts'

export interface ExifToolLimits {
  readonly timeMs: number
  readonly memoryBytes: number
  readonly answerBytes: number
}
/** The interpreter and the script. */
export interface ExifToolProgram {
  readonly perl: string
  readonly script: string
}

const LIMITS: ExifToolLimits = { timeMs: 60_000, memoryBytes: 1536 * 2 ** 20, answerBytes: 8 * 2 ** 20 }
const MEMORY_WATCH_MS = 250
/** Of what Perl says on its way out. */
const COMPLAINTS = 4096
/** Every tag with its groups (0: family, 1: place, 4: copy), numbers as stored, nothing of the file system, which is another elsewhere. */
const QUESTION = ['-json', '-a', '-G0:1:4', '-struct', '-n', '-api', 'largefilesupport=1', '-api', 'QuickTimeUTC=1', '--System:all']
// Arguments come on descriptor 3. Descriptor 4 is a lifeline: it ends with the parent, however the parent ends, and the
// process dies then, even in an endless loop. The first line of output is its number.
const SHELL = 'ulimit -v "$1" 2>/dev/null; shift; "$@" <&3 3<&- 4<&- & p=$!; echo "$p"; exec 1>&- 2>&- 3<&-; read -r _ <&4; kill -9 "$p"'

export function nodeExifTool(signal: AbortSignal, limits: Partial<ExifToolLimits> = {}, find: () => ExifToolProgram | undefined = installed): ExifTool {
  return new NodeExifTool(signal, { ...LIMITS, ...limits }, find)
}

class NodeExifTool implements ExifTool {
  readonly #signal: AbortSignal
  readonly #limits: ExifToolLimits
  readonly #find: () => ExifToolProgram | undefined
  #program: ExifToolProgram | undefined
  /** The process that stays, and the one of a file that has no path. */
  #life: Life | undefined
  #guest: Life | undefined
  #version: string | undefined
  #work: Promise<unknown> = Promise.resolve()
  readonly #stop = (): void => { for (const life of [this.#life, this.#guest]) life?.kill() }

  constructor(signal: AbortSignal, limits: ExifToolLimits, find: () => ExifToolProgram | undefined) {
    this.#signal = signal
    this.#limits = limits
    this.#find = find
    signal.addEventListener('abort', this.#stop, { once: true })
    process.on('exit', this.#stop)
  }

  read(subject: ExifToolSubject): Promise<ExifToolAnswer> {
    const answer = this.#work.then(() => this.#read(subject))
    this.#work = answer
    return answer
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    process.off('exit', this.#stop)
    await Promise.all([this.#life, this.#guest].map(async (life) => { await life?.close() }))
  }

  async #read(subject: ExifToolSubject): Promise<ExifToolAnswer> {
    const program = this.#program ??= this.#find()
    if (program === undefined) return { status: 'unsupported', message: 'exiftool or perl is not installed' }
    if (this.#signal.aborted) return { status: 'error', message: 'aborted' }
    const version = this.#version ??= (await this.#ask(program, ['-ver'])).text?.trim()
    const known = version === undefined ? {} : { version }
    const refused = subject.path === undefined ? undefined : refusal(subject.path)
    if (refused !== undefined) return { status: 'error', message: refused, ...known }
    const { text, failure } = subject.path === undefined ? await this.#once(program, subject.bytes) : await this.#ask(program, [...QUESTION, subject.path])
    if (text !== undefined) return { status: 'ok', json: text, ...known }
    return this.#signal.aborted ? { status: 'error', message: 'aborted' } : { ...(failure ?? { status: 'crash' }), ...known }
  }

  /** Through the process that stays. */
  async #ask(program: ExifToolProgram, args: readonly string[]): Promise<Outcome> {
    const life = this.#life?.alive === true ? this.#life : this.#life = new Life(program, ['-stay_open', 'True', '-@', '-'], this.#limits)
    return await life.ask(`${args.join('\n')}\n-execute1\n`, '{ready1}\n')
  }

  /** A file inside another one has no name that could be asked for: it is given to a process of its own. */
  async #once(program: ExifToolProgram, bytes: Buffer): Promise<Outcome> {
    const life = this.#guest = new Life(program, [...QUESTION, '-'], this.#limits)
    return await life.ask(bytes, undefined)
  }
}

interface Outcome {
  readonly text?: string
  readonly failure?: { readonly status: 'timeout' | 'crash' | 'limit' | 'error'; readonly message?: string }
}

/** One life of the process. */
class Life {
  readonly ended: Promise<void>
  readonly #process: ChildProcess
  readonly #limits: ExifToolLimits
  readonly #output: Readable
  alive = true
  #pid: number | undefined
  #chunks: Buffer[] = []
  #have = 0
  #complaints = ''
  #changed: () => void = () => undefined

  constructor({ perl, script }: ExifToolProgram, args: readonly string[], limits: ExifToolLimits) {
    this.#limits = limits
    const kib = String(Math.ceil(limits.memoryBytes / 1024))
    // Configuration files are Perl code: `-config ""` first, and no HOME to look in.
    this.#process = spawn('/bin/sh', ['-c', SHELL, 'sh', kib, perl, script, '-config', '', ...args], {
      env: { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    this.#output = this.#process.stdout as Readable
    this.#output.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      this.#have += chunk.length
      this.#changed()
    })
    this.#process.stderr?.on('data', (chunk: Buffer) => { this.#complaints = (this.#complaints + chunk.toString('latin1')).slice(-COMPLAINTS) })
    for (const stream of this.#process.stdio) stream?.on('error', () => undefined)
    this.ended = new Promise((resolve) => {
      const gone = (): void => {
        this.alive = false
        this.#changed()
        resolve()
      }
      // The shell stays behind: what ends with the process is its output.
      this.#output.on('end', () => { this.kill() })
      this.#process.on('error', gone)
      this.#process.on('close', gone)
    })
  }

  kill(): void {
    this.alive = false
    const group = this.#process.pid
    if (group === undefined) return
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }

  async close(): Promise<void> {
    this.#hold(true)
    this.kill()
    await this.ended
  }

  /** @param end what the answer ends with; undefined: the end of the process */
  async ask(input: string | Buffer, end: string | undefined): Promise<Outcome> {
    let failure: Outcome['failure']
    const stop = (status: 'timeout' | 'limit', message: string): void => {
      failure ??= { status, message }
      this.kill()
    }
    this.#hold(true)
    const clock = setTimeout(() => stop('timeout', `${this.#limits.timeMs} ms`), this.#limits.timeMs)
    const watch = setInterval(() => {
      const used = residentBytes(this.#pid)
      if (used !== undefined && used > this.#limits.memoryBytes) stop('limit', 'memory')
    }, MEMORY_WATCH_MS)
    try {
      await this.#until(() => this.#pid !== undefined || !this.alive || this.#started())
      const pipe = this.#process.stdio[3] as Writable
      if (end === undefined) pipe.end(input)
      else pipe.write(input)
      await this.#until(() => {
        if (this.#have > this.#limits.answerBytes) stop('limit', `answer over ${this.#limits.answerBytes} bytes`)
        return !this.alive || (end !== undefined && this.#ends(end))
      })
      // Whatever killed it, what it said last is read first.
      if (!this.alive) await this.ended
      const text = Buffer.concat(this.#chunks.splice(0)).toString('utf8')
      this.#have = 0
      if (failure !== undefined) return { failure }
      if (end === undefined ? text.trim() !== '' : text.endsWith(end)) return { text: end === undefined ? text : text.slice(0, -end.length) }
      return { failure: /out of memory/i.test(this.#complaints) ? { status: 'limit', message: 'memory' } : { status: 'crash' } }
    } finally {
      clearTimeout(clock)
      clearInterval(watch)
      if (this.alive) this.#hold(false)
    }
  }

  /** The first line is the number of the process. */
  #started(): boolean {
    const all = Buffer.concat(this.#chunks)
    const line = all.indexOf(10)
    if (line === -1) return false
    this.#pid = Number(all.toString('latin1', 0, line))
    this.#chunks = [all.subarray(line + 1)]
    this.#have = all.length - line - 1
    return true
  }

  #ends(mark: string): boolean {
    if (this.#have < mark.length) return false
    const last = this.#chunks.at(-1) as Buffer
    return (last.length >= mark.length ? last : Buffer.concat(this.#chunks)).subarray(-mark.length).toString('latin1') === mark
  }

  async #until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => { this.#changed = resolve })
  }

  /** An idle process must not keep this program alive. */
  #hold(held: boolean): void {
    const name = held ? 'ref' : 'unref'
    this.#process[name]()
    for (const stream of this.#process.stdio) (stream as unknown as Record<string, (() => void) | undefined> | null)?.[name]?.()
  }
}

/** A line feed would begin another argument (GHSA-cw26-7653-2rp5); a link or a pipe is no exhibit. */
function refusal(path: string): string | undefined {
  if (!isAbsolute(path) || /[\n\r\0]/.test(path)) return 'not a plain absolute path'
  try {
    return lstatSync(path).isFile() ? undefined : 'not-a-regular-file'
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code)
  }
}

/** The copy that comes with this program, else the one of the system. Windows has no Perl of its own. */
function installed(): ExifToolProgram | undefined {
  if (process.platform === 'win32') return undefined
  const perl = onPath('perl')
  const script = vendored() ?? onPath('exiftool')
  return perl === undefined || script === undefined ? undefined : { perl, script }
}

/** ExifTool itself, as its npm package brings it; the one around it would start processes of its own, and npm under Node 20 leaves it out. */
function vendored(): string | undefined {
  try {
    const description = findPackageJSON('exiftool-vendored.pl', import.meta.url)
    const path = description === undefined ? '' : join(dirname(description), 'bin', 'exiftool')
    return isPerl(path) ? path : undefined
  } catch {
    return undefined
  }
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute).map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return name === 'perl' || isPerl(path)
    } catch {
      return false
    }
  })
}

/** A wrapper in another language would be read by Perl as nonsense. */
function isPerl(path: string): boolean {
  return /^#!.{0,100}perl/.test(readFileSync(path, 'latin1').slice(0, 200))
}
