import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { messageOf } from '../../support/mail-making.ts'
import { tarOf } from '../../support/tar-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const note = Buffer.from('bonjour à tous\n')

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'sauvegarde.tar',
      bytes: () => tarOf([{ name: 'dossier/note.txt', bytes: note }, { name: 'dossier/lettre.eml', bytes: messageOf() }]),
      finds: ({ times, text, embedded, findings }) => {
        expect(times.map(({ role, source, utc, zone }) => [role, source, utc, zone.provenance])).toEqual([
          ['modified', 'ARCHIVE:Entry[1]:mtime', '2026-11-16T07:12:31Z', 'format-defines-utc'], ['modified', 'ARCHIVE:Entry[2]:mtime', '2026-11-16T07:12:31Z', 'format-defines-utc'],
        ])
        expect(text).toContainEqual({ key: 'entries', value: '2', source: 'ARCHIVE:entries', by: ['archive'] })
        expect(embedded).toMatchObject([
          { name: 'dossier/note.txt', relation: 'member', size: note.length, sha256: createHash('sha256').update(note).digest('hex'), record: { file: { detected: { extension: 'txt' } } } },
          { name: 'dossier/lettre.eml', record: { ids: [{ value: '<1@example.org>' }] } },
        ])
        expect(findings).toEqual([])
      },
    },
    {
      name: 'noms.tar.gz',
      bytes: () => gzipSync(tarOf([{ name: '../../x', bytes: note }, { name: '/etc/x', bytes: note }, { name: 'lien', link: '../../etc' }, { name: 'deux', bytes: note }, { name: 'deux', bytes: note }])),
      finds: ({ findings, embedded }) => {
        expect(findings.map(({ code, level, facts }) => [code, level, ...Object.values(facts)])).toEqual([['archive-unsafe-names', 'notice', 3], ['archive-duplicate-names', 'notice', 1]])
        expect(findings[0]?.evidence).toEqual(['ARCHIVE:Entry[1]:name = ../../x (parent)', 'ARCHIVE:Entry[2]:name = /etc/x (absolute)', 'ARCHIVE:Entry[3]:name = lien (link)'])
        expect(embedded?.map(({ name }) => name)).toEqual(['../../x', '/etc/x', 'deux', 'deux'])
      },
    },
    {
      name: 'coupe.tar',
      bytes: () => tarOf([{ name: 'entier', bytes: note }, { name: 'coupe', bytes: Buffer.alloc(5000, 97) }]).subarray(0, 2500),
      finds: ({ findings, embedded }) => {
        expect(findings).toMatchObject([{ code: 'archive-damaged', level: 'notice' }])
        expect(embedded?.map(({ name, unread }) => [name, unread])).toEqual([['entier', undefined], ['coupe', 'damaged']])
      },
    },
    {
      name: 'demesure.tar.gz',
      bytes: () => gzipSync(tarOf([{ name: 'zeros', bytes: Buffer.alloc(80 * 2 ** 20) }, { name: 'petit', bytes: note }])),
      finds: ({ findings, embedded }) => {
        expect(findings.map(({ code }) => code)).toEqual(['archive-bomb'])
        expect(embedded?.map(({ unread }) => unread)).toEqual(['ratio', 'ratio'])
      },
    },
  ],
  refused: [{ name: 'seul.bz2', bytes: () => Buffer.from('425a68393141592653599ca33449000000c1800010101192002000221a66a621801421ee8bb9229c28484e519a2480', 'hex'), status: 'unsupported' }],
}
