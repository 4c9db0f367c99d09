// Made-up records that have every member a record may have: a video, a document with pictures in it, a signed photograph, a
// mail. Nobody is real.
import type { ReportExhibit } from '../../../src/bundle/report/report-model.ts'
import type { EmbeddedRecord, Finding, MetadataRecord, TimeFact } from '../../../src/metadata/record.ts'
import { exhibit, metadata, sha256 } from './sample-model.ts'

const finding = (code: string, level: Finding['level'], facts: Finding['facts'], evidence: readonly string[] = []): Finding => ({ code, level, evidence, facts })

export const known = (role: TimeFact['role'], raw: string, local: string, utc: string, source: string): TimeFact => ({
  role, raw, source, local, utc, zone: { offset: '+01:00', provenance: 'tag' }, precision: 'second', valid: true, by: ['exifreader', 'exifr'],
})
const unknown = (role: TimeFact['role'], local: string, source: string): TimeFact => ({ role, raw: local, source, local, zone: { provenance: 'unknown' }, precision: 'second', valid: true, by: ['office'] })

const inner = (name: string, more: Partial<EmbeddedRecord> = {}): EmbeddedRecord => ({
  engines: [{ name: 'exifreader', version: '4.46.0', status: 'ok' }], file: { name, size: 48_211, extension: 'jpeg', detected: { extension: 'jpg', mime: 'image/jpeg', by: 'file-type' }, extensionMatches: true },
  times: [], software: [], text: [], findings: [], raw: {}, ...more,
})

