import { expect, it } from 'vitest'
import { rawTagLines } from '../../../src/bundle/report/raw-tags.ts'
import { soundRecord, Synopsis } from '../../../src/bundle/report/synopsis.ts'
import { exhibit, metadata, variedExhibits } from '../pdf/sample-model.ts'

it('puts warnings first and counts exhibits once', async () => {
  const synopsis = new Synopsis()
  for (const item of await variedExhibits()) synopsis.add(item)
  expect(synopsis.findings().map(({ code, count }) => `${code} ${count}`)).toEqual(['file.extension-mismatch 1', 'software.editor 1', 'gps.present 1'])
  expect(synopsis.devices()).toEqual([{ label: 'Google Pixel 8', count: 3 }])
  expect(synopsis.places()).toEqual([{ label: '47.21837, -1.55362', count: 3 }])
  expect(synopsis.points).toHaveLength(6)
})

it('stays bounded when every exhibit brings something new', () => {
  const synopsis = new Synopsis()
  for (let n = 1; n <= 5000; n += 1) {
    const of = exhibit(n, 'x')
    synopsis.add({ exhibit: of, record: metadata(of, { device: { make: `m${n}`, serials: [] }, findings: [{ code: `c${n}`, level: 'info', evidence: [], facts: {} }] }) })
  }
  expect(synopsis.devices()).toHaveLength(200)
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

it('takes a record for none when its file was changed into something else', () => {
  const record = metadata(exhibit(1, 'a'))
  expect(soundRecord(record)).toBe(record)
  expect(soundRecord(undefined)).toBeUndefined()
  for (const change of [{ findings: null }, { times: [null] }, { file: 1 }, { raw: null }, { engines: 'x' }, { findings: [{ code: 'x', evidence: [1] }] }, { place: null }, { file: { detected: {} } }]) {
    expect(soundRecord({ ...record, ...change } as never)).toBeUndefined()
  }
})
