// The yearly figures: each notice once, sums that agree, a million in one pass, and nothing in them but numbers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIONS, actionOf } from '../../../src/delivery/statistics/action.ts'
import { annualFigures, type Occasion } from '../../../src/delivery/statistics/annual.ts'
import type { DeliveryFact } from '../../../src/delivery/statistics/delivery-fact.ts'
import { monthOf, periodOf, periodOfYear, type Period } from '../../../src/delivery/statistics/period.ts'
import { isSmall, OTHERS } from '../../../src/delivery/statistics/small-counts.ts'
import { Statistics, type Annual } from '../../../src/delivery/statistics/statistics.ts'
import { CHANNELS, HARMS, STATES } from '../../../src/signalement/vocabulary.ts'
import { fact, MS, sampleFacts } from './sample-facts.ts'

export const OCCASION: Occasion = { organisation: 'Association Exemple', generatedAt: '2027-01-12T08:00:00.000Z', toolVersion: '1.2.3', exact: false }
const EXACT = { ...OCCASION, exact: true }
const YEAR = periodOfYear(2026, 'Europe/Paris') as Period
const annual = (facts: Iterable<DeliveryFact>, occasion = OCCASION): Promise<Annual> => annualFigures(facts, 2026, YEAR, occasion)
const sum = (counts: readonly (number | null)[]): number => counts.reduce<number>((all, count) => all + (count ?? 0), 0)

const anyFact = fc.record({
  destination: fc.constantFrom('instagram', 'tiktok', 'x', 'snapchat', 'pharos'), role: fc.constantFrom('platform' as const, 'authority' as const, undefined), channel: fc.constantFrom(...CHANNELS),
  harm: fc.constantFrom(...HARMS.slice(0, 5)), state: fc.constantFrom(...STATES), live: fc.boolean(), unknown: fc.boolean(), coarse: fc.boolean(), trustedFlagger: fc.constantFrom(true, true, false, undefined),
  sentMs: fc.constantFrom(undefined, MS('2026-05-01T00:00:00.000Z'), MS('2025-05-01T00:00:00.000Z')), decision: fc.constantFrom(undefined, 'removed' as const, 'rejected' as const),
  goneMs: fc.constantFrom(undefined, MS('2026-05-02T00:00:00.000Z')), rejectedBy: fc.constantFrom(undefined, 'submission' as const), acknowledgedMs: fc.constantFrom(undefined, MS('2026-05-01T01:00:00.000Z')),
}).map((changes) => fact(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<DeliveryFact>))

describe('what a notice became', () => {
  it.each<[string, Partial<DeliveryFact>, string | undefined]>([
    ['a test is no notice', { live: false, decision: 'removed' }, undefined],
    ['nor what never left', { state: 'queued' }, undefined],
    ['nor a dead letter that nobody refused', { state: 'dead_letter' }, undefined],
    ['nor one that was cancelled', { state: 'cancelled', rejectedBy: 'submission' }, undefined],
    ['refused when handed over', { state: 'dead_letter', rejectedBy: 'submission' }, 'refused'],
    ['nobody knows', { state: 'unknown_outcome', unknown: true }, 'unknown'],
    ['a decision stands above a check', { state: 'decided_rejected', decision: 'rejected', goneMs: 1 }, 'rejected'],
    ['a state without its decision', { state: 'decided_restricted' }, 'restricted'],
    ['seen gone', { state: 'acknowledged', goneMs: 1 }, 'gone'],
    ['under review', { state: 'in_review' }, 'acknowledged'],
    ['a receipt whose state was not told', { state: 'sent', acknowledgedMs: 1 }, 'acknowledged'],
    ['nothing came', { state: 'sent' }, 'no_answer'],
  ])('%s', (_, changes, action) => {
    expect(actionOf(fact(changes))).toBe(action)
  })
})

