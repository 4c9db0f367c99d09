import { expect } from 'vitest'
import { box, CREATED, mp4, mvhd, userText, videoTrack, words } from '../../support/media-files.ts'
import type { ReaderCase } from '../reader-case.ts'

const uuid = (hex: string, ...parts: readonly (Buffer | string)[]): Buffer => box('uuid', Buffer.from(hex, 'hex'), ...parts)
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
const jumb = box('jumb', box('jumd', Buffer.from('6332706100110010800000aa00389b71', 'hex'), '\x03c2pa\0'))
const loci = box('loci', words(0), Buffer.from([0x15, 0xc7]), 'Place\0\0', words(-3.5 * 65_536, 47.25 * 65_536, 12 * 65_536), 'earth\0\0')

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'phone.mov',
      bytes: () => mp4({
        brand: 'qt  ', keys: {
          'com.apple.quicktime.make': 'Exemple', 'com.apple.quicktime.model': 'Phone 3', 'com.apple.quicktime.software': '17.1', 'com.apple.quicktime.content.identifier': 'ABC-1',
          'com.apple.quicktime.creationdate': '2026-11-16T08:12:31+0100', 'com.apple.quicktime.location.ISO6709': '+43.6108-003.8767+032.500/',
        },
      }),
      finds: ({ times, captured, device, place, software, ids, media, structure, findings }) => {
        expect(times[captured ?? -1]).toMatchObject({ source: 'QuickTime:Keys:com.apple.quicktime.creationdate', utc: '2026-11-16T07:12:31Z', zone: { offset: '+01:00', provenance: 'tag' } })
        expect(times).toContainEqual(expect.objectContaining({ role: 'container-created', source: 'QuickTime:mvhd:CreationTime', raw: String(CREATED), utc: '2026-11-16T07:12:31Z', by: ['isobmff', 'mediainfo'] }))
        expect(times).toContainEqual(expect.objectContaining({ role: 'modified', source: 'QuickTime:mvhd:ModificationTime', utc: '2026-11-16T07:12:36Z' }))
        expect(times).toContainEqual(expect.objectContaining({ source: 'QuickTime:Track1:mdhd:CreationTime' }))
        expect(device).toMatchObject({ make: 'Exemple', model: 'Phone 3' })
        expect(place).toMatchObject({ latitude: 43.6108, longitude: -3.8767, altitude: 32.5 })
        expect(software).toContainEqual(expect.objectContaining({ name: '17.1', kind: 'camera-firmware' }))
        expect(ids).toMatchObject([{ kind: 'Apple ContentIdentifier', value: 'ABC-1' }])
        expect(media).toMatchObject({ durationMs: 2500, tracks: [{ type: 'video', width: 640, height: 480, rotation: 90 }] })
        expect(structure?.segments.map(({ name }) => name)).toEqual(['ftyp', 'mdat', 'moov'])
        expect(findings).toEqual([])
      },
    },
    {
      name: 'local-time.mp4',
      bytes: () => mp4({
        created: CREATED + 3600, tracks: [videoTrack(CREATED + 3600, 0, 'ISO Media file produced by Google Inc. Created on: 11/16/2026.')],
        userData: [
          userText('\xa9xyz', '+43.6108+003.8767/'), userText('\xa9day', '2026-11-16T08:12:31+0100'), userText('\xa9mak', 'Exemple'), loci,
          userText('\xa9too', 'Lavf61.7.100'), userText('\xa9aut', 'Dominique Exemple'), userText('\xa9cmt', 'été'),
        ],
        after: [uuid('be7acfcb97a942e89c71999491e3afac', xmp), uuid('d8fec3d61b0e483c92975828877ec481', words(0), 'manifest\0', Buffer.alloc(8), jumb), Buffer.from('PK\x03\x04 and more')],
      }),
      finds: ({ findings, places, people, text, provenance, structure, device }) => {
        expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['container-time-is-local', 'platform-trace', 'trailing-data']))
        expect(places?.filter(({ source }) => source.startsWith('QuickTime:'))).toMatchObject([{ latitude: 43.6108, source: 'QuickTime:UserData:©xyz' }, { latitude: 47.25, longitude: -3.5, altitude: 12 }])
        expect(people).toContainEqual(expect.objectContaining({ role: 'author', value: 'Dominique Exemple' }))
        expect(text).toContainEqual({ key: 'Comment', value: 'été', source: 'QuickTime:UserData:©cmt', by: ['isobmff'] })
        expect(provenance).toEqual({ c2pa: 'present-unverified' })
        expect(structure).toMatchObject({ trailingKind: 'zip', trailingBytes: 13 })
        expect(device).toMatchObject({ make: 'Exemple' })
      },
    },
    {
      name: 'unset.mp4',
      bytes: () => mp4({ created: 0, modified: 0, tracks: [] }).subarray(0, -4),
      finds: ({ times, findings }) => {
        expect(times).toMatchObject([{ source: 'QuickTime:mvhd:CreationTime', raw: '0', valid: false }])
        expect(findings.map(({ code, level }) => `${code} ${level}`)).toEqual(['date-invalid info', 'container-cut-short notice'])
      },
    },
    {
      name: 'sixty-four-bits.mp4',
      bytes: () => {
        const wide = Buffer.alloc(16)
        wide.writeUInt32BE(1)
        wide.write('moov', 4)
        const header = mvhd(CREATED, 1_000_000)
        wide.writeBigUInt64BE(BigInt(16 + header.length), 8)
        return Buffer.concat([mp4().subarray(0, 24), wide, header, Buffer.from('000000006d646174', 'hex'), Buffer.alloc(50, 3)])
      },
      finds: ({ times, structure }) => {
        expect(times.find(({ source }) => source === 'QuickTime:mvhd:CreationTime')).toMatchObject({ utc: '2026-11-16T07:12:31Z' })
        expect(times.find(({ source }) => source === 'QuickTime:mvhd:ModificationTime')).toMatchObject({ raw: '1000000', valid: false })
        expect(structure?.segments).toMatchObject([{ name: 'ftyp' }, { name: 'moov' }, { name: 'mdat', length: 58 }])
        expect(structure?.trailingBytes).toBeUndefined()
      },
    },
  ],
}
