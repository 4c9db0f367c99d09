import { expect } from 'vitest'
import { messageOf } from '../../support/mail-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const message = (index: number, more: readonly string[] = [], body = 'bonjour\n'): string =>
  `From a@example.org Mon Nov 16 07:12:${String(index % 60).padStart(2, '0')} 2026\n${messageOf([`Message-ID: <${index}@example.org>`, ...more], body).toString('utf8').replaceAll('\r\n', '\n')}\n`

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'boite.mbox',
      bytes: () => Buffer.from([
        message(1), message(2, ['Resent-Date: x'], '>From here\nFrom time to time, no message begins.\n').replace('16 Nov 2026 08:12', '18 Nov 2026 09:00'),
        message(3).replace('16 Nov 2026 08:12:31 +0100', '2 Nov 2026 08:12:31 -0500'),
      ].join('')),
      finds: ({ times, text, embedded, people }) => {
        expect(times).toMatchObject([
          { role: 'sent', source: 'MBOX:Message[3]:Date', utc: '2026-11-02T13:12:31Z', zone: { offset: '-05:00' } }, { role: 'sent', source: 'MBOX:Message[2]:Date', utc: '2026-11-18T08:00:31Z' },
        ])
        expect(text).toContainEqual({ key: 'messages', value: '3', source: 'MBOX:From lines', by: ['mbox'] })
        expect(embedded?.map(({ name, relation, record }) => [name, relation, record?.ids?.map(({ value }) => value).join()])).toEqual([
          ['message 1.eml', 'message', '<1@example.org>'], ['message 2.eml', 'message', '<2@example.org>'], ['message 3.eml', 'message', '<3@example.org>'],
        ])
        expect(people).toEqual([{ role: 'from', value: 'a@example.org', source: 'MBOX:Message[1]:From', by: ['mbox'] }])
      },
    },
    {
      name: 'un.mbox',
      bytes: () => Buffer.from(message(7, ['X-Mailer: Exemple'])),
      finds: ({ software, embedded }) => {
        expect(software).toMatchObject([{ name: 'Exemple', source: 'MAIL:X-Mailer' }])
        expect(embedded).toHaveLength(1)
      },
    },
    {
      name: 'grande.mbox',
      bytes: () => Buffer.from(Array.from({ length: 30 }, (_, index) => message(index + 1, [], `${'x'.repeat(999)}\n`.repeat(1000))).join('')),
      finds: ({ text, embedded = [] }) => {
        expect(text[0]?.value).toBe('30')
        // Two batches: all are read, none twice.
        expect(embedded.map(({ record }) => record?.ids?.[0]?.value)).toEqual(Array.from({ length: 30 }, (_, index) => `<${index + 1}@example.org>`))
      },
    },
  ],
}
