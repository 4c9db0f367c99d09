// Files that an OLE object carries: a whole package or document in a stream of its own, or any file behind the header that
// Windows' packager writes (MS-OLEDS §2.3.6 and the layout that all its versions share).
import type { CompoundEntry } from '../../documents/compound-file.ts'
import type { Candidate } from '../../member-batch.ts'

const LIMIT = 32 * 2 ** 20
const NAME_LIMIT = 300

export interface Packaged {
  readonly label: string
  /** Where the file lay on the computer of who embedded it. */
  readonly path: string
  readonly bytes: Buffer
}

export function embeddedIn(entries: readonly CompoundEntry[]): Candidate[] {
  return entries.flatMap((entry): Candidate[] => {
    const name = entry.path.at(-1) ?? ''
    const relation = 'embedded'
    if (entry.kind !== 'stream') return []
    if (name === 'Package' || name === 'CONTENTS') return [{ name: entry.path.join('/'), relation, size: entry.size, load: () => whole(entry) }]
    if (name !== NATIVE) return []
    const { label } = packaged(entry.read(4096)) ?? { label: '' }
    return [{ name: label === '' ? entry.path.join('/') : label, relation, size: entry.size, load: () => {
      const bytes = whole(entry)
      return typeof bytes === 'string' ? bytes : packaged(bytes)?.bytes ?? 'damaged'
    } }]
  })
}

export const NATIVE = '\u0001Ole10Native'

function whole(entry: CompoundEntry): Buffer | 'size' | 'damaged' {
  if (entry.size > LIMIT) return 'size'
  const bytes = entry.read(LIMIT)
  return bytes.length < entry.size ? 'damaged' : bytes
}

/** Undefined when it is something else than a packaged file. */
export function packaged(stream: Buffer): Packaged | undefined {
  if (stream.length < 8 || stream.readUInt16LE(4) !== 2) return undefined
  let at = 6
  const text = (): string | undefined => {
    const end = stream.indexOf(0, at)
    if (end === -1 || end - at > NAME_LIMIT) return undefined
    const value = stream.toString('latin1', at, end)
    at = end + 1
    return value
  }
  const label = text()
  const path = text()
  if (label === undefined || path === undefined || at + 8 > stream.length) return undefined
  // A temporary path of the length told, then the file with its own length.
  at += 8 + stream.readUInt32LE(at + 4)
  if (at + 4 > stream.length) return undefined
  return { label, path, bytes: stream.subarray(at + 4, at + 4 + stream.readUInt32LE(at)) }
}
