// Quality: medians that are right, rates that are those of the counts, and no figure of too few.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Occasion } from '../../../src/delivery/statistics/annual.ts'
import type { DeliveryFact } from '../../../src/delivery/statistics/delivery-fact.ts'
import { Durations, EXACT_UP_TO } from '../../../src/delivery/statistics/durations.ts'
import { periodOf, type Period } from '../../../src/delivery/statistics/period.ts'
import { qualityFigures } from '../../../src/delivery/statistics/quality.ts'
import { isSmall, OTHERS } from '../../../src/delivery/statistics/small-counts.ts'
import { Statistics, type Quality, type Span } from '../../../src/delivery/statistics/statistics.ts'
import { chance, fact, MS, sampleFacts } from './sample-facts.ts'

const OCCASION: Occasion = { organisation: '', generatedAt: '2027-01-12T08:00:00.000Z', toolVersion: '1.2.3', exact: false }
const PERIOD = periodOf('2026-01-01', '2026-12-31', 'Europe/Paris') as Period
const quality = (facts: Iterable<DeliveryFact>, exact = false): Promise<Quality> => qualityFigures(facts, PERIOD, { ...OCCASION, exact })
const SENT = MS('2026-03-10T10:00:00.000Z')
const HOUR = 3_600_000
const removedAfter = (hours: number, more: Partial<DeliveryFact> = {}): DeliveryFact => fact({ state: 'decided_removed', decision: 'removed', acknowledgedMs: SENT + HOUR, decidedMs: SENT + hours * HOUR, ...more })

describe('durations', () => {
  it('are exact up to a bound', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 1e9 }), { minLength: 1, maxLength: 300 }), (values) => {
      const durations = new Durations()
      for (const value of values) durations.add(value)
      const sorted = values.toSorted((a, b) => a - b)
      const middle = sorted.length / 2
      const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
      expect(durations.figures()).toEqual({ known: values.length, medianMs: median, p90Ms: sorted[Math.ceil(sorted.length * 0.9) - 1] })
    }))
  })

  it('beyond, within one percent, however they are put together', () => {
    const next = chance(7)
    const values = Array.from({ length: 50_000 }, () => Math.exp(next() * 12) * 1000)
    const whole = new Durations()
    const parts = [new Durations(), new Durations(), new Durations()]
    for (const [index, value] of values.entries()) {
      whole.add(value)
      parts[index % 100 === 0 ? 0 : 1 + (index % 2)]?.add(value)
    }
    const sum = new Durations()
    for (const part of parts) sum.addAll(part)
    const sorted = values.toSorted((a, b) => a - b)
    for (const { known, medianMs = 0, p90Ms = 0 } of [whole.figures(), sum.figures()]) {
      expect(known).toBe(50_000)
      expect(Math.abs(medianMs / (sorted[24_999] ?? 1) - 1)).toBeLessThan(0.011)
      expect(Math.abs(p90Ms / (sorted[44_999] ?? 1) - 1)).toBeLessThan(0.011)
    }
    expect(parts[0]?.figures().known).toBeLessThan(EXACT_UP_TO)
  })

  it('of a clock that was set back are none', () => {
    const durations = new Durations()
    for (const ms of [-1, Number.NaN, Infinity]) durations.add(ms)
    expect(durations.figures()).toEqual({ known: 0, medianMs: undefined, p90Ms: undefined })
  })
})

