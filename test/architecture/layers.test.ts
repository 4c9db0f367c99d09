// Every forbidden import is flagged by the real configuration, every allowed one is not. Each probe is one file with
// one import; how many were linted is asserted, because a linter that sees no file is always content.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANYWHERE, ARROWS, CHANCE, GLOBALS_ALLOWED, oxlintConfigText, PACKAGES, ROOMS, WORLD_GLOBALS, WORLD_MODULES, type Room } from './layer-rules.ts'
import { lint, lintProbes, repository, type LintRun } from './lint-run.ts'

const RESTRICTED = /no-restricted-(imports|globals|properties)/

interface Probe { readonly text: string; readonly forbidden: boolean }
const probes: Record<string, Probe> = {}
const targets: Record<string, string> = {}

const probe = (path: string, text: string, forbidden: boolean): void => {
  if (probes[path] !== undefined) throw new Error(`two probes in ${path}`)
  probes[path] = { text, forbidden }
}
const stem = (name: string): string => name.replace(/[^a-z0-9]+/gi, '-')
const importOf = (from: string): string => `import * as m from '${from}'\nexport const p = m\n`

// Literal, so that a wrong table does not prove itself.
const ALLOWED: Record<Room, string> = {
  system: '', case: 'system', metadata: 'case system', seal: 'case system', signalement: 'case system', bundle: 'seal metadata signalement case system', verify: 'seal metadata case system',
  delivery: 'signalement case system', guichet: 'signalement case system',
  exercise: 'bundle verify seal metadata case system', messages: '', cli: 'bundle verify delivery guichet exercise messages seal metadata signalement case system',
}

for (const room of ROOMS) {
  targets[`src/${room}/target.ts`] = 'export const target = 1\nexport interface Shape { readonly a: number }\n'
  for (const other of ROOMS.filter((each) => each !== room)) {
    const allowed = ALLOWED[room].split(' ').includes(other)
    probe(`src/${room}/probe-${other}.ts`, importOf(`../${other}/target.ts`), !allowed)
    probe(`src/${room}/deep/probe-${other}.ts`, importOf(`../../${other}/target.ts`), !allowed)
    probe(`src/${room}/probe-dynamic-${other}.ts`, `export const p = (): unknown => import('../${other}/target.ts')\n`, !allowed)
    probe(`src/${room}/probe-export-${other}.ts`, `export * from '../${other}/target.ts'\n`, !allowed)
    probe(`src/${room}/probe-type-${other}.ts`, `import type { Shape } from '../${other}/target.ts'\nexport type P = Shape\n`, !allowed && room !== 'messages')
  }
  probe(`src/${room}/probe-main.ts`, importOf('../main.ts'), true)
  probe(`src/${room}/probe-test.ts`, importOf('../../test/x.ts'), true)
  for (const name of Object.keys(PACKAGES)) {
    const everywhere = PACKAGES[name]?.includes(`src/${room}/**`) ?? false
    probe(`src/${room}/probe-package-${stem(name)}.ts`, importOf(name), !everywhere)
    probe(`src/${room}/probe-package-deep-${stem(name)}.ts`, importOf(`${name}/inner.js`), !everywhere)
  }
  for (const name of ANYWHERE) probe(`src/${room}/probe-package-${stem(name)}.ts`, importOf(name), false)
  for (const name of WORLD_MODULES) {
    probe(`src/${room}/probe-node-${stem(name)}.ts`, importOf(`node:${name}`), room !== 'system')
  }
  probe(`src/${room}/probe-bare-fs.ts`, importOf('fs'), room !== 'system')
  for (const name of CHANCE.filter((each) => each !== 'default')) {
    probe(`src/${room}/probe-chance-${name}.ts`, `import { ${name} } from 'node:crypto'\nexport const p = ${name}\n`, room !== 'system')
  }
  probe(`src/${room}/probe-chance-all.ts`, 'import crypto from \'node:crypto\'\nexport const p = crypto\n', room !== 'system')
  probe(`src/${room}/probe-hash.ts`, 'import { createHash } from \'node:crypto\'\nexport const p = createHash\n', false)
  probe(`src/${room}/probe-path.ts`, 'import { join } from \'node:path\'\nexport const p = join\n', false)
  for (const name of Object.keys(WORLD_GLOBALS)) {
    probe(`src/${room}/probe-global-${name}.ts`, `export const p = (): unknown => ${name}\n`, room !== 'system')
  }
  probe(`src/${room}/probe-random.ts`, 'export const p = (): number => Math.random()\n', room !== 'system')
  probe(`src/${room}/probe-floor.ts`, 'export const p = (): number => Math.floor(1.5)\n', false)
}

