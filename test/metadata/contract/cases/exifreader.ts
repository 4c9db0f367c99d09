import sharp from 'sharp'
import { expect } from 'vitest'
import { webpWithExif, withExif } from '../../../../src/exercise/samples/exif-block.ts'
import { CAMERA, picture } from '../../support/camera.ts'
import { tiffBlock } from '../../support/tiff-block.ts'
import type { ReaderCase } from '../reader-case.ts'

const BOTH = ['exifreader', 'exifr']
const thumbnail = (): Promise<Buffer> => sharp({ create: { width: 16, height: 12, channels: 3, background: '#a03060' } }).jpeg().toBuffer()

export const readerCase: ReaderCase = {
  samples: [{
    name: 'camera.jpg',
    bytes: async () => withExif(await picture('jpeg'), tiffBlock({ ...CAMERA, thumbnail: await thumbnail() })),
    finds: ({ times, device, places, software, ids, people, text, image, thumbnail: inside, raw }) => {
      expect(times).toEqual([
        // The offset of the capture is its own; that of the other dates is not borrowed.
        { role: 'captured', raw: '2026:11:15 18:39:52', source: 'EXIF:ExifIFD:DateTimeOriginal', local: '2026-11-15T18:39:52.120', utc: '2026-11-15T17:39:52.120Z', zone: { offset: '+01:00', provenance: 'tag', detail: 'EXIF:ExifIFD:OffsetTimeOriginal' }, precision: 'subsec', valid: true, by: BOTH },
        { role: 'digitized', raw: '2026:11:15 18:39:53', source: 'EXIF:ExifIFD:CreateDate', local: '2026-11-15T18:39:53', zone: { provenance: 'unknown' }, precision: 'second', valid: true, by: BOTH },
        { role: 'modified', raw: '2026:11:16 08:12:31', source: 'EXIF:IFD0:ModifyDate', local: '2026-11-16T08:12:31', utc: '2026-11-16T06:12:31Z', zone: { offset: '+02:00', provenance: 'tag', detail: 'EXIF:ExifIFD:OffsetTime' }, precision: 'second', valid: true, by: BOTH },
        { role: 'gps', raw: '2026:11:15 17:39:50.5', source: 'EXIF:GPS:GPSDateStamp, GPSTimeStamp', local: '2026-11-15T17:39:50.5', utc: '2026-11-15T17:39:50.5Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'subsec', valid: true, by: BOTH },
      ])
      expect(device).toEqual({
        make: 'Exemple', model: 'Phone 3', lens: 'Exemple 26 mm', os: 'Exemple OS 5',
        serials: [{ value: 'B-0042', source: 'EXIF:ExifIFD:BodySerialNumber', by: BOTH }, { value: 'L-7', source: 'EXIF:ExifIFD:LensSerialNumber', by: BOTH }],
      })
      expect(places).toEqual([{ latitude: -43.6084722, longitude: -3.8766667, altitude: -12.5, errorMetres: 4.75, direction: 271.5, source: 'EXIF:GPS:GPSLatitude, GPSLongitude', by: BOTH }])
      expect(software).toEqual([{ name: '5.1', source: 'EXIF:IFD0:Software', by: BOTH }])
      expect(ids).toEqual([{ kind: 'ImageUniqueID', value: '00112233445566778899aabbccddeeff', source: 'EXIF:ExifIFD:ImageUniqueID', by: BOTH }])
      expect(people).toEqual([
        { role: 'artist', value: 'Camille Exemple', source: 'EXIF:IFD0:Artist', by: BOTH }, { role: 'copyright', value: '© Camille', source: 'EXIF:IFD0:Copyright', by: BOTH },
        { role: 'copyright', value: 'Agence Exemple', source: 'EXIF:IFD0:Copyright', by: expect.arrayContaining(['exifreader']) },
        { role: 'owner', value: 'Dominique Exemple', source: 'EXIF:ExifIFD:CameraOwnerName', by: BOTH }, { role: 'author', value: 'Zoé', source: 'EXIF:IFD0:XPAuthor', by: BOTH },
      ])
      expect(text).toEqual([
        { key: 'ImageDescription', value: 'Café, 18 h', source: 'EXIF:IFD0:ImageDescription', by: BOTH },
        { key: 'UserComment', value: 'à côté', source: 'EXIF:ExifIFD:UserComment', by: BOTH }, { key: 'XPTitle', value: 'Titre à part', source: 'EXIF:IFD0:XPTitle', by: BOTH },
      ])
      expect(image).toMatchObject({ orientation: 6, exifWidth: 4000, exifHeight: 3000 })
      expect(inside).toMatchObject({ width: 16, height: 12, source: expect.stringMatching(/IFD1/), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
      expect(raw['exifreader']).toMatchObject({ ifd0: { Make: 'Exemple' }, gps: { GPSLatitudeRef: 'S' } })
    },
  }, {
    name: 'thumbnail.jpg',
    bytes: async () => withExif(await picture('jpeg'), tiffBlock({ ifd0: [[0x010f, 'Exemple']], thumbnail: await thumbnail(), order: 'MM' })),
    finds: ({ thumbnail: inside }) => { expect(inside?.bytes).toBeGreaterThan(100) },
  }, {
    name: 'big-endian.webp',
    bytes: async () => webpWithExif(await picture('webp'), tiffBlock({ ...CAMERA, order: 'MM' }), 40, 30),
    finds: ({ times, device, places }) => {
      expect(times[0]).toMatchObject({ raw: '2026:11:15 18:39:52', utc: '2026-11-15T17:39:52.120Z', by: BOTH })
      expect(device).toMatchObject({ make: 'Exemple' })
      expect(places).toMatchObject([{ latitude: -43.6084722, altitude: -12.5 }])
    },
  }, {
    name: 'blanks-and-nothing.jpg',
    // exifr stops at the value that lies outside. Blank strings, a string that runs on after its NUL, a value outside of the file, a comment of NULs, a position of 0/0.
    bytes: async () => withExif(await picture('jpeg'), outside(tiffBlock({
      ifd0: [[0x010e, '          '], [0x010f, 'Exemple\0TRASH'], [0x0110, ' '.repeat(20)], [0x0131, 'a program with a long name']],
      exif: [[0x9286, Buffer.alloc(40)]], gps: [[1, 'N'], [2, [[0, 0], [0, 0], [0, 0]]], [3, 'E'], [4, [[0, 0], [0, 0], [0, 0]]], [7, [[1, 1], [2, 1], [3, 1]]]],
    }), 0x0131)),
    finds: ({ device, text, software, places }) => {
      expect(device).toEqual({ make: 'Exemple', serials: [] })
      expect([software, places]).toEqual([[], undefined])
      expect(text).toEqual([{ key: 'GPSTimeStamp', value: '01:02:03', source: 'EXIF:GPS:GPSTimeStamp', by: ['exifreader'] }])
    },
  }, {
    name: 'japanese.jpg',
    bytes: async () => withExif(await picture('jpeg'), tiffBlock({ ifd0: [[0x010f, 'Exemple']], exif: [[0x9286, Buffer.from('4a495300000000001b2442467c4b5c1b2842', 'hex')]] })),
    finds: ({ text }) => { expect(text).toMatchObject([{ key: 'UserComment', value: '日本' }]) },
  }, { name: 'plain.jpg', bytes: () => picture('jpeg'), empty: true, finds: ({ device }) => { expect(device).toBeUndefined() } }],
}

/** The value of one tag said to lie far behind the end. */
function outside(block: Buffer, tag: number): Buffer {
  const out = Buffer.from(block)
  for (let at = 10; at + 12 <= out.length; at += 12) {
    if (out.readUInt16LE(at) !== tag) continue
    out.writeUInt32LE(0x7fff0000, at + 8)
    return out
  }
  throw new Error(`no tag ${tag}`)
}
