// Debian's ExifTool and the readers on the same real pictures, tag by tag and format by format: what it finds is found here,
// with the same value. Every remaining difference has a name and a reason below; there is no tolerance.
// `SCELLE_CORPUS=DIR` compares another folder and prints only.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { COMPARED } from './support/compared-tags.ts'
import type { Theirs } from './support/compared-tags.ts'
import { readerOf } from './support/reading.ts'

/** Not the one that node_modules/.bin puts before it. */
const EXIFTOOL = '/usr/bin/exiftool'
const EXTENSIONS = ['jpg', 'jpeg', 'jpe', 'mpo', 'png', 'apng', 'webp', 'heic', 'heif', 'hif', 'avif', 'tif', 'tiff', 'nef', 'arw', 'dng', 'cr2', 'cr3', 'raf', 'gif', 'jxl', 'jp2']
const MUST = 0.98

/** File and tag, and why the two differ. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'fixture-sony-zv-e10.arw Orientation': 'the file holds the first 100,000 bytes only: no picture with a size, of which an orientation could be told (the raw tags have it)',
}

const other = process.env['SCELLE_CORPUS']
const corpus = other ?? sharedFolder('corpus')
if (!existsSync(EXIFTOOL)) process.stderr.write(`SKIPPED exiftool-conformance: no ${EXIFTOOL}\n`)

describe.skipIf(corpus === undefined || !existsSync(EXIFTOOL))('ExifTool and the readers', () => {
  const reader = readerOf(corpus ?? '/')
  afterAll(async () => { await reader.close() })

  it('find the same tags with the same values', async () => {
    const tally = new Tally()
    for (const tags of exiftool(corpus as string)) {
      const path = String(tags['SourceFile'])
      const record = await reader.read(path)
      const crashed = record.engines.filter(({ status }) => ['crash', 'timeout'].includes(status))
      expect(crashed, path).toEqual([])
      for (const { tag, theirs, ours } of COMPARED) {
        const wanted = theirs(tags)
        if (wanted !== undefined) tally.add(tag, path, record, wanted, ours(record))
      }
    }
    console.log(tally.table())
    console.log(tally.differences.join('\n'))
    if (other !== undefined) return
    expect(tally.unexplained).toEqual([])
    expect(tally.unused).toEqual([])
    for (const [tag, { has, found }] of tally.rates) expect(found / has, tag).toBeGreaterThanOrEqual(MUST)
  }, 3_600_000)
})

function exiftool(folder: string): Theirs[] {
  const { stdout } = spawnSync(EXIFTOOL, ['-config', '', '-j', '-G1', '-n', '-struct', '-r', ...EXTENSIONS.flatMap((extension) => ['-ext', extension]), folder], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  return JSON.parse(stdout) as Theirs[]
}

interface Rate { has: number; found: number; same: number }

class Tally {
  readonly rates = new Map<string, Rate>()
  readonly #formats = new Map<string, Map<string, Rate>>()
  readonly differences: string[] = []
  readonly unexplained: string[] = []
  readonly #used = new Set<string>()

  add(tag: string, path: string, { file }: MetadataRecord, wanted: string, found: string | undefined): void {
    const format = file.detected?.extension ?? extname(path).slice(1)
    const key = `${basename(path)} ${tag}`
    const reason = EXCEPTIONS[key]
    if (reason !== undefined) this.#used.add(key)
    for (const rate of [rateOf(this.rates, tag), rateOf(formatOf(this.#formats, format), tag)]) {
      rate.has += 1
      if (found !== undefined || reason !== undefined) rate.found += 1
      if (found === wanted || reason !== undefined) rate.same += 1
    }
    if (found === wanted) return
    const line = `${key}: ExifTool ${JSON.stringify(wanted)}, here ${JSON.stringify(found)}`
    this.differences.push(reason === undefined ? `${line} (${path})` : `${line}; ${reason}`)
    if (reason === undefined) this.unexplained.push(line)
  }

  /** Exceptions that no longer differ are to be taken out. */
  get unused(): string[] {
    return Object.keys(EXCEPTIONS).filter((key) => !this.#used.has(key))
  }

  table(): string {
    const formats = [...this.#formats.keys()].sort()
    const cell = (rate: Rate | undefined): string => (rate === undefined ? '' : `${rate.found}/${rate.has}${rate.same === rate.found ? '' : ` (${rate.same} same)`}`)
    return [
      `| tag | all | ${formats.join(' | ')} |`, `|---|---|${formats.map(() => '---|').join('')}`,
      ...[...this.rates].map(([tag, rate]) => `| ${tag} | ${cell(rate)} | ${formats.map((format) => cell(this.#formats.get(format)?.get(tag))).join(' | ')} |`),
    ].join('\n')
  }
}

function rateOf(rates: Map<string, Rate>, tag: string): Rate {
  const rate = rates.get(tag) ?? { has: 0, found: 0, same: 0 }
  rates.set(tag, rate)
  return rate
}

function formatOf(formats: Map<string, Map<string, Rate>>, format: string): Map<string, Rate> {
  const rates = formats.get(format) ?? new Map<string, Rate>()
  formats.set(format, rates)
  return rates
}
