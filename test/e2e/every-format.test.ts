// One exhibit of each format that readers know, from the files of their contract cases, through the whole job: every one is
// read by its reader, the report shows it, the bundle verifies, and a second machine finds the same findings.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { freshDir, have, scelle } from '../faults/harness.ts'
import type { ReaderCase } from '../metadata/contract/reader-case.ts'

const place = freshDir('formats')
const dir = join(place, 'dossier')
const cases = join(import.meta.dirname, '../metadata/contract/cases')
/** By exhibit file name, the readers that must have read it. */
const readers = new Map<string, string>()
let records: readonly MetadataRecord[] = []

beforeAll(async () => {
  const evidence = join(place, 'recu')
  mkdirSync(evidence)
  for (const file of readdirSync(cases).sort()) {
    const reader = file.replace(/\.ts$/, '')
    const { readerCase } = (await import(join(cases, file))) as { readonly readerCase: ReaderCase }
    for (const { name, bytes, empty, deep } of readerCase.samples) {
      if (empty === true || deep === true) continue
      const unique = `${reader}-${name}`
      writeFileSync(join(evidence, unique), await bytes())
      readers.set(unique, reader)
    }
  }
  const ran = scelle(['pack', evidence, '--case', dir, '--reference', 'FORMATS', '--title', 'Une pièce de chaque format', '--frame', 'essai', '--operator', 'OP', '--unit', 'U', '--profile', 'police', '--lang', 'fr', '--yes', '--no-input'])
  // 20: the samples of damage are said to be damaged.
  if (ran.code !== 20) throw new Error(ran.out + ran.err)
  const folder = join(dir, 'metadata', 'records')
  records = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as MetadataRecord)
}, 300_000)

describe('a case with every format', () => {
  it('holds a record of each exhibit, made by its reader', () => {
    expect(records).toHaveLength(readers.size)
    expect(new Set(readers.values()).size).toBeGreaterThan(35)
    for (const { file, engines } of records) {
      const reader = readers.get(file.name) ?? ''
      expect(engines.find(({ name }) => name === reader), file.name).toMatchObject({ status: 'ok' })
    }
  })

  it('tells each time with its raw string, its source and where its zone comes from', () => {
    const times = records.flatMap((record) => record.times)
    expect(times.length).toBeGreaterThan(60)
    for (const time of times) {
      expect(time.raw).not.toBe('')
      expect(time.source).toMatch(/^[^:]+:./)
      expect(time.utc === undefined, JSON.stringify(time)).toBe(time.zone.provenance === 'unknown' || !time.valid || time.precision === 'day')
    }
  })

  it('gives files inside files their own records', () => {
    const inside = records.flatMap(({ embedded = [] }) => embedded)
    expect(new Set(inside.map(({ relation }) => relation)).size).toBeGreaterThan(4)
    expect(inside.filter(({ record }) => record !== undefined).length).toBeGreaterThan(15)
  })

  it('verifies, shows its findings and its overview in both languages', () => {
    const verified = scelle(['verify', dir, '--lang', 'en'])
    // The local authority proves nothing to a third party: indeterminate, and nothing failed.
    expect(verified.code, verified.out).toBe(24)
    for (const lang of ['fr', 'en']) {
      for (const args of [['findings', '--level', 'info'], ['overview'], ['inspect', '--exhibit', '1', '--exhibit', String(records.length)], ['match']]) {
        const ran = scelle([...args, '--case', dir, '--lang', lang])
        expect(ran.code, `${args.join(' ')}\n${ran.err}`).toBe(0)
        expect(ran.out).not.toMatch(/\bundefined\b|\[object|\bNaN\b/)
      }
    }
  }, 120_000)

  it('says which pictures resemble each other, which no record can', () => {
    const { findings } = JSON.parse(scelle(['findings', '--case', dir, '--level', 'info', '--json']).out) as { readonly findings: readonly { readonly code: string; readonly facts: { readonly distance: number } }[] }
    const alike = findings.filter(({ code }) => code === 'resembles-exhibit')
    expect(alike.length).toBeGreaterThan(3)
    for (const { facts } of alike) expect(facts.distance).toBeLessThanOrEqual(31)
    expect(records.flatMap((record) => record.findings).some(({ code }) => code === 'resembles-exhibit')).toBe(false)
    expect(scelle(['overview', '--case', dir, '--lang', 'en']).out).toMatch(/Pictures that resemble each other +Resemble it/)
  })

  it.skipIf(!have('pdftotext'))('prints each exhibit in the report, and what they have in common', () => {
    const text = spawnSync('pdftotext', ['-layout', join(dir, 'report', 'rapport.pdf'), '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout
    for (let number = 1; number <= records.length; number += 1) expect(text).toContain(String(number).padStart(4, '0'))
    expect(text).toContain('Images qui se ressemblent')
    expect(text).not.toMatch(/\[object|= undefined/)
  })
})
