// XMP packets, whoever found them: each read as XML, and never merged with EXIF.
import { finding } from '../../finding-codes.ts'
import type { Reader, Reading } from '../../reading.ts'
import type { Finding } from '../../record.ts'
import { xmpReading } from './facts.ts'
import { plain, propertiesOf } from './model.ts'
import type { XmpProperties } from './model.ts'
import { scannedProperties } from './scan.ts'
import { PACKET_LIMIT, treeOf } from './tree.ts'

/** A picture with more packets was put together to be slow. */
const MAX_PACKETS = 8

/** The packets that readers before it found, each once and each whole. */
export const reader: Reader = {
  version: '2',
  read(_, { blocks }) {
    const packets: Buffer[] = []
    for (const { kind, bytes } of blocks) if (kind === 'xmp' && packets.length < MAX_PACKETS && !packets.some((known) => known.equals(bytes))) packets.push(bytes)
    const read = packets.map((packet) => ({ ...packetProperties(packet), truncated: packet.length > PACKET_LIMIT }))
    return read.length === 0 ? undefined : {
      ...joined(read.map(({ properties }) => xmpReading(properties))),
      findings: read.flatMap(({ fault }): Finding[] => (fault === undefined ? [] : [finding('xmp-malformed', 'info', { fault })])).slice(0, 1),
      raw: rawOf(read),
    }
  },
}

/** What XML says; of a malformed packet what came before the fault, and what a scan of the rest finds. */
export function packetProperties(packet: Buffer): { readonly properties: XmpProperties; readonly fault?: string } {
  const text = decoded(packet.subarray(0, PACKET_LIMIT))
  const { root, fault } = treeOf(text)
  const properties = propertiesOf(root)
  if (fault === undefined) return { properties }
  return { properties: new Map([...scannedProperties(text), ...properties]), fault }
}

/** ISO 16684-1 §7.1: UTF-8, or UTF-16 in either order. Padding, marks and NULs around the XML are not part of it. */
function decoded(packet: Buffer): string {
  const big = (packet[0] === 0xfe && packet[1] === 0xff) || (packet[0] === 0 && packet[2] === 0)
  const wide = big ? Buffer.from(packet.subarray(0, packet.length & ~1)).swap16().toString('utf16le')
    : packet[1] === 0 && packet[3] === 0 ? packet.toString('utf16le') : packet.toString('utf8')
  const [from, to] = [wide.indexOf('<'), wide.lastIndexOf('>')]
  return from === -1 ? '' : wide.slice(from, to === -1 ? undefined : to + 1)
}

interface Packet { readonly properties: XmpProperties; readonly fault?: string; readonly truncated: boolean }

/** The first packet's properties by name; those of other packets below `packet 2`… */
function rawOf(packets: readonly Packet[]): Record<string, unknown> {
  const all = packets.map(({ properties, fault, truncated }) => ({
    ...Object.fromEntries([...properties].map(([name, value]) => [name, plain(value)])), ...(fault === undefined ? {} : { fault }), ...(truncated ? { truncated } : {}),
  }))
  return { ...all[0], ...Object.fromEntries(all.slice(1).map((packet, index) => [`packet ${index + 2}`, packet])) }
}

function joined(readings: readonly Reading[]): Reading {
  const all = <K extends 'times' | 'software' | 'ids' | 'people' | 'texts' | 'places'>(key: K): NonNullable<Reading[K]> => readings.flatMap((reading): unknown[] => [...reading[key] ?? []]) as unknown as NonNullable<Reading[K]>
  const serials = readings.flatMap(({ device }) => device?.serials ?? [])
  const clues = readings.map((reading) => reading.clues ?? {})
  return {
    times: all('times'), software: all('software'), ids: all('ids'), people: all('people'), texts: all('texts'), places: all('places'),
    ...(serials.length === 0 ? {} : { device: { serials } }),
    clues: { ...Object.assign({}, ...clues.toReversed()), xmp: Object.assign({}, ...clues.map(({ xmp }) => xmp ?? {}).toReversed()) },
  }
}
