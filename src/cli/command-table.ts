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
  /** A verb that is over at once says only the first words; the rest is not loaded, unless it fails. The others have all words. */
  readonly words?: 'first'
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

/** What can be said of a signalement: the same for `new` and `edit`; `import` takes them as defaults of every row. */
const ENTRY = [
  one('--harm <HARM>', 'harm'), one('--age <BAND>', 'age'), many('--url <URL>', 'url'), one('--platform <NAME>', 'platform'), one('--account <HANDLE>', 'account'),
  one('--account-id <ID>', 'accountId'), one('--display-name <NAME>', 'displayName'), one('--explanation <TEXT>', 'explanation'),
  one('--explanation-file <FILE>', 'explanationFile'), one('--sub-harm <TEXT>', 'subHarm'), one('--observed-at <TIME>', 'observedAt'), one('--occurred-at <TIME>', 'occurredAt'),
  one('--channel <CHANNEL>', 'channel'), one('--urgency <LEVEL>', 'urgency'), one('--urgency-reason <TEXT>', 'urgencyReason'), one('--caller <YES>', 'caller'),
  one('--representation <WHO>', 'representation'), many('--consent <WHO:TO>', 'consent'), one('--authority <CAPACITY>', 'authority'), one('--organisation <NAME>', 'organisation'),
  one('--notifier-name <NAME>', 'notifierName'), one('--notifier-email <MAIL>', 'notifierEmail'), one('--identity <MODE>', 'identity'), one('--good-faith', 'goodFaith'),
  many('--hash <ALG:VALUE ORIGIN>', 'hash'), one('--attach <FILE>', 'attach'), one('--notice-language <LANG>', 'noticeLanguage'), one('--country <CODE>', 'country'),
  one('--order-authority <NAME>', 'orderAuthority'), one('--order-reference <REF>', 'orderReference'), one('--order-issued-at <TIME>', 'orderIssuedAt'),
]
const PRIVACY = [one('--strict', 'strict'), one('--replace', 'replace')]
const LINK = [one('--case <DIR>', 'case'), many('--exhibit <N>', 'exhibit'), one('--shows-no-child', 'showsNoChild')]

const FIGURES = [one('--format <FORMAT>', 'figuresFormat'), one('-o, --output <FILE>', 'output'), one('--exact', 'exact')]

