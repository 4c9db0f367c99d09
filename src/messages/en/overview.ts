// Words of the overview of a case, in English.
import type { OverviewWords } from '../../bundle/report/overview-words.ts'
import { formatNumber, NBSP, plural } from '../format.ts'

const number = (value: number, digits = 0): string => formatNumber('en', value, digits)

export const overviewWords: OverviewWords = {
  title: 'Overview',
  counted: (exhibits, inspected, embedded) => `${plural('en', exhibits, 'exhibit', 'exhibits')}, ${number(inspected)} read${embedded > 0 ? `, and ${plural('en', embedded, 'file', 'files')} inside them` : ''}.`,
  labels: {
    devices: 'Devices', people: 'People', software: 'Software', places: 'Places', days: 'Days', shared: 'Shared identifiers',
    platforms: 'Platform traces', nameSuggests: 'File names', screenshots: 'Screenshots', alike: 'Pictures that resemble each other',
  },
  headers: { serials: 'Serial numbers', role: 'Role', kind: 'Kind', exhibits: 'Exhibits', error: 'Stated accuracy', captured: 'Captured', created: 'Created', sent: 'Sent', modified: 'Modified' },
  serialKind: 'serial number',
  none: (inspected) => inspected === 0 ? 'no exhibit was read' : `none found in the ${plural('en', inspected, 'record', 'records')} that were read`,
  dates: (known, unknown) => (known + unknown === 0 ? '—' : unknown === 0 ? number(known) : `${number(known + unknown)} (zone unknown: ${number(unknown)})`),
  daysNote: 'The day is the local date that the file gives; without a zone, it is the clock of the device.',
  nameNote: 'A file name suggests an application, it proves nothing.',
  latitude: (degrees, decimals) => `${number(Math.abs(degrees), decimals)}°${NBSP}${degrees < 0 ? 'S' : 'N'}`,
  longitude: (degrees, decimals) => `${number(Math.abs(degrees), decimals)}°${NBSP}${degrees < 0 ? 'W' : 'E'}`,
  metres: (metres) => (metres < 1000 ? `${number(metres)}${NBSP}m` : `${number(metres / 1000)}${NBSP}km`),
  view: ([south = '', north = ''], [west = '', east = '']) => `Zoomed to the positions: from ${south} to ${north}, from ${west} to ${east}. Numbers: see the places.`,
  notDrawn: (count) => `${plural('en', count, 'place is', 'places are')} not drawn.`,
  errorCircle: 'Dashed circle: accuracy stated by the device, where it can be seen at this scale.',
  coast: (source) => `Coastline: ${source}, simplified, public domain. No network is used.`,
  zeroPositions: (count) => `${plural('en', count, 'position', 'positions')} 0, 0 (an empty value): neither counted nor drawn.`,
  placesNote: 'Positions grouped within about a hundred metres; the one printed is the first of its group.',
  alikeNote: 'Perceptual hashes (PDQ) at most 31 bits of 256 apart, whatever the size and compression. Resemblance does not establish that one comes from the other.',
  alikeWith: 'Resemble it (bits apart)',
  apart: (picture, distance) => `${picture} — ${number(distance)}`,
  uncompared: (pictures) => `${plural('en', pictures, 'more picture is', 'more pictures are')} not compared here; “scelle match” compares all of them.`,
  unlisted: (mentions) => `${plural('en', mentions, 'mention', 'mentions')} of other values not listed`,
  more: (count) => `and ${plural('en', count, 'other', 'others')}`,
  mapTitle: 'Map of the positions',
  mapDescription: (places, exhibits) => `${plural('en', places, 'place', 'places')} written in the metadata of ${plural('en', exhibits, 'exhibit', 'exhibits')}, on a grid of latitude and longitude.`,
  timelineTitle: 'Timeline of the dates written in the files',
  timelineDescription: (dates, unknown) => `${plural('en', dates, 'date', 'dates')}, ${number(unknown)} of them without a known zone, on an axis in universal time; one row a role, known zones apart from unknown ones.`,
}
