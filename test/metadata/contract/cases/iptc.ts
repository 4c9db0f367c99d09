import { expect } from 'vitest'
import { picture } from '../../support/camera.ts'
import type { ReaderCase } from '../reader-case.ts'

const dataset = (record: number, number: number, value: string | Buffer): Buffer => {
  const data = Buffer.from(value as string)
  const head = Buffer.from([0x1c, record, number, 0, 0])
  head.writeUInt16BE(data.length, 3)
  return Buffer.concat([head, data])
}
const UTF8 = dataset(1, 90, Buffer.from([0x1b, 0x25, 0x47]))

async function withIptc(...sets: Buffer[]): Promise<Buffer> {
  const jpeg = await picture('jpeg')
  const record = Buffer.concat(sets)
  const resource = Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1'), record, Buffer.alloc(record.length % 2)])
  resource.writeUInt32BE(record.length, 22)
  const head = Buffer.from([0xff, 0xed, 0, 0])
  head.writeUInt16BE(resource.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, resource, jpeg.subarray(2)])
}
const by = ['iptc']

export const readerCase: ReaderCase = {
  samples: [{
    name: 'agency.jpg',
    bytes: () => withIptc(
      UTF8, dataset(2, 5, 'Objet'), dataset(2, 25, 'été'), dataset(2, 25, 'mer'), dataset(2, 55, '20261116'), dataset(2, 60, '081231+0100'), dataset(2, 65, 'Exemple Desk'), dataset(2, 70, '2'),
      dataset(2, 80, 'Camille Exemple'), dataset(2, 103, 'REF-1'), dataset(2, 105, 'Titre'), dataset(2, 110, 'Agence'), dataset(2, 115, 'Fonds'), dataset(2, 116, '© Agence'),
      Buffer.concat([Buffer.from([0x1c, 2, 120, 0x80, 4, 0, 0, 0, 10]), Buffer.from('la légende').subarray(0, 10)]),
    ),
    finds: ({ times, people, text, software }) => {
      expect(times).toEqual([{
        role: 'captured', raw: '20261116 081231+0100', source: 'IPTC:DateCreated, TimeCreated', local: '2026-11-16T08:12:31', utc: '2026-11-16T07:12:31Z',
        zone: { offset: '+01:00', provenance: 'tag' }, precision: 'second', valid: true, by,
      }])
      expect(people).toEqual([{ role: 'author', value: 'Camille Exemple', source: 'IPTC:By-line', by }, { role: 'copyright', value: '© Agence', source: 'IPTC:CopyrightNotice', by }])
      expect(text.map(({ source, value }) => [source, value])).toEqual([
        ['IPTC:ObjectName', 'Objet'], ['IPTC:Headline', 'Titre'], ['IPTC:Caption-Abstract', 'la légend'], ['IPTC:Keywords', 'été'], ['IPTC:Keywords', 'mer'],
        ['IPTC:OriginalTransmissionReference', 'REF-1'], ['IPTC:Credit', 'Agence'], ['IPTC:Source', 'Fonds'],
      ])
      expect(software).toEqual([{ name: 'Exemple Desk 2', source: 'IPTC:OriginatingProgram', by }])
    },
  }, {
    name: 'unannounced.jpg',
    // Without 1:90 the bytes are Latin-1, even where they would be UTF-8 too.
    bytes: () => withIptc(dataset(2, 105, Buffer.from('été', 'latin1')), dataset(2, 120, 'é')),
    finds: ({ text }) => { expect(text.map(({ value }) => value)).toEqual(['été', 'Ã©']) },
  }, {
    name: 'from-a-platform.jpg', bytes: () => withIptc(dataset(2, 40, 'FBMD01000abc')),
    finds: ({ findings }) => { expect(findings.map(({ code }) => code)).toContain('platform-trace') },
  }, {
    name: 'impossible-day.jpg', bytes: () => withIptc(dataset(2, 55, '20260000')),
    finds: ({ times }) => { expect(times).toMatchObject([{ raw: '20260000', valid: false }]) },
  }, {
    name: 'cut-short.jpg', bytes: () => withIptc(dataset(2, 105, 'Titre'), Buffer.from([0x1c, 2, 120, 0x7f, 0xff, 65])),
    finds: ({ text }) => { expect(text.map(({ value }) => value)).toEqual(['Titre']) },
  }, { name: 'none.png', bytes: () => picture('png'), empty: true, finds: ({ text }) => { expect(text).toEqual([]) } }],
}
