// A PDF as its bytes lie there. It opens nothing, so that it tells something even of a file that no library opens.
import { finding } from '../../finding-codes.ts'
import type { Block, Reader } from '../../reading.ts'
import type { Finding, TextFact } from '../../record.ts'
import { pdfFacts } from './info-dictionary.ts'
import type { PdfStructure } from './structure.ts'

const PART = 2 * 2 ** 20
const PACKET_LIMIT = 2 ** 20

export const reader: Reader = {
  version: '2',
  read(source, { blocks }) {
    const whole = source.whole()
    // Trailers lie at the end, the first objects at the beginning.
    const bytes = whole ?? Buffer.concat([source.read(0, PART), source.read(source.size - PART, PART)])
    const { raw, ...facts } = pdfFacts(bytes)
    const packet = blocks.some(({ kind }) => kind === 'xmp') ? undefined : packetOf(bytes)
    return {
      ...facts, texts: [...facts.texts, ...structureTexts(raw)],
      ids: raw.ids.map((value, index) => ({ kind: 'PDF ID', value, source: `PDF:Trailer:ID[${index}]` })),
      pdfUpdates: raw.marks, findings: findingsOf(raw),
      ...(packet === undefined ? {} : { blocks: [packet] }),
      ...(whole === undefined ? { clues: { readBytes: bytes.length } } : {}), raw,
    }
  },
}

function structureTexts({ version, signatures, scripts, launches }: PdfStructure): TextFact[] {
  const counts: readonly (readonly [string, number, string])[] = [['signatures', signatures, 'PDF:ByteRange'], ['JavaScript actions', scripts, 'PDF:JavaScript'], ['launch actions', launches, 'PDF:Launch']]
  return [
    ...(version === undefined ? [] : [{ key: 'PDF version', value: version, source: 'PDF:Header:version' }]),
    ...counts.flatMap(([key, count, source]) => (count === 0 ? [] : [{ key, value: String(count), source }])),
  ]
}

function findingsOf(structure: PdfStructure): Finding[] {
  return [
    ...(structure.encrypted ? [finding('encrypted', 'info', { format: 'PDF' }, ['PDF:Trailer:Encrypt'])] : []),
    ...(structure.updates > 0 ? [finding('pdf-updated', 'info', { updates: structure.updates }, [`%%EOF × ${structure.marks}${structure.linearized ? ', linearized' : ''}`])] : []),
    ...(structure.launches > 0 ? [finding('active-content', 'notice', { what: 'Launch' }, [`/Launch × ${structure.launches}`])] : []),
  ]
}

/** The last packet in the clear (XMP part 3 §3.1), for a document that could not be opened; pictures bring others before it. */
function packetOf(bytes: Buffer): Block | undefined {
  const offset = bytes.lastIndexOf('<x:xmpmeta')
  if (offset === -1) return undefined
  const end = bytes.indexOf('</x:xmpmeta>', offset)
  return end === -1 || end - offset > PACKET_LIMIT ? undefined : { kind: 'xmp', bytes: bytes.subarray(offset, end + 12), offset, source: 'PDF:packet' }
}
