// Documents of Word, Excel and PowerPoint up to 2003, and anything else in a compound file: summary information, macros, and
// whether the content is encrypted. The file is read in place.
import { CompoundFile } from '../../documents/compound-file.ts'
import type { CompoundEntry } from '../../documents/compound-file.ts'
import { finding } from '../../finding-codes.ts'
import { memberBatch } from '../../member-batch.ts'
import type { Reader } from '../../reading.ts'
import type { TextFact } from '../../record.ts'
import { fileTime } from '../../times.ts'
import { NATIVE, embeddedIn, packaged } from './embedded.ts'
import { propertySets } from './property-set.ts'
import type { PropertySet } from './property-set.ts'
import { addSet } from './summary.ts'
import type { Facts } from './summary.ts'

const STREAM_LIMIT = 2 ** 20
const SUMMARIES = ['\u0005SummaryInformation', '\u0005DocumentSummaryInformation']

export const reader: Reader = {
  version: '1',
  async read(source, { kind: { extension }, members }) {
    const file = new CompoundFile(source)
    const inside = await memberBatch(embeddedIn(file.entries), members)
    if (members.from > 0) return inside
    const top = (name: string): CompoundEntry | undefined => file.entries.find(({ path, kind }) => path.length === 1 && path[0]?.toLowerCase() === name.toLowerCase() && kind === 'stream')
    const facts: Facts = { times: [], texts: [], software: [], people: [] }
    for (const set of SUMMARIES.flatMap((name) => propertySets(top(name)?.read(STREAM_LIMIT) ?? Buffer.alloc(0)))) addSet(facts, extension === 'cfb' ? withoutCounts(set) : set)
    if (file.modified > 0n) facts.times.push(fileTime({ role: 'metadata', source: 'OLE:RootEntry:modified', ticks: file.modified }))
    const macros = file.entries.filter(({ path }) => /^(?:Macros|_VBA_PROJECT_CUR|_VBA_PROJECT)$/i.test(path.at(-1) ?? ''))
    const encrypted = encryptionOf(top)
    return {
      ...facts, ...inside, texts: [...facts.texts, ...paths(file.entries), ...macros.slice(0, 5).map(({ path }) => ({ key: 'macros', value: path.join('/'), source: 'OLE:directory:name' }))],
      findings: [
        ...(encrypted === undefined ? [] : [finding('encrypted', 'info', { format: 'Office' }, [encrypted])]),
        ...(macros.length === 0 ? [] : [finding('active-content', 'info', { what: 'macros' }, macros.slice(0, 5).map(({ path }) => path.join('/')))]),
      ],
      raw: { entries: file.entries.slice(0, 200).map(({ path, kind, size }) => `${path.join('/')}${kind === 'storage' ? '/' : ` ${size}`}`), count: file.entries.length },
    }
  },
}

/** In files of other programs, as installers, these numbers mean other things. */
function withoutCounts(set: PropertySet): PropertySet {
  return { ...set, values: new Map([...set.values].filter(([, value]) => typeof value !== 'number')) }
}

function paths(entries: readonly CompoundEntry[]): TextFact[] {
  return entries.filter(({ path }) => path.at(-1) === NATIVE).slice(0, 20).flatMap((entry) => {
    const path = packaged(entry.read(4096))?.path ?? ''
    return path === '' ? [] : [{ key: 'embedded from', value: path, source: 'OLE:Ole10Native:path' }]
  })
}

/** The place that says it: MS-OFFCRYPTO §2.3 for packages, MS-DOC §2.5.1, MS-XLS §2.4.117, MS-PPT §2.3.2. */
function encryptionOf(top: (name: string) => CompoundEntry | undefined): string | undefined {
  if (top('EncryptedPackage') !== undefined) return 'EncryptedPackage'
  const word = top('WordDocument')?.read(12)
  if (word !== undefined && word.length === 12 && (word.readUInt16LE(10) & 0x0100) !== 0) return 'WordDocument: FibBase.fEncrypted'
  if (top('EncryptedSummary') !== undefined) return 'EncryptedSummary'
  const book = (top('Workbook') ?? top('Book'))?.read(4096) ?? Buffer.alloc(0)
  for (let at = 0; at + 4 <= book.length; at += 4 + book.readUInt16LE(at + 2)) if (book.readUInt16LE(at) === 0x2f) return 'Workbook: FilePass'
  return undefined
}
