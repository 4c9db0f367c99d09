// Models for the tests of the report: a varied case of fourteen exhibits, and cases of any number.
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { AttestationModel } from '../../../src/bundle/report/attestation-model.ts'
import type { FindingWords, ReportExhibit, ReportModel } from '../../../src/bundle/report/report-model.ts'
import type { CaseRecord } from '../../../src/case/case-record.ts'
import { exhibitId } from '../../../src/case/exhibit.ts'
import type { Exhibit } from '../../../src/case/exhibit.ts'
import type { JournalEntry } from '../../../src/case/journal-entry.ts'
import type { Finding, MetadataRecord, Picture } from '../../../src/metadata/record.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const findingWords: FindingWords = (finding) => ({
  title: finding.code === 'gps.present' ? 'Le fichier porte une position GPS' : finding.code === 'software.editor'
    ? `Le fichier a été enregistré par un logiciel de retouche (${finding.facts['software'] ?? ''})` : `Constat ${finding.code}`,
  means: 'L’image a pu être modifiée après la prise de vue.',
  innocent: 'Les téléphones et les messageries réenregistrent souvent une image sans en changer le contenu.',
})

export const caseRecord = (more: Partial<CaseRecord> = {}): CaseRecord => ({
  format: 'case/1', id: '5b0c5f0e-7a57-4a29-9a0c-0f7f6a1f2b3c', reference: '2026-00042',
  title: 'Harcèlement en ligne d’une collégienne, captures remises par la famille', frame: 'Enquête préliminaire',
  operator: 'Adjudante Camille Morel', unit: 'Brigade numérique de Trifouillis', profile: 'police', language: 'fr', exercise: false,
  timeZone: 'Europe/Paris', createdAt: '2026-11-23T08:12:44.120Z', ...more,
})

export function exhibit(number: number, name: string, more: Partial<Exhibit> = {}): Exhibit {
  return {
    number, name, path: `captures/${name}`, stored: `data/${exhibitId(number)}/${name}`, kind: 'original', sensitive: 'none',
    size: 1_234_567 + number, digests: { sha256: sha256(`${number} ${name}`) }, modifiedAt: '2026-03-14T09:22:31.000Z',
    receivedAt: '2026-11-23T08:13:05.004Z', source: 'Téléphone de la victime, remis en main propre', origin: `/media/cle/captures/${name}`, ...more,
  }
}

export function metadata(of: Exhibit, more: Partial<MetadataRecord> = {}): MetadataRecord {
  return {
    format: 'metadata/1', exhibit: of.number, sha256: of.digests.sha256, engines: [{ name: 'exifr', version: '7.1.3', status: 'ok' }],
    file: { name: of.name, size: of.size, extension: 'jpg', detected: { extension: 'jpg', mime: 'image/jpeg', by: 'file-type' }, extensionMatches: true },
    times: [], software: [], text: [], findings: [], raw: {}, ...more,
  }
}

export async function photo(width: number, height: number, seed: number): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="hsl(${(seed * 47) % 360},45%,70%)"/><stop offset="1" stop-color="hsl(${(seed * 47 + 90) % 360},45%,30%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/><circle cx="${width * 0.65}" cy="${height * 0.35}" r="${Math.min(width, height) * 0.2}" fill="#fff8"/></svg>`
  const jpeg = await sharp(Buffer.from(svg)).blur(4).jpeg({ quality: 70 }).toBuffer()
  return { status: 'ok', jpeg, width, height }
}

const captured = (raw: string, local: string, utc: string | undefined, offset: string | undefined): MetadataRecord['times'][number] => ({
  role: 'captured', raw, source: 'EXIF:ExifIFD:DateTimeOriginal', local, ...(utc === undefined ? {} : { utc }),
  zone: offset === undefined ? { provenance: 'unknown' } : { offset, provenance: 'tag' }, precision: 'second', valid: true,
})

const PHONE = {
  device: { make: 'Google', model: 'Pixel 8', lens: 'Pixel 8 back camera 6.9mm f/1.68', serials: [{ value: 'R58M41ABCDE', source: 'EXIF:BodySerialNumber' }] },
  place: { latitude: 47.21837, longitude: -1.55362, altitude: 21.4, source: 'EXIF:GPS' },
  software: [{ name: 'HDR+ 1.0.574', source: 'EXIF:IFD0:Software' }],
}

