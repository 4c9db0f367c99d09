// The arrows of the house and who may touch what, as one table. `.oxlintrc.json` is made of it: change the table, then
// run `vitest run -u test/architecture`. A later override replaces a rule instead of merging, so each says all of it.

export const ROOMS = ['system', 'case', 'metadata', 'seal', 'signalement', 'bundle', 'verify', 'delivery', 'guichet', 'exercise', 'messages', 'cli'] as const
export type Room = (typeof ROOMS)[number]

/** cli → {bundle, verify, delivery, guichet, exercise} → {seal, metadata, signalement} → case → system. The exercise runs the main job. */
export const ARROWS: Record<Room, readonly Room[]> = {
  system: [],
  case: ['system'],
  metadata: ['case', 'system'],
  seal: ['case', 'system'],
  signalement: ['case', 'system'],
  bundle: ['seal', 'metadata', 'signalement', 'case', 'system'],
  verify: ['seal', 'metadata', 'case', 'system'],
  delivery: ['signalement', 'case', 'system'],
  // The other side of the wire: it shares with the sender the model and nothing else.
  guichet: ['signalement', 'case', 'system'],
  exercise: ['bundle', 'verify', 'seal', 'metadata', 'case', 'system'],
  // Types of all rooms; of values, what system/ knows about text and time.
  messages: [],
  cli: ['bundle', 'verify', 'delivery', 'guichet', 'exercise', 'messages', 'seal', 'metadata', 'signalement', 'case', 'system'],
}

/** Runtime packages and the files, or the rooms, that wrap them. zod may be used anywhere. */
export const PACKAGES: Record<string, readonly string[]> = {
  'commander': ['src/cli/program.ts'],
  'inquirer': ['src/cli/ask.ts'],
  'chalk': ['src/cli/paint.ts'],
  'ora': ['src/cli/progress.ts'],
  'got': ['src/system/node-http.ts'],
  'conf': ['src/system/settings.ts'],
  'sharp': ['src/metadata/**', 'src/exercise/samples/**'],
  'exifr': ['src/metadata/**'],
  'file-type': ['src/metadata/**'],
  'exifreader': ['src/metadata/**'],
  'unpdf': ['src/metadata/**'],
  'postal-mime': ['src/metadata/**'],
  '@kenjiuno/msgreader': ['src/metadata/**'],
  'mediainfo.js': ['src/metadata/**'],
  'warcio': ['src/metadata/**'],
  'saxes': ['src/metadata/**'],
  'libarchive-wasm': ['src/metadata/**'],
  'htmlparser2': ['src/metadata/**'],
  'libheif-js': ['src/metadata/**'],
  '@contentauth/c2pa-wasm': ['src/metadata/**'],
  'exiftool-vendored.pl': ['src/system/exiftool-process.ts'],
  'pdfkit': ['src/bundle/pdf/**'],
  'uqr': ['src/bundle/pdf/**'],
  '@expo-google-fonts/noto-sans': ['src/bundle/pdf/**'],
  '@expo-google-fonts/noto-sans-mono': ['src/bundle/pdf/**'],
  'archiver': ['src/bundle/zip.ts'],
  'age-encryption': ['src/bundle/encrypt.ts'],
  'yauzl': ['src/verify/zip-*.ts', 'src/metadata/**'],
  'csv-parse': ['src/signalement/import/read-csv.ts'],
  'hucre': ['src/signalement/import/workbook-child.ts'],
  '@napi-rs/keyring': ['src/system/keyring-child.ts'],
  'fastify': ['src/guichet/**'],
  '@fastify/cookie': ['src/guichet/**'],
  '@fastify/formbody': ['src/guichet/**'],
  '@fastify/rate-limit': ['src/guichet/**'],
  'pg': ['src/system/postgres-thread.ts', 'src/guichet/store/**'],
  'pg-boss': ['src/delivery/queue/**'],
  'nodemailer': ['src/system/node-mail.ts', 'src/system/mail-message.ts'],
  'openpgp': ['src/delivery/mail/**'],
  '@smithy/signature-v4': ['src/delivery/destinations/aws-abuse-signal/**'],
  '@aws-crypto/sha256-js': ['src/delivery/destinations/aws-abuse-signal/**'],
  'xmlbuilder2': ['src/delivery/destinations/ncmec-xml/**'],
}
export const ANYWHERE: readonly string[] = ['zod']

/** Parts of Node that reach the world. */
export const WORLD_MODULES = [
  'fs', 'fs/promises', 'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process', 'worker_threads', 'cluster',
  'os', 'process', 'sqlite', 'readline', 'readline/promises', 'repl', 'inspector', 'v8', 'vm', 'perf_hooks', 'timers', 'timers/promises', 'tty', 'console', 'module',
] as const

