// One run of the command line: words in, exit code out. Holds the only catch.
import type { Catalog, FailureText, FirstWords, Language } from '../messages/catalog.ts'
import { loadCatalog } from '../messages/load.ts'
import { Failure, isFailure } from '../system/failure.ts'
import type { Settings } from '../system/settings.ts'
import type { Terminal } from '../system/terminal.ts'
import type { World } from '../system/world.ts'
import type { CommandSpec } from './command-table.ts'
import type { Context } from './context.ts'
import { jsonText } from './define-command.ts'
import { Exit } from './exit-codes.ts'
import { bold, red, wantsColour } from './paint.ts'
import { parseArguments, wholeHelp } from './program.ts'
import { createProgress } from './progress.ts'
import type { RawInput } from './raw-input.ts'

export interface RunOptions {
  readonly argv: readonly string[]
  readonly terminal: Terminal
  readonly words: FirstWords
  readonly settings: Settings
  readonly cwd: string
  readonly createWorld: () => Promise<World>
  /** Which signal stopped the run, once one did. */
  readonly stoppedBy: () => 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined
}

/** `scelle help seal`, as people type it. */
const HELP_WORDS: ReadonlySet<string> = new Set(['help', 'aide'])

export async function run(options: RunOptions): Promise<Exit> {
  const { argv, terminal, words } = options
  const json = argv.includes('--json')
  try {
    const columns = terminal.stdout.columns > 0 ? Math.min(terminal.stdout.columns, 110) : 100
    if (argv.length === 0) {
      terminal.err(wholeHelp(words.cli, columns))
      return Exit.usage
    }
    const parsed = parseArguments(HELP_WORDS.has(argv[0] ?? '') ? [...argv.slice(1), '--help'] : argv, words.cli, columns)
    if (parsed.kind === 'help') {
      await terminal.out(parsed.text)
      return Exit.done
    }
    const [{ command }, context] = await Promise.all([parsed.spec.load(), createContext(options, parsed.spec, parsed.input)])
    return await command(parsed.input, context)
  } catch (error) {
    return await report(error, options, json)
  }
}

async function createContext(options: RunOptions, spec: CommandSpec, input: RawInput): Promise<Context> {
  const { terminal, settings, cwd } = options
  const json = input.flag('json')
  const quiet = input.flag('quiet')
  input.choice('lang', ['fr', 'en'])
  const events = input.choice('events', ['ndjson']) !== undefined
  const [world, said] = await Promise.all([options.createWorld(), spec.words === 'first' ? undefined : allThatIsSaid(options.words.language)])
  const words = said?.words ?? onlyFirst(options.words)
  const store = input.text('store')
  return {
    world, terminal, words, settings, json, quiet, cwd,
    yes: input.flag('yes'),
    ...(store === undefined ? {} : { store }),
    mayAsk: terminal.stdin.tty && terminal.stderr.tty && !terminal.variables.CI && !json && !input.refuses('input'),
    progress: createProgress({
      terminal, clock: world.clock, language: words.language, quiet: quiet || json, events,
      colour: wantsColour(input.tristate('color'), terminal.stderr.tty, terminal.variables),
    }),
    note(text) {
      if (!quiet) terminal.err(text.endsWith('\n') ? text : `${text}\n`)
    },
  }
}

/**
 * All words, and what it takes to say a failure. A verb that lasts has them in memory before it starts: the program may
 * be replaced on the disk, or files run out, while it works.
 */
async function allThatIsSaid(language: Language) {
  const [words, { exitOf }, { refusedLines }] = await Promise.all([loadCatalog(language), import('./exit-of-failure.ts'), import('./refused-lines.ts')])
  return { words, exitOf, refusedLines }
}

/** To read a word that was not loaded is a defect of the verb's row in the table, and is told as one. */
function onlyFirst(words: FirstWords): Catalog {
  return new Proxy({ language: words.language, cli: words.cli } as Catalog, {
    get(target, section: keyof Catalog) {
      if (!Object.hasOwn(target, section)) throw new Error(`not among the first words: ${section}`)
      return target[section]
    },
  })
}

/** Says an error in the reader's language, or as one JSON object, and gives its exit code. */
async function report(error: unknown, options: RunOptions, json: boolean): Promise<Exit> {
  const { terminal } = options
  const failure = asFailure(error, options)
  const { words, exitOf, refusedLines } = await allThatIsSaid(options.words.language)
  const exit = exitOf(failure)
  const text = textOf(failure, words)
  const problems = isFailure(failure, 'signalement.refused') ? refusedLines(failure.facts.problems, words) : []
  if (json) {
    terminal.err(`${jsonText({
      type: 'error', code: failure.code, exit, message: text.message, hint: text.remedy, facts: failure.facts, ...(problems.length === 0 ? {} : { problems }),
    })}\n`)
  } else {
    for (const { field, option, message, remedy } of problems) {
      terminal.err(`${words.signalement.problem(field === option ? field : `${field} (${option})`, message, remedy)}\n`)
    }
    terminal.err(`${red(bold(words.cli.error))} ${text.message}\n`)
    if (text.remedy !== '') terminal.err(`${bold(words.cli.remedy)} ${text.remedy}\n`)
  }
  return exit
}

function asFailure(error: unknown, options: RunOptions): Failure {
  const signal = options.stoppedBy()
  if (signal !== undefined) return new Failure('system.interrupted', { signal })
  if (isFailure(error)) return error
  // inquirer throws this on Ctrl+C at a question.
  if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) {
    return new Failure('system.interrupted', { signal: 'SIGINT', asked: true })
  }
  // Where in the program, never where on the machine.
  const where = error instanceof Error
    ? (error.stack ?? '').split('\n').slice(0, 4).map((line) => line.trim().replace(/(?:file:\/\/)?\/[^\s()]*?\/(?=(?:dist|src|test|node_modules)\/)/, '')).join(' ← ')
    : ''
  return new Failure('system.internal', { detail: where }, error)
}

export function textOf(failure: Failure, words: Catalog): FailureText {
  const say = words.failures[failure.code] as (facts: unknown) => FailureText
  return say(failure.facts)
}
