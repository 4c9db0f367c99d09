// IPTC records, whoever found them.
import type { Block, Reader } from '../../reading.ts'
import { imageResources } from '../../structure/image-resources.ts'
import { datasets } from './datasets.ts'
import { iptcReading } from './facts.ts'

const APP13 = 'Photoshop 3.0\0'
const MAX_RECORDS = 4

/** The IIM records that readers before it found, alone or in Photoshop's resources; each once. */
export const reader: Reader = {
  version: '1',
  read(_, { blocks }) {
    const records = blocks.flatMap(recordsOf)
    return iptcReading(records.filter((record, index) => records.findIndex((other) => other.equals(record)) === index).slice(0, MAX_RECORDS).flatMap(datasets))
  },
}

function recordsOf({ kind, bytes, source }: Block): readonly Buffer[] {
  if (kind !== 'iptc' && kind !== 'photoshop') return []
  // libvips gives the whole segment as it lies in a JPEG.
  const resources = bytes.toString('latin1', 0, APP13.length) === APP13 ? bytes.subarray(APP13.length) : bytes
  if (!/^(?:8BIM|MeSa|AgHg|PHUT|DCSR)$/.test(resources.toString('latin1', 0, 4))) return [bytes]
  return imageResources(resources, undefined, source).blocks.filter((block) => block.kind === 'iptc').map((block) => block.bytes)
}
