import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'contacts.vcf',
    bytes: () => Buffer.from([
      'BEGIN:VCARD', 'VERSION:4.0', 'PRODID:-//Exemple//Carnet 3//FR', 'FN:Claire Font', ' anel', 'item1.TEL;TYPE="cell,voice":+33 6 39 98 41 27', 'EMAIL:claire\\,f@example.org', 'ORG:Collège;4e B;', 'REV:20261116T081231+0100', 'BDAY:19800101', 'END:VCARD',
      'BEGIN:VCARD', 'VERSION:2.1', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:No=C3=A9 Ex=', 'emple', 'REV:20261117T070000Z', 'PHOTO;ENCODING=BASE64:AAAA', 'END:VCARD', '',
    ].join('\r\n')),
    finds: ({ people, times, text, software }) => {
      expect(people?.map(({ role, value }) => [role, value])).toEqual([['contact', 'Claire Fontanel'], ['telephone', '+33 6 39 98 41 27'], ['email', 'claire,f@example.org'], ['company', 'Collège, 4e B'], ['contact', 'Noé Exemple']])
      expect(times.map(({ role, raw, utc }) => [role, raw, utc])).toEqual([['modified', '20261116T081231+0100', '2026-11-16T07:12:31Z'], ['modified', '20261117T070000Z', '2026-11-17T07:00:00Z']])
      expect(text.map(({ key, value }) => `${key}=${value}`)).toEqual(['cards=2', 'birthday=19800101'])
      expect(software).toMatchObject([{ name: '-//Exemple//Carnet 3//FR' }])
    },
  }, {
    name: 'many.vcf',
    bytes: () => Buffer.from('BEGIN:VCARD\nFN:x\nEND:VCARD\n'.repeat(3000).replaceAll('FN:x', (_, at: number) => `FN:x${at}`)),
    finds: ({ people, text }) => {
      expect(people).toHaveLength(50)
      expect(text).toMatchObject([{ key: 'cards', value: '3000' }])
    },
  }],
}
