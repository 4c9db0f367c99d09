import { expect } from 'vitest'
import { outlookItem } from '../../support/msg-making.ts'
import type { ReaderCase } from '../reader-case.ts'

/** 100 ns since 1601. */
const filetime = (iso: string): { readonly filetime: bigint } => ({ filetime: (BigInt(Date.parse(iso)) + 11_644_473_600_000n) * 10_000n })
const headers = 'Received: from a by b; Mon, 16 Nov 2026 08:12:40 +0100\r\nFrom: a@example.org\r\nDate: Mon, 16 Nov 2026 08:12:31 +0100\r\nMessage-ID: <1@example.org>\r\nX-Mailer: Exemple\r\n\r\n'

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'element.msg',
      bytes: () => outlookItem({
        0x001a: 'IPM.Note', 0x0037: 'Café', 0x007d: headers, 0x0c1a: 'Anne', 0x0c1f: 'a@example.org', 0x3007: filetime('2026-11-16T07:13:00Z'), 0x3008: filetime('2026-11-17T09:00:00Z'),
        0x0039: filetime('2026-11-16T07:12:31Z'), 0x0e06: filetime('2026-11-16T07:12:40Z'),
      }, [{ name: 'note.txt', bytes: Buffer.from('bonjour à tous') }]),
      finds: ({ times, text, people, ids, software, embedded }) => {
        expect(times.map(({ role, source, utc, zone }) => [role, source, utc, zone.provenance])).toEqual([
          ['sent', 'MSG:PidTagClientSubmitTime', '2026-11-16T07:12:31Z', 'format-defines-utc'], ['received', 'MSG:PidTagMessageDeliveryTime', '2026-11-16T07:12:40Z', 'format-defines-utc'],
          ['container-created', 'MSG:PidTagCreationTime', '2026-11-16T07:13:00Z', 'format-defines-utc'], ['modified', 'MSG:PidTagLastModificationTime', '2026-11-17T09:00:00Z', 'format-defines-utc'],
          ['sent', 'MSG:Date', '2026-11-16T07:12:31Z', 'tag'], ['received', 'MSG:Received[1]', '2026-11-16T07:12:40Z', 'tag'],
        ])
        expect(text).toContainEqual({ key: 'Subject', value: 'Café', source: 'MSG:PidTagSubject', by: ['msg'] })
        expect(people).toContainEqual({ role: 'from', value: 'Anne <a@example.org>', source: 'MSG:PidTagSenderName', by: ['msg'] })
        expect(ids).toMatchObject([{ kind: 'Message-ID', value: '<1@example.org>' }])
        expect(software).toMatchObject([{ name: 'Exemple', source: 'MSG:X-Mailer' }])
        expect(embedded).toMatchObject([{ name: 'note.txt', relation: 'attachment', size: 15, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), record: { file: { detected: { extension: 'txt' } } } }])
      },
    },
  ],
}
