// Names, sizes and words, as the design wants them: what no compiler sees.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOMS } from './layer-rules.ts'
import { repository } from './lint-run.ts'

const FORBIDDEN = /^(utils?|helpers?|common|shared|lib|misc)$/
const MAX_LINES = 400

function filesBelow(folder: string): string[] {
  const at = join(repository, folder)
  return readdirSync(at, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`).filter((path) => statSync(join(repository, path)).isFile())
}
const text = (path: string): string => readFileSync(join(repository, path), 'utf8')

const sources = filesBelow('src').filter((path) => path.endsWith('.ts'))
const tests = filesBelow('test').filter((path) => path.endsWith('.ts'))
const templates = filesBelow('templates')

describe('names', () => {
  it('there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(tests.length).toBeGreaterThan(20)
    expect(templates.length).toBeGreaterThan(3)
  })

  it('no folder or file is a drawer for everything', () => {
    const parts = [...sources, ...tests, ...templates].flatMap((path) => path.split('/').map((part) => part.replace(/\..*$/, '')))
    expect(parts.filter((part) => FORBIDDEN.test(part))).toEqual([])
    // The pattern bites.
    expect(['utils', 'helper', 'lib', 'shared'].every((name) => FORBIDDEN.test(name))).toBe(true)
  })

  it('src holds the rooms and main.ts, nothing else', () => {
    expect(readdirSync(join(repository, 'src')).toSorted()).toEqual([...ROOMS, 'main.ts'].toSorted())
  })

  it('files are kebab-case', () => {
    expect([...sources, ...tests].map((path) => basename(path)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(name))).toEqual([])
  })

  it('each command of the table has its file, and each file its row', () => {
    const files = readdirSync(join(repository, 'src/cli/commands')).map((name) => name.replace(/\.ts$/, ''))
    const rows = [...text('src/cli/command-table.ts').matchAll(/import\('\.\/commands\/([a-z-]+)\.ts'\)/g)].map(([, name]) => name ?? '')
    expect(rows.length).toBeGreaterThan(10)
    expect(files.toSorted()).toEqual(rows.toSorted())
  })
})

describe('sizes and remains', () => {
  it(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = [...sources, ...tests].map((path) => [path, text(path).split('\n').length - 1] as const).filter(([, lines]) => lines > MAX_LINES)
    expect(long).toEqual([])
  })

  it('each source says first what it owes to others', () => {
    // A verb's file and a catalog say it by their names.
    const named = /^src\/(cli\/(commands|render)|messages\/(fr|en))\//
    expect(sources.filter((path) => !named.test(path) && !/^(#!.*\n)?\/\/ \S/.test(text(path)))).toEqual([])
  })

  it('nothing is left to do, and no machine is named', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)|(["'`(\s])\/(work|home|root|Users)\//
    expect([...sources, ...templates].filter((path) => marks.test(text(path)))).toEqual([])
    for (const line of ['// TODO', '// @ts-ignore', 'const a = \'/home/x\'']) expect(line).toMatch(marks)
  })

  it('only system/ and the entry of the program read the environment', () => {
    expect(sources.filter((path) => !/^src\/(system\/|main\.ts)/.test(path) && /process\.env/.test(text(path)))).toEqual([])
  })
})

describe('both languages', () => {
  const modules = (language: string): string[] => filesBelow(`src/messages/${language}`).map((path) => path.replace(`src/messages/${language}/`, '')).toSorted()

  it('have the same files with the same exports', async () => {
    expect(modules('fr').length).toBeGreaterThan(3)
    expect(modules('fr')).toEqual(modules('en'))
    for (const name of modules('fr')) {
      const [fr, en] = await Promise.all(['fr', 'en'].map(async (language) => Object.keys(await import(`../../src/messages/${language}/${name}`) as object)))
      expect.soft(fr, name).toEqual(en)
    }
  })

  it('have the same templates', () => {
    const twins = templates.filter((path) => /\.fr\./.test(path))
    expect(twins.length).toBeGreaterThan(1)
    expect(templates.filter((path) => /\.en\./.test(path)).toSorted()).toEqual(twins.map((path) => path.replace('.fr.', '.en.')).toSorted())
  })
})
