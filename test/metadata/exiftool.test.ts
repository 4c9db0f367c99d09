// From ExifTool's tags to facts: under the names of our own readers where the tags are the same, makers' notes under their own.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngines } from '../../src/metadata/engines.ts'
import { exiftoolRun } from '../../src/metadata/exiftool/run.ts'
import { tagsOf } from '../../src/metadata/exiftool/tags.ts'
import { inspectExhibit } from '../../src/metadata/inspect-exhibit.ts'
import { mp4 } from './support/media-files.ts'
import { exhibitAt, smallWorld } from './support/reading.ts'

const run = (tags: Readonly<Record<string, unknown>>, version = '13.59') => exiftoolRun({ status: 'ok', version, json: JSON.stringify([tags]) })

describe('ExifTool’s answer', () => {
  it('gives dates their own offsets, places their signs, serial numbers their maker', () => {
    const { engine, reading } = run({
      SourceFile: '/x', 'EXIF:IFD0:Make': 'Exemple', 'EXIF:ExifIFD:DateTimeOriginal': '2026:11:16 08:12:31', 'EXIF:ExifIFD:OffsetTimeOriginal': '+01:00', 'EXIF:ExifIFD:OffsetTime': '+05:00',
      'EXIF:ExifIFD:CreateDate': '2026:11:16 08:12:31', 'EXIF:GPS:GPSLatitude': 43.5, 'EXIF:GPS:GPSLatitudeRef': 'S', 'EXIF:GPS:GPSLongitude': 3.25, 'EXIF:GPS:GPSLongitudeRef': 'E',
      'EXIF:GPS:GPSAltitude': 12, 'EXIF:GPS:GPSAltitudeRef': 1, 'MakerNotes:Exemple:SerialNumber': 'E-42', 'MakerNotes:Exemple:InternalSerialNumber': '0000', 'MakerNotes:Exemple:OwnerName': 'Camille Exemple',
      'MakerNotes:Apple:ContentIdentifier': 'AB-1', 'MPF:MPF0:NumberOfImages': 2, 'ICC_Profile:ProfileDescription': 'Display P3', 'MakerNotes:Exemple:Preview': '(Binary data 1234 bytes, use -b option to extract)',
      'ExifTool:Warning': '[minor] odd', 'ExifTool:Copy1:Warning': 'odder', 'XMP:XMP-xmp:CreateDate': '2026:11:16 08:12Z',
    })
    expect(engine).toEqual({ name: 'exiftool', version: '13.59', status: 'ok' })
    expect(reading?.times).toMatchObject([
      { source: 'EXIF:ExifIFD:DateTimeOriginal', utc: '2026-11-16T07:12:31Z', zone: { offset: '+01:00' } }, { source: 'EXIF:ExifIFD:CreateDate', zone: { provenance: 'unknown' } },
      { source: 'XMP:xmp:CreateDate', precision: 'minute' },
    ])
    expect(reading?.places).toEqual([{ latitude: -43.5, longitude: 3.25, altitude: -12, source: 'EXIF:GPS:GPSLatitude, GPSLongitude' }])
    expect(reading?.device).toEqual({ make: 'Exemple', serials: [{ value: 'E-42', source: 'MakerNotes:Exemple:SerialNumber' }] })
    expect(reading?.people).toMatchObject([{ role: 'owner', value: 'Camille Exemple' }])
    expect(reading?.ids).toMatchObject([{ kind: 'Apple ContentIdentifier', value: 'AB-1' }])
    expect(reading?.clues).toEqual({ segments: ['MPF'] })
    expect(reading?.image).toEqual({ colourProfile: 'Display P3' })
    expect(reading?.raw).toMatchObject({ 'MakerNotes:Exemple': { Preview: { bytes: 1234 } } })
    expect(reading?.findings?.map(({ code, level, facts }) => [code, level, facts])).toEqual([['exiftool-warning', 'info', { warning: '[minor] odd' }], ['exiftool-warning', 'info', { warning: 'odder' }]])
  })

  it('knows that the zone of a container is its format’s, not ExifTool’s', () => {
    expect(run({ 'QuickTime:CreateDate': '2026:11:16 07:12:31+00:00', 'QuickTime:Track1:MediaCreateDate': '1904:01:01 00:00:00+00:00' }).reading?.times).toMatchObject([
      { source: 'QuickTime:mvhd:CreationTime', raw: '2026:11:16 07:12:31+00:00', utc: '2026-11-16T07:12:31Z', zone: { provenance: 'format-defines-utc' } },
    ])
  })

  it('keeps numbers as they are written', () => {
    expect(tagsOf('[{"EXIF:IFD0:Software":17.10,"EXIF:ExifIFD:Copy1:ISO":1e2,"EXIF:ExifIFD:FNumber":2.8}]')).toEqual(new Map<string, unknown>([['EXIF:IFD0:Software', '17.10'], ['EXIF:ExifIFD:ISO', '1e2'], ['EXIF:ExifIFD:FNumber', 2.8]]))
  })

  it.each([
    [{ 'ExifTool:Error': 'Unknown file type' }, { status: 'unsupported' }], [{ 'ExifTool:Error': 'File format error' }, { status: 'error', message: 'File format error' }], [{ 'File:FileType': 'TXT' }, { status: 'empty' }],
  ])('%o', (tags, engine) => { expect(run(tags).engine).toMatchObject(engine) })

  it('an old one says so', () => { expect(run({}, '12.57').reading?.findings).toMatchObject([{ code: 'exiftool-outdated', level: 'info' }]) })

  it('is an error when it is no JSON', () => {
    for (const json of ['', '{}', '[1]', '[', 'null']) expect(exiftoolRun({ status: 'ok', json }).engine.status).toBe('error')
  })

  it('tells failures without what another day would change', () => {
    expect(exiftoolRun({ status: 'timeout', message: '60000 ms' })).toEqual({ engine: { name: 'exiftool', version: 'unknown', status: 'timeout' } })
    expect(exiftoolRun({ status: 'unsupported', message: 'exiftool or perl is not installed' }).engine).toMatchObject({ status: 'unsupported', message: 'exiftool or perl is not installed' })
  })

  it('whatever tags it holds, facts are made or none', () => {
    const names = fc.constantFrom('EXIF:ExifIFD:DateTimeOriginal', 'EXIF:GPS:GPSLatitude', 'EXIF:GPS:GPSLongitude', 'QuickTime:Track1:TrackCreateDate', '__proto__', 'ExifTool:Warning', 'MakerNotes:X:SerialNumber', 'Copy1:', 'QuickTime:Keys:GPSCoordinates')
    fc.assert(fc.property(fc.dictionary(names, fc.jsonValue()), (tags) => { expect(['ok', 'empty', 'error', 'unsupported']).toContain(run(tags).engine.status) }))
  })
})

