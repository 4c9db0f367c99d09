import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

const event = (more: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...more, 'END:VEVENT']

export const readerCase: ReaderCase = {
  samples: [{
    name: 'rendez-vous.ics',
    bytes: () => Buffer.from([
      'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Exemple//Agenda 2//FR', 'BEGIN:VTIMEZONE', 'TZID:Europe/Paris', 'BEGIN:STANDARD', 'DTSTART:16011028T030000', 'END:STANDARD', 'END:VTIMEZONE',
      ...event(['UID:1@example.org', 'DTSTAMP:20261116T071231Z', 'DTSTART;TZID=Europe/Paris:20261120T180000', 'DTEND;VALUE=DATE:20261121', 'CREATED:20261115T100000Z', 'LAST-MODIFIED:20261116T071200Z', 'SUMMARY:Rendez-vous\\, place du ma', '\trché', 'LOCATION:Montpellier',
        'ORGANIZER;CN="Malo; 4e B":mailto:malo@example.org', 'ATTENDEE;CN=Jade:mailto:jade@example.org', 'BEGIN:VALARM', 'TRIGGER:-PT15M', 'DESCRIPTION:alarme', 'END:VALARM']),
      'END:VCALENDAR', '',
    ].join('\r\n')),
    finds: ({ times, people, text, software, ids }) => {
      expect(times.map(({ role, source, raw, local, utc, zone }) => [role, source, raw, utc ?? local, zone.detail ?? zone.provenance])).toEqual([
        ['metadata', 'ICS:DTSTAMP', '20261116T071231Z', '2026-11-16T07:12:31Z', 'tag'], ['event', 'ICS:DTSTART', '20261120T180000', '2026-11-20T18:00:00', 'TZID=Europe/Paris'], ['event', 'ICS:DTEND', '20261121', '2026-11-21T00:00:00', 'unknown'],
        ['container-created', 'ICS:CREATED', '20261115T100000Z', '2026-11-15T10:00:00Z', 'tag'], ['modified', 'ICS:LAST-MODIFIED', '20261116T071200Z', '2026-11-16T07:12:00Z', 'tag'],
      ])
      expect(times[1]?.utc).toBeUndefined()
      expect(people?.map(({ role, value }) => [role, value])).toEqual([['organizer', 'Malo; 4e B malo@example.org'], ['participant', 'Jade jade@example.org']])
      expect(text.map(({ key, value }) => `${key}=${value}`)).toEqual(['events=1', 'Title=Rendez-vous, place du marché', 'place=Montpellier'])
      expect(software).toMatchObject([{ name: '-//Exemple//Agenda 2//FR' }])
      expect(ids).toMatchObject([{ kind: 'ICS UID', value: '1@example.org' }])
    },
  }, {
    name: 'nested.ics',
    bytes: () => Buffer.from(`BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(100_000)}SUMMARY:x\n`),
    finds: ({ text }) => { expect(text.map(({ key }) => key)).toEqual(['events']) },
  }],
}
