// Real files of every kind, where they lie beside the repository: none may crash a reader, and what exiftool finds in pictures
// is found here too.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPictures } from '../../src/metadata/pictures.ts'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { exhibitAt, readerOf, smallWorld } from './support/reading.ts'

const corpus = sharedFolder('corpus')
const files = corpus === undefined ? [] : readdirSync(corpus, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
const records = new Map<string, MetadataRecord>()

describe.skipIf(corpus === undefined)('the corpus', () => {
  const reader = readerOf(corpus ?? '/')
  const pictures = openPictures(smallWorld)
  beforeAll(async () => { for (const path of files) records.set(path, await reader.read(path)) }, 300_000)
  afterAll(async () => { await reader.close(); await pictures.close() })

  it('is read without a crash, a hang or a bloat', () => {
    const table = new Map<string, Record<string, number>>()
    for (const [path, { engines, file, findings }] of records) {
      const row = table.get(file.detected?.extension ?? '(unknown)') ?? {}
      table.set(file.detected?.extension ?? '(unknown)', row)
      row['files'] = (row['files'] ?? 0) + 1
      for (const { name, status } of engines) if (status !== 'ok' && status !== 'empty') row[`${name} ${status}`] = (row[`${name} ${status}`] ?? 0) + 1
      for (const { code } of findings) if (code !== 'engine-error') row[code] = (row[code] ?? 0) + 1
      expect(engines.filter(({ status }) => ['crash', 'timeout', 'limit'].includes(status)), path).toEqual([])
    }
    console.log([...table].sort((a, b) => (b[1]['files'] ?? 0) - (a[1]['files'] ?? 0)).map(([type, row]) => `${type}: ${JSON.stringify(row)}`).join('\n'))
    for (const [path, { file }] of records) if (file.extensionMatches === false) console.log(`mismatch ${path}: ${file.detected?.extension}`)
  })

  it('gives pictures, or says why not', async () => {
    const counts: Record<string, number> = {}
    for (const path of files) {
      const picture = await pictures.picture(path, exhibitAt(path), 'blurred')
      const key = `${records.get(path)?.file.detected?.extension} ${picture.status}${'message' in picture ? ` ${picture.message}` : ''}`
      if (picture.status !== 'not-an-image') counts[key] = (counts[key] ?? 0) + 1
      expect(['timeout', 'crash'], path).not.toContain(picture.status)
    }
    console.log(JSON.stringify(counts, undefined, 1))
  }, 300_000)

  it('agrees with exiftool on date, device and place of pictures', (context) => {
    const { stdout, error } = spawnSync('exiftool', ['-j', '-n', '-G1', '-r', '-DateTimeOriginal', '-ExifIFD:DateTimeOriginal', '-IFD0:Make', '-IFD0:Model', '-Composite:GPSLatitude', '-Composite:GPSLongitude', '-ext', 'jpg', '-ext', 'jpeg', '-ext', 'png', '-ext', 'webp', '-ext', 'heic', '-ext', 'heif', '-ext', 'avif', '-ext', 'tif', '-ext', 'tiff', '-ext', 'nef', '-ext', 'arw', '-ext', 'dng', '-ext', 'cr2', corpus as string], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    if (error !== undefined) {
      console.log('SKIPPED exiftool')
      context.skip()
      return
    }
    const rates: Record<string, { has: number; same: number }> = {}
    const compare = (tag: string, path: string, theirs: string | number | undefined, ours: string | undefined): void => {
      if (theirs === undefined || String(theirs).trim() === '') return
      const rate = rates[tag] ??= { has: 0, same: 0 }
      rate.has += 1
      if (ours === String(theirs).trim()) rate.same += 1
      else console.log(`${tag} ${path}: exiftool ${String(theirs)}, here ${ours}`)
    }
    for (const tags of JSON.parse(stdout) as Record<string, string | number | undefined>[]) {
      const path = String(tags['SourceFile'])
      const record = records.get(path)
      compare('DateTimeOriginal', path, tags['ExifIFD:DateTimeOriginal'], record?.times.find(({ source }) => source === 'EXIF:ExifIFD:DateTimeOriginal')?.raw)
      compare('Make', path, tags['IFD0:Make'], record?.device?.make)
      compare('Model', path, tags['IFD0:Model'], record?.device?.model)
      const theirs = tags['Composite:GPSLatitude']
      compare('GPSLatitude', path, theirs === undefined ? undefined : Number(theirs).toFixed(5), record?.place?.latitude.toFixed(5))
    }
    console.log(JSON.stringify(rates))
    for (const { has, same } of Object.values(rates)) expect(same / has).toBeGreaterThan(0.8)
  }, 120_000)
})