describe('an inspection with --deep', () => {
  const dir = mkdtempSync(join(tmpdir(), 'deep-'))
  const engines = openEngines(smallWorld, [dir])
  afterAll(() => engines.close())

  it('joins what ExifTool reads with what our readers read', async (context) => {
    writeFileSync(join(dir, 'a.mov'), mp4({ brand: 'qt  ', keys: { 'com.apple.quicktime.make': 'Exemple', 'com.apple.quicktime.creationdate': '2026-11-16T08:12:31+0100', 'com.apple.quicktime.location.ISO6709': '+43.6108+003.8767+032.500/' } }))
    const record = await inspectExhibit(engines, exhibitAt(join(dir, 'a.mov')), dir, { deep: true, pixels: false })
    const engine = record.engines.find(({ name }) => name === 'exiftool')
    if (engine?.status === 'unsupported') {
      process.stderr.write('SKIPPED exiftool: not installed\n')
      context.skip()
    }
    expect(engine?.status).toBe('ok')
    expect(record.deep).toBe(true)
    expect(record.times[record.captured ?? -1]).toMatchObject({ source: 'QuickTime:Keys:com.apple.quicktime.creationdate', by: ['isobmff', 'exiftool'] })
    expect(record.times.find(({ source }) => source === 'QuickTime:mvhd:CreationTime')?.by).toEqual(['isobmff', 'mediainfo', 'exiftool'])
    expect(record.place?.by).toEqual(['isobmff', 'exiftool'])
    expect(record.findings.filter(({ code }) => code === 'engine-disagreement')).toEqual([])
  })

  it('without it, ExifTool is not asked', async () => {
    const record = await inspectExhibit(engines, exhibitAt(join(dir, 'a.mov')), dir)
    expect(record.engines.map(({ name }) => name)).not.toContain('exiftool')
  })
})
