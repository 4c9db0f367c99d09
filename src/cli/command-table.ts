// What can be typed: names, French aliases, arguments, options. Data only, so that --help and --version load nothing
// heavy; each verb's module is imported when it runs.
import type { CommandModule } from './define-command.ts'

export interface OptionSpec {
  /** commander flags, as `--case <DIR>`. Never variadic: `--tag a b.jpg` would swallow the file. */
  readonly flags: string
  readonly key: OptionKey
  /** May be given several times. */
  readonly repeatable?: true
}

export interface CommandSpec {
  readonly name: CommandName
  readonly aliases: readonly string[]
  /** commander argument syntax. */
  readonly arguments?: string
  readonly options: readonly OptionSpec[]
  readonly load: () => Promise<CommandModule>
}

const one = (flags: string, key: OptionKey): OptionSpec => ({ flags, key })
const many = (flags: string, key: OptionKey): OptionSpec => ({ flags, key, repeatable: true })

const CASE = one('--case <DIR>', 'case')
const DRY = one('--dry-run', 'dryRun')
const FIELDS = [
  one('--reference <REF>', 'reference'), one('--title <TEXT>', 'title'), one('--frame <TEXT>', 'frame'),
  one('--operator <NAME>', 'operator'), one('--unit <NAME>', 'unit'), one('--profile <PROFILE>', 'profile'),
  one('--time-zone <ZONE>', 'timeZone'), one('--case-lang <LANG>', 'caseLang'),
]
const INTAKE = [
  one('--source <TEXT>', 'source'), one('--kind <KIND>', 'kind'), one('--sensitive <LEVEL>', 'sensitive'),
  one('--sha512', 'sha512'), one('--sha1', 'sha1'), one('--md5', 'md5'), one('-0, --null', 'null'),
]
const SEAL = [
  many('--tsa <URL>', 'tsa'), one('--policy-min-authorities <N>', 'minAuthorities'), many('--trust <PEM>', 'trust'),
  one('--images <MODE>', 'images'),
]
const BUNDLE = [one('-o, --output <PATH>', 'output'), many('--encrypt-to <RECIPIENT>', 'encryptTo')]

export const COMMANDS = [
  { name: 'pack', aliases: ['emballer'], arguments: '<path...>', options: [CASE, ...FIELDS, ...INTAKE, ...SEAL, ...BUNDLE, DRY], load: () => import('./commands/pack.ts') },
  { name: 'init', aliases: ['ouvrir'], arguments: '[dir]', options: [CASE, ...FIELDS, DRY], load: () => import('./commands/init.ts') },
  { name: 'add', aliases: ['ajouter'], arguments: '<path...>', options: [CASE, ...INTAKE, DRY], load: () => import('./commands/add.ts') },
  { name: 'inspect', aliases: ['examiner'], options: [CASE, many('--exhibit <N>', 'exhibit'), one('--force', 'force'), DRY], load: () => import('./commands/inspect.ts') },
  { name: 'report', aliases: ['rapport'], options: [CASE, one('--draft', 'draft'), one('-o, --output <FILE>', 'output'), one('--images <MODE>', 'images'), DRY], load: () => import('./commands/report.ts') },
  { name: 'seal', aliases: ['sceller'], options: [CASE, ...SEAL, one('--resume', 'resume'), DRY], load: () => import('./commands/seal.ts') },
  { name: 'bundle', aliases: ['liasse'], options: [CASE, ...BUNDLE, DRY], load: () => import('./commands/bundle.ts') },
  { name: 'verify', aliases: ['verifier', 'vérifier'], arguments: '[target]', options: [CASE, many('--trust <PEM>', 'trust'), one('--data <FILE>', 'data'), many('--untrusted <PEM>', 'untrusted'), one('--query <FILE>', 'query'), one('--lenient', 'lenient')], load: () => import('./commands/verify.ts') },
  { name: 'status', aliases: ['etat', 'état'], options: [CASE], load: () => import('./commands/status.ts') },
  { name: 'log', aliases: ['journal'], options: [CASE, one('-n, --last <N>', 'last')], load: () => import('./commands/log.ts') },
  { name: 'exercise', aliases: ['exercice'], arguments: '[dir]', options: [], load: () => import('./commands/exercise.ts') },
  { name: 'tsa', aliases: ['horodateur'], arguments: '<action>', options: [one('--port <N>', 'port')], load: () => import('./commands/tsa.ts') },
  { name: 'config', aliases: ['reglages', 'réglages'], arguments: '[action] [key] [value...]', options: [], load: () => import('./commands/config.ts') },
  { name: 'doctor', aliases: ['diagnostic'], options: [CASE, one('--online', 'online'), many('--tsa <URL>', 'tsa'), many('--trust <PEM>', 'trust')], load: () => import('./commands/doctor.ts') },
] as const satisfies readonly CommandSpec[]

export const COMMAND_NAMES = ['pack', 'init', 'add', 'inspect', 'report', 'seal', 'bundle', 'verify', 'status', 'log', 'exercise', 'tsa', 'config', 'doctor'] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

export const GLOBAL_OPTIONS = [
  one('--json', 'json'), one('--quiet', 'quiet'), one('--lang <LANG>', 'lang'), one('--yes', 'yes'), one('--no-input', 'input'),
  one('--color', 'color'), one('--no-color', 'color'), one('--events <FORMAT>', 'events'),
] as const

export type OptionKey =
  | 'case' | 'dryRun' | 'reference' | 'title' | 'frame' | 'operator' | 'unit' | 'profile' | 'timeZone' | 'caseLang'
  | 'source' | 'kind' | 'sensitive' | 'sha512' | 'sha1' | 'md5' | 'null'
  | 'tsa' | 'minAuthorities' | 'trust' | 'images' | 'output' | 'encryptTo' | 'exhibit' | 'force' | 'draft' | 'resume'
  | 'data' | 'untrusted' | 'query' | 'lenient' | 'last' | 'port' | 'online'
  | 'json' | 'quiet' | 'lang' | 'yes' | 'input' | 'color' | 'events'
