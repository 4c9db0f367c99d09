import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearDuplicates, resemblances } from '../../../src/metadata/match/near-duplicates.ts'
import type { HashedPicture } from '../../../src/metadata/match/near-duplicates.ts'
import { pdqDistance } from '../../../src/metadata/match/pdq-distance.ts'
import { PdqIndex } from '../../../src/metadata/match/pdq-index.ts'

const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const bits = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 45 })

/** The same hash with these bits turned. */
function turned(of: string, at: readonly number[]): string {
  const bytes = Buffer.from(of, 'hex')
  for (const bit of at) bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  return bytes.toString('hex')
}

const picture = (exhibit: number, of: string, width = 100, more: Partial<HashedPicture> = {}): HashedPicture => ({ exhibit, width, height: 100, pdq: { hash: of, quality: 100 }, ...more })

describe('the distance', () => {
  it('counts the bits that differ', () => {
    fc.assert(fc.property(hash, bits, (of, at) => { expect(pdqDistance(of, turned(of, at))).toBe(at.length) }))
  })
})

describe('the index', () => {
  it('finds what comparing with all of them finds', () => {
    fc.assert(fc.property(fc.array(hash, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(fc.nat(3), bits), { maxLength: 40 }), fc.nat(3), fc.integer({ min: 0, max: 31 }), (roots, children, asked, most) => {
      const root = (at: number): string => roots[at % roots.length] ?? ''
      const all = [...roots, ...children.map(([at, flips]) => turned(root(at), flips))]
      const index = new PdqIndex(most)
      for (const each of all) index.add(each)
      const found: [number, number][] = []
      index.near(root(asked), (id, distance) => found.push([id, distance]))
      const expected = all.map((each, id): [number, number] => [id, pdqDistance(each, root(asked))]).filter(([, distance]) => distance <= most)
      expect(found.toSorted(([a], [b]) => a - b)).toEqual(expected)
    }), { numRuns: 40 })
  })

  it('grows', () => {
    const index = new PdqIndex(31)
    const all = Array.from({ length: 1000 }, (_, at) => at.toString(16).padStart(4, '0').repeat(16))
    for (const each of all) index.add(each)
    const found: number[] = []
    index.near(all[999] ?? '', (id, distance) => { if (distance === 0) found.push(id) })
    expect(found).toEqual([999])
  })
})

describe('pictures that resemble each other', () => {
  const a = '0123456789abcdef'.repeat(4)
  const b = turned(a, Array.from({ length: 20 }, (_, at) => at * 3))
  const c = turned(b, Array.from({ length: 20 }, (_, at) => 100 + at * 3))

  it('are put with the largest one, and no chain is made', () => {
    // a–b 20, b–c 20, a–c 40: c is no copy of a.
    const groups = nearDuplicates([picture(1, c, 50), picture(2, b, 80), picture(3, a, 400)])
    expect(groups.map(({ reference, others }) => [reference.exhibit, others.map(({ picture: { exhibit }, distance }) => [exhibit, distance])])).toEqual([[3, [[2, 20]]]])
  })

  it('include the picture as its orientation shows it', () => {
    const [group] = nearDuplicates([picture(1, c, 400, { pdq: { hash: c, quality: 100, shown: a } }), picture(2, a, 90)])
    expect(group).toMatchObject({ reference: { exhibit: 1 }, others: [{ picture: { exhibit: 2 }, distance: 0 }] })
  })

  it('leave out those with too little in them, and those of one exhibit', () => {
    expect(nearDuplicates([picture(1, a), picture(2, a, 90, { pdq: { hash: a, quality: 49 } })])).toEqual([])
    expect(nearDuplicates([picture(1, a), picture(1, b, 50, { inside: 'thumbnail' })])).toEqual([])
    expect(nearDuplicates([picture(1, a), picture(2, b)], 10)).toEqual([])
  })

  it('are the same whatever the order, and become findings that say resembles', () => {
    fc.assert(fc.property(fc.shuffledSubarray([picture(1, a, 300), picture(2, b, 200), picture(3, c, 100), picture(4, turned(c, [7]), 90), picture(5, turned(a, [1, 2]), 500)], { minLength: 5 }), (pictures) => {
      const groups = nearDuplicates(pictures)
      expect(groups).toEqual(nearDuplicates(pictures.toReversed()))
      expect(resemblances(groups).map(({ exhibit, finding: { code, level, facts } }) => [exhibit, code, level, facts])).toEqual([
        [1, 'resembles-exhibit', 'info', { exhibit: '0005', distance: 2 }], [2, 'resembles-exhibit', 'info', { exhibit: '0005', distance: pdqDistance(b, turned(a, [1, 2])) }],
        [4, 'resembles-exhibit', 'info', { exhibit: '0003', distance: 1 }],
      ])
    }), { numRuns: 10 })
  })
})
