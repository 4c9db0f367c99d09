import { expect, it } from 'vitest'
import { rawTagLines } from '../../../src/bundle/report/raw-tags.ts'
import { Synopsis } from '../../../src/bundle/report/synopsis.ts'
import { exhibit, metadata, variedExhibits } from '../pdf/sample-model.ts'

it('puts warnings first and counts exhibits once', async () => {
  const synopsis = new Synopsis()
  for (const item of await variedExhibits()) synopsis.add(item)
  expect(synopsis.findings().map(({ code, count }) => `${code} ${count}`)).toEqual(['file.extension-mismatch 1', 'software.editor 1', 'gps.present 1'])
  const { devices, places, exhibits, inspected } = synopsis.overview.value()
  expect({ exhibits, inspected }).toEqual({ exhibits: 14, inspected: 13 })
  expect(devices.list).toEqual([{ make: 'Google', model: 'Pixel 8', serials: ['R58M41ABCDE'], exhibits: [1, 7, 14], count: 3 }])
  expect(places.list).toEqual([{ latitude: 47.21837, longitude: -1.55362, exhibits: [1, 7, 14], count: 3 }])
  expect(synopsis.overview.times.size).toBe(6)
})

it('stays bounded when every exhibit brings something new', () => {
  const synopsis = new Synopsis()
  for (let n = 1; n <= 5000; n += 1) {
    const of = exhibit(n, 'x')
    synopsis.add({ exhibit: of, record: metadata(of, { device: { make: `m${n}`, serials: [] }, findings: [{ code: `c${n}`, level: 'info', evidence: [], facts: {} }] }) })
  }
  expect(synopsis.findings()).toHaveLength(200)
})

it('lists raw tags by source, cuts number, depth and length, and shows binary values by digest', () => {
  const { lines, cut } = rawTagLines({ exifr: { ifd0: { Make: 'x'.repeat(1000) }, icc: { bytes: 5, sha256: 'ab' } }, sharp: { a: [1, 2] } }, 10)
  expect(cut).toBe(false)
  expect(lines.map(({ source, name }) => `${source} ${name}`)).toEqual(['exifr:ifd0 Make', 'exifr icc', 'sharp a'])
  expect(lines[0]?.value).toHaveLength(401)
  expect(lines[1]?.value).toBe('<5 B, sha256 ab…>')
  expect(lines[2]?.value).toBe('[1,2]')
  expect(rawTagLines({ e: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`t${n}`, n])) }, 160)).toMatchObject({ cut: true, lines: { length: 160 } })
})