// The files that wrap a library, each beside a neighbour that may not.
const WRAPPERS: readonly (readonly [string, string])[] = [
  ['src/system/node-http.ts', 'got'], ['src/system/settings.ts', 'conf'], ['src/bundle/zip.ts', 'archiver'], ['src/bundle/encrypt.ts', 'age-encryption'],
  ['src/bundle/pdf/qr-code.ts', 'uqr'], ['src/bundle/pdf/document.ts', 'pdfkit'], ['src/verify/zip-container.ts', 'yauzl'],
  ['src/exercise/samples/photo.ts', 'sharp'], ['src/cli/program.ts', 'commander'], ['src/cli/ask.ts', 'inquirer'],
  ['src/cli/paint.ts', 'chalk'], ['src/cli/progress.ts', 'ora'], ['src/metadata/readers/exif.ts', 'exifr'],
  ['src/signalement/import/read-csv.ts', 'csv-parse'], ['src/signalement/import/workbook-child.ts', 'hucre'], ['src/system/keyring-child.ts', '@napi-rs/keyring'],
]
for (const [path, name] of WRAPPERS) probe(path, importOf(name), false)
probe('src/system/time.ts', 'export const p = (text: string): Date => new Date(text)\n', false)
probe('src/system/visible.ts', 'export const p = 1\n', false)
probe('src/messages/format.ts', 'export const p = (text: string): Date => new Date(text)\n', false)
probe('src/messages/fr/visible-words.ts', importOf('../../system/visible.ts'), false)
probe('src/messages/fr/time-words.ts', importOf('../../system/time.ts'), false)
probe('src/messages/fr/world-words.ts', importOf('../../system/world.ts'), true)
probe('src/bundle/pdf/archival-document.ts', 'export const p = (ms: number): Date => new Date(ms)\nexport const q = (): unknown => process\n', true)
probe('src/bundle/pdf/fonts.ts', importOf('node:module'), false)
probe('src/bundle/pdf/reaches-fs.ts', importOf('node:fs'), true)
probe('src/exercise/samples/reaches-cli.ts', importOf('../../cli/target.ts'), true)
probe('src/main.ts', 'import * as m from \'./cli/target.ts\'\nimport * as n from \'./system/target.ts\'\nexport const p = [m, n, process]\n', false)

describe('.oxlintrc.json', () => {
  it('is what the table of layers says', async () => {
    await expect(oxlintConfigText()).toMatchFileSnapshot(join(repository, '.oxlintrc.json'))
  })

  it('follows the arrows of the design', () => {
    expect(Object.fromEntries(ROOMS.map((room) => [room, ARROWS[room].join(' ')]))).toEqual(ALLOWED)
  })

  it('names a place for each runtime package', () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
    expect([...Object.keys(PACKAGES), ...ANYWHERE].toSorted()).toEqual(Object.keys({ ...dependencies, ...optionalDependencies }).toSorted())
  })

  it('makes exceptions for files that exist', () => {
    const files = [...Object.values(PACKAGES).flat(), ...Object.keys(GLOBALS_ALLOWED)].filter((place) => !place.includes('*'))
    expect(files.filter((place) => !existsSync(join(repository, place)))).toEqual([])
  })
})