export function richExhibits(): ReportExhibit[] {
  const items: ReportExhibit[] = []
  const add = (number: number, name: string, more: Partial<MetadataRecord>): void => {
    const of = exhibit(number, name)
    items.push({ exhibit: of, record: metadata(of, more), picture: () => Promise.resolve({ status: 'not-an-image' }) })
  }
  const phone = { make: 'Exemple', model: 'Phone 5', lens: 'Phone 5 back camera', os: 'Exemple OS 18.1', serials: [{ value: 'C02EXEMPLE42', source: 'EXIF:ExifIFD:BodySerialNumber', by: ['exifreader'] }] }
  add(1, 'IMG_2041.jpg', {
    deep: true,
    engines: [...['jpeg', 'exifreader', 'exifr', 'xmp', 'sharp'].map((name) => ({ name, version: '1.2.3', status: 'ok' as const })), { name: 'c2pa', version: '0.15.0', status: 'timeout' }],
    image: { width: 3024, height: 4032, orientation: 1, codec: 'JPEG', colourProfile: 'Display P3', pdq: { hash: sha256('pdq'), quality: 98 } }, device: phone,
    times: [known('captured', '2026:03:14 10:22:31', '2026-03-14T10:22:31', '2026-03-14T09:22:31Z', 'EXIF:ExifIFD:DateTimeOriginal'), known('modified', '2026:03:14 11:00:00', '2026-03-14T11:00:00', '2026-03-14T10:00:00Z', 'EXIF:IFD0:ModifyDate')], captured: 0,
    place: { latitude: 47.21837, longitude: -1.55362, altitude: 21.4, errorMetres: 65, direction: 214, source: 'EXIF:GPS', by: ['exifreader'] },
    places: [{ latitude: 47.21837, longitude: -1.55362, altitude: 21.4, errorMetres: 65, direction: 214, source: 'EXIF:GPS', by: ['exifreader'] }],
    software: [{ name: 'Snapseed 2.21', source: 'EXIF:IFD0:Software', kind: 'editor', by: ['exifr', 'exifreader'] }],
    people: [{ role: 'artist', value: 'Camille Exemple', source: 'EXIF:IFD0:Artist' }], ids: [{ kind: 'XMP DocumentID', value: 'xmp.did:0001-exemple', source: 'XMP:xmpMM:DocumentID' }],
    thumbnail: { bytes: 8211, sha256: sha256('thumb'), width: 160, height: 120, similarity: 0.31, verdict: 'different', source: 'EXIF:IFD1' },
    provenance: { c2pa: 'present-unverified', digitalSourceType: 'digitalCapture' },
    structure: { segments: [{ name: 'APP1', offset: 2, length: 4000 }, { name: 'SOS', offset: 4002, length: 1_000_000 }], more: 3, trailingBytes: 1204, trailingKind: 'zip' },
    findings: [finding('editor-software', 'notice', { software: 'Snapseed 2.21' }, ['EXIF:IFD0:Software = Snapseed 2.21']), finding('trailing-data', 'warn', { bytes: 1204, kind: 'zip' }, ['after the end of the picture: 1204 bytes, zip'])],
    raw: { exifreader: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`Tag${n}`, n])), jpeg: { segments: ['Exif'] } },
  })
  add(2, 'VID_20260315.mp4', {
    engines: [{ name: 'mediainfo', version: '0.3.8', status: 'ok' }], file: { name: 'VID_20260315.mp4', size: 12_345_678, extension: 'mp4', detected: { extension: 'mp4', mime: 'video/mp4', by: 'file-type' }, extensionMatches: true },
    media: { container: 'MPEG-4', durationMs: 83_400, tracks: [{ type: 'video', codec: 'HEVC', width: 1920, height: 1080, rotation: 90 }, { type: 'audio', codec: 'AAC', channels: 2, sampleRate: 48_000, language: 'fr' }] },
    device: phone, times: [{ role: 'container-created', raw: '2026-03-15 08:00:00 UTC', source: 'MP4:moov:mvhd', local: '2026-03-15T08:00:00', utc: '2026-03-15T08:00:00Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'second', valid: true, by: ['mediainfo'] }],
    places: [{ latitude: 47.3, longitude: -1.6, source: 'MP4:udta:xyz' }], place: { latitude: 47.3, longitude: -1.6, source: 'MP4:udta:xyz' }, provenance: { c2pa: 'absent' },
  })
  add(3, 'Lettre au collège.docx', {
    engines: [{ name: 'office', version: '1', status: 'ok' }], file: { name: 'Lettre au collège.docx', size: 88_000, extension: 'docx', detected: { extension: 'docx', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', by: 'file-type' }, extensionMatches: true },
    people: [{ role: 'author', value: 'Camille Exemple', source: 'OFFICE:core:creator' }, { role: 'last-modified-by', value: 'Dominique Fictif', source: 'OFFICE:core:lastModifiedBy' }],
    times: [unknown('container-created', '2026-03-16T09:00:00', 'OFFICE:core:created'), unknown('modified', '2026-03-17T09:00:00', 'OFFICE:core:modified')], software: [{ name: 'LibreOffice 24.2', source: 'OFFICE:app:Application' }], provenance: { c2pa: 'not-defined-for-format' },
    embedded: [
      { name: 'word/media/image1.jpeg', relation: 'media', size: 48_211, sha256: sha256('i1'), record: inner('word/media/image1.jpeg', {
        device: phone, ids: [{ kind: 'XMP DocumentID', value: 'xmp.did:0001-exemple', source: 'XMP:xmpMM:DocumentID' }],
        findings: [finding('editor-software', 'notice', { software: 'Photoshop 26' }, ['EXIF:IFD0:Software = Photoshop 26'])],
      }) },
      { name: 'word/embeddings/annexe.zip', relation: 'member', size: 9000, unread: 'ratio' },
    ],
  })
  add(4, 'message.eml', {
    engines: [{ name: 'mail', version: '1', status: 'empty' }], file: { name: 'message.eml', size: 4000, extension: 'eml', detected: { extension: 'eml', mime: 'message/rfc822', by: 'structure' }, extensionMatches: true },
    times: [known('sent', 'Mon, 16 Mar 2026 19:04:11 +0100', '2026-03-16T19:04:11', '2026-03-16T18:04:11Z', 'MAIL:Date')], people: [{ role: 'from', value: 'inconnu@example.org', source: 'MAIL:From' }, { role: 'to', value: 'camille@example.org', source: 'MAIL:To' }],
    ids: [{ kind: 'Message-ID', value: '<1@example.org>', source: 'MAIL:Message-ID' }], places: [{ latitude: 0, longitude: 0, source: 'x' }],
  })
  add(5, 'rien.jpg', { engines: [{ name: 'jpeg', version: '1', status: 'ok' }, { name: 'exifreader', version: '4.46.0', status: 'empty' }] })
  return items
}
