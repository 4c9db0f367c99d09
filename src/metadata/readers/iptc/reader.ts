import type { Block, Reader } from '../../reading.ts'
import { datasets, iimOf } from './datasets.ts'
import { iptcReading } from './facts.ts'

/** The IIM records that readers before it found, alone or in Photoshop's resources. */
export const reader: Reader = {
  version: '1',
  read(_, { blocks }) {
    const records = blocks.flatMap(recordsOf)
    return iptcReading(records.filter((record, index) => records.findIndex((other) => other.equals(record)) === index).slice(0, 4).flatMap(datasets))
  },
}

function recordsOf({ kind, bytes }: Block): readonly Buffer[] {
  if (kind === 'photoshop') return iimOf(bytes)
  if (kind !== 'iptc') return []
  const resources = iimOf(bytes)
  return resources.length > 0 ? resources : [bytes]
}
