import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { onePage } from '../../support/pdf.ts'

const INFO = '<</Title(Compte \\(rendu\\))/Author<FEFF00C90074006900650066006900200045>/Producer(Exemple PDF 1.2)/CreationDate(D:20261116081231+01\'00\')/ModDate(D:20261117)>>'
const TRAILER = '/Info 4 0 R/ID[<00112233445566778899AABBCCDDEEFF><0123456789ABCDEF0123456789ABCDEF>]'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'notice.pdf',
    bytes: () => onePage('', [INFO, '<</CreationDate(D:20200101000000Z)>>'], TRAILER),
    finds: ({ times, text, people, ids, software, structure, findings }) => {
      expect(times).toMatchObject([
        { role: 'container-created', source: 'PDF:Info:CreationDate', raw: "D:20261116081231+01'00'", utc: '2026-11-16T07:12:31Z', zone: { provenance: 'tag', offset: '+01:00' }, by: ['unpdf', 'pdf'] },
        { role: 'modified', raw: 'D:20261117', precision: 'day', zone: { provenance: 'unknown' } },
      ])
      expect(text).toContainEqual({ key: 'Title', value: 'Compte (rendu)', source: 'PDF:Info:Title', by: ['unpdf', 'pdf'] })
      expect(people).toEqual([{ role: 'author', value: 'Étiefi E', source: 'PDF:Info:Author', by: ['unpdf', 'pdf'] }])
      expect(software).toMatchObject([{ name: 'Exemple PDF 1.2', source: 'PDF:Info:Producer' }])
      expect(ids).toMatchObject([{ kind: 'PDF ID', value: '00112233445566778899aabbccddeeff', source: 'PDF:Trailer:ID[0]' }, { value: '0123456789abcdef0123456789abcdef', source: 'PDF:Trailer:ID[1]' }])
      expect(structure?.pdfUpdates).toBe(1)
      expect(findings).toEqual([])
    },
  }, {
    name: 'updated.pdf',
    bytes: () => Buffer.concat([onePage('', [INFO], TRAILER), Buffer.from('9 0 obj\n<</S/Launch/F(x.exe)>>\nendobj\n4 0 obj\n<</Author(Tiers)/Contents<00>/ByteRange [0 1 2 3]>>\nendobj\ntrailer\n<</Size 10/Root 1 0 R/Info 4 0 R>>\n%%EOF\n')]),
    finds: ({ structure, findings, text, people }) => {
      expect(structure?.pdfUpdates).toBe(2)
      expect(findings.map(({ code, level }) => [code, level])).toEqual(expect.arrayContaining([['pdf-updated', 'info'], ['active-content', 'notice']]))
      expect(findings.find(({ code }) => code === 'pdf-updated')?.facts).toEqual({ updates: 1 })
      expect(text).toContainEqual({ key: 'signatures', value: '1', source: 'PDF:ByteRange', by: ['pdf'] })
      expect(people).toContainEqual({ role: 'author', value: 'Tiers', source: 'PDF:Info:Author', by: ['pdf'] })
    },
  }, {
    name: 'cut.pdf',
    bytes: () => Buffer.from(`%PDF-1.4\n4 0 obj\n${INFO}\nendobj\n`),
    finds: ({ engines, times, software }) => {
      expect(engines.find(({ name }) => name === 'unpdf')?.status).toBe('error')
      expect(times[0]).toMatchObject({ utc: '2026-11-16T07:12:31Z', by: ['pdf'] })
      expect(software).toMatchObject([{ name: 'Exemple PDF 1.2' }])
    },
  }],
}
