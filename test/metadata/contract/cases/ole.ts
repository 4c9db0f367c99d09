import sharp from 'sharp'
import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { DOCUMENT, SUMMARY, USER, codePage, compoundOf, dictionary, narrow, number, packagedFile, propertyStream, ticks, wide } from '../../support/compound.ts'

/** 2026-11-16T07:12:31Z in tenths of microseconds since 1601. */
const CREATED = (BigInt(Date.UTC(2026, 10, 16, 7, 12, 31)) + 11_644_473_600_000n) * 10_000n
const summary = propertyStream({
  format: SUMMARY,
  values: [
    [1, codePage(1251)], [2, wide('Отчёт')], [4, narrow(Buffer.from('cbe5ed', 'hex'))], [8, wide('Malo')], [9, narrow(Buffer.from('7'))], [10, ticks(36_000_000_000n)], [11, ticks(0n)], [12, ticks(CREATED)], [13, ticks(CREATED + 1_500_000n)],
    [18, narrow(Buffer.from('Exemple Office'))],
  ],
})
const document = propertyStream({ format: DOCUMENT, values: [[1, codePage(65_001)], [15, narrow(Buffer.from('Collège'))], [23, number(0x000b2000)]] }, { format: USER, values: [[0, dictionary({ 2: 'Dossier' })], [1, codePage(1252)], [2, narrow(Buffer.from('T-1'))]] })
const named = { '\u0005SummaryInformation': summary, '\u0005DocumentSummaryInformation': document }

export const readerCase: ReaderCase = {
  samples: [{
    name: 'rapport.doc',
    bytes: async () => compoundOf({
      WordDocument: Buffer.alloc(6000), ...named, 'Macros/VBA/dir': Buffer.from('x'),
      'ObjectPool/_1/\u0001Ole10Native': packagedFile('photo.png', 'C:\\Users\\Malo\\photo.png', await sharp({ create: { width: 9, height: 7, channels: 3, background: '#123456' } }).png().toBuffer()),
    }),
    finds: ({ file, times, people, software, text, findings, embedded }) => {
      expect(file.detected).toEqual({ extension: 'doc', mime: 'application/msword', by: 'scelle' })
      expect(times.filter(({ source }) => source.startsWith('OLE:Summary'))).toEqual([
        { role: 'container-created', source: 'OLE:SummaryInformation:Create', raw: String(CREATED), local: '2026-11-16T07:12:31', utc: '2026-11-16T07:12:31Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'second', valid: true, by: ['ole'] },
        { role: 'modified', source: 'OLE:SummaryInformation:LastSave', raw: String(CREATED + 1_500_000n), local: '2026-11-16T07:12:31.1500000', utc: '2026-11-16T07:12:31.1500000Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'subsec', valid: true, by: ['ole'] },
      ])
      expect(people?.map(({ role, value }) => [role, value])).toEqual([['author', 'Лен'], ['last-modified-by', 'Malo'], ['company', 'Collège']])
      expect(software).toMatchObject([{ name: 'Exemple Office' }])
      expect(text.map(({ key, value }) => `${key}=${value}`)).toEqual([
        'Title=Отчёт', 'Revision=7', 'Minutes of editing=60', 'Application version=11.8192', 'Dossier=T-1', 'embedded from=C:\\Users\\Malo\\photo.png', 'macros=Macros',
      ])
      expect(findings.map(({ code }) => code)).toEqual(['active-content'])
      expect(embedded).toMatchObject([{ name: 'photo.png', relation: 'embedded', record: { image: { width: 9, height: 7 } } }])
    },
  }, {
    name: 'secret.docx',
    bytes: () => compoundOf({ EncryptionInfo: Buffer.from('x'), EncryptedPackage: Buffer.alloc(5000) }),
    finds: ({ file, findings }) => {
      expect(file).toMatchObject({ detected: { extension: 'cfb' }, extensionMatches: true })
      expect(findings).toMatchObject([{ code: 'encrypted', level: 'info', facts: { format: 'Office' }, evidence: ['EncryptedPackage'] }])
    },
  }, {
    name: 'secret.xls',
    bytes: () => compoundOf({ Workbook: Buffer.from('09080400000605002f000200aabb', 'hex') }),
    finds: ({ file, findings }) => {
      expect(file.detected?.extension).toBe('xls')
      expect(findings).toMatchObject([{ code: 'encrypted', evidence: ['Workbook: FilePass'] }])
    },
  }, {
    // Every entry of the FAT points at itself, and every directory entry at the first.
    name: 'loops.doc',
    bytes: () => {
      const file = compoundOf({ WordDocument: Buffer.alloc(6000), ...named })
      const fat = (file.readUInt32LE(76) + 1) * 512
      for (let sector = 0; sector < 128; sector += 1) if (file.readUInt32LE(fat + sector * 4) < 0xfffffff0) file.writeUInt32LE(sector, fat + sector * 4)
      const directory = (file.readUInt32LE(48) + 1) * 512
      for (let entry = 0; entry < 4; entry += 1) for (const field of [68, 72, 76]) file.writeUInt32LE(1, directory + entry * 128 + field)
      return file
    },
    finds: ({ file }) => { expect(file.detected?.extension).toMatch(/^(?:doc|cfb)$/) },
  }],
  refused: [{ name: 'cut.doc', bytes: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(200)]), status: 'error', message: /no compound file header/ }],
}