export const rawTags = (count: number): MetadataRecord['raw'] => ({
  exifr: {
    ifd0: { Make: 'Google', Model: 'Pixel 8', Software: 'HDR+ 1.0.574', Orientation: 1, XResolution: 72, YResolution: 72 },
    exif: Object.fromEntries(Array.from({ length: count }, (_, n) => [`ExifTag${String(n).padStart(3, '0')}`, n % 7 === 0 ? `valeur plus longue numéro ${n} qui prend plus d'une ligne de la colonne` : n * 1.5])),
    gps: { GPSLatitude: [47, 13, 6.132], GPSLatitudeRef: 'N', GPSTimeStamp: '09:22:29' },
  },
  sharp: { icc: { bytes: 536, sha256: sha256('icc') }, density: 72 },
})

const finding = (code: string, level: Finding['level'], evidence: readonly string[], facts: Finding['facts'] = {}): Finding => ({ code, level, evidence, facts })

const LONG_NAME = `${'Capture d’écran du groupe de classe avec beaucoup de mots dans le nom '.repeat(4).slice(0, 251)}.png`

/** Portrait, panorama, none, prohibited, failed picture, 255-character name, 40-line finding, no metadata, mail, PDF, hostile names. */
export async function variedExhibits(): Promise<ReportExhibit[]> {
  const items: ReportExhibit[] = []
  const add = (of: Exhibit, record: MetadataRecord | undefined, picture: Picture | (() => Promise<Picture>)): void => {
    items.push({ exhibit: of, record, picture: typeof picture === 'function' ? picture : () => Promise.resolve(picture) })
  }
  const portrait = exhibit(1, 'IMG_2041.jpg')
  add(portrait, metadata(portrait, {
    ...PHONE, image: { width: 3024, height: 4032, orientation: 1, colourProfile: 'Display P3' }, captured: 0,
    times: [
      captured('2026:03:14 10:22:31', '2026-03-14T10:22:31', '2026-03-14T09:22:31Z', '+01:00'),
      { role: 'gps', raw: '2026:03:14 09:22:29', source: 'EXIF:GPS', utc: '2026-03-14T09:22:29Z', local: '2026-03-14T09:22:29', zone: { provenance: 'format-defines-utc' }, precision: 'second', valid: true },
    ],
    findings: [finding('gps.present', 'notice', ['EXIF:GPS:GPSLatitude = 47.21837', 'EXIF:GPS:GPSLongitude = -1.55362'])],
    raw: rawTags(60),
  }), await photo(300, 400, 1))
  const panorama = exhibit(2, 'Panorama de la cour.jpg')
  add(panorama, metadata(panorama, { image: { width: 9000, height: 2250 }, captured: 0, times: [captured('2026:03:15 08:01:00', '2026-03-15T08:01:00', undefined, undefined)], raw: rawTags(10) }), await photo(400, 100, 2))
  const note = exhibit(3, 'conversation.txt', { size: 48_211 })
  add(note, metadata(note, { file: { name: note.name, size: note.size, extension: 'txt', extensionMatches: null } }), { status: 'not-an-image' })
  const prohibited = exhibit(4, 'fichier signalé.jpg', { sensitive: 'prohibited', stored: null })
  add(prohibited, metadata(prohibited), () => Promise.reject(new Error('never asked')))
  const broken = exhibit(5, 'IMG_9999.heic', { digests: { sha256: sha256('5'), sha512: sha256('5') + sha256('5b'), md5: sha256('5').slice(0, 32) } })
  add(broken, metadata(broken, {
    engines: [{ name: 'sharp', version: '0.35.5', status: 'crash', message: 'corrupt header: (bad) \u001b[31m\r\n' }],
    file: { name: broken.name, size: broken.size, extension: 'heic', detected: { extension: 'png', mime: 'image/png', by: 'file-type' }, extensionMatches: false },
    findings: [finding('file.extension-mismatch', 'warn', ['file:extension = heic', 'file:detected = png'])],
  }), { status: 'crash' })
  const long = exhibit(6, LONG_NAME)
  add(long, metadata(long, { image: { width: 1080, height: 2340 }, captured: 0, times: [captured('2026:03:14 22:47:10', '2026-03-14T22:47:10', '2026-03-14T21:47:10Z', '+01:00')] }), await photo(185, 400, 6))
  const edited = exhibit(7, 'photo retouchée.jpg')
  add(edited, metadata(edited, {
    ...PHONE, image: { width: 1600, height: 1200 }, captured: 0, times: [captured('2026:03:16 12:00:00', '2026-03-16T12:00:00', undefined, undefined)],
    findings: [finding('software.editor', 'warn', Array.from({ length: 40 }, (_, n) => `XMP:xmpMM:History[${n}].softwareAgent = Adobe Photoshop 25.${n} (Windows), action ${n % 3 === 0 ? 'saved' : 'converted'}`), { software: 'Adobe Photoshop' })],
    raw: rawTags(220),
  }), await photo(400, 300, 7))
  const bare = exhibit(8, 'sans-metadonnees.bin', { size: 0, source: null })
  add(bare, undefined, { status: 'not-an-image' })
  const mail = exhibit(9, 'message.eml', { size: 18_442 })
  add(mail, metadata(mail, {
    file: { name: mail.name, size: mail.size, extension: 'eml', detected: { extension: 'eml', mime: 'message/rfc822', by: 'structure' }, extensionMatches: true },
    times: [{ role: 'sent', raw: 'Mon, 16 Mar 2026 19:04:11 +0100', source: 'RFC5322:Date', local: '2026-03-16T19:04:11', utc: '2026-03-16T18:04:11Z', zone: { offset: '+01:00', provenance: 'tag' }, precision: 'second', valid: true }],
    captured: 0, text: [{ key: 'Objet', value: 'Re: la vidéo', source: 'RFC5322:Subject' }, { key: 'De', value: 'inconnu@exemple.test', source: 'RFC5322:From' }],
  }), { status: 'not-an-image' })
  const pdf = exhibit(10, 'règlement intérieur.pdf', { size: 845_120 })
  add(pdf, metadata(pdf, { file: { name: pdf.name, size: pdf.size, extension: 'pdf', detected: { extension: 'pdf', mime: 'application/pdf', by: 'file-type' }, extensionMatches: true }, software: [{ name: 'LibreOffice 24.2', source: 'PDF:Producer' }] }), { status: 'not-an-image' })
  const hostile = exhibit(11, 'a) Tj ET (\r\u001b[2J\u202Egnp.exe <script>alert(1)</script> 😀 العربية 漢字 \ud800 \u0000 é\u0301\u0301\u0301\u0301.jpg', { rawPath: 'w6nDqQ==' })
  add(hostile, metadata(hostile, { text: [{ key: '<b>&amp;', value: 'مرحبا 世界 \u200b\u2066', source: 'x' }] }), await photo(400, 400, 11))
  const bad = exhibit(12, 'image fausse.jpg')
  add(bad, metadata(bad, { times: [{ role: 'captured', raw: '0000:00:00 00:00:00', source: 'EXIF', zone: { provenance: 'unknown' }, precision: 'second', valid: false }] }), { status: 'ok', jpeg: Buffer.from('not a jpeg'), width: 10, height: 10 })
  const thrown = exhibit(13, 'capture web.webp', { kind: 'derived' })
  add(thrown, metadata(thrown, { image: { width: 800, height: 600, pages: 12 } }), () => Promise.reject(new Error('no')))
  const last = exhibit(14, 'IMG_2042.jpg', { kind: 'working-copy' })
  add(last, metadata(last, { ...PHONE, captured: 0, times: [captured('2026:03:14 10:25:02', '2026-03-14T10:25:02', '2026-03-14T09:25:02Z', '+01:00')], image: { width: 4032, height: 3024 }, raw: rawTags(30) }), await photo(400, 300, 14))
  return items
}

