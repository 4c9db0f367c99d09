import sharp from 'sharp'
import { expect } from 'vitest'
import { box, mp4, words } from '../../support/media-files.ts'
import type { ReaderCase } from '../reader-case.ts'

/** Credentials whose store holds one manifest without a claim. */
const store = box('jumb', box('jumd', Buffer.from('6332706100110010800000aa00389b71', 'hex'), '\x03c2pa\0'),
  box('jumb', box('jumd', Buffer.from('63326d6100110010800000aa00389b71', 'hex'), '\x03urn:uuid:1\0')))
const picture = async (): Promise<Buffer> => await sharp({ create: { width: 8, height: 8, channels: 3, background: '#204060' } }).jpeg().toBuffer()

/** ISO/IEC 19566-5 annex D: APP11, `JP`, instance, sequence, boxes. */
async function withStore(): Promise<Buffer> {
  const jpeg = await picture()
  const body = Buffer.concat([Buffer.from('JP'), Buffer.from([0, 1]), words(1), store])
  const head = Buffer.from([0xff, 0xeb, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'defective.jpg', deep: true, bytes: withStore,
      finds: ({ provenance, findings }) => {
        expect(provenance).toMatchObject({ c2pa: 'invalid' })
        expect(findings.find(({ code }) => code === 'c2pa-invalid')).toMatchObject({ level: 'warn', evidence: [expect.stringMatching(/^C2PA:validation_status = \S/)] })
      },
    },
    {
      name: 'defective.mp4', deep: true,
      bytes: () => mp4({ after: [box('uuid', Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), words(0), 'manifest\0', Buffer.alloc(8), store)] }),
      finds: ({ provenance }) => { expect(provenance?.c2pa).toBe('invalid') },
    },
    { name: 'none.jpg', deep: true, empty: true, bytes: picture, finds: ({ provenance }) => { expect(provenance?.c2pa).not.toBe('valid') } },
  ],
}
