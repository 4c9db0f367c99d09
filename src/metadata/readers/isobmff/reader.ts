// Movies and sounds in ISO base media files (MP4, MOV, 3GP, M4A), read by box: no library, a few kilobytes of each file.
import { finding } from '../../finding-codes.ts'
import { Unsupported } from '../../reading.ts'
import type { Block, Reader } from '../../reading.ts'
import type { Finding, MediaFacts, Provenance, Software, TimeFact } from '../../record.ts'
import { provenanceOf } from '../../structure/jumbf.ts'
import { secondsOf } from '../../times.ts'
import { Boxes } from './boxes.ts'
import { factsOfTags } from './facts-of-tags.ts'
import { blocksOf, layoutOf } from './layout.ts'
import type { Layout } from './layout.ts'
import { movieOf } from './movie.ts'
import { tagsOf } from './tags.ts'

/** Beyond a finished recording's own length, what a slow writer needs. */
const WRITING_SECONDS = 120
const QUARTER = 15 * 60
const PRODUCED_BY_GOOGLE = /^ISO Media file produced by Google Inc\./

export const reader: Reader = {
  version: '1',
  read(source) {
    const boxes = new Boxes(source)
    const layout = layoutOf(source, boxes)
    if (layout.segments.length === 0) throw new Unsupported('no box at the beginning')
    const blocks = blocksOf(boxes, layout)
    const movie = layout.movie === undefined ? undefined : movieOf(boxes, layout.movie)
    // `meta` of the file itself lies at the top level: as if the file were a box.
    const top = layout.meta === undefined ? [] : tagsOf(boxes, { type: 'file', offset: 0, header: 0, length: source.size, cut: false })
    const tags = [...(movie?.tags ?? []), ...top]
    const { times, device, places, software, people, ids, texts } = factsOfTags(tags)
    const platform = movie?.handlers.filter(({ name }) => PRODUCED_BY_GOOGLE.test(name)).map(({ name, source: where }): Software => ({ name, source: where, kind: 'platform' })) ?? []
    const all = [...times, ...(movie?.times ?? [])]
    const media = movie === undefined ? undefined : { container: layout.brand === 'qt' ? 'QuickTime' : 'MPEG-4', ...(movie.durationMs === undefined ? {} : { durationMs: movie.durationMs }), tracks: movie.tracks } satisfies MediaFacts
    return {
      ...(media === undefined ? {} : { media }), times: all, ...(device === undefined ? {} : { device }), places, software: [...software, ...platform], people, ids, texts,
      segments: layout.segments, ...(layout.more === 0 ? {} : { moreSegments: layout.more }),
      provenance: credentials(blocks),
      clues: layout.trailing === undefined ? {} : { trailing: layout.trailing },
      findings: [
        ...cutShort(source.size, layout), ...localContainer(all, movie?.durationMs),
        ...platform.slice(0, 1).map(({ name, source: where }) => finding('platform-trace', 'info', { platform: 'YouTube, Google' }, [`${where} = ${name}`])),
      ],
      blocks,
      raw: {
        ftyp: { brand: layout.brand, compatible: layout.compatible }, ...movie?.raw, handlers: movie?.handlers,
        tags: Object.fromEntries(tags.map(({ source: where, value }) => [where, value])),
      },
    }
  },
}

/** A store too large to be held whole is there all the same. */
function credentials(blocks: readonly Block[]): Provenance {
  const told = provenanceOf(blocks, true)
  return told.c2pa === 'absent' && blocks.some(({ kind }) => kind === 'jumbf') ? { c2pa: 'present-unverified' } : told
}

function cutShort(size: number, { cut }: Layout): Finding[] {
  if (cut === undefined) return []
  return [finding('container-cut-short', 'notice', { box: cut.type, declared: cut.length, present: size - cut.offset }, [`${cut.type} at ${cut.offset}: ${cut.length} bytes declared, ${size - cut.offset} there`])]
}

/** The device tells its zone in one tag and writes local time where the standard wants UTC. */
function localContainer(times: readonly TimeFact[], durationMs = 0): Finding[] {
  const device = times.find(({ role, utc, zone }) => role === 'captured' && utc !== undefined && zone.provenance === 'tag')
  const container = times.find(({ source, valid }) => source === 'QuickTime:mvhd:CreationTime' && valid)
  if (device?.local === undefined || device.utc === undefined || container?.local === undefined) return []
  const at = secondsOf(container.local)
  const [fromLocal, fromUtc] = [Math.abs(at - secondsOf(device.local)), Math.abs(at - secondsOf(device.utc))]
  if (fromLocal > durationMs / 1000 + WRITING_SECONDS || fromUtc < fromLocal + QUARTER) return []
  return [finding('container-time-is-local', 'notice', { container: container.local, captured: device.raw }, [`${container.source} = ${container.local}`, `${device.source} = ${device.raw}`])]
}