export function manyExhibits(count: number, picture: Picture): () => AsyncGenerator<ReportExhibit> {
  return async function* () {
    for (let n = 1; n <= count; n += 1) {
      const of = exhibit(n, `IMG_${String(2000 + n)}.jpg`)
      const minute = String(n % 60).padStart(2, '0')
      const day = String((n % 28) + 1).padStart(2, '0')
      yield {
        exhibit: of,
        record: metadata(of, {
          ...PHONE, image: { width: 4032, height: 3024 }, captured: 0,
          times: [captured(`2026:03:${day} 10:${minute}:02`, `2026-03-${day}T10:${minute}:02`, n % 3 === 0 ? undefined : `2026-03-${day}T09:${minute}:02Z`, n % 3 === 0 ? undefined : '+01:00')],
          findings: n % 5 === 0 ? [finding('gps.present', 'notice', ['EXIF:GPS:GPSLatitude = 47.21837'])] : [], raw: rawTags(40),
        }),
        picture: () => Promise.resolve(picture),
      }
    }
  }
}

export function reportModel(exhibits: () => AsyncIterable<ReportExhibit>, count: number, more: Partial<ReportModel> = {}): ReportModel {
  return {
    language: 'fr', draft: false, record: caseRecord(), asOf: '2026-11-23T17:04:07.120Z', toolVersion: '0.1.0',
    totals: { exhibits: count, bytes: count * 1_234_567, refused: 2 }, sealNumber: 1, payloadManifestSha256: sha256('manifest'),
    journal: { size: count * 2 + 2, root: sha256('root'), origin: 'scelle/2026-00042/5b0c5f0e' }, images: 'blurred', exhibits,
    async* entries(): AsyncGenerator<JournalEntry> {
      const entry = (seq: number, action: string, subject: string, facts: JournalEntry['facts']): JournalEntry => ({
        v: 1, seq, at: `2026-11-23T08:${String(12 + Math.floor(seq / 60) % 48).padStart(2, '0')}:${String(seq % 60).padStart(2, '0')}.004Z`, actor: 'cmorel', action, subject, facts, prev: sha256(String(seq)),
      })
      let seq = 0
      yield entry(seq++, 'case.opened', 'case', {})
      for (let n = 1; n <= count; n += 1) yield entry(seq++, 'exhibit.added', exhibitId(n), { name: `IMG_${2000 + n}.jpg` })
      yield entry(seq++, 'exhibit.refused', '/media/cle/captures/lien vers ailleurs', { reason: 'symlink' })
      for (let n = 1; n <= count; n += 1) yield entry(seq++, 'exhibit.inspected', exhibitId(n), {})
    },
    environment: {
      format: 'environment/1', at: '2026-11-23T17:04:00.000Z',
      items: [
        { id: 'os', value: 'Debian GNU/Linux 12 (bookworm)', status: 'measured' }, { id: 'node', value: 'v24.21.0', status: 'measured' },
        { id: 'clock-synchronised', value: 'true', status: 'measured', detail: 'systemd-timesyncd' }, { id: 'operator', value: 'Adjudante Camille Morel', status: 'declared' },
        { id: 'antivirus', value: null, status: 'unavailable' }, { id: 'proxy', value: null, status: 'unavailable' }, { id: 'some-new-id', value: 'x', status: 'measured' },
      ],
    },
    uncoveredMore: 0,
    uncovered: [
      { kind: 'refused', subject: '/media/cle/captures/lien vers ailleurs', reason: 'Lien symbolique, non suivi' },
      { kind: 'refused', subject: '/media/cle/captures/tube', reason: 'Tube nommé, non lu' },
      { kind: 'no-picture', subject: '0005', reason: 'Le lecteur s’est arrêté' },
    ],
    attachments: [
      { name: 'manifest-sha256.txt', mime: 'text/plain', description: 'Manifeste des pièces', relationship: 'Data', bytes: Buffer.from(`${sha256('a')}  data/0001/a.jpg\n`) },
      { name: 'case.json', mime: 'application/json', description: 'Dossier : référence, cadre, opérateur', relationship: 'Source', bytes: Buffer.from('{}\n') },
      { name: 'custody.ndjson', mime: 'application/x-ndjson', description: 'Journal de traçabilité', relationship: 'Supplement', bytes: Buffer.from('{}\n'.repeat(100)) },
    ],
    coastline: { land: [[[[-2, 43], [8, 43], [8, 51], [-2, 51]]]], source: 'Natural Earth 4.1.0, 1:110 000 000' },
    ...more,
  }
}

