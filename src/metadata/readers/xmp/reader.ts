import type { Reader } from '../../reading.ts'
import type { TextFact, TimeFact } from '../../record.ts'
import { isoTime } from '../../times.ts'
import { xmpFacts } from './properties.ts'

const TIMES = [
  ['exif:DateTimeOriginal', 'captured'], ['photoshop:DateCreated', 'captured'], ['xmp:CreateDate', 'digitized'], ['xmp:ModifyDate', 'modified'], ['xmp:MetadataDate', 'metadata'],
] as const
const SOFTWARE = ['xmp:CreatorTool', 'tiff:Software', 'pdf:Producer'] as const
const IDS = ['xmpMM:DocumentID', 'xmpMM:InstanceID', 'xmpMM:OriginalDocumentID'] as const
const TEXTS = ['dc:title', 'dc:description', 'dc:creator', 'photoshop:Credit', 'photoshop:Source', 'Iptc4xmpExt:DigitalSourceType'] as const

export const reader: Reader = {
  version: '1',
  read(_, { blocks }) {
    const packet = blocks.find(({ kind }) => kind === 'xmp')?.bytes
    if (packet === undefined) return undefined
    const { values, historySteps, historyAgents, truncated } = xmpFacts(packet)
    return {
      times: TIMES.flatMap(([name, role]): TimeFact[] => (values[name] === undefined ? [] : [isoTime({ role, source: `XMP:${name}`, raw: values[name] })])),
      software: SOFTWARE.flatMap((name) => (values[name] === undefined ? [] : [{ name: values[name].slice(0, 200), source: `XMP:${name}` }])),
      texts: [...IDS, ...TEXTS].flatMap((key): TextFact[] => (values[key] === undefined ? [] : [{ key, value: values[key], source: `XMP:${key}` }])),
      clues: { xmp: values, historySteps, historyAgents },
      raw: { ...values, historySteps, truncated },
    }
  },
}
