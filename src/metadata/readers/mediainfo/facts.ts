// From MediaInfo's fields to facts with a source: what a recording is, when and with what it was made, what its tags say.
import { position } from '../../iso-6709.ts'
import type { Device, MediaFacts, Person, Place, Software, TextFact, TimeFact } from '../../record.ts'
import { isoTime, utcTime } from '../../times.ts'

export type Fields = Readonly<Record<string, unknown>>
type Track = MediaFacts['tracks'][number]

const TYPES: Readonly<Record<string, Track['type'] | undefined>> = { Video: 'video', Audio: 'audio', Text: 'text', Image: 'image' }
const TRACK_LIMIT = 32
/** Zero seconds since 1904 or 1970: a date that was never set, and that the walker of boxes tells as such. */
const UNSET = /^(?:UTC )?(?:1904|1970)-01-01 00:00:00/
const PEOPLE: readonly (readonly [string, string])[] = [
  ['Performer', 'artist'], ['Album_Performer', 'artist'], ['Composer', 'author'], ['Director', 'director'], ['Producer', 'producer'], ['WrittenBy', 'author'],
  ['EncodedBy', 'encoded-by'], ['Publisher', 'publisher'], ['Owner', 'owner'], ['Copyright', 'copyright'],
]
const TEXTS = ['Title', 'Movie', 'Album', 'Track', 'Comment', 'Description', 'Genre', 'Keywords', 'Synopsis', 'Lyrics', 'Subject', 'Title_More', 'Encoded_Library_Settings', 'Released_Date', 'OriginalSourceForm', 'ServiceName'] as const

export function mediaFacts(tracks: readonly Fields[]): MediaFacts | undefined {
  const general = tracks.find((track) => track['@type'] === 'General')
  const container = text(general?.['Format'])
  if (container === undefined) return undefined
  const seconds = general?.['Duration']
  return {
    container, ...(typeof seconds === 'number' && seconds > 0 && seconds < 1e9 ? { durationMs: Math.round(seconds * 1000) } : {}),
    tracks: tracks.filter((track) => track !== general && track['@type'] !== 'Menu').slice(0, TRACK_LIMIT).map(trackFacts),
  }
}

function trackFacts(track: Fields): Track {
  const [codec, language] = [text(track['Format']), text(track['Language'])]
  const [width, height, channels, sampleRate] = ['Width', 'Height', 'Channels', 'SamplingRate'].map((name) => whole(track[name]))
  const rotation = Number(text(track['Rotation']) ?? Number.NaN)
  return {
    type: TYPES[String(track['@type'])] ?? 'other', ...(codec === undefined ? {} : { codec }),
    ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }), ...(Number.isFinite(rotation) ? { rotation } : {}),
    ...(channels === undefined ? {} : { channels }), ...(sampleRate === undefined ? {} : { sampleRate }), ...(language === undefined ? {} : { language }),
  }
}

/** By the format: seconds of mvhd and Matroska's DateUTC are UTC, ASF counts from 1601 in UTC; AVI and WAV say local time. */
const SOURCES: Readonly<Record<string, readonly [string, string] | undefined>> = {
  'MPEG-4': ['QuickTime:mvhd:CreationTime', 'QuickTime:mvhd:ModificationTime'],
  Matroska: ['Matroska:Info:DateUTC', 'Matroska:Tags:DateTagged'], WebM: ['Matroska:Info:DateUTC', 'Matroska:Tags:DateTagged'],
}

