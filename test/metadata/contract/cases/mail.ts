import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'message.eml',
    bytes: () => Buffer.from('From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\nDate: Mon, 16 Nov 2026 08:12:31 +0100\r\nMessage-ID: <1@example.org>\r\n\r\nbonjour\r\n'),
    finds: ({ times, text }) => {
      expect(times).toMatchObject([{ role: 'sent', utc: '2026-11-16T07:12:31Z', zone: { provenance: 'tag', offset: '+01:00' } }])
      expect(text).toContainEqual({ key: 'Subject', value: 'Café', source: 'MAIL:Subject', by: ['mail'] })
    },
  }],
}
