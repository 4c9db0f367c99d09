// Dates that ExifTool found, under the names that our own readers give to the same tags.
import type { TimeFact, TimeRole } from '../record.ts'
import { exifTime, isoTime, utcTime } from '../times.ts'
import { textOf } from './tags.ts'
import type { Tags } from './tags.ts'

type Row = readonly [tag: string, role: TimeRole, source: string]

/** A date, its own offset tag, its own sub-second tag: never those of another date. */
const EXIF: readonly (readonly [string, TimeRole, string, string])[] = [
  ['EXIF:ExifIFD:DateTimeOriginal', 'captured', 'OffsetTimeOriginal', 'SubSecTimeOriginal'],
  ['EXIF:ExifIFD:CreateDate', 'digitized', 'OffsetTimeDigitized', 'SubSecTimeDigitized'],
  ['EXIF:IFD0:ModifyDate', 'modified', 'OffsetTime', 'SubSecTime'],
]
const WRITTEN: readonly Row[] = [
  ['XMP:XMP-exif:DateTimeOriginal', 'captured', 'XMP:exif:DateTimeOriginal'], ['XMP:XMP-photoshop:DateCreated', 'captured', 'XMP:photoshop:DateCreated'],
  ['XMP:XMP-xmp:CreateDate', 'digitized', 'XMP:xmp:CreateDate'], ['XMP:XMP-xmp:ModifyDate', 'modified', 'XMP:xmp:ModifyDate'], ['XMP:XMP-xmp:MetadataDate', 'metadata', 'XMP:xmp:MetadataDate'],
  ['PDF:CreateDate', 'container-created', 'PDF:Info:CreationDate'], ['PDF:ModifyDate', 'modified', 'PDF:Info:ModDate'],
  ['QuickTime:Keys:CreationDate', 'captured', 'QuickTime:Keys:com.apple.quicktime.creationdate'],
  ['QuickTime:UserData:DateTimeOriginal', 'captured', 'QuickTime:UserData:date'], ['QuickTime:UserData:ContentCreateDate', 'captured', 'QuickTime:UserData:©day'],
  ['RIFF:DateTimeOriginal', 'captured', 'RIFF:IDIT'],
]
/** UTC by their formats. */
const UTC: readonly Row[] = [
  ['QuickTime:CreateDate', 'container-created', 'QuickTime:mvhd:CreationTime'], ['QuickTime:ModifyDate', 'modified', 'QuickTime:mvhd:ModificationTime'],
  ['PNG:ModifyDate', 'modified', 'PNG:tIME'], ['Matroska:Info:DateTimeOriginal', 'container-created', 'Matroska:Info:DateUTC'],
]
const TRACK = /^QuickTime:Track(\d{1,3}):(Track|Media)(Create|Modify)Date$/
const MAKER = /^MakerNotes:[^:]{1,40}:[A-Za-z]{0,60}(?:Date|DateTime|TimeStamp)[A-Za-z]{0,20}$/
const DATED = /^\d{4}[:-]\d{2}[:-]\d{2} \d{2}:\d{2}/
const UNSET = /^(?:1904|1970):01:01 00:00:00|^0000:00:00/
const MAKER_LIMIT = 8

export function timesOf(tags: Tags): TimeFact[] {
  const out: TimeFact[] = []
  for (const [tag, role, offset, subSec] of EXIF) {
    const raw = textOf(tags, tag)
    if (raw !== undefined) out.push(exifTime({ role, raw, source: tag, offset: textOf(tags, `EXIF:ExifIFD:${offset}`), subSec: textOf(tags, `EXIF:ExifIFD:${subSec}`), offsetSource: `EXIF:ExifIFD:${offset}` }))
  }
  const day = textOf(tags, 'EXIF:GPS:GPSDateStamp')
  const clock = textOf(tags, 'EXIF:GPS:GPSTimeStamp')
  if (day !== undefined) {
    out.push(utcTime({ role: 'gps', source: clock === undefined ? 'EXIF:GPS:GPSDateStamp' : 'EXIF:GPS:GPSDateStamp, GPSTimeStamp', raw: clock === undefined ? day : `${day} ${clock}` }))
  }
  for (const [role, date, time] of [['captured', 'DateCreated', 'TimeCreated'], ['digitized', 'DigitalCreationDate', 'DigitalCreationTime']] as const) {
    const [on, at] = [textOf(tags, `IPTC:${date}`), textOf(tags, `IPTC:${time}`)]
    if (on !== undefined) out.push(isoTime({ role, source: `IPTC:${date}${at === undefined ? '' : `, ${time}`}`, raw: at === undefined ? on : `${on} ${at}` }))
  }
  for (const [tag, role, source] of WRITTEN) {
    const raw = textOf(tags, tag)
    // A day alone, as in the tags of music, is no time of capture.
    if (raw !== undefined && (!tag.startsWith('QuickTime:') || DATED.test(raw))) out.push(isoTime({ role, source, raw }))
  }
  for (const [tag, role, source] of UTC) utcFrom(out, role, source, textOf(tags, tag))
  let makers = 0
  for (const [tag, value] of tags) {
    const [, track, header, which] = TRACK.exec(tag) ?? []
    if (track !== undefined) {
      const [role, name] = which === 'Create' ? ['container-created', 'Creation'] as const : ['modified', 'Modification'] as const
      const box = header === 'Track' ? 'tkhd' : 'mdhd'
      // Most tracks say what the movie says: told once, but for the one that ExifTool's users know as MediaCreateDate.
      if (`${box}${name}` === 'mdhdCreation' || !out.some((time) => time.role === role && time.raw === value)) utcFrom(out, role, `QuickTime:Track${track}:${box}:${name}Time`, String(value))
    }
    else if (MAKER.test(tag) && typeof value === 'string' && DATED.test(value) && makers < MAKER_LIMIT) {
      makers += 1
      out.push(isoTime({ role: 'metadata', source: tag, raw: value }))
    }
  }
  return out
}

/** Asked for with QuickTimeUTC in the zone UTC: the offset printed is that of ExifTool, not of the file. */
function utcFrom(out: TimeFact[], role: TimeRole, source: string, raw: string | undefined): void {
  if (raw === undefined || UNSET.test(raw)) return
  const time = utcTime({ role, source, raw: raw.replace(/(?:\+00:00|Z)$/, '') })
  out.push({ ...time, raw })
}
