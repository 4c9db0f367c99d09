import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

const entry = (startedDateTime: string, url: string, status: number): object => ({ startedDateTime, time: 12, request: { method: 'GET', url, headers: [] }, response: { status, content: { text: 'x'.repeat(50) } }, serverIPAddress: '192.0.2.7' })
const log = {
  version: '1.2', creator: { name: 'Firefox', version: '140.0' }, browser: { name: 'Firefox', version: '140.0' },
  pages: [{ startedDateTime: '2026-11-16T08:12:31.120+01:00', id: 'page_1', title: 'https://forum.example.org/fil/1', pageTimings: {} }],
  entries: [
    entry('2026-11-16T08:12:31.125+01:00', 'https://forum.example.org/fil/1', 200), entry('2026-11-16T08:12:33+01:00', 'https://images.example.org/a.png', 200),
    entry('2026-11-16T08:12:32+01:00', 'https://forum.example.org/b', 404),
  ],
}

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'trafic.har',
      bytes: () => Buffer.from(JSON.stringify({ log })),
      finds: ({ times, text, software }) => {
        expect(times.map(({ role, source, utc, zone }) => [role, source, utc, zone.offset])).toEqual([
          ['saved', 'HAR:log.pages[0].startedDateTime', '2026-11-16T07:12:31.120Z', '+01:00'], ['saved', 'HAR:log.entries[0].startedDateTime', '2026-11-16T07:12:31.125Z', '+01:00'],
          ['saved', 'HAR:log.entries[1].startedDateTime', '2026-11-16T07:12:33Z', '+01:00'],
        ])
        expect(software).toMatchObject([{ name: 'Firefox 140.0', source: 'HAR:log.creator' }, { name: 'Firefox 140.0', source: 'HAR:log.browser' }])
        expect(text.map(({ key, value }) => `${key} = ${value}`)).toEqual([
          'HAR version = 1.2', 'page = https://forum.example.org/fil/1', 'address = https://forum.example.org/fil/1', 'requests = 3', 'hosts = forum.example.org: 2, images.example.org: 1', 'IP addresses = 192.0.2.7: 3', 'HTTP status = 200: 2, 404: 1',
        ])
      },
    },
    {
      name: 'hostile.har',
      bytes: () => Buffer.from('{"log":{"version":"1.2","__proto__":{"x":1},"creator":[],"entries":[{"request":{"url":"https://a@b@c/","__proto__":null}},7,null,[]],"pages":{"length":9}}}'),
      finds: ({ text, times }) => {
        expect(times).toEqual([])
        expect(text).toContainEqual({ key: 'requests', value: '1', source: 'HAR:log.entries', by: ['har'] })
      },
    },
  ],
  refused: [{ name: 'coupe.har', bytes: () => Buffer.from(JSON.stringify({ log: { ...log, comment: 'x'.repeat(70_000) } }).slice(0, -5)), status: 'error', message: /JSON/ }],
}