describe('quality', () => {
  it('hours to receipt, decision and removal', async () => {
    const { hours, tables } = await quality([1, 2, 3, 4, 50, 60, 70, 80, 90, 100].map((each) => removedAfter(each)))
    expect(hours).toEqual({ acknowledgement: { medianHours: 1, p90Hours: 1 }, decision: { medianHours: 55, p90Hours: 90 }, removal: { medianHours: 55, p90Hours: 90 } })
    expect(tables.map(({ by }) => by)).toEqual(['provider', 'harm', 'urgency', 'month'])
    expect(tables[3]?.rows).toMatchObject([{ key: '2026-03', total: 10, counts: [10], shares: [1], hours: { decision: { medianHours: 55 } } }])
  })

  it('what a check saw gone first is a removal too; erased records have no hours; a decision before it was sent is none', async () => {
    const { hours } = await quality([
      removedAfter(20, { goneMs: SENT + 5 * HOUR }), fact({ state: 'sent', goneMs: SENT + 7 * HOUR }), removedAfter(9, { coarse: true }), removedAfter(-3), fact({ state: 'decided_rejected', decision: 'rejected', decidedMs: SENT + HOUR }),
    ], true)
    expect(hours.removal).toEqual({ known: 2, medianHours: 6, p90Hours: 7 })
    expect(hours.decision.known).toBe(2)
  })

  it('five known delays for a median, ten for a ninth decile; without --exact no one learns how many', async () => {
    const four = await quality([...[1, 2, 3, 4].map((each) => removedAfter(each)), ...Array.from({ length: 20 }, () => fact())])
    expect(four.hours.decision).toEqual({ medianHours: null, p90Hours: null })
    const nine = await quality([...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => removedAfter(each)), ...Array.from({ length: 20 }, () => fact())])
    expect(nine.hours.decision).toEqual({ medianHours: 5, p90Hours: null })
  })

  it('the share of imprecise rejections only where grounds are known, and enough of them', async () => {
    const rejected = (imprecise?: boolean): DeliveryFact => fact({ state: 'decided_rejected', decision: 'rejected', rejectedBy: 'decision', ...(imprecise === undefined ? {} : { imprecise }) })
    const many = (count: number, imprecise?: boolean): DeliveryFact[] => Array.from({ length: count }, () => rejected(imprecise))
    expect((await quality([...many(6, true), ...many(6, false), ...many(30)])).imprecise).toEqual({ known: 12, count: 6, share: 0.5 })
    expect((await quality([...many(2, true), ...many(6, false)])).imprecise).toEqual({ known: 8, count: null, share: null })
    expect((await quality([...many(2, true), ...many(6, false)], true)).imprecise).toEqual({ known: 8, count: 2, share: 0.25 })
    expect((await quality(many(30))).imprecise).toEqual({ known: 0, count: 0, share: null })
  })

  it('counts agree, shares are theirs, no small one is printed', async () => {
    for (const count of [30, 400, 3000]) {
      const facts = [...sampleFacts(count, ['instagram', 'tiktok', 'x', 'snapchat', 'yubo'], count)]
      const exact = await quality(facts, true)
      expect(exact.total).toBe(count)
      for (const { rows } of exact.tables) expect(rows.reduce((sum, { total, counts }) => sum + total - counts.reduce<number>((all, each) => all + (each ?? 0), 0), 0)).toBe(0)
      const printed = await quality(facts)
      expect(Statistics.parse(printed)).toEqual(printed)
      const known = (by: string, key: string, span: Span): number => exact.tables.find((table) => table.by === by)?.rows.find((row) => row.key === key)?.hours[span].known ?? Infinity
      for (const { by, columns, rows } of printed.tables) {
        for (const { key, total, counts, shares, hours } of rows.filter((row) => row.key !== OTHERS)) {
          expect(isSmall(total)).toBe(false)
          // Whether there is a median is told by what is printed.
          const printedSum = (...verdicts: readonly string[]): number => counts.reduce<number>((sum, each, index) => sum + (verdicts.includes(columns[index] ?? '') ? each ?? 0 : 0), 0)
          expect(hours.decision.medianHours === null).toBe(printedSum('accepted', 'rejected') < 5 || known(by, key, 'decision') < 5)
          expect(hours.removal.medianHours === null).toBe(printedSum('accepted', 'gone') < 5 || known(by, key, 'removal') < 5)
          for (const [index, each] of counts.entries()) {
            expect(each === null || !isSmall(each)).toBe(true)
            expect(shares[index]).toBe(each === null ? null : Math.round((each / total) * 1000) / 1000)
          }
        }
      }
    }
  })
})
