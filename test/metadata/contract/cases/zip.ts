import { expect } from 'vitest'
import { messageOf } from '../../support/mail-making.ts'
import { unixTime, zipOf } from '../../support/zip-making.ts'
import type { ZipPart } from '../../support/zip-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex')
const text = (name: string, value = 'bonjour', more: Partial<ZipPart> = {}): ZipPart => ({ name, bytes: Buffer.from(value), ...more })
const ntfs = Buffer.concat([Buffer.from('0a00200000000000010018000080c6c3f874dc010000000000000000', 'hex'), Buffer.from('80c6c3f874dc0100', 'hex')])
const codes = (findings: readonly { readonly code: string }[]): string[] => findings.map(({ code }) => code)

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'photos.zip',
      bytes: () => zipOf([
        { name: 'dossier/', bytes: Buffer.alloc(0), method: 0 }, { name: 'dossier/photo.png', bytes: picture, method: 0, extra: unixTime(1_794_813_151) }, { name: 'lettre.eml', bytes: messageOf() },
        { ...text('été.txt'), extra: ntfs },
      ], 'Archive de test'),
      finds: ({ times, text: texts, embedded, findings }) => {
        expect(times).toContainEqual({ role: 'modified', raw: '2026-11-16T08:12:30', source: 'ZIP:Entry[2]:DOS', local: '2026-11-16T08:12:30', zone: { provenance: 'unknown' }, precision: 'second', valid: true, by: ['zip'] })
        expect(times).toContainEqual({ role: 'modified', raw: '1794813151', source: 'ZIP:Entry[2]:UT', local: '2026-11-16T07:12:31', utc: '2026-11-16T07:12:31Z', zone: { offset: '+00:00', provenance: 'format-defines-utc' }, precision: 'second', valid: true, by: ['zip'] })
        expect(times.filter(({ source }) => source.startsWith('ZIP:Entry[4]:NTFS')).map(({ role }) => role)).toEqual(['modified', 'container-created'])
        expect(texts).toContainEqual({ key: 'entries', value: '3', source: 'ZIP:directory', by: ['zip'] })
        expect(texts).toContainEqual({ key: 'comment', value: 'Archive de test', source: 'ZIP:comment', by: ['zip'] })
        expect(embedded?.map(({ name, relation, record }) => [name, relation, record?.file.detected?.extension])).toEqual([['dossier/photo.png', 'member', 'png'], ['lettre.eml', 'member', 'eml'], ['été.txt', 'member', 'txt']])
        expect(findings).toEqual([])
      },
    },
    {
      name: 'noms.zip',
      bytes: () => zipOf([
        text('../../x.sh'), text('/etc/x'), text('C:/x'), text('a\\b'), text('gpj.\u202eexe'), text('lien', 'cible', { mode: 0o120777 }), text('deux'), text('deux', 'autre'),
        text('vu', 'x', { local: { name: 'lu' } }), text('code', 'secret', { flags: 0x0801 }), { name: Buffer.from([0x82, 0x74, 0x82]), bytes: Buffer.from('x'), flags: 0 },
      ]),
      finds: ({ findings, embedded }) => {
        expect(findings.map(({ code, level, facts }) => [code, level, ...Object.values(facts)])).toEqual([
          ['archive-unsafe-names', 'notice', 6], ['archive-duplicate-names', 'notice', 1], ['archive-headers-differ', 'notice', 1], ['archive-encrypted', 'info', 1],
        ])
        expect(findings[0]?.evidence).toContain('ZIP:Entry[5]:name = gpj.\\u{202e}exe (control)')
        expect(findings[2]?.evidence).toEqual(['ZIP:Entry[9] vu: name'])
        expect(embedded?.map(({ name }) => name)).toContain('été')
        expect(embedded?.find(({ name }) => name === 'code')?.unread).toBe('encrypted')
      },
    },
    {
      name: 'demesure.zip',
      bytes: () => zipOf([{ name: 'zeros', bytes: Buffer.alloc(80 * 2 ** 20) }, text('petit')]),
      finds: ({ findings, embedded }) => {
        expect(codes(findings)).toEqual(['archive-bomb'])
        expect(embedded?.map(({ unread }) => unread)).toEqual(['ratio', 'ratio'])
      },
    },
    {
      name: 'recouvre.zip',
      bytes: () => zipOf([text('a', 'bonjour '.repeat(20), { method: 0 }), text('b', 'bonjour '.repeat(20), { method: 0, told: { offset: 0 }, local: {} })]),
      finds: ({ findings }) => {
        expect(codes(findings)).toContain('archive-bomb')
        expect(findings.find(({ code }) => code === 'archive-bomb')?.evidence).toEqual(['ZIP:Entry[1] and ZIP:Entry[2] share bytes from offset 0'])
      },
    },
    {
      name: 'abime.zip',
      bytes: () => zipOf([text('faux', 'bonjour', { told: { crc: 1 } }), text('bon')]),
      finds: ({ embedded }) => { expect(embedded?.map(({ unread }) => unread)).toEqual(['damaged', undefined]) },
    },
    {
      name: 'poupees.zip',
      bytes: () => {
        let inner = zipOf([text('fond.txt')])
        for (let depth = 0; depth < 6; depth += 1) inner = zipOf([{ name: `${depth}.zip`, bytes: inner, method: 0 }])
        return inner
      },
      finds: (record) => {
        let level = 0
        for (let at = record.embedded?.[0]; at !== undefined; at = at.record?.embedded?.[0]) {
          level += 1
          if (level === 5) expect(at.unread).toBe('depth')
        }
        expect(level).toBe(5)
      },
    },
  ],
  refused: [{ name: 'coupe.zip', bytes: () => zipOf([text('a', 'bonjour'.repeat(100))]).subarray(0, 60), status: 'error', message: /end of central directory/i }],
}