export const COMMANDS = [
  { name: 'pack', aliases: ['emballer'], arguments: '<path...>', options: [CASE, ...FIELDS, ...INTAKE, ...SEAL, ...BUNDLE, DRY], load: () => import('./commands/pack.ts') },
  { name: 'init', aliases: ['ouvrir'], arguments: '[dir]', options: [CASE, ...FIELDS, DRY], words: 'first', load: () => import('./commands/init.ts') },
  { name: 'add', aliases: ['ajouter'], arguments: '<path...>', options: [CASE, ...INTAKE, DRY], load: () => import('./commands/add.ts') },
  { name: 'inspect', aliases: ['examiner'], options: [CASE, many('--exhibit <N>', 'exhibit'), one('--deep', 'deep'), one('--no-pixels', 'pixels'), one('--verbose', 'allTags'), one('--force', 'force'), DRY], load: () => import('./commands/inspect.ts') },
  { name: 'findings', aliases: ['constats'], options: [CASE, one('--level <LEVEL>', 'level'), many('--exhibit <N>', 'exhibit')], load: () => import('./commands/findings.ts') },
  { name: 'overview', aliases: ['synthese', 'synthèse'], options: [CASE, one('--out <DIR>', 'outFolder'), one('--force', 'force')], load: () => import('./commands/overview.ts') },
  { name: 'chat', aliases: ['conversation'], arguments: '<file>', options: [CASE, one('--date-order <ORDER>', 'dateOrder'), one('--zone <ZONE>', 'zone'), one('--out <FILE>', 'out'), DRY], load: () => import('./commands/chat.ts') },
  { name: 'match', aliases: ['comparer'], options: [CASE, many('--list <FILE>', 'list'), many('--pdq-list <FILE>', 'pdqList'), many('--exhibit <N>', 'exhibit'), one('--near <N>', 'near'), one('--compute', 'compute'), DRY], load: () => import('./commands/match.ts') },
  { name: 'report', aliases: ['rapport'], options: [CASE, one('--draft', 'draft'), one('-o, --output <FILE>', 'output'), one('--images <MODE>', 'images'), DRY], load: () => import('./commands/report.ts') },
  { name: 'seal', aliases: ['sceller'], options: [CASE, ...SEAL, one('--resume', 'resume'), DRY], load: () => import('./commands/seal.ts') },
  { name: 'bundle', aliases: ['liasse'], options: [CASE, ...BUNDLE, DRY], load: () => import('./commands/bundle.ts') },
  { name: 'verify', aliases: ['verifier', 'vérifier'], arguments: '[target]', options: [CASE, many('--trust <PEM>', 'trust'), one('--data <FILE>', 'data'), many('--untrusted <PEM>', 'untrusted'), one('--query <FILE>', 'query'), one('--lenient', 'lenient')], load: () => import('./commands/verify.ts') },
  { name: 'status', aliases: ['etat', 'état'], options: [CASE], words: 'first', load: () => import('./commands/status.ts') },
  { name: 'log', aliases: ['journal'], options: [CASE, one('-n, --last <N>', 'last')], load: () => import('./commands/log.ts') },
  { name: 'exercise', aliases: ['exercice'], arguments: '[dir]', options: [], load: () => import('./commands/exercise.ts') },
  { name: 'tsa', aliases: ['horodateur'], arguments: '<action>', options: [one('--port <N>', 'port')], load: () => import('./commands/tsa.ts') },
  { name: 'config', aliases: ['reglages', 'réglages'], arguments: '[action] [key] [value...]', options: [one('--from-file <FILE>', 'fromFile'), one('--show', 'showKey')], load: () => import('./commands/config.ts') },
  { name: 'doctor', aliases: ['diagnostic'], options: [CASE, one('--online', 'online'), many('--tsa <URL>', 'tsa'), many('--trust <PEM>', 'trust')], load: () => import('./commands/doctor.ts') },
  { name: 'signalement new', aliases: ['nouveau'], options: [...ENTRY, one('--campaign <ID>', 'campaign'), ...PRIVACY, ...LINK, one('--force', 'force'), DRY], load: () => import('./commands/signalement-new.ts') },
  { name: 'signalement import', aliases: ['importer'], arguments: '<file>', options: [many('--map <COLUMN=FIELD>', 'map'), one('--reject <FILE>', 'reject'), one('--format <FORMAT>', 'format'), ...ENTRY.filter(({ key }) => !['url', 'explanation', 'explanationFile', 'account', 'accountId', 'displayName', 'attach', 'hash'].includes(key)), one('--campaign <ID>', 'campaign'), ...PRIVACY, DRY], load: () => import('./commands/signalement-import.ts') },
  { name: 'signalement list', aliases: ['lister'], options: [many('--state <STATE>', 'state'), one('--harm <HARM>', 'harm'), one('--platform <NAME>', 'platform'), one('--campaign <ID>', 'campaign'), one('--due', 'due'), one('-n, --limit <N>', 'limit')], load: () => import('./commands/signalement-list.ts') },
  { name: 'signalement show', aliases: ['montrer'], arguments: '<id>', options: [], load: () => import('./commands/signalement-show.ts') },
  { name: 'signalement edit', aliases: ['modifier'], arguments: '<id>', options: [...ENTRY, ...PRIVACY, ...LINK, DRY], load: () => import('./commands/signalement-edit.ts') },
  { name: 'signalement cancel', aliases: ['annuler'], arguments: '<id...>', options: [DRY], load: () => import('./commands/signalement-cancel.ts') },
  { name: 'signalement route', aliases: ['aiguiller'], arguments: '<id>', options: [one('--rdap <FILE>', 'rdap')], load: () => import('./commands/signalement-route.ts') },
  { name: 'signalement packet', aliases: ['paquet'], arguments: '<id>', options: [many('--to <DESTINATION>', 'to'), one('-o, --output <DIR>', 'output'), one('--force', 'force'), one('--confirm-personal', 'confirmPersonal'), DRY], load: () => import('./commands/signalement-packet.ts') },
  { name: 'signalement export', aliases: ['exporter'], arguments: '<id>', options: [one('--format <FORMAT>', 'exportFormat'), one('-o, --output <FILE>', 'output')], load: () => import('./commands/signalement-export.ts') },
  { name: 'send', aliases: ['envoyer'], arguments: '[id...]', options: [many('--to <DESTINATION>', 'to'), one('--max <N>', 'max'), one('--concurrency <N>', 'concurrency'), one('--confirm-personal', 'confirmPersonal'), one('--force', 'force'), one('--queue-only', 'queueOnly'), DRY], load: () => import('./commands/send.ts') },
  { name: 'outbox', aliases: ['file'], options: [many('--state <STATE>', 'state'), one('--to <DESTINATION>', 'toOne'), one('--resume <DESTINATION>', 'resumeOne'), one('-n, --limit <N>', 'limit')], load: () => import('./commands/outbox.ts') },
  { name: 'reconcile', aliases: ['rapprocher'], arguments: '[id]', options: [one('--to <DESTINATION>', 'toOne'), one('--key <KEY>', 'deliveryKey'), one('--remote-id <ID>', 'remoteId'), one('--not-sent', 'notSent')], load: () => import('./commands/reconcile.ts') },
  { name: 'receipt', aliases: ['accuse', 'accusé'], arguments: '<id>', options: [one('--remote-id <ID>', 'remoteId'), one('--to <DESTINATION>', 'toOne'), one('--key <KEY>', 'deliveryKey'), one('--received-at <TIME>', 'receivedAt')], load: () => import('./commands/receipt.ts') },
  { name: 'follow', aliases: ['suivre'], arguments: '[id...]', options: [one('--check', 'check'), one('--due', 'due'), one('-n, --limit <N>', 'limit')], load: () => import('./commands/follow.ts') },
  { name: 'guichet serve', aliases: ['servir'], options: [one('--port <N>', 'port'), one('--host <ADDRESS>', 'host'), one('--db <PLACE>', 'db'), one('--token-file <FILE>', 'tokenFile'), one('--cert <PEM>', 'cert'), one('--key <PEM>', 'key'), one('--rate <N>', 'rate'), one('--verbose', 'verbose')], load: () => import('./commands/guichet-serve.ts') },
  { name: 'guichet token', aliases: ['jeton'], arguments: '<name>', options: [one('--token-file <FILE>', 'tokenFile'), one('--desk', 'desk'), one('--webhook <URL>', 'webhook')], load: () => import('./commands/guichet-token.ts') },
  { name: 'worker', aliases: ['ouvrier'], options: [one('--concurrency <N>', 'concurrency'), one('--once', 'once')], load: () => import('./commands/worker.ts') },
  { name: 'locate', aliases: ['reperer', 'repérer'], arguments: '<url...>', options: [one('--platform <NAME>', 'platform')], load: () => import('./commands/locate.ts') },
  { name: 'harms', aliases: ['atteintes'], arguments: '[harm]', options: [], load: () => import('./commands/harms.ts') },
  { name: 'destinations', aliases: ['destinataires'], arguments: '[destination]', options: [], load: () => import('./commands/destinations.ts') },
  { name: 'purge', aliases: ['purger'], arguments: '[id...]', options: [DRY], load: () => import('./commands/purge.ts') },
  { name: 'stats annual', aliases: ['annuel', 'annuelles'], options: [one('--year <YEAR>', 'year'), ...FIGURES], load: () => import('./commands/stats-annual.ts') },
  { name: 'stats quality', aliases: ['qualite', 'qualité'], options: [one('--from <DAY>', 'firstDay'), one('--to <DAY>', 'lastDay'), ...FIGURES], load: () => import('./commands/stats-quality.ts') },
] as const satisfies readonly CommandSpec[]

