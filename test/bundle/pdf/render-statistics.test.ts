// The printed figures: what they say, for any number of providers, and that they stay sound archival files.
import { describe, expect, it } from 'vitest'
import { renderStatistics } from '../../../src/bundle/pdf/render-statistics.ts'
import { printOf } from '../../../src/cli/render/statistics-sheets.ts'
import { annualFigures } from '../../../src/delivery/statistics/annual.ts'
import { periodOf, periodOfYear, type Period } from '../../../src/delivery/statistics/period.ts'
import { qualityFigures } from '../../../src/delivery/statistics/quality.ts'
import { OTHERS } from '../../../src/delivery/statistics/small-counts.ts'
import type { NameOf } from '../../../src/delivery/statistics/statistics-csv.ts'
import type { Statistics } from '../../../src/delivery/statistics/statistics.ts'
import { statisticsWords as en } from '../../../src/messages/en/statistics.ts'
import { statisticsWords as fr } from '../../../src/messages/fr/statistics.ts'
import { sampleFacts } from '../../delivery/statistics/sample-facts.ts'
import { contentStreams, hasPeer, isWellFormedXml, pdfObjects, peer } from './pdf-objects.ts'
import { collect } from './sample-model.ts'

const OCCASION = { organisation: 'Association Exemple', generatedAt: '2027-01-12T08:00:00.000Z', toolVersion: '1.2.3', exact: false }
const YEAR = periodOfYear(2026, 'Europe/Paris') as Period
const LONG = `Fournisseur au nom très long ${'et encore '.repeat(6)}(Irlande) & <Cie>`
const LAW = ['DSA art. 22 : un fait (source : exemple, lue le 23 novembre 2026) — à vérifier']
const destinations = (count: number): string[] => Array.from({ length: count }, (_, index) => `fournisseur-${index}`)
const nameOf = (words: typeof fr): NameOf => (by, key) => (key === OTHERS ? words.others : key === 'fournisseur-1' ? LONG : by === 'month' ? words.month(key) : key)
const pdfOf = (figures: Statistics, words = fr): Promise<Buffer> => collect(renderStatistics(printOf(figures, { words, nameOf: nameOf(words) }, LAW)))
const annual = (count: number, providers: number, exact = false): Promise<Statistics> => annualFigures(sampleFacts(count, destinations(providers)), 2026, YEAR, { ...OCCASION, exact })
const textOf = (pdf: Buffer): string => peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out.replaceAll('\u00a0', ' ')
const words = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe.skipIf(!hasPeer('pdftotext'))('the figures in PDF', () => {
  it.each([[0, 0], [3, 260], [40, 6000]])('%i providers: numbers and names come back out of it, in both languages', async (providers, count) => {
    for (const language of [fr, en]) {
      const figures = await annual(count, providers)
      const text = textOf(await pdfOf(figures, language))
      expect(words(text)).toContain(words(language.annualTitle('2026').replaceAll('\u00a0', ' ')))
      expect(words(text)).toContain(words(language.law.list.replaceAll('\u00a0', ' ')))
      expect(text).toContain('Association Exemple')
      if (figures.kind !== 'annual') throw new Error('kind')
      for (const { tables } of figures.scopes) {
        for (const { rows } of tables) {
          for (const { key, counts, total } of rows) {
            // Longer ones go over lines.
            if (key === OTHERS || key === 'fournisseur-1' || key.length > 16) continue
            const line = [key, ...counts.map((each) => (each === null ? 's' : language.number(each))), language.number(total)].join(' ').replaceAll('\u00a0', ' ')
            expect(words(text)).toContain(line)
          }
        }
      }
      if (count === 0) expect(text).toContain(language.none)
    }
  })

  it('a long name goes over lines, a hostile one is text', async () => {
    const text = words(textOf(await pdfOf(await annual(900, 3))))
    expect(text).toContain('(Irlande)')
    expect(text).toContain('& <Cie>')
  })

  it('quality, by month too, for more months than a drawing holds', async () => {
    const period = periodOf('2022-01-01', '2026-12-31', 'Europe/Paris') as Period
    const text = words(textOf(await pdfOf(await qualityFigures(sampleFacts(4000, destinations(5)), period, OCCASION))))
    for (const part of ['Qualité et délais des notifications', 'Par urgence', 'Notifications par mois', 'janv. 2026', 'Jugés imprécis', 'DSA art. 22']) expect(text).toContain(part)
  })

  it('exact figures say on every page that they are not to be published', async () => {
    const pdf = await pdfOf(await annual(300, 3, true))
    const pages = textOf(pdf).split('\f').filter((page) => page.trim() !== '')
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page).toContain('USAGE INTERNE')
    expect(words(textOf(await pdfOf(await annual(300, 3))))).not.toContain('USAGE INTERNE')
  })
})

describe('the file', () => {
  it('is byte-identical for the same figures, and has sound XMP', async () => {
    const figures = await annual(400, 6)
    const pdf = await pdfOf(figures)
    expect(pdf.equals(await pdfOf(figures))).toBe(true)
    expect(pdf.equals(await pdfOf({ ...figures, organisation: 'Autre' }))).toBe(false)
    const objects = pdfObjects(pdf)
    const xmp = objects.find(({ dictionary }) => dictionary.includes('/Subtype /XML'))?.stream?.toString('utf8') ?? ''
    expect(xmp).toContain('pdfaid')
    expect(isWellFormedXml(xmp)).toBe(true)
    // Vectors only: no picture.
    expect(objects.some(({ dictionary }) => dictionary.includes('/Subtype /Image'))).toBe(false)
    expect(contentStreams(objects).length).toBeGreaterThan(2)
  })

  it.skipIf(!hasPeer('qpdf'))('passes qpdf --check', async () => {
    for (const figures of [await annual(0, 0), await annual(2000, 40), await qualityFigures(sampleFacts(500, destinations(3)), YEAR, OCCASION)]) {
      expect(peer(await pdfOf(figures), 'qpdf', '--check', 'FILE')).toMatchObject({ status: 0 })
    }
  })
})
