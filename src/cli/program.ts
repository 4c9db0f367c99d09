// The only file that touches commander. It gets no word of its own past us: help and refusals are ours, in the
// reader's language, and it never exits the process.
import { Command, CommanderError, Option } from 'commander'
import { Failure, isFailure } from '../system/failure.ts'
import { toolVersion } from '../system/host.ts'
import { COMMANDS, GLOBAL_OPTIONS, GROUP_ALIASES, GROUPS, type CommandSpec, type GroupName, type OptionSpec } from './command-table.ts'
import { RawInput } from './raw-input.ts'
import type { CliWords } from './words.ts'

export type Parsed =
  | { readonly kind: 'run'; readonly spec: CommandSpec; readonly input: RawInput }
  | { readonly kind: 'help'; readonly text: string }

/** @throws `usage.*` */
export function parseArguments(argv: readonly string[], words: CliWords, columns: number): Parsed {
  // A verb that is not among the words will not run: it counts, like all that is said of the verbs, for help and for
  // suggestions only. First without them, then, unless a verb runs, with everything: `status` gains some milliseconds.
  const typed = COMMANDS.filter((spec) => isTyped(spec, argv))
  if (typed.length > 0) {
    try {
      const parsed = parseAmong(typed, false, argv, words, columns)
      if (parsed.kind === 'run') return parsed
    } catch (error) {
      if (!isFailure(error)) throw error
    }
  }
  return parseAmong(COMMANDS, true, argv, words, columns)
}

function parseAmong(specs: readonly CommandSpec[], talks: boolean, argv: readonly string[], words: CliWords, columns: number): Parsed {
  let run: Parsed | undefined
  let help = ''
  const program = new Command('scelle')
  const configure = (command: Command): Command => {
    command
      // First, so that subcommands copy it: otherwise commander exits the process by itself.
      .exitOverride()
      .configureOutput({ writeOut: (text) => { help += text }, writeErr: () => {}, outputError: () => {}, getOutHelpWidth: () => columns })
      .helpCommand(false)
      .allowExcessArguments(false)
    if (!talks) return command.helpOption(false)
    return command
      .configureHelp({
        showGlobalOptions: true,
        styleTitle: (title) => translateTitle(title, words),
        optionDescription: (option) => option.description,
        argumentDescription: (argument) => argument.description,
        subcommandTerm: (sub) => [sub.name(), ...sub.aliases().filter((alias) => /^[a-z-]+$/.test(alias))].join(', '),
      })
      .helpOption('-h, --help', words.helpOption)
  }
  configure(program)
  if (talks) {
    program.description(words.about).usage(words.usageLine).version(toolVersion(), '-V, --version', words.versionOption)
    program.addHelpText('after', `\n${words.seeAlso}\n`)
  }
  for (const spec of GLOBAL_OPTIONS) addOption(program, spec, words)
  const groups = new Map(GROUPS.map((name) => {
    const text = words.groups[name]
    return [name, configure(program.command(name)).aliases([...GROUP_ALIASES[name]]).summary(text.summary).description(text.details).usage(words.usageLine)]
  }))
  const groupOf = (name: GroupName): Command => groups.get(name) ?? program
  for (const spec of specs) {
    const text = words.commands[spec.name]
    const name = lastWord(spec.name)
    const group = GROUPS.find((each) => spec.name.startsWith(`${each} `))
    if (group !== undefined && ![group, ...GROUP_ALIASES[group]].some((word) => argv.includes(word))) continue
    const parent = group === undefined ? program : groupOf(group)
    const sub = configure(parent.command(name)).summary(text.summary).description(text.details)
    for (const alias of spec.aliases) sub.alias(alias)
    if (!isTyped(spec, argv)) continue
    if (spec.arguments !== undefined) sub.arguments(spec.arguments)
    sub.usage([spec.arguments, '[options]'].filter(Boolean).join(' '))
    for (const option of spec.options) addOption(sub, option, words)
    sub.action(() => {
      run = { kind: 'run', spec, input: new RawInput(sub.args, sub.optsWithGlobals()) }
    })
  }
  try {
    program.parse(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return { kind: 'help', text: help }
      throw usageFailure(error, argv)
    }
    throw error
  }
  if (run !== undefined) return run
  throw new Failure('usage.no-command', {})
}

function isTyped(spec: CommandSpec, argv: readonly string[]): boolean {
  return [lastWord(spec.name), ...spec.aliases].some((word) => argv.includes(word))
}

/** Help of the whole tool, for a bare `scelle`. */
export function wholeHelp(words: CliWords, columns: number): string {
  const parsed = parseArguments(['--help'], words, columns)
  return parsed.kind === 'help' ? parsed.text : ''
}

function addOption(command: Command, spec: OptionSpec, words: CliWords): void {
  const option = new Option(spec.flags, words.options[spec.key])
  if (spec.repeatable) option.argParser((value: string, previous: string[] | undefined) => [...(previous ?? []), value])
  const name = option.attributeName()
  // RawInput reads by our own key; the long flag must lead there.
  if (name !== spec.key) command.on(`option:${option.name()}`, (value: unknown) => {
    if (spec.repeatable) command.setOptionValue(spec.key, [...((command.getOptionValue(spec.key) as string[] | undefined) ?? []), value])
    else command.setOptionValue(spec.key, value ?? true)
  })
  command.addOption(option)
}

/** `signalement new` → `new`. */
function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1)
}

function translateTitle(title: string, words: CliWords): string {
  const titles: Record<string, string> = {
    'Usage:': words.helpTitles.usage, 'Arguments:': words.helpTitles.arguments, 'Options:': words.helpTitles.options,
    'Global Options:': words.helpTitles.globalOptions, 'Commands:': words.helpTitles.commands,
  }
  return titles[title] ?? title
}

function usageFailure(error: CommanderError, argv: readonly string[]): Failure {
  // commander tells what it refuses only inside its English sentence, between quotes.
  const word = /'([^']*)'/.exec(error.message)?.[1] ?? argv[0] ?? ''
  const suggestion = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message)?.[1] ?? null
  switch (error.code) {
    case 'commander.unknownCommand':
      return new Failure('usage.unknown-command', { word, suggestion })
    case 'commander.unknownOption':
      return new Failure('usage.unknown-option', { word })
    case 'commander.missingArgument':
      return new Failure('usage.missing-argument', { word })
    case 'commander.excessArguments':
      return new Failure('usage.excess-arguments', { word: argv.at(-1) ?? '' })
    case 'commander.optionMissingArgument':
      return new Failure('usage.missing-value', { option: /--[a-z0-9-]+/.exec(word)?.[0] ?? word })
    case 'commander.help':
      return new Failure('usage.no-command', {})
    default:
      return new Failure('usage.other', { detail: error.code })
  }
}
