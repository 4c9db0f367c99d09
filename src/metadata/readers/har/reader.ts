// A recording of a browser's network traffic (HAR 1.2): which browser, which pages, when, which hosts answered. Up to the
// size that is read whole. No outside code.
import { visibleShort } from '../../../system/visible.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader } from '../../reading.ts'
import type { Software, TextFact, TimeFact } from '../../record.ts'
import { isoTime, secondsOf } from '../../times.ts'

const LISTED = 20
const COUNTED = 200

type Json = Readonly<Record<string, unknown>>

export const reader: Reader = {
  version: '1',
  read(source) {
    const whole = source.whole()
    if (whole === undefined) throw new TooLarge()
    const root: unknown = JSON.parse(whole.toString('utf8').replace(/^\ufeff/, ''))
    const log = objectIn(root, 'log')
    if (log === undefined) return undefined
    const [pages, entries] = [listIn(log, 'pages'), listIn(log, 'entries')]
    return {
      times: [...pageTimes(pages), ...entryTimes(entries)],
      software: [['creator', 'HAR:log.creator'], ['browser', 'HAR:log.browser']].flatMap(([key = '', at = '']) => softwareOf(objectIn(log, key), at)),
      texts: textsOf(log, pages, entries),
    }
  },
}

function pageTimes(pages: readonly Json[]): TimeFact[] {
  return pages.slice(0, LISTED).flatMap((page, index) => timeOf(page, `HAR:log.pages[${index}].startedDateTime`))
}

/** The first and the last request. */
function entryTimes(entries: readonly Json[]): TimeFact[] {
  let [first, last]: (TimeFact | undefined)[] = []
  for (const [index, entry] of entries.entries()) {
    const [time] = timeOf(entry, `HAR:log.entries[${index}].startedDateTime`)
    if (time?.utc === undefined) continue
    if (first?.utc === undefined || secondsOf(time.utc) < secondsOf(first.utc)) first = time
    if (last?.utc === undefined || secondsOf(time.utc) > secondsOf(last.utc)) last = time
  }
  return [...new Set([first, last])].filter((time) => time !== undefined)
}

function timeOf(object: Json, source: string): TimeFact[] {
  const raw = stringIn(object, 'startedDateTime')
  return raw === undefined ? [] : [isoTime({ role: 'saved', source, raw })]
}

function softwareOf(object: Json | undefined, source: string): Software[] {
  const name = stringIn(object, 'name')
  return name === undefined ? [] : [{ name: `${name} ${stringIn(object, 'version') ?? ''}`.trim().slice(0, 200), source }]
}

function textsOf(log: Json, pages: readonly Json[], entries: readonly Json[]): TextFact[] {
  const counts = { hosts: new Map<string, number>(), addresses: new Map<string, number>(), statuses: new Map<string, number>() }
  for (const entry of entries) {
    const url = stringIn(objectIn(entry, 'request'), 'url')
    const host = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^/?#@]{0,200}@)?([^/?#]{1,255})/i.exec(url ?? '')?.[1]
    const status = objectIn(entry, 'response')?.['status']
    count(counts.hosts, host)
    count(counts.addresses, stringIn(entry, 'serverIPAddress'))
    count(counts.statuses, typeof status === 'number' ? String(status) : undefined)
  }
  const fact = (key: string, value: string | undefined, source: string): TextFact[] => (value === undefined || value === '' ? [] : [{ key, value: visibleShort(value, 1000), source: `HAR:${source}` }])
  return [
    ...fact('HAR version', stringIn(log, 'version'), 'log.version'), ...fact('comment', stringIn(log, 'comment'), 'log.comment'),
    ...pages.slice(0, LISTED).flatMap((page, index) => fact('page', stringIn(page, 'title') ?? stringIn(page, 'id'), `log.pages[${index}].title`)),
    ...fact('address', stringIn(objectIn(entries[0], 'request'), 'url'), 'log.entries[0].request.url'), ...fact('requests', String(entries.length), 'log.entries'),
    ...fact('hosts', told(counts.hosts), 'log.entries[].request.url'), ...fact('IP addresses', told(counts.addresses), 'log.entries[].serverIPAddress'), ...fact('HTTP status', told(counts.statuses), 'log.entries[].response.status'),
  ]
}

function count(counts: Map<string, number>, key: string | undefined): void {
  if (key !== undefined && (counts.size < COUNTED || counts.has(key))) counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Most first. */
function told(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return [...sorted.slice(0, LISTED).map(([key, times]) => `${key}: ${times}`), ...(sorted.length > LISTED ? [`+${sorted.length - LISTED}`] : [])].join(', ')
}

function objectIn(value: unknown, key: string): Json | undefined {
  const inner = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isObject(inner) ? inner : undefined
}

function listIn(object: Json, key: string): readonly Json[] {
  const list = Object.hasOwn(object, key) ? object[key] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

function stringIn(object: Json | undefined, key: string): string | undefined {
  const value = object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