export function timesOf(general: Fields): TimeFact[] {
  const [created, modified] = SOURCES[text(general['Format']) ?? ''] ?? ['MediaInfo:General:Encoded_Date', 'MediaInfo:General:Tagged_Date']
  const out: TimeFact[] = []
  for (const [field, role, source] of [['Encoded_Date', 'container-created', created], ['Tagged_Date', 'modified', modified], ['Recorded_Date', 'captured', 'MediaInfo:General:Recorded_Date'], ['Mastered_Date', general['Format'] === 'AVI' ? 'captured' : 'digitized', general['Format'] === 'AVI' ? 'RIFF:IDIT' : 'MediaInfo:General:Mastered_Date']] as const) {
    // IDIT of an AVI is when the camera filmed.
    // Several dates are joined by ` / `.
    const raw = text(general[field])?.split(' / ', 1)[0]
    if (raw === undefined || UNSET.test(raw)) continue
    const time = timeOf(role, source, raw)
    // A year is how music is dated: kept among the texts.
    if (time.precision !== 'day' || role !== 'captured') out.push(time)
  }
  return out.filter(({ local, role }) => local !== undefined || role !== 'captured')
}

function timeOf(role: TimeFact['role'], source: string, raw: string): TimeFact {
  const stamped = /^(?:UTC )?(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?: UTC)?$/.exec(raw)
  if (stamped?.[1] !== undefined && raw.includes('UTC')) return { ...utcTime({ role, source, raw: stamped[1] }), raw }
  return { ...isoTime({ role, source, raw: fromCalendarLine(raw) ?? raw }), raw }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `MON NOV 16 08:12:31 2026`, as cameras write IDIT. */
function fromCalendarLine(raw: string): string | undefined {
  const [, name = '', day = '', clock, year] = /^[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(raw) ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  return month === 0 ? undefined : `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')} ${clock}`
}

export function deviceOf(general: Fields): Device | undefined {
  const make = text(general['Encoded_Hardware_CompanyName'])
  const model = text(general['Encoded_Hardware_Name'])
  if (make === undefined && model === undefined) return undefined
  // `Apple iPhone 12` repeats the maker.
  return { ...(make === undefined ? {} : { make }), ...(model === undefined ? {} : { model }), serials: [] }
}

export function placesOf(general: Fields): Place[] {
  const found = position(text(general['Recorded_Location']) ?? '')
  return found === undefined ? [] : [{ ...found, source: 'MediaInfo:General:Recorded_Location' }]
}

export function softwareOf(tracks: readonly Fields[]): Software[] {
  const out: Software[] = []
  for (const track of tracks.slice(0, TRACK_LIMIT)) {
    for (const field of ['Encoded_Application', 'Encoded_Library', 'Encoded_OperatingSystem']) {
      const name = text(track[field])?.slice(0, 200)
      if (name === undefined || out.some((known) => known.name === name)) continue
      out.push({ name, source: `MediaInfo:${String(track['@type'])}:${field}`, kind: 'encoder' })
    }
  }
  const [general] = tracks
  const system = general?.['Encoded_Application'] === undefined ? [text(general?.['Encoded_Application_Name']), text(general?.['Encoded_Application_Version'])].filter((part) => part !== undefined).join(' ') : ''
  return system === '' ? out : [{ name: system, source: 'MediaInfo:General:Encoded_Application_Name', kind: 'encoder' }, ...out]
}

export function peopleOf(general: Fields): Person[] {
  // RIFF has one field, IART, for whoever made it: a director only in a film.
  const sound = text(general['Format']) === 'Wave'
  return PEOPLE.flatMap(([field, named]) => {
    const value = text(general[field])
    const role = sound && field === 'Director' ? 'artist' : named
    return value === undefined ? [] : [{ role, value: value.slice(0, 500), source: `MediaInfo:General:${field}` }]
  })
}

export function textsOf(general: Fields): TextFact[] {
  return [...TEXTS, 'Recorded_Date'].flatMap((key) => {
    const value = text(general[key])
    return value === undefined || value === '(Binary)' || (key === 'Recorded_Date' && value.length > 10) ? [] : [{ key, value: value.slice(0, 4096), source: `MediaInfo:General:${key}` }]
  })
}

function text(value: unknown): string | undefined {
  const found = typeof value === 'string' ? value.replaceAll('\0', '').trim() : typeof value === 'number' ? String(value) : ''
  return found === '' ? undefined : found
}

function whole(value: unknown): number | undefined {
  const found = typeof value === 'string' ? Number(value.split(' / ', 1)[0]) : value
  return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : undefined
}