describe('annual figures', () => {
  it('each notice counts once: exact sums agree in every direction', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyFact, { maxLength: 60 }), async (facts) => {
      const { scopes } = await annual(facts, EXACT)
      const counted = facts.filter((each) => actionOf(each) !== undefined && (each.sentMs ?? each.preparedMs) >= YEAR.fromMs)
      expect(sum(scopes.map(({ total }) => total))).toBe(counted.length)
      for (const { total, tables, cells = [] } of scopes) {
        expect(sum(cells.map(({ count }) => count))).toBe(total)
        for (const { by, rows, totals } of tables) {
          expect(sum(rows.map((row) => row.total))).toBe(total)
          if (by === 'channel') continue
          expect(sum(totals)).toBe(total)
          for (const row of rows) expect(sum(row.counts)).toBe(row.total)
        }
      }
    }))
  })

  it('printed figures are the exact ones, or not there; no printed one is small', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyFact, { maxLength: 150 }), async (facts) => {
      const printed = await annual(facts)
      const exact = await annual(facts, EXACT)
      for (const [index, scope] of printed.scopes.entries()) {
        const whole = exact.scopes[index]
        expect(scope.cells).toBeUndefined()
        if (scope.total === null) expect(isSmall(whole?.total ?? 0)).toBe(true)
        else expect(scope.total).toBe(whole?.total)
        for (const table of scope.tables) {
          const same = whole?.tables.find(({ by }) => by === table.by)
          expect(table.totals.some(isSmall)).toBe(false)
          for (const row of table.rows) {
            expect(isSmall(row.total)).toBe(false)
            if (row.key !== OTHERS) expect(row.total).toBe(same?.rows.find(({ key }) => key === row.key)?.total)
            for (const [column, count] of row.counts.entries()) {
              expect(count !== null && isSmall(count)).toBe(false)
              const name = table.columns[column] ?? OTHERS
              if (count !== null && name !== OTHERS && row.key !== OTHERS) expect(count).toBe(same?.rows.find(({ key }) => key === row.key)?.counts[same.columns.indexOf(name)])
            }
          }
        }
      }
    }), { numRuns: 60 })
  })

  it('tables of a scope agree on the totals that they share, and share nothing else', async () => {
    const { scopes } = await annual(sampleFacts(900, ['instagram', 'tiktok', 'x', 'snapchat']))
    for (const { tables } of scopes) {
      const [providers, harms] = tables
      expect(providers?.columns).toEqual(harms?.columns)
      expect(providers?.totals).toEqual(harms?.totals)
      expect(tables.map(({ by }) => by)).toEqual(['provider', 'harm', 'channel'])
    }
  })

  it('trusted flagger notices to providers stand apart', async () => {
    const { scopes } = await annual([
      ...Array.from({ length: 6 }, () => fact()), ...Array.from({ length: 7 }, () => fact({ trustedFlagger: false })), fact({ destination: 'pharos', role: 'authority' }),
      fact({ live: false }), fact({ sentMs: MS('2025-12-31T22:59:59.999Z') }), fact({ sentMs: MS('2026-12-31T23:00:00.000Z') }),
    ], EXACT)
    expect(scopes.map(({ scope, total }) => [scope, total])).toEqual([['trusted_flagger', 6], ['other', 8]])
  })

  it('too few for any table: no number at all', async () => {
    const { scopes } = await annual(Array.from({ length: 4 }, () => fact()))
    expect(scopes).toEqual([{ scope: 'trusted_flagger', total: null, tables: [] }, { scope: 'other', total: 0, tables: [] }])
  })

  it('erased records count, and what thirty days leave open is told', async () => {
    const erased = (preparedMs: number): DeliveryFact => {
      const { sentMs: _, urgency: _urgency, trustedFlagger: _flagger, ...rest } = fact({ coarse: true, preparedMs, state: 'decided_removed' })
      return rest
    }
    const figures = await annual([...Array.from({ length: 8 }, () => erased(MS('2026-03-01T00:00:00.000Z'))), ...Array.from({ length: 6 }, () => erased(MS('2026-12-20T00:00:00.000Z')))])
    expect(figures.coarse).toEqual({ counted: 14, uncertain: 6 })
    expect(figures.scopes[1]).toMatchObject({ scope: 'other', total: 14 })
  })

  it('a million notices in one pass, in memory that does not follow them', async () => {
    const destinations = Array.from({ length: 40 }, (_, index) => `fournisseur-${index}`)
    const before = process.memoryUsage().heapUsed
    const { scopes } = await annual(sampleFacts(1_000_000, destinations))
    expect(sum(scopes.map(({ total }) => total))).toBe(1_000_000)
    globalThis.gc?.()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000)
    expect(scopes[0]?.tables[0]?.columns).toEqual([...ACTIONS])
  }, 60_000)

  it('fits its schema, and nothing else does', async () => {
    const figures = await annual(sampleFacts(500, ['instagram', 'x']))
    expect(Statistics.parse(figures)).toEqual(figures)
    expect(() => Statistics.parse({ ...figures, url: 'https://a.example' })).toThrow(/unrecognized_keys/)
    expect(() => Statistics.parse({ ...figures, format: 'statistics/2' })).toThrow(/statistics\/1/)
  })
})

describe('a period', () => {
  it('goes by the calendar of its zone', () => {
    expect(YEAR).toMatchObject({ fromMs: MS('2025-12-31T23:00:00.000Z'), endMs: MS('2026-12-31T23:00:00.000Z') })
    expect(YEAR.months).toHaveLength(12)
    expect(monthOf(MS('2026-03-31T21:59:59.999Z'), YEAR)).toBe('2026-03')
    expect(monthOf(MS('2026-03-31T22:00:00.000Z'), YEAR)).toBe('2026-04')
    expect(monthOf(YEAR.fromMs - 1, YEAR)).toBeUndefined()
    expect(monthOf(YEAR.endMs, YEAR)).toBeUndefined()
  })

  it.each([['2026-02-30', '2026-03-01'], ['2026-03-02', '2026-03-01'], ['1900-01-01', '2026-01-01'], ['hier', '2026-01-01'], ['2026-01-01', '2026-1-2']])('is refused: %s to %s', (from, to) => {
    expect(periodOf(from, to, 'Europe/Paris')).toBeUndefined()
  })
})
