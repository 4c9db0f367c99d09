// Every finding code fires on the file that shows it, and stays silent on an ordinary one.
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../src/metadata/findings.ts'
import { finding } from '../../src/metadata/finding-codes.ts'
import type { Known } from '../../src/metadata/findings.ts'
import type { FindingCode } from '../../src/metadata/finding-codes.ts'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { exifTime, isoTime, utcTime } from '../../src/metadata/times.ts'
import { findingWords as english } from '../../src/messages/en/metadata.ts'
import { findingWords as french } from '../../src/messages/fr/metadata.ts'

type Draft = Omit<MetadataRecord, 'findings' | 'raw'>
const captured = exifTime({ role: 'captured', source: 'EXIF:ExifIFD:DateTimeOriginal', raw: '2026:11:16 08:12:31' })
const exif = (role: 'modified' | 'digitized' | 'captured', raw: string) => exifTime({ role, raw, source: `EXIF:IFD0:${role}` })
const ordinary: Draft = {
  format: 'metadata/1', exhibit: 1, sha256: '0'.repeat(64), engines: [{ name: 'exifr', version: '7', status: 'ok' }],
  file: { name: 'DSC0042.jpg', size: 1000, extension: 'jpg', detected: { extension: 'jpg', mime: 'image/jpeg', by: 'file-type' }, extensionMatches: true },
  image: { width: 4000, height: 3000, exifWidth: 4000, exifHeight: 3000 },
  times: [captured, exif('modified', '2026:11:16 08:12:31'), exif('digitized', '2026:11:16 08:12:31'), utcTime({ role: 'gps', source: 'EXIF:GPS', raw: '2026:11:16 07:12:00' })],
  captured: 0, device: { make: 'Exemple', model: 'Phone', serials: [] }, place: { latitude: 43.6, longitude: 3.8, source: 'EXIF:GPS' },
  software: [{ name: 'Exemple OS 5.1', source: 'EXIF:IFD0:Software' }], text: [],
}
const quiet: Known = {
  receivedAt: '2026-11-23T17:00:00.000Z', xmp: { 'tiff:Make': 'Exemple', 'Iptc4xmpExt:DigitalSourceType': 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' },
  historySteps: 0, historyAgents: [], userComment: 'hello', iptcInstructions: 'none', segments: ['JFIF', 'Exif'],
}
/** Codes that a reader gives, or the joining of several: see their contract cases. */
type FromReaders = 'not-read' | 'facts-cut' | 'record-cut' | 'engine-disagreement' | 'polyglot' | 'xmp-malformed' | 'encrypted' | 'pdf-updated' | 'active-content' | 'external-template'
  | `mail-${string}` | `warc-${string}` | `wacz-${string}` | `archive-${string}`
  | 'container-cut-short' | 'container-time-is-local' | `exiftool-${string}` | 'c2pa-valid' | 'c2pa-invalid' | 'c2pa-untrusted' | 'thumbnail-differs' | 'resembles-exhibit'
const shown: Record<Exclude<FindingCode, FromReaders>, [Partial<Draft>, Partial<Known>, string]> = {
  'read-in-part': [{}, { readBytes: 10 }, 'info'],
  'engine-error': [{ engines: [{ name: 'exifr', version: '7', status: 'timeout' }] }, {}, 'notice'],
  'extension-mismatch': [{ file: { name: 'a.jpg', size: 1, extension: 'jpg', detected: { extension: 'exe', mime: 'application/x-msdownload', by: 'file-type' }, extensionMatches: false } }, {}, 'warn'],
  'date-invalid': [{ times: [captured, exif('modified', '0000:00:00 00:00:00')] }, {}, 'notice'],
  'modified-before-captured': [{ times: [captured, exif('modified', '2026:11:15 08:12:31')] }, {}, 'warn'],
  'digitized-differs': [{ times: [captured, exif('digitized', '2026:11:17 08:12:31')] }, {}, 'notice'],
  'captured-in-future': [{ times: [exif('captured', '2027:01:01 00:00:00')] }, {}, 'warn'],
  'editor-software': [{ software: [{ name: 'Snapseed 2.21', source: 'EXIF:IFD0:Software' }] }, {}, 'notice'],
  'edit-history': [{}, { historySteps: 3, historyAgents: ['Adobe Photoshop'] }, 'notice'],
  'gps-date-differs': [{ times: [captured, utcTime({ role: 'gps', source: 'EXIF:GPS', raw: '2026:11:10 07:12:00' })] }, {}, 'notice'],
  'gps-zero': [{ place: { latitude: 0, longitude: 0, source: 'EXIF:GPS' } }, {}, 'notice'],
  'xmp-contradicts-exif': [{}, { xmp: { 'tiff:Make': 'FAKE' } }, 'warn'],
  'pixel-size-differs': [{ image: { width: 1600, height: 1200, exifWidth: 4000, exifHeight: 3000 } }, {}, 'notice'],
  'screenshot-marker': [{}, { userComment: 'Screenshot' }, 'info'],
  'trailing-data': [{}, { trailing: { bytes: 12, offset: 988, kind: 'zip' } }, 'warn'],
  'c2pa-present': [{ provenance: { c2pa: 'present-unverified' } }, {}, 'info'],
  'platform-trace': [{}, { iptcInstructions: 'FBMD0100' }, 'info'],
  'ai-source-type': [{}, { xmp: { 'Iptc4xmpExt:DigitalSourceType': 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia' } }, 'notice'],
  'no-camera-metadata': [{ times: [], device: { serials: [] } }, {}, 'info'],
  'saved-later': [{ times: [captured, exif('modified', '2026:11:16 09:12:31')] }, {}, 'info'],
  'gps-offset-odd': [{ times: [captured, utcTime({ role: 'gps', source: 'EXIF:GPS', raw: '2026:11:16 07:05:00' })] }, {}, 'notice'],
  'encoder-traces': [{}, { segments: ['Exif', 'Photoshop', 'Ducky'] }, 'info'],
  'ai-generator': [{ software: [{ name: 'Midjourney v6', source: 'PNG:Software' }] }, {}, 'notice'],
  'pdf-info-contradicts-xmp': [{ software: [{ name: 'Exemple PDF 1', source: 'PDF:Info:Producer' }, { name: 'Autre 2', source: 'XMP:pdf:Producer' }] }, {}, 'notice'],
  'name-pattern': [{ file: { ...ordinary.file, name: 'IMG-20261115-WA0007.jpg' } }, {}, 'info'],
}

describe('findings', () => {
  it.each([
    finding('container-cut-short', 'notice', { box: 'mdat', declared: 100, present: 9 }), finding('container-time-is-local', 'notice', { container: '2026-11-16T08:12:31', captured: '2026-11-16T08:12:31+0100' }),
    finding('exiftool-warning', 'info', { warning: 'Truncated' }), finding('exiftool-outdated', 'info', { version: '12.57', wanted: '13.59' }), finding('c2pa-valid', 'info', { issuer: '' }),
    finding('c2pa-invalid', 'warn', { codes: 'assertion.dataHash.mismatch' }), finding('c2pa-untrusted', 'info', { issuer: 'Exemple' }),
  ])('$code of one reader has its words', (one) => {
    for (const words of [french, english]) expect(JSON.stringify(words(one))).not.toMatch(/undefined|NaN|object Object/)
  })


  it('an ordinary photo has none', () => {
    expect(findingsOf(ordinary, quiet)).toEqual([])
  })

  it.each(Object.entries(shown))('%s', (code, [draft, clues, level]) => {
    const { captured: _, ...rest } = ordinary
    const changed = code === 'no-camera-metadata' ? { ...rest, ...draft } : { ...ordinary, ...draft }
    const found = findingsOf(changed, { ...quiet, ...clues })
    expect(found.map((item) => item.code)).toEqual([code])
    expect(found[0]?.level).toBe(level)
    for (const words of [french, english]) {
      const { title, means, innocent } = words(found[0] ?? finding('gps-zero', 'info', {}))
      expect(`${title}${means}${innocent}`).not.toMatch(/undefined|NaN|\[object/)
      expect(Math.min(title.length, means.length, innocent.length)).toBeGreaterThan(5)
    }
  })

  it.each(['zeros', 'unknown'])('bytes after the end that are %s are no alarm', (kind) => {
    expect(findingsOf(ordinary, { ...quiet, trailing: { bytes: 9, offset: 900, kind } })[0]?.level).toBe('info')
  })
  it('a second picture that the camera announces is no alarm', () => {
    expect(findingsOf(ordinary, { ...quiet, segments: ['MPF'], trailing: { bytes: 9, offset: 900, kind: 'jpeg' } })[0]?.level).toBe('info')
  })
  it('a raw file is larger than its picture', () => {
    expect(findingsOf({ ...ordinary, file: { ...ordinary.file, name: 'a.nef', extension: 'nef', detected: { extension: 'nef', mime: 'image/x-nikon-nef', by: 'scelle' } }, image: { width: 4032, height: 3024, exifWidth: 4000, exifHeight: 3000 } }, quiet)).toEqual([])
  })
  it('a photo on its side has the size that it declares', () => {
    expect(findingsOf({ ...ordinary, image: { width: 3000, height: 4000, exifWidth: 4000, exifHeight: 3000 } }, quiet)).toEqual([])
  })
  it('a picture taken half an hour ago fourteen zones east is not in the future', () => {
    expect(findingsOf({ ...ordinary, times: [exif('captured', '2026:11:24 06:30:00')] }, quiet)).toEqual([])
  })
  it('XMP and EXIF that tell one instant in two zones agree', () => {
    const a = exifTime({ role: 'captured', source: 'EXIF:ExifIFD:DateTimeOriginal', raw: '2026:11:16 08:12:31', offset: '+01:00' })
    expect(findingsOf({ ...ordinary, times: [a, isoTime({ role: 'captured', source: 'XMP:exif:DateTimeOriginal', raw: '2026-11-16T07:12:31Z' })] }, quiet)).toEqual([])
  })
  it('words of an unknown code keep its name', () => {
    expect(french({ ...finding('gps-zero', 'info', {}), code: 'of-the-future' }).title).toBe('of-the-future')
    expect(english({ ...finding('gps-zero', 'info', {}), code: 'toString' }).title).toBe('toString')
  })
})

it('says of a difference between picture and position that no zone has it', () => {
  const at = (raw: string): string[] => findingsOf({ ...ordinary, times: [captured, utcTime({ role: 'gps', source: 'EXIF:GPS', raw })] }, quiet).map(({ code }) => code)
  expect(at('2026:11:16 06:57:31')).toContain('gps-offset-odd')
  expect(at('2026:11:16 07:12:31')).not.toContain('gps-offset-odd')
})