export async function variedModel(more: Partial<ReportModel> = {}): Promise<ReportModel> {
  const items = await variedExhibits()
  return reportModel(async function* () { yield* items }, items.length, more)
}

export const attestationModel = (more: Partial<AttestationModel> = {}): AttestationModel => ({
  record: caseRecord(), language: 'fr', toolVersion: '0.1.0', sealNumber: 1, tagmanifestSha256: sha256('tagmanifest'), payloadManifestSha256: sha256('manifest'),
  journal: { size: 30, root: sha256('root'), origin: 'scelle/2026-00042/5b0c5f0e' }, totals: { exhibits: 14, bytes: 17_283_938, refused: 2 },
  tokens: [
    { authority: 'Universign', url: 'https://tsa.exemple.test/', genTime: '2026-11-23T17:04:09.000Z', accuracyMs: 1000, policy: '1.3.6.1.4.1.15819.5.2.2', serial: '4f1c88aa02', signer: 'CN=Unité d’horodatage 7, O=Exemple, C=FR', signerSha256: sha256('signer'), notAfter: '2029-05-01T00:00:00.000Z', rootSha256: sha256('rootca'), local: false, trusted: 'anchor', file: 'seals/0001/exemple.tsr', chainFile: 'seals/0001/exemple.chain.pem' },
    { authority: 'Autorité locale', url: null, genTime: '2026-11-23T17:04:10.120Z', accuracyMs: null, policy: '1.3.6.1.4.1.99999.1', serial: '01', signer: 'CN=scelle local', signerSha256: sha256('local'), notAfter: '2036-05-01T00:00:00.000Z', rootSha256: null, local: true, trusted: 'none', file: 'seals/0001/local.tsr', chainFile: 'seals/0001/local.chain.pem' },
  ],
  commands: ['sha256sum -c tagmanifest-sha256.txt', 'sha256sum -c manifest-sha256.txt', 'openssl ts -verify -data seals/0001/tagmanifest-sha256.txt -in seals/0001/exemple.tsr \\', '  -untrusted seals/0001/exemple.chain.pem -CAfile racine.pem'],
  ...more,
})

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}