export const COMMAND_NAMES = ['pack', 'init', 'add', 'inspect', 'findings', 'overview', 'chat', 'match', 'report', 'seal', 'bundle', 'verify', 'status', 'log', 'exercise', 'tsa', 'config', 'doctor',
  'signalement new', 'signalement import', 'signalement list', 'signalement show', 'signalement edit', 'signalement cancel', 'signalement route', 'signalement packet', 'signalement export', 'guichet serve', 'guichet token', 'send', 'outbox', 'reconcile', 'receipt', 'follow', 'worker', 'locate', 'harms', 'destinations', 'purge', 'stats annual', 'stats quality',
] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

/** Verbs that have verbs of their own. */
export const GROUPS = ['signalement', 'guichet', 'stats'] as const
export type GroupName = (typeof GROUPS)[number]
export const GROUP_ALIASES: { readonly [name in GroupName]: readonly string[] } = { signalement: [], guichet: [], stats: ['statistiques'] }

export const GLOBAL_OPTIONS = [
  one('--json', 'json'), one('--quiet', 'quiet'), one('--lang <LANG>', 'lang'), one('--yes', 'yes'), one('--no-input', 'input'),
  one('--color', 'color'), one('--no-color', 'color'), one('--events <FORMAT>', 'events'), one('--store <PLACE>', 'store'),
] as const

