import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { messageOf, multipart } from '../../support/mail-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const WAY = [
  'Return-Path: <rebond@liste.example>', 'Received: from b.example.org by c.example.org; Mon, 16 Nov 2026 08:12:40 +0100 (CET)',
  'Received: from a.example.org ([192.0.2.7])\r\n\tby b.example.org;\r\n\tMon, 16 Nov 2026 07:12:33 +0000', 'Received: by nowhere',
  'DKIM-Signature: v=1; a=rsa-sha256; d=liste.example; s=s1; t=1794816752;\r\n bh=x; b=y', 'Authentication-Results: c.example.org; dkim=pass header.d=liste.example',
  'X-Originating-IP: [192.0.2.7]', 'X-Mailer: Exemple Mail 3.1', 'In-Reply-To: <0@example.org>', 'References: <r1@example.org>\r\n <r2@example.org>',
  'Cc: =?utf-8?Q?Zo=C3=A9?= <zoe@example.org>, "B, C" <bc@example.org>', 'Reply-To: autre@example.net',
]
const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex')

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'message.eml',
      bytes: () => messageOf(),
      finds: ({ times, text, ids, people, findings }) => {
        expect(times).toMatchObject([{ role: 'sent', utc: '2026-11-16T07:12:31Z', raw: 'Mon, 16 Nov 2026 08:12:31 +0100', zone: { provenance: 'tag', offset: '+01:00' } }])
        expect(text).toContainEqual({ key: 'Subject', value: 'Café', source: 'MAIL:Subject', by: ['mail'] })
        expect(ids).toEqual([{ kind: 'Message-ID', value: '<1@example.org>', source: 'MAIL:Message-ID', by: ['mail'] }])
        expect(people).toMatchObject([{ role: 'from', value: 'a@example.org' }, { role: 'to', value: 'b@example.org' }])
        expect(findings).toEqual([])
      },
    },
    {
      name: 'way.eml',
      bytes: () => messageOf(WAY),
      finds: ({ times, text, ids, people, software, findings, raw }) => {
        expect(times.map(({ role, source, utc, zone }) => [role, source, utc, zone.offset])).toEqual([
          ['sent', 'MAIL:Date', '2026-11-16T07:12:31Z', '+01:00'], ['received', 'MAIL:Received[1]', '2026-11-16T07:12:40Z', '+01:00'], ['received', 'MAIL:Received[2]', '2026-11-16T07:12:33Z', '+00:00'],
          ['metadata', 'MAIL:DKIM-Signature[1]:t', '2026-11-16T08:12:32Z', '+00:00'],
        ])
        expect(text).toContainEqual({ key: 'DKIM-Signature d=', value: 'liste.example', source: 'MAIL:DKIM-Signature[1]:d', by: ['mail'] })
        expect(text.filter(({ key }) => key.startsWith('Received['))).toHaveLength(3)
        for (const key of ['Authentication-Results', 'X-Originating-IP', 'DKIM-Signature']) expect(text.map((each) => each.key)).toContain(key)
        expect(ids?.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['Message-ID <1@example.org>', 'In-Reply-To <0@example.org>', 'References <r1@example.org>', 'References <r2@example.org>'])
        expect(people?.map(({ role, value }) => `${role}: ${value}`)).toEqual(['from: a@example.org', 'reply-to: autre@example.net', 'return-path: rebond@liste.example', 'to: b@example.org', 'cc: Zoé <zoe@example.org>', 'cc: B, C <bc@example.org>'])
        expect(software).toMatchObject([{ name: 'Exemple Mail 3.1', source: 'MAIL:X-Mailer' }])
        expect(findings).toMatchObject([{ code: 'mail-domains-differ', level: 'info', facts: { from: 'example.org', others: 'liste.example' } }])
        expect(JSON.stringify(raw)).toContain('Received: from a.example.org ([192.0.2.7]) by b.example.org; Mon, 16 Nov 2026 07:12:33 +0000')
      },
    },
    {
      name: 'parts.eml',
      bytes: () => multipart([
        { type: 'text/plain', text: 'bonjour' }, { type: 'image/png', name: 'photo.png', bytes: picture },
        { type: 'message/rfc822', text: multipart([{ type: 'text/plain', text: 'dedans' }, { type: 'text/vcard', name: 'c.vcf', text: 'BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n' }], ['Message-ID: <2@example.org>']).toString('latin1') },
      ]),
      finds: ({ embedded }) => {
        expect(embedded).toMatchObject([
          { name: 'photo.png', relation: 'attachment', size: picture.length, sha256: createHash('sha256').update(picture).digest('hex'), record: { file: { detected: { extension: 'png' } } } },
          { relation: 'attachment', record: { file: { detected: { extension: 'eml' } }, embedded: [{ name: 'c.vcf', relation: 'attachment' }] } },
        ])
        expect(embedded?.[1]?.record?.ids?.map(({ value }) => value)).toContain('<2@example.org>')
      },
    },
    {
      name: 'days.eml',
      bytes: () => messageOf(['Received: from x by y; Thu, 19 Nov 2026 08:12:31 +0100']),
      finds: ({ findings }) => {
        expect(findings).toMatchObject([{ code: 'mail-date-differs', level: 'notice', facts: { hours: 72 }, evidence: ['MAIL:Date = Mon, 16 Nov 2026 08:12:31 +0100', 'MAIL:Received[1] = Thu, 19 Nov 2026 08:12:31 +0100'] }])
      },
    },
    {
      name: 'deep.eml',
      bytes: () => nested(300),
      finds: ({ findings, ids }) => {
        expect(ids).toHaveLength(1)
        expect(findings).toMatchObject([{ code: 'mail-body-unread', level: 'notice', facts: { reason: expect.stringMatching(/nesting/) } }])
      },
    },
  ],
}

function nested(depth: number): Buffer {
  const open = Array.from({ length: depth }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')
  return messageOf([], open, true)
}