/** Where a part of Node may be used after all: fonts are found through the module resolver. */
export const MODULES_ALLOWED: Record<string, readonly string[]> = { 'src/bundle/pdf/**': ['module'], 'src/exercise/samples/**': ['module'] }

/** Functions of node:crypto that draw from chance. */
export const CHANCE = ['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'webcrypto', 'getRandomValues', 'default'] as const

export const WORLD_GLOBALS: Record<string, string> = {
  globalThis: 'what globalThis holds is named itself',
  global: 'what global holds is named itself',
  process: 'process is read in system/ and main.ts',
  console: 'output goes through the terminal of system/',
  fetch: 'the network lives in system/',
  WebSocket: 'the network lives in system/',
  crypto: 'chance comes from world.random; digests from node:crypto',
  performance: 'time comes from world.clock',
  setTimeout: 'time comes from system/',
  setInterval: 'time comes from system/',
  Date: 'now comes from world.clock; system/time.ts and messages/format.ts turn instants into dates',
}

/** Files that may say what their room may not. */
export const GLOBALS_ALLOWED: Record<string, readonly string[]> = {
  'src/main.ts': ['process'],
  'src/messages/format.ts': ['Date'],
  // pdfkit takes its dates as Date objects; they are made of instants.
  'src/bundle/pdf/archival-document.ts': ['Date'],
}

type Rule = readonly ['error', ...unknown[]]
type Rules = Record<string, Rule | 'error' | 'off'>
interface Override { readonly files: readonly string[]; readonly rules: Rules }

const WHY: Record<Room | 'main.ts', string> = {
  system: 'system/ knows no other room',
  case: 'case/ knows system/ only',
  metadata: 'metadata/ knows case/ and system/',
  seal: 'seal/ knows case/ and system/',
  signalement: 'signalement/ knows case/ and system/',
  bundle: 'bundle/ knows seal/, metadata/, signalement/, case/ and system/',
  verify: 'verify/ knows seal/, metadata/, case/ and system/; it never trusts what bundle/ wrote',
  delivery: 'delivery/ knows signalement/, case/ and system/',
  guichet: 'guichet/ knows signalement/, case/ and system/: never the sender',
  exercise: 'exercise/ runs the main job; it knows neither cli/ nor messages/',
  messages: 'messages/ takes types from the rooms, and visible.ts and time.ts of system/',
  cli: 'cli/ is wired by main.ts',
  'main.ts': 'main.ts wires system/, cli/ and messages/',
}

function packageRules(place: string): unknown[] {
  return Object.entries(PACKAGES)
    .filter(([, places]) => !places.includes(place) && !places.some((each) => covers(each, place)))
    .flatMap(([name, places]) => {
      const message = `${name} is only used in ${places.map((each) => each.replace(/^src\//, '').replace(/\*\*$/, '')).join(', ')}`
      return [{ regex: `^${name.replace('/', '\\/')}(/.*)?$`, message }]
    })
}

function allowedAt(table: Readonly<Record<string, readonly string[]>>, place: string): readonly string[] {
  return Object.entries(table).filter(([glob]) => glob === place || covers(glob, place)).flatMap(([, names]) => names)
}

const covers = (glob: string, place: string): boolean => glob.endsWith('/**') && place.startsWith(glob.slice(0, -2))

function importRules(room: Room | 'main.ts', place: string): Rule {
  const patterns: unknown[] = []
  const allowed: readonly Room[] = room === 'main.ts' ? ['system', 'cli', 'messages'] : ARROWS[room]
  const banned = ROOMS.filter((each) => each !== room && !allowed.includes(each))
  if (room === 'messages') {
    const rooms = banned.filter((each) => each !== 'system').join('|')
    patterns.push({ regex: `^(\\.\\./)+(${rooms})/`, allowTypeImports: true, message: WHY.messages })
    // No look-ahead in these patterns: everything of system/ but ti… and vi….
    patterns.push({ regex: '^(\\.\\./)+system/([^tv]|t[^i]|v[^i])', allowTypeImports: true, message: WHY.messages })
  } else if (banned.length > 0) {
    patterns.push({ regex: `^(\\.\\.?/)+(${banned.join('|')})/`, message: WHY[room] })
  }
  if (room !== 'main.ts') patterns.push({ regex: '(^|/)main\\.[jt]s$', message: 'nothing imports main.ts' })
  patterns.push({ regex: '(^|/)(test|dist)/', message: 'src/ knows neither tests nor its own build' })
  if (room !== 'system') {
    const modules = WORLD_MODULES.filter((name) => !allowedAt(MODULES_ALLOWED, place).includes(name))
    patterns.push({ regex: `^(node:)?(${modules.join('|')})$`, message: 'only system/ touches the world: take a World' })
  }
  patterns.push(...packageRules(place))
  const paths = room === 'system' ? [] : [{ name: 'node:crypto', importNames: CHANCE, message: 'chance comes from world.random' }]
  return ['error', { paths, patterns }]
}

function globalRules(place: string): Rule | 'off' {
  const allowed = allowedAt(GLOBALS_ALLOWED, place)
  return ['error', ...Object.entries(WORLD_GLOBALS).filter(([name]) => !allowed.includes(name)).map(([name, message]) => ({ name, message }))]
}

const PROPERTIES: Rule = [
  'error',
  { object: 'Date', property: 'now', message: 'now comes from world.clock' },
  { object: 'Math', property: 'random', message: 'chance comes from world.random' },
]

function override(room: Room | 'main.ts', place: string): Override {
  const world = room === 'system'
  return {
    files: [place],
    rules: {
      'no-restricted-imports': importRules(room, place),
      ...(world ? {} : { 'no-restricted-globals': globalRules(place), 'no-restricted-properties': PROPERTIES }),
    },
  }
}

const roomOf = (place: string): Room | 'main.ts' => (place.split('/')[1] ?? '') as Room | 'main.ts'

/** The whole `.oxlintrc.json`. */
export function oxlintConfig(): { readonly overrides: readonly Override[]; readonly [key: string]: unknown } {
  const rooms = ROOMS.map((room) => `src/${room}/**`)
  // General first: the last override that fits a file is the one that holds.
  const files = [...new Set([...Object.values(PACKAGES).flat(), ...Object.keys(GLOBALS_ALLOWED)])].filter((place) => !rooms.includes(place))
    .sort((a, b) => Number(b.endsWith('/**')) - Number(a.endsWith('/**')) || (a < b ? -1 : 1))
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'import', 'node', 'promise', 'unicorn', 'oxc', 'vitest'],
    options: { typeAware: true },
    categories: { correctness: 'error', suspicious: 'error' },
    ignorePatterns: ['dist/**', 'coverage/**'],
    rules: {
      // Of what runs. cli/ reads the catalogs, whose types name cli/'s own words: types may go round.
      'import/no-cycle': ['error', { ignoreTypes: true }],
      'import/no-default-export': 'error',
      'typescript/no-floating-promises': 'error',
      'typescript/no-misused-promises': 'error',
      'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'typescript/consistent-type-imports': 'error',
      'unicorn/prefer-node-protocol': 'error',
      'unicorn/filename-case': ['error', { case: 'kebabCase' }],
      'no-console': 'error',
      'eqeqeq': 'error',
      'max-lines': ['error', { max: 400 }],
      // Against our style, or against our trade: hostile bytes are matched by patterns with control characters.
      'import/no-named-as-default': 'off',
      'import/no-named-as-default-member': 'off',
      'no-control-regex': 'off',
      'no-misleading-character-class': 'off',
      'no-underscore-dangle': 'off',
      'promise/no-callback-in-promise': 'off',
      // A string is spread to get its code points.
      'typescript/no-misused-spread': 'off',
      'typescript/no-generated-empty-object-type': 'off',
      'typescript/no-unsafe-type-assertion': 'off',
      'unicorn/consistent-function-scoping': 'off',
      'unicorn/no-array-sort': 'off',
      'unicorn/require-post-message-target-origin': 'off',
    },
    overrides: [
      ...rooms.map((place) => override(roomOf(place), place)),
      ...files.map((place) => override(roomOf(place), place)),
      { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
      {
        files: ['test/**'],
        rules: {
          'no-console': 'off', 'typescript/unbound-method': 'off', 'vitest/no-conditional-expect': 'off', 'vitest/require-to-throw-message': 'off',
          'vitest/valid-expect': ['error', { maxArgs: 2 }],
        },
      },
    ],
  }
}

/** As the file is laid out: one restriction a line. */
export function oxlintConfigText(): string {
  const flat = (value: unknown, depth: number): string => {
    if (Array.isArray(value) || (typeof value === 'object' && value !== null)) {
      const line = JSON.stringify(value)
      if (line.length + depth <= 110 || depth >= 14) return line
      const pad = ' '.repeat(depth + 2)
      const parts = Array.isArray(value)
        ? value.map((item) => pad + flat(item, depth + 2))
        : Object.entries(value).map(([key, item]) => `${pad}${JSON.stringify(key)}: ${flat(item, depth + 2)}`)
      const [open, close] = Array.isArray(value) ? '[]' : '{}'
      return `${open}\n${parts.join(',\n')}\n${' '.repeat(depth)}${close}`
    }
    return JSON.stringify(value)
  }
  return `${flat(oxlintConfig(), 0)}\n`
}