export type OptionKey =
  | 'case' | 'dryRun' | 'reference' | 'title' | 'frame' | 'operator' | 'unit' | 'profile' | 'timeZone' | 'caseLang'
  | 'source' | 'kind' | 'sensitive' | 'sha512' | 'sha1' | 'md5' | 'null'
  | 'tsa' | 'minAuthorities' | 'trust' | 'images' | 'output' | 'encryptTo' | 'exhibit' | 'force' | 'draft' | 'resume'
  | 'data' | 'untrusted' | 'query' | 'lenient' | 'last' | 'port' | 'online'
  | 'harm' | 'age' | 'url' | 'platform' | 'account' | 'accountId' | 'displayName' | 'explanation' | 'explanationFile' | 'subHarm' | 'observedAt' | 'occurredAt'
  | 'channel' | 'urgency' | 'urgencyReason' | 'caller' | 'representation' | 'consent' | 'authority' | 'organisation' | 'notifierName' | 'notifierEmail'
  | 'identity' | 'goodFaith' | 'hash' | 'attach' | 'noticeLanguage' | 'country' | 'orderAuthority' | 'orderReference' | 'orderIssuedAt'
  | 'confirmPersonal' | 'rdap' | 'showsNoChild' | 'campaign' | 'strict' | 'replace' | 'map' | 'reject' | 'format' | 'state' | 'due' | 'limit' | 'to'
  | 'max' | 'concurrency' | 'toOne' | 'deliveryKey' | 'resumeOne' | 'remoteId' | 'notSent' | 'receivedAt' | 'check' | 'store' | 'fromFile' | 'showKey' | 'once'
  | 'host' | 'db' | 'tokenFile' | 'cert' | 'key' | 'rate' | 'verbose' | 'desk' | 'webhook'
  | 'year' | 'firstDay' | 'lastDay' | 'figuresFormat' | 'exportFormat' | 'exact'
  | 'queueOnly'
  | 'list' | 'pdqList' | 'near' | 'compute'
  | 'dateOrder' | 'zone' | 'out'
  | 'deep' | 'pixels' | 'allTags' | 'level' | 'outFolder'
  | 'json' | 'quiet' | 'lang' | 'yes' | 'input' | 'color' | 'events'
