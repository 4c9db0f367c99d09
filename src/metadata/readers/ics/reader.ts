// Events of a calendar (RFC 5545): what, where, when, who. A zone is only a name here: times of named zones have no UTC.
import { contentLines } from '../../documents/content-lines.ts'
import type { Reader } from '../../reading.ts'
import type { Identifier, Person, Software, TextFact, TimeFact, TimeRole } from '../../record.ts'
import { basicTime } from '../../times.ts'

const LIMIT = 4 * 2 ** 20
const EVENTS_LIMIT = 50
const TIMES: Readonly<Partial<Record<string, TimeRole>>> = { DTSTART: 'event', DTEND: 'event', DUE: 'event', DTSTAMP: 'metadata', CREATED: 'container-created', 'LAST-MODIFIED': 'modified' }
const TEXTS: Readonly<Partial<Record<string, string>>> = { SUMMARY: 'Title', LOCATION: 'place', DESCRIPTION: 'Description', URL: 'address', STATUS: 'status', METHOD: 'method', 'X-WR-CALNAME': 'calendar' }
const PEOPLE: Readonly<Partial<Record<string, string>>> = { ORGANIZER: 'organizer', ATTENDEE: 'participant' }
const ITEMS = new Set(['VEVENT', 'VTODO', 'VJOURNAL'])

export const reader: Reader = {
  version: '1',
  read(source) {
    const times: TimeFact[] = []
    const texts: TextFact[] = []
    const people: Person[] = []
    const software: Software[] = []
    const ids: Identifier[] = []
    const open: string[] = []
    let events = 0
    for (const { name, value, parameters } of contentLines(source.read(0, LIMIT))) {
      if (name === 'BEGIN') {
        open.push(value.toUpperCase())
        if (ITEMS.has(value.toUpperCase())) events += 1
      } else if (name === 'END') open.pop()
      // Rules of time zones and alarms have dates of their own.
      if (events > EVENTS_LIMIT || value === '' || open.length > 2 || open.some((each) => each === 'VTIMEZONE' || each === 'VALARM')) continue
      const [time, key, role, from] = [TIMES[name], TEXTS[name], PEOPLE[name], `ICS:${name}`]
      if (time !== undefined) times.push(basicTime({ role: time, source: from, raw: value }, parameters.get('TZID')))
      if (key !== undefined) texts.push({ key, value, source: from })
      if (role !== undefined) people.push({ role, value: [parameters.get('CN'), value.replace(/^mailto:/i, '')].filter((part) => part !== undefined && part !== '').join(' '), source: from })
      if (name === 'UID') ids.push({ kind: 'ICS UID', value: value.slice(0, 300), source: from })
      if (name === 'PRODID') software.push({ name: value, source: from })
    }
    return { times, people, software, ids, texts: [{ key: 'events', value: String(events), source: 'ICS:VEVENT' }, ...texts], ...(source.size > LIMIT ? { clues: { readBytes: LIMIT } } : {}) }
  },
}