describe('layer probes', () => {
  const root = mkdtempSync(join(tmpdir(), 'scelle-layers-'))
  let run: LintRun = { diagnostics: [], files: 0, status: null }
  beforeAll(() => {
    run = lintProbes(root, { ...targets, ...Object.fromEntries(Object.entries(probes).map(([path, { text }]) => [path, text])) }, false)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('are all linted, and there are many of both kinds', () => {
    const all = Object.values(probes)
    expect(run.files).toBe(all.length + Object.keys(targets).length)
    expect(all.filter(({ forbidden }) => forbidden).length).toBeGreaterThan(700)
    expect(all.filter(({ forbidden }) => !forbidden).length).toBeGreaterThan(200)
  })

  it('are flagged when forbidden, and only then', () => {
    const flagged = new Set(run.diagnostics.filter(({ code }) => RESTRICTED.test(code)).map(({ filename }) => filename))
    const wrong = Object.entries(probes).filter(([path, { forbidden }]) => flagged.has(path) !== forbidden)
    expect(wrong.map(([path, { forbidden }]) => `${path} ${forbidden ? 'was let through' : 'was flagged'}`)).toEqual([])
  })
})

describe('other rules', () => {
  const root = mkdtempSync(join(tmpdir(), 'scelle-rules-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const cases: Record<string, readonly [text: string, code: RegExp | undefined]> = {
    'src/case/a.ts': ['import { b } from \'./b.ts\'\nexport const a = (): unknown => b\n', /no-cycle/],
    'src/case/b.ts': ['import { a } from \'./a.ts\'\nexport const b = (): unknown => a\n', /no-cycle/],
    'src/case/words.ts': ['import type { Reader } from \'./reader.ts\'\nexport interface Words { readonly of: Reader }\n', undefined],
    'src/case/reader.ts': ['import type { Words } from \'./words.ts\'\nexport interface Reader { readonly with: Words }\n', undefined],
    'src/case/floating.ts': ['const later = async (): Promise<number> => 1\nexport const p = (): void => { later() }\n', /no-floating-promises/],
    'src/case/awaited.ts': ['const later = async (): Promise<number> => 1\nexport const p = async (): Promise<void> => { await later() }\n', undefined],
    'src/case/switch.ts': [
      'export function p(kind: \'x\' | \'y\'): number {\n  switch (kind) {\n    case \'x\':\n      return 1\n  }\n  return 0\n}\n', /switch-exhaustiveness-check/,
    ],
    'src/case/types.ts': ['import { Shape } from \'./shape.ts\'\nexport const p = (shape: Shape): number => shape.a\n', /consistent-type-imports/],
    'src/case/shape.ts': ['export interface Shape { readonly a: number }\n', undefined],
    'src/case/equal.ts': ['export const p = (a: unknown, b: unknown): boolean => a == b\n', /eqeqeq/],
    'src/case/long.ts': [`${Array.from({ length: 401 }, (_, line) => `export const p${line} = ${line}`).join('\n')}\n`, /max-lines/],
    'src/case/lines.ts': [`${Array.from({ length: 400 }, (_, line) => `export const p${line} = ${line}`).join('\n')}\n`, undefined],
    'src/case/whole.ts': ['const p = 1\nexport default p\n', /no-default-export/],
    'src/case/CamelName.ts': ['export const p = 1\n', /filename-case/],
    'src/system/prints.ts': ['export const p = (): void => console.log(1)\n', /no-console/],
    'src/system/bare.ts': ['import { readFileSync } from \'fs\'\nexport const p = readFileSync\n', /prefer-node-protocol/],
  }

  it('bite, and only where they should', () => {
    const run = lintProbes(root, Object.fromEntries(Object.entries(cases).map(([path, [text]]) => [path, text])), true)
    expect(run.files).toBe(Object.keys(cases).length)
    for (const [path, [, code]] of Object.entries(cases)) {
      const codes = run.diagnostics.filter(({ filename }) => filename === path).map((each) => each.code)
      if (code === undefined) expect.soft(codes, path).toEqual([])
      else expect.soft(codes.join(' '), path).toMatch(code)
    }
    expect(run.status).not.toBe(0)
  })
})

describe('the tree itself', () => {
  it('keeps the layers', () => {
    const run = lint(repository, ['src'])
    expect(run.files).toBeGreaterThan(100)
    expect(run.diagnostics.filter(({ code }) => RESTRICTED.test(code) || /no-cycle/.test(code)).map(({ filename, message }) => `${filename}: ${message}`)).toEqual([])
  })
})
