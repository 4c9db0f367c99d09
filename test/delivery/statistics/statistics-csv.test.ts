// The tidy table: one figure a line, as a spreadsheet of either language takes it, and nothing that it would run.
import { describe, expect, it } from 'vitest'
import { annualFigures } from '../../../src/delivery/statistics/annual.ts'
import { periodOfYear, type Period } from '../../../src/delivery/statistics/period.ts'
import { qualityFigures } from '../../../src/delivery/statistics/quality.ts'
import { csvFile, csvLines, type NameOf } from '../../../src/delivery/statistics/statistics-csv.ts'
import { statisticsWords as en } from '../../../src/messages/en/statistics.ts'
import { statisticsWords as fr } from '../../../src/messages/fr/statistics.ts'
import { fact, sampleFacts } from './sample-facts.ts'

const OCCASION = { organisation: 'Association Exemple', generatedAt: '2027-01-12T08:00:00.000Z', toolVersion: '1.2.3', exact: false }
const YEAR = periodOfYear(2026, 'Europe/Paris') as Period
const plain: NameOf = (_, key) => key
const cellsOf = (line: string): string[] => [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^";]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '')

describe('the figures as CSV', () => {
  it('has a mark, CRLF, semicolons, and as many cells in each line', async () => {
    const figures = await annualFigures(sampleFacts(700, ['instagram', 'tiktok']), 2026, YEAR, OCCASION)
    const text = csvFile(figures, fr, plain)
    expect(text.startsWith('\ufeffdu;au;partie;')).toBe(true)
    const lines = text.slice(1).split('\r\n')
    expect(lines.pop()).toBe('')
    expect(lines.join('')).not.toMatch(/[\r\n]/)
    expect(new Set(lines.map((line) => cellsOf(line).length))).toEqual(new Set([13]))
    expect(csvLines(figures, fr, plain)).toEqual(lines)
  })

  it('numbers are numbers, and what is not printed is an empty cell that says so', async () => {
    const figures = await annualFigures([...Array.from({ length: 12 }, () => fact()), ...Array.from({ length: 2 }, () => fact({ destination: 'tiktok', state: 'acknowledged' })), ...Array.from({ length: 7 }, () => fact({ destination: 'tiktok' }))], 2026, YEAR, OCCASION)
    const rows = csvLines(figures, en, plain).slice(1).map(cellsOf)
    expect(rows.filter(([, , scope, table, key]) => scope === 'trusted_flagger' && table === 'provider' && key === 'instagram')).toEqual([
      ['2026-01-01', '2026-12-31', 'trusted_flagger', 'provider', 'instagram', 'instagram', 'total', 'total', '', '', '12', 'notices', 'printed'],
      ['2026-01-01', '2026-12-31', 'trusted_flagger', 'provider', 'instagram', 'instagram', 'count', 'number', '*', 'other outcomes', '12', 'notices', 'printed'],
    ])
    const wide = await annualFigures(sampleFacts(400, ['instagram', 'tiktok', 'x']), 2026, YEAR, OCCASION)
    const withheld = csvLines(wide, en, plain).map(cellsOf).filter((row) => row[12] === 'not printed')
    expect(withheld.length).toBeGreaterThan(0)
    expect(withheld.every((row) => row[10] === '')).toBe(true)
  })

  it('decimals are those of the language', async () => {
    const figures = await qualityFigures(sampleFacts(900, ['instagram', 'tiktok']), YEAR, OCCASION)
    const medians = (words: typeof fr): string[] => csvLines(figures, words, plain).map(cellsOf).filter((row) => row[6] === 'median').map((row) => row[10] ?? '').filter((value) => value !== '')
    expect(medians(fr).some((value) => /^\d+,\d$/.test(value))).toBe(true)
    expect(medians(fr).every((value) => /^\d+(,\d)?$/.test(value))).toBe(true)
    expect(medians(en).map((value) => value.replace('.', ','))).toEqual(medians(fr))
  })

  it('exact figures have the whole cube', async () => {
    const figures = await annualFigures(sampleFacts(300, ['instagram', 'tiktok']), 2026, YEAR, { ...OCCASION, exact: true })
    const cells = csvLines(figures, fr, plain).map(cellsOf).filter((row) => row[3] === 'cell')
    expect(cells.reduce((sum, row) => sum + Number(row[10]), 0)).toBe(300)
    expect(cells[0]?.[4]).toMatch(/^[a-z]+\/[a-z_]+$/)
    expect(csvLines(figures, fr, plain).some((line) => line.includes('non imprimé'))).toBe(false)
  })

  it('a name that a spreadsheet would run is inert', async () => {
    const figures = await annualFigures(Array.from({ length: 9 }, () => fact()), 2026, YEAR, OCCASION)
    const lines = csvLines(figures, fr, (by, key) => (by === 'provider' ? '=HYPERLINK("https://a.example";"x")' : key))
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""https://a.example"";""x"")"`)
    expect(lines.map(cellsOf).flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
  })
})
