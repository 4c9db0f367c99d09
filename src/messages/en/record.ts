// Words of a metadata record, in English.
import type { RecordWords, Sought } from '../../metadata/record-words.ts'
import { formatBytes, formatNumber, NBSP, ownWord, plural } from '../format.ts'
import { metadataWords } from './metadata.ts'

const number = (value: number, digits = 0): string => formatNumber('en', value, digits)

const ROLES: Readonly<Record<string, string>> = {
  'last-modified-by': 'last modified by', cc: 'copy to', bcc: 'blind copy to', 'reply-to': 'reply to', 'return-path': 'return path',
}
const RELATIONS: Readonly<Record<string, string>> = {
  media: 'content of the document', member: 'archive member', inline: 'content of the message', resource: 'resource of the page', trailer: 'after the file',
}
const SOUGHT_WORDS: Readonly<Record<Sought, string>> = {
  dates: 'date', device: 'device', place: 'place', software: 'software', people: 'people', ids: 'identifiers',
}
const TRACKS = { video: 'video', audio: 'audio', text: 'text', image: 'picture', other: 'other track' } as const

export const recordWords: RecordWords = {
  labels: {
    kind: 'Type', size: 'Size', image: 'Picture', captured: 'Captured', dates: 'Dates', device: 'Device', lens: 'Lens', os: 'System', serials: 'Serial number', software: 'Software', place: 'Place',
    people: 'People', ids: 'Identifiers', media: 'Media', embedded: 'Files inside', thumbnail: 'Thumbnail', provenance: 'C2PA credential', structure: 'Structure',
    profile: 'Colour profile', text: 'Texts', engines: 'Readers', pdq: 'PDQ hash',
  },
  timeRole: metadataWords.timeRole,
  zone: (provenance, offset) => (offset === undefined ? `zone ${metadataWords.zone[provenance]}` : `zone ${offset}, ${metadataWords.zone[provenance]}`),
  local: 'as read',
  invalidDate: 'not a valid date, kept as it is',
  level: metadataWords.level,
  personRole: (role) => ownWord(ROLES, role),
  relation: (relation) => ownWord(RELATIONS, relation),
  pixels: (width, height) => `${number(width)} × ${number(height)}${NBSP}pixels`,
  pages: (count) => plural('en', count, 'page or picture', 'pages or pictures'),
  bytes: (value) => (value < 10_000 ? formatBytes('en', value) : `${formatBytes('en', value)} (${plural('en', value, 'byte', 'bytes')})`),
  duration: (ms) => {
    const seconds = Math.floor(ms / 1000)
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    return seconds < 60 ? `${number(ms / 1000, 1)}${NBSP}s` : [...(h > 0 ? [`${number(h)}${NBSP}h`] : []), `${m}${NBSP}min`, `${s}${NBSP}s`].join(NBSP)
  },
  track: ({ type, codec, width, height, rotation, channels, sampleRate, language }) => [
    `${TRACKS[type] ?? type}${codec === undefined ? '' : ` ${codec}`}`,
    ...(width !== undefined && height !== undefined ? [`${number(width)} × ${number(height)}`] : []),
    ...(rotation !== undefined && rotation !== 0 ? [`turned by ${number(rotation)}°`] : []),
    ...(channels === undefined ? [] : [plural('en', channels, 'channel', 'channels')]),
    ...(sampleRate === undefined ? [] : [`${number(sampleRate)}${NBSP}Hz`]),
    ...(language === undefined ? [] : [language]),
  ].join(', '),
  altitude: (metres) => `altitude ${number(metres)}${NBSP}m`,
  errorMetres: (metres) => `within ${number(metres)}${NBSP}m, says the device`,
  direction: (degrees) => `facing ${number(degrees)}°`,
  c2pa: ({ c2pa, issuer, trusted, digitalSourceType }) => [
    {
      absent: 'not found', 'not-defined-for-format': 'not defined for this format', 'present-unverified': 'present, not verified',
      valid: 'present, signature valid', invalid: 'present, signature or content not valid',
    }[c2pa],
    ...(issuer === undefined ? [] : [`signer: ${issuer}`]),
    ...(trusted === undefined ? [] : [trusted ? 'signer recognised' : 'signer not recognised']),
    ...(digitalSourceType === undefined ? [] : [`declared source: ${digitalSourceType}`]),
  ].join(', '),
  thumbnail: ({ verdict, similarity, width, height, bytes }) => [
    { same: 'resembles the main picture', different: 'differs from the main picture (another picture, or another framing)', inconclusive: 'no clear result of the comparison', unchecked: 'pixels not compared' }[verdict],
    ...(similarity === undefined ? [] : [`likeness ${number(similarity, 2)}`]),
    ...(width !== undefined && height !== undefined ? [`${number(width)} × ${number(height)}`] : []),
    formatBytes('en', bytes),
  ].join(', '),
  trailing: (bytes, kind) => `${plural('en', bytes, 'byte', 'bytes')} after the end${kind === undefined ? '' : ` (${ownWord({ zeros: 'padding', unknown: 'kind unknown' }, kind)})`}`,
  segments: (count) => plural('en', count, 'part', 'parts'),
  pdfUpdates: (count) => (count === 1 ? 'written once' : `${plural('en', count, 'end-of-file mark', 'end-of-file marks')}: saved several times`),
  engine: ({ name, version, status, message }) => `${name} ${version}: ${metadataWords.engineStatus[status]}${message === undefined ? '' : ` (${message})`}`,
  noneFound: (sought, engines) => `None found by ${engines.join(', ')}: ${sought.map((each) => SOUGHT_WORDS[each]).join(', ')}`,
  notRead: 'No reader went through this file.',
  unread: (reason) => ({
    depth: 'not read: too deep', count: 'not read: too many files inside', size: 'not read: too large', ratio: 'not read: excessive compression',
    encrypted: 'not read: encrypted', damaged: 'not read: damaged', listed: 'only named',
  })[reason],
  embedded: (count) => plural('en', count, 'file', 'files'),
  findingsInside: (count) => plural('en', count, 'finding', 'findings'),
  more: (count) => `… and ${plural('en', count, 'other', 'others')}`,
  typeUnknown: 'type unknown',
  typeMismatch: (extension) => `the extension is “${extension}”`,
  deep: 'deep reading',
}
