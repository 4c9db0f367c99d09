import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { multipart } from '../../support/mail-making.ts'
import type { ReaderCase } from '../reader-case.ts'

const page = '<html><head><title>Fil</title></head><body>=C3=A9</body></html>'
const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex')

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'page.mhtml',
      bytes: () => Buffer.from(multipart([
        { type: 'text/html', location: 'https://forum.example.org/fil/1', text: page }, { type: 'image/png', location: 'https://forum.example.org/a.png', bytes: picture },
      ], ['From: <Saved by Blink>', 'Snapshot-Content-Location: https://forum.example.org/fil/1'], 'limite', 'multipart/related; type="text/html"').toString('latin1').replace('From: a@example.org\r\nTo: b@example.org\r\n', '')),
      finds: ({ file, times, text, software, embedded }) => {
        expect(file.detected?.extension).toBe('mhtml')
        expect(times).toMatchObject([{ role: 'saved', source: 'MHTML:Date', utc: '2026-11-16T07:12:31Z', zone: { offset: '+01:00' } }])
        expect(text).toContainEqual({ key: 'saved from', value: 'https://forum.example.org/fil/1', source: 'MHTML:Snapshot-Content-Location', by: ['mhtml'] })
        expect(text).toContainEqual({ key: 'title', value: 'Café', source: 'MHTML:Subject', by: ['mhtml'] })
        expect(software).toMatchObject([{ name: 'Saved by Blink' }])
        expect(embedded).toMatchObject([
          { name: 'https://forum.example.org/fil/1', relation: 'part', size: page.length, record: { file: { detected: { extension: 'html' } } } },
          { name: 'https://forum.example.org/a.png', relation: 'part', sha256: createHash('sha256').update(picture).digest('hex'), record: { file: { detected: { extension: 'png' } } } },
        ])
      },
    },
  ],
}
