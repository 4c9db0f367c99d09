import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect } from 'vitest'
import { messageOf } from '../../support/mail-making.ts'
import { tarOf } from '../../support/tar-making.ts'
import type { ReaderCase } from '../reader-case.ts'

/** A header with a name and a time, which zlib does not write. */
function named(bytes: Buffer, name: string): Buffer {
  const packed = gzipSync(bytes)
  const head = Buffer.from(packed.subarray(0, 10))
  head.writeUInt8(8, 3)
  head.writeUInt32LE(1_794_813_151, 4)
  head.writeUInt8(3, 9)
  return Buffer.concat([head, Buffer.from(`${name}\0`), packed.subarray(10)])
}

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'lettre.gz',
      bytes: () => named(messageOf(), 'lettre.eml'),
      finds: ({ times, text, embedded }) => {
        expect(times).toMatchObject([{ role: 'modified', source: 'GZIP:MTIME', raw: '1794813151', utc: '2026-11-16T07:12:31Z', zone: { provenance: 'format-defines-utc' } }])
        expect(text.map(({ key, value }) => [key, value])).toEqual([['name', 'lettre.eml'], ['made on', 'Unix']])
        expect(embedded).toMatchObject([{ name: 'lettre.eml', relation: 'member', record: { ids: [{ value: '<1@example.org>' }] } }])
      },
    },
    {
      name: 'sauvegarde.tar.zst',
      bytes: () => zstdCompressSync(tarOf([{ name: 'note.txt', bytes: Buffer.from('bonjour') }])),
      finds: ({ embedded }) => { expect(embedded).toMatchObject([{ name: 'sauvegarde.tar', record: { file: { detected: { extension: 'tar' } }, embedded: [{ name: 'note.txt' }] } }]) },
    },
    {
      name: 'zeros.gz',
      bytes: () => gzipSync(Buffer.alloc(8 * 2 ** 20)),
      finds: ({ embedded }) => { expect(embedded).toMatchObject([{ name: 'zeros', size: 8 * 2 ** 20, unread: 'ratio' }]) },
    },
    {
      name: 'coupe.gz',
      bytes: () => gzipSync(Buffer.from('bonjour '.repeat(1000))).subarray(0, -9),
      finds: ({ findings }) => { expect(findings).toMatchObject([{ code: 'archive-damaged', level: 'notice', evidence: [expect.stringMatching(/^gzip: unexpected end of file/)] }]) },
    },
  ],
}
