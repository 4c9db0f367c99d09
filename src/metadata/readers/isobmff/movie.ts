// One movie box: its times, its tracks and the tags of both.
import type { MediaFacts, TimeFact } from '../../record.ts'
import { secondsSince1904 } from '../../times.ts'
import type { Box, Boxes } from './boxes.ts'
import { headerTimes, languageOf, sampleFormat, shapeOf } from './headers.ts'
import type { HeaderTimes } from './headers.ts'
import { tagsOf } from './tags.ts'
import type { Tag } from './tags.ts'

export interface Movie {
  readonly times: readonly TimeFact[]
  readonly durationMs?: number
  readonly tracks: MediaFacts['tracks']
  readonly tags: readonly Tag[]
  /** Handler names: `Core Media Video`, or what a platform writes there. */
  readonly handlers: readonly { readonly source: string; readonly name: string }[]
  readonly raw: Readonly<Record<string, unknown>>
}

type Track = MediaFacts['tracks'][number]
const TRACK_LIMIT = 32
const TYPES: Readonly<Record<string, Track['type'] | undefined>> = { vide: 'video', soun: 'audio', text: 'text', sbtl: 'text', subt: 'text', clcp: 'text', pict: 'image' }

export function movieOf(boxes: Boxes, movie: Box): Movie {
  const header = boxes.child(movie, 'mvhd')
  const mvhd = header === undefined ? undefined : headerTimes(boxes.payload(header, 128), 'mvhd')
  const out = { times: mvhd === undefined ? [] : timesOf('mvhd', mvhd), tracks: [] as Track[], tags: tagsOf(boxes, movie), handlers: [] as { source: string; name: string }[] }
  const raw: Record<string, unknown> = mvhd === undefined ? {} : { mvhd }
  let number = 0
  for (const box of boxes.children(movie)) {
    if (box.type !== 'trak' || number >= TRACK_LIMIT) continue
    number += 1
    const track = trackOf(boxes, box, `Track${number}`)
    out.tracks.push(track.facts)
    out.times.push(...track.times.filter((time) => time.source.endsWith(':mdhd:CreationTime') || !out.times.some(({ role, raw: known }) => role === time.role && known === time.raw)))
    out.tags.push(...track.tags)
    if (track.handler !== '') out.handlers.push({ source: `QuickTime:Track${number}:hdlr:Name`, name: track.handler })
    raw[`Track${number}`] = track.raw
  }
  const seconds = mvhd?.duration === undefined || mvhd.timescale === undefined || mvhd.timescale === 0 ? undefined : mvhd.duration / mvhd.timescale
  return { ...out, ...(seconds === undefined || seconds === 0 || !Number.isSafeInteger(Math.round(seconds * 1000)) ? {} : { durationMs: Math.round(seconds * 1000) }), raw }
}

function trackOf(boxes: Boxes, track: Box, name: string): { facts: Track; times: TimeFact[]; tags: Tag[]; handler: string; raw: object } {
  const media = boxes.child(track, 'mdia')
  const payload = (box: Box | undefined, limit: number): Buffer => (box === undefined ? Buffer.alloc(0) : boxes.payload(box, limit))
  const tkhd = payload(boxes.child(track, 'tkhd'), 128)
  const mdhd = payload(boxes.path(media, 'mdhd'), 64)
  const hdlr = payload(boxes.path(media, 'hdlr'), 512)
  const handler = hdlr.toString('latin1', 8, 12)
  const format = sampleFormat(payload(boxes.path(media, 'minf', 'stbl', 'stsd'), 256), handler)
  const type = TYPES[handler] ?? 'other'
  const shape = type === 'video' || type === 'image' ? shapeOf(tkhd) : {}
  const language = languageOf(mdhd)
  const [trackTimes, mediaTimes] = [headerTimes(tkhd, 'tkhd'), headerTimes(mdhd, 'mdhd')]
  return {
    facts: { type, ...format, ...shape, ...(language === undefined ? {} : { language }) },
    // A track that was never dated says nothing that the movie does not; most say the same as the movie.
    times: [...(trackTimes === undefined ? [] : timesOf(`${name}:tkhd`, trackTimes)), ...(mediaTimes === undefined ? [] : timesOf(`${name}:mdhd`, mediaTimes))]
      .filter(({ raw }) => raw !== '0'),
    tags: tagsOf(boxes, track).map((tag) => ({ ...tag, source: tag.source.replace('QuickTime:', `QuickTime:${name}:`) })),
    handler: nameOf(hdlr),
    raw: { handler, ...(trackTimes === undefined ? {} : { tkhd: trackTimes }), ...(mediaTimes === undefined ? {} : { mdhd: mediaTimes }) },
  }
}

/** QuickTime counts its length before it, ISO ends it with a zero. */
function nameOf(hdlr: Buffer): string {
  const name = hdlr.subarray(24)
  const counted = name[0] !== undefined && name[0] === name.length - 1 ? name.subarray(1) : name
  return (counted.toString('utf8').split('\0', 1)[0] as string).trim().slice(0, 200)
}

function timesOf(where: string, { created, modified }: HeaderTimes): TimeFact[] {
  const creation = secondsSince1904({ role: 'container-created', source: `QuickTime:${where}:CreationTime` }, created)
  // Written together, both are unset together: told once.
  return created === 0 && modified === 0 ? [creation] : [creation, secondsSince1904({ role: 'modified', source: `QuickTime:${where}:ModificationTime` }, modified)]
}
