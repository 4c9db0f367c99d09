// Every reader keeps the same promises, on files made here: it finds what its case says, the same at every run, with a source
// for every fact, in plain data; damaged copies of the same files end as an outcome, never as a crash.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngines } from '../../../src/metadata/engines.ts'
import { inspectExhibit } from '../../../src/metadata/inspect-exhibit.ts'
import { READERS } from '../../../src/metadata/readers/registry.ts'
import type { MetadataRecord } from '../../../src/metadata/record.ts'
import { exhibitAt, smallWorld } from '../support/reading.ts'
import type { ReaderCase } from './reader-case.ts'

const cases: Record<string, ReaderCase> = {}
for (const file of readdirSync(join(import.meta.dirname, 'cases'))) {
  cases[file.replace(/\.ts$/, '')] = ((await import(`./cases/${file}`)) as { readonly readerCase: ReaderCase }).readerCase
}
const folder = mkdtempSync(join(tmpdir(), 'contract-'))
const engines = openEngines(smallWorld, [folder])
afterAll(() => engines.close())

let files = 0
async function recordOf(name: string, bytes: Buffer, deep = false): Promise<MetadataRecord> {
  const dir = mkdtempSync(join(folder, `${files += 1}-`))
  writeFileSync(join(dir, name), bytes)
  return await inspectExhibit(engines, exhibitAt(join(dir, name)), dir, { deep, pixels: true })
}

it('each folder is a reader of the registry and has a case', () => {
  const folders = readdirSync(join(import.meta.dirname, '../../../src/metadata/readers'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
  expect(READERS.map(({ name }) => name).sort()).toEqual(folders)
  expect(Object.keys(cases).sort()).toEqual(folders)
})

describe.each(Object.entries(cases))('%s', (name, { samples, refused = [] }) => {
  it('brings a sample', () => { expect(samples.length).toBeGreaterThan(0) })

  it.each(samples)('$name', async ({ name: file, bytes, finds, empty, deep }) => {
    const content = await bytes()
    const record = await recordOf(file, content, deep)
    expect(record.engines.find((run) => run.name === name)).toMatchObject({ status: empty === true ? 'empty' : 'ok', version: expect.stringMatching(/^\d/) })
    finds(record)
    expect(record.sha256).toBe(createHash('sha256').update(content).digest('hex'))
    expect(JSON.parse(JSON.stringify(record))).toEqual(record)
    for (const list of [record.times, record.software, record.text, record.ids ?? [], record.people ?? [], record.places ?? [], record.device?.serials ?? []]) {
      for (const fact of list) {
        expect(fact.source).toMatch(/^[^\s:][^:]*:./)
        expect(fact.by).not.toEqual([])
      }
    }
    expect(await recordOf(file, content, deep)).toEqual(record)
  }, 60_000)

  it.each(refused)('$name is refused: $status', async ({ name: file, bytes, status, message }) => {
    const run = (await recordOf(file, await bytes())).engines.find((each) => each.name === name)
    expect(run?.status).toBe(status)
    if (message !== undefined) expect(run?.message).toMatch(message)
  }, 60_000)

  it('survives damage', async () => {
    for (const { name: file, bytes, deep } of samples.slice(0, 3)) {
      const content = await bytes()
      for (const [index, damaged] of damages(content).entries()) {
        const record = await recordOf(file, damaged, deep)
        expect(record.engines.filter(({ status }) => ['crash', 'timeout'].includes(status)), `${file}, damage ${index}`).toEqual([])
      }
    }
  }, 120_000)
})

/** Cut short, beheaded, bits turned, extreme lengths; always the same ones. */
function damages(bytes: Buffer): Buffer[] {
  const out = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(0, Math.max(0, bytes.length - 7)), bytes.subarray(Math.min(9, bytes.length))]
  let seed = bytes.length + 1
  const chance = (limit: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return limit === 0 ? 0 : seed % limit
  }
  for (let copy = 0; copy < 4; copy += 1) {
    const turned = Buffer.from(bytes)
    for (let bit = 0; bit < 12 && turned.length > 0; bit += 1) turn(turned, chance(Math.min(turned.length, 4096)), chance(8))
    out.push(turned)
  }
  for (const word of [0, 0xffffffff, 0x7fffffff]) {
    const extreme = Buffer.from(bytes)
    if (extreme.length > 64) extreme.writeUInt32BE(word, 16 + chance(Math.min(extreme.length, 2048) - 40))
    out.push(extreme)
  }
  return out
}

function turn(bytes: Buffer, at: number, bit: number): void {
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
}
