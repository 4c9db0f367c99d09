import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { members, response, sha1, sha256, warcRecord, warcinfo } from '../../support/warc-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const PAGE = 'https://forum.example.org/fil/1'
const chunked = '6\r\nbonjou\r\n1;x=y\r\nr\r\n0\r\n\r\n'
const capture = (): Buffer[] => [
  warcinfo(), response(PAGE, '<html>bonjour</html>'), response('https://forum.example.org/b', chunked, { payload: sha1('bonjour'), date: '2026-11-16T07:15:00.250Z' }),
  warcRecord({ type: 'resource', target: 'urn:texte', block: 'texte', fields: [`WARC-Block-Digest: ${sha256('texte')}`] }), warcRecord({ type: 'revisit', target: PAGE, block: '', fields: [`WARC-Payload-Digest: ${sha1('autre')}`] }),
]
const found = (findings: readonly { readonly code: string; readonly level: string }[]): string[][] => findings.map(({ code, level }) => [code, level])

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'capture.warc.gz',
      bytes: () => members(capture()),
      finds: ({ file, times, text, software, findings }) => {
        expect(file).toMatchObject({ detected: { extension: 'warc' }, extensionMatches: true })
        expect(times.map(({ role, source, utc, zone }) => [role, source, utc, zone.provenance])).toEqual([
          ['saved', 'WARC:Record[1]:WARC-Date', '2026-11-16T07:12:30Z', 'format-defines-utc'], ['saved', 'WARC:Record[3]:WARC-Date', '2026-11-16T07:15:00.250Z', 'format-defines-utc'],
        ])
        expect(text.map(({ key, value }) => `${key} = ${value}`)).toEqual([
          'records = warcinfo: 1, response: 2, resource: 1, revisit: 1', 'operator = Unité test', 'isPartOf = dossier', `address = ${PAGE}`, 'address = https://forum.example.org/b', 'address = urn:texte', `address = ${PAGE}`,
          'captures = 4', 'HTTP status = 200: 2', 'IP addresses = 192.0.2.7: 2', 'digests that match = 5', 'payload digests that match after transfer decoding = 1',
        ])
        expect(software).toMatchObject([{ name: 'Exemple 1.2', source: 'WARC:Record[1]:software' }])
        expect(findings).toMatchObject([{ code: 'warc-without-digest', level: 'info', facts: { records: 2, of: 5 } }])
      },
    },
    {
      name: 'change.warc',
      bytes: () => Buffer.from(Buffer.concat(capture()).toString('latin1').replace('<html>bonjour', '<html>bonsoir'), 'latin1'),
      finds: ({ findings }) => {
        expect(found(findings)).toEqual([['warc-digest-mismatch', 'warn'], ['warc-without-digest', 'info']])
        expect(findings[0]).toMatchObject({ facts: { records: 2, checked: 5 }, evidence: [expect.stringMatching(/^WARC:Record\[2\]:WARC-Block-Digest = sha1:.* \(https:\/\/forum/), expect.stringMatching(/^WARC:Record\[2\]:WARC-Payload-Digest = sha256:/)] })
      },
    },
    {
      name: 'longueurs.warc',
      bytes: () => Buffer.concat([
        warcRecord({ type: 'resource', block: 'trop court', length: 4 }), warcRecord({ type: 'resource', block: 'juste' }), warcRecord({ type: 'resource', block: 'x', length: 20 }), warcRecord({ type: 'metadata', block: 'avale' }),
        warcRecord({ type: 'resource', block: 'fin' }), warcRecord({ type: 'resource', block: 'x', length: 10 ** 14 }),
      ]),
      finds: ({ text, findings }) => {
        expect(text[0]?.value).toBe('resource: 5')
        expect(findings.find(({ code }) => code === 'warc-damaged')?.evidence).toEqual([
          'WARC:Record[1]: Content-Length 4 is not where the record ends', 'WARC:before Record[2]: 10 bytes that belong to no record', 'WARC:Record[3]: Content-Length 20 is not where the record ends',
          expect.stringMatching(/^WARC:before Record\[4\]: \d+ bytes that belong to no record$/), 'WARC:Record[5]: 99999999999995 of 100000000000000 bytes missing at the end of the file',
        ])
      },
    },
    {
      name: 'coupe.warc.gz',
      bytes: () => Buffer.concat([members(capture()), gzipSync(warcinfo()).subarray(0, -12)]),
      finds: ({ text, findings }) => {
        expect(text[0]?.value).toMatch(/^warcinfo: 2, /)
        expect(findings.find(({ code }) => code === 'warc-damaged')?.evidence[0]).toMatch(/^WARC:gzip: unexpected end of file/)
      },
    },
    {
      name: 'somme.warc.gz',
      bytes: () => {
        const bytes = members(capture())
        bytes.writeUInt32LE(7, bytes.length - 8)
        return bytes
      },
      finds: ({ findings }) => { expect(findings.find(({ code }) => code === 'warc-damaged')?.evidence).toEqual([expect.stringMatching(/^WARC:gzip: CRC or length differs in the member at offset \d{4}$/)]) },
    },
    {
      name: 'suite.warc.gz',
      bytes: () => Buffer.concat([members(capture()), Buffer.from('autre chose que des données')]),
      finds: ({ text, findings }) => {
        expect(text[0]?.value).toBe('warcinfo: 1, response: 2, resource: 1, revisit: 1')
        expect(findings.find(({ code }) => code === 'warc-damaged')?.evidence).toEqual([expect.stringMatching(/^WARC:gzip: 28 bytes at offset \d{4} that are no member$/)])
      },
    },
    {
      name: 'zeros.warc.gz',
      bytes: () => Buffer.concat([members(capture()), Buffer.alloc(30)]),
      finds: ({ findings }) => { expect(findings.find(({ code }) => code === 'warc-damaged')?.evidence).toEqual([expect.stringMatching(/^WARC:gzip: 30 bytes at offset \d{4} that are no member$/)]) },
    },
  ],
}
