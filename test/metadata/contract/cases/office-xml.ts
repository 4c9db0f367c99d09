import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { expect } from 'vitest'
import { exifBlock, withExif } from '../../../../src/exercise/samples/exif-block.ts'
import type { ReaderCase } from '../reader-case.ts'
import { CONTENT_TYPES, wordDocument, zipOf } from '../../support/zip.ts'

const CORE = '<dc:creator>Élise Exemple</dc:creator><cp:lastModifiedBy>Malo &amp; Cie</cp:lastModifiedBy><dcterms:created>2026-11-16T07:12:31Z</dcterms:created><dcterms:modified>2026-11-17T08:00:00+01:00</dcterms:modified><cp:lastPrinted>2026-11-18T09:00:00Z</cp:lastPrinted><cp:revision>4</cp:revision><dc:title>Compte rendu</dc:title>'
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://modeles.example.org/x.dotm" TargetMode="External"/><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>'
const picture = async (red: number): Promise<Buffer> => sharp({ create: { width: 9, height: 7, channels: 3, background: { r: red, g: 1, b: 1 } } }).jpeg().toBuffer()

export const readerCase: ReaderCase = {
  samples: [{
    name: 'compte-rendu.docx',
    bytes: async () => wordDocument(CORE, [
      { name: 'word/media/image1.jpg', stored: true, bytes: withExif(await picture(1), exifBlock({ make: 'Exemple', model: 'Phone', orientation: 1, taken: '2026:11:16 08:12:31', width: 9, height: 7 })) },
      { name: 'docProps/app.xml', bytes: '<Properties xmlns="x"><Template>Normal.dotm</Template><TotalTime>12</TotalTime><Application>Exemple Texte</Application><Company>Collège des Tilleuls</Company><Manager>Claire</Manager><AppVersion>16.0000</AppVersion><DocSecurity>0</DocSecurity></Properties>' },
      { name: 'docProps/custom.xml', bytes: '<Properties xmlns="x" xmlns:vt="y"><property fmtid="{1}" pid="2" name="Dossier"><vt:lpwstr>T-1</vt:lpwstr></property></Properties>' },
      { name: 'word/settings.xml', bytes: '<w:settings xmlns:w="x"><w:rsids><w:rsidRoot w:val="00A77427"/><w:rsid w:val="00A77427"/><w:rsid w:val="00B11111"/></w:rsids></w:settings>' },
      { name: 'word/comments.xml', bytes: '<w:comments xmlns:w="x"><w:comment w:id="0" w:author="Noé" w:date="2026-11-17T10:00:00Z"/></w:comments>' },
      { name: 'word/header1.xml', bytes: '<w:hdr xmlns:w="x"><w:ins w:id="1" w:author="Jade &lt;2&gt;"/><w:ins w:id="2" w:author="Jade &lt;2&gt;"/></w:hdr>' },
      { name: 'word/_rels/settings.xml.rels', bytes: RELATIONS }, { name: 'word/vbaProject.bin', bytes: 'x' },
    ]),
    finds: ({ file, times, people, software, text, ids, embedded, findings }) => {
      expect(file).toMatchObject({ extensionMatches: true, detected: { extension: 'docx' } })
      expect(times).toMatchObject([
        { role: 'container-created', source: 'OOXML:core:created', utc: '2026-11-16T07:12:31Z' }, { role: 'modified', utc: '2026-11-17T07:00:00Z', zone: { offset: '+01:00' } }, { role: 'printed', utc: '2026-11-18T09:00:00Z' },
      ])
      expect(people?.map(({ role, value }) => [role, value])).toEqual([
        ['author', 'Élise Exemple'], ['last-modified-by', 'Malo & Cie'], ['company', 'Collège des Tilleuls'], ['manager', 'Claire'], ['commenter', 'Noé'], ['reviser', 'Jade <2>'],
      ])
      expect(software).toMatchObject([{ name: 'Exemple Texte 16.0000', source: 'OOXML:app:Application' }])
      expect(Object.fromEntries(text.map(({ key, value }) => [key, value]))).toEqual({
        Title: 'Compte rendu', Revision: '4', Template: 'Normal.dotm', 'Minutes of editing': '12', 'Application version': '16.0000', Dossier: 'T-1', rsids: '2', macros: 'word/vbaProject.bin',
        'external attachedTemplate': 'https://modeles.example.org/x.dotm', links: '1',
      })
      expect(ids).toMatchObject([{ kind: 'Word rsidRoot', value: '00A77427', source: 'OOXML:settings:rsidRoot' }])
      expect(embedded).toMatchObject([{ name: 'word/media/image1.jpg', relation: 'media', record: { device: { make: 'Exemple', model: 'Phone' }, } }])
      expect(embedded?.[0]?.record?.times[0]).toMatchObject({ role: 'captured', raw: '2026:11:16 08:12:31' })
      expect(findings.map(({ code, level }) => [code, level])).toEqual([['active-content', 'info'], ['external-template', 'notice']])
    },
  }, {
    name: 'tableau.odt',
    bytes: () => zipOf([
      { name: 'mimetype', stored: true, bytes: 'application/vnd.oasis.opendocument.text' },
      { name: 'meta.xml', bytes: '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta><meta:generator>Exemple/1.0</meta:generator><meta:initial-creator>Lou</meta:initial-creator><dc:creator>Malo</dc:creator><meta:creation-date>2026-11-16T08:12:31.120</meta:creation-date><dc:date>2026-11-17T10:00:00</dc:date><meta:user-defined meta:name="Classe">4e B</meta:user-defined></office:meta></office:document-meta>' },
      { name: 'content.xml', bytes: '<x><office:annotation><dc:creator>Noé</dc:creator></office:annotation><office:change-info><dc:creator>Jade</dc:creator></office:change-info></x>' },
      { name: 'META-INF/manifest.xml', bytes: '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>' },
      { name: 'Pictures/secret.png', bytes: 'x', encrypted: true },
    ]),
    finds: ({ times, people, text, embedded, findings }) => {
      expect(times).toMatchObject([{ role: 'container-created', raw: '2026-11-16T08:12:31.120', precision: 'subsec', zone: { provenance: 'unknown' } }, { role: 'modified', zone: { provenance: 'unknown' } }])
      expect(people?.map(({ role, value }) => [role, value])).toEqual([['author', 'Lou'], ['last-modified-by', 'Malo'], ['commenter', 'Noé'], ['reviser', 'Jade']])
      expect(text).toMatchObject([{ key: 'Classe', value: '4e B' }])
      expect(embedded).toEqual([{ name: 'Pictures/secret.png', relation: 'media', size: 1, unread: 'encrypted' }])
      expect(findings).toMatchObject([{ code: 'encrypted', level: 'info', facts: { format: 'OpenDocument' } }])
    },
  }, {
    name: 'unset.docx',
    bytes: () => wordDocument('<dcterms:created>1601-01-01T00:00:00Z</dcterms:created><dcterms:modified>hier</dcterms:modified>'),
    finds: ({ times, text, findings }) => {
      expect(text).toMatchObject([{ key: 'date not set', value: '1601-01-01T00:00:00Z', source: 'OOXML:core:created' }])
      expect(times).toMatchObject([{ role: 'modified', raw: 'hier', valid: false }])
      expect(findings.map(({ code }) => code)).toEqual(['date-invalid'])
    },
  }, {
    name: 'crowd.docx',
    bytes: () => wordDocument(Array.from({ length: 4000 }, (_, index) => `<dc:creator>Personne ${index}</dc:creator>`).join('')),
    finds: ({ people }) => { expect(people).toHaveLength(300) },
  }, {
    name: 'bomb.docx',
    bytes: () => wordDocument(`${CORE}<dc:description>&b;</dc:description>`, [
      { name: 'word/media/zeros.bmp', bytes: '', packed: deflateRawSync(Buffer.alloc(24 * 2 ** 20), { level: 9 }), size: 24 * 2 ** 20 },
      { name: 'word/media/liar.png', bytes: '', packed: deflateRawSync(Buffer.alloc(2 ** 20)), size: 1000 },
      { name: 'word/media/huge.png', bytes: '', packed: Buffer.from([3, 0]), size: 0x7fffffff },
      { name: 'word/settings.xml', bytes: '<a>'.repeat(50_000) },
    ]),
    finds: ({ people, embedded, engines }) => {
      // What stands before the damage is kept.
      expect(people?.map(({ value }) => value)).toContain('Élise Exemple')
      expect(embedded?.map(({ name, unread }) => [name, unread])).toEqual([['word/media/zeros.bmp', 'ratio'], ['word/media/liar.png', 'ratio'], ['word/media/huge.png', 'size']])
      expect(engines.every(({ status }) => status === 'ok')).toBe(true)
    },
  }, {
    // Fifteen files of 2 MiB do not fit one request: they come in batches, and each has its record.
    name: 'album.docx',
    bytes: async () => wordDocument('', await Promise.all(Array.from({ length: 15 }, async (_, index) => ({
      name: `word/media/image${index}.jpg`, stored: true as const, bytes: Buffer.concat([await picture(index), Buffer.alloc(2 * 2 ** 20, index + 1)]),
    })))),
    finds: ({ embedded }) => {
      expect(embedded?.map(({ name }) => name)).toEqual(Array.from({ length: 15 }, (_, index) => `word/media/image${index}.jpg`))
      expect(embedded?.every(({ record, sha256 }) => record?.image?.width === 9 && sha256?.length === 64)).toBe(true)
      expect(new Set(embedded?.map(({ sha256 }) => sha256)).size).toBe(15)
    },
  }, {
    name: 'many.docx',
    bytes: () => zipOf([CONTENT_TYPES, ...Array.from({ length: 60_000 }, (_, index) => ({ name: `word/media/${index}`, bytes: '', stored: true as const }))]),
    finds: ({ embedded, raw }) => {
      expect(embedded).toHaveLength(1000)
      expect(raw['office-xml']?.['entries']).toBe(60_001)
    },
  }],
  refused: [{ name: 'cut.docx', bytes: () => zipOf([CONTENT_TYPES]).subarray(0, -30), status: 'error' }],
}
