// A record is read by people: a file with more facts than it holds says how many are left out.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readerOf } from './support/reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'facts-'))
const reader = readerOf(folder)
afterAll(() => reader.close())

it.each([[6, 0], [7, 50]])('of 50 cards with %i people each, %i are said to be left out', async (each, more) => {
  const path = join(folder, `${each}.vcf`)
  const card = (number: number): string => `BEGIN:VCARD\r\nVERSION:3.0\r\n${Array.from({ length: each }, (_, index) => `EMAIL:p${number}-${index}@example.org\r\n`).join('')}END:VCARD\r\n`
  writeFileSync(path, Array.from({ length: 50 }, (_, number) => card(number)).join(''))
  const { people, findings } = await reader.read(path)
  expect(people).toHaveLength(300)
  expect(findings.filter(({ code }) => code === 'facts-cut').map(({ facts }) => facts)).toEqual(more === 0 ? [] : [{ kept: 300, more }])
})
