import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inert, plain } from '../../../src/signalement/import/inert-cell.ts'
import { rejectsWriter, type RejectsOptions } from '../../../src/signalement/import/rejects.ts'
import type { RawRow } from '../../../src/signalement/import/import-row.ts'
import { tempDir, testWorld } from '../../support/world.ts'
import { failureOf, readBytes, readPath } from './reading.ts'

const CSV: RejectsOptions = { format: 'csv', columns: ['URL', 'Atteinte', 'Description'], language: 'fr' }

async function written(rows: readonly (readonly [RawRow, readonly string[]])[], options: RejectsOptions = CSV): Promise<string> {
  const path = join(tempDir(), 'rejets')
  const writer = rejectsWriter(testWorld(), path, options)
  for (const [raw, reasons] of rows) await writer.add(raw, reasons)
  const told = await writer.finish()
  expect(told?.rows).toBe(rows.length)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  return path
}

describe('a rejects file', () => {
  it('opens in a French Excel: mark, semicolons, CRLF, formulas inert, reasons last', async () => {
    const path = await written([[['https://example.com/1', 'dox', "=cmd|' /C calc'!A0"], ['Inconnu.', 'Trop court ; « x ».']], [['x', 'y', 'deux\nlignes "dites"'], []]])
    expect(readFileSync(path, 'utf8')).toBe([
      '\ufeffURL;Atteinte;Description;_problemes',
      `https://example.com/1;dox;"'=cmd|' /C calc'!A0";"Inconnu. | Trop court ; « x »."`,
      'x;y;"deux\nlignes ""dites""";', '',
    ].join('\r\n'))
  })

  it('is read again without its reasons, and written again with new ones', async () => {
    const path = await written([[['x', 'doxxing', '@alice'], ['Pourquoi']]])
    const read = await readPath(path)
    expect(read).toMatchObject({ columns: CSV.columns, warnings: [], rows: [{ row: 2, raw: ['x', 'doxxing', '@alice'], entry: { explanation: '@alice' }, problems: [] }] })
    const again = await written([[read.rows[0]?.raw ?? [], ['Encore']]], { ...CSV, columns: read.columns, language: 'en' })
    expect(readFileSync(again, 'utf8')).toBe("\ufeffURL;Atteinte;Description;_problems\r\nx;doxxing;'@alice;Encore\r\n")
  })

  it('does not lose cells beyond the columns', async () => {
    const path = await written([[['x', 'doxxing', 'a', 'b', 'c'], ['Trop de cellules.']]])
    expect((await readPath(path)).rows).toMatchObject([{ raw: ['x', 'doxxing', 'a', 'b', 'c'], problems: [{ code: 'row.too-many-cells' }] }])
  })

  it('gives back the cells that it was given, whatever they hold', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('"', '\'', '=', '+', '-', '@', '\t', '\r', '\n', ';', ',', '|', ' ', 'é', '\u202e', '\ufeff', '＝', 'sep=;') }),
    ).map((text) => text.toWellFormed().replaceAll('\0', ''))
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const path = await written(rows.map((row) => [row, ['raison']]))
      const filled = rows.filter((row) => row.some((text) => text.trim() !== ''))
      expect((await readPath(path)).rows.map(({ raw }) => raw)).toEqual(filled)
    }), { numRuns: 300 })
  })

  it('keeps text and its inert form apart in both directions', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('\'', '=', '+', '@', '\t', 'a', ' ') }), (text) => {
      expect(plain(inert(text))).toBe(text)
      expect(inert(text)).not.toMatch(/^[=+\-@\t\r\n]/)
    }))
    expect([inert('\'=x'), plain('\'\'=x'), plain('\'tis'), inert('’=x')]).toEqual(['\'\'=x', '\'=x', '\'tis', '’=x'])
  })

  it('is JSONL for JSONL, the object’s own text untouched', async () => {
    const options: RejectsOptions = { format: 'jsonl', columns: [], language: 'fr' }
    const path = await written([['{"url":"a","accountId":12345678901234567890 }', ['Arrondi.']], ['{}', ['Vide.']], ['{"url":', ['Pas du JSON.']]], options)
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '{"url":"a","accountId":12345678901234567890,"_problemes":["Arrondi."]}', '{"_problemes":["Vide."]}', '{"_ligne":"{\\"url\\":","_problemes":["Pas du JSON."]}', '',
    ])
    const read = await readPath(path)
    expect(read.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['cell.number-rounded'], [], ['field.unknown']])
    const again = await written([[read.rows[0]?.raw ?? '', ['Encore "x".']]], options)
    const twice = await written([[(await readPath(again)).rows[0]?.raw ?? '', []]], { ...options, language: 'en' })
    expect(readFileSync(twice, 'utf8')).toBe('{"url":"a","accountId":12345678901234567890,"_problems":[]}\n')
  })

  it('writes nothing when nothing was refused, and leaves nothing when given up', async () => {
    const dir = tempDir()
    const world = testWorld()
    const none = rejectsWriter(world, join(dir, 'a.csv'), CSV)
    expect(await none.finish()).toBeUndefined()
    await none.abandon()
    const left = rejectsWriter(world, join(dir, 'b.csv'), CSV)
    for (let index = 0; index < 5000; index += 1) await left.add(['x', 'y', 'z'.repeat(100)], ['raison'])
    await left.abandon()
    expect(readdirSync(dir)).toEqual([])
  })

  it('says that it cannot write, to who adds or who finishes', async () => {
    const writer = rejectsWriter(testWorld(), join(tempDir(), 'nulle', 'part', 'a.csv'), CSV)
    expect((await failureOf((async () => {
      for (let index = 0; index < 10_000; index += 1) await writer.add(['x', 'y', 'z'.repeat(100)], ['raison'])
      return await writer.finish()
    })()))[0]).toBe('system.io')
  })

  it('holds a chunk at a time', async () => {
    const path = join(tempDir(), 'grand.csv')
    const writer = rejectsWriter(testWorld(), path, CSV)
    for (let index = 0; index < 20_000; index += 1) await writer.add([`https://example.com/${index}`, 'dox', 'z'.repeat(100)], ['raison'])
    await writer.finish()
    expect((await readPath(path)).rows).toHaveLength(20_000)
  })
})

it('reads the sign of an old rejects column in any spelling', async () => {
  const { columns } = await readBytes('URL;Atteinte;_problèmes;_problems;Problèmes\nx;doxxing;a;b;c\n')
  expect(columns).toEqual(['URL', 'Atteinte', 'Problèmes'])
})
