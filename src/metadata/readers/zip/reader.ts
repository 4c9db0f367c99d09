// Wraps yauzl: what a ZIP holds, read in place whatever its size. Nothing is written anywhere; what inflates beyond measure
// is listed and not opened.
import { createHash } from 'node:crypto'
import type { ZipFile } from 'yauzl'
import { versionOf } from '../../../system/isolated-child.ts'
import type { Member, Reader, Reading, ReadingContext } from '../../reading.ts'
import type { TextFact } from '../../record.ts'
import { contentOf, entriesOf, openZip } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/directory.ts'
import { RATIO, surveyOf } from '../../zip/survey.ts'
import type { Survey } from '../../zip/survey.ts'

const LISTED = 1000
const SMALL = 2 ** 20
/** APPNOTE §4.4.2 and §4.4.5, those that are met. */
const SYSTEMS: Readonly<Record<number, string>> = { 0: 'MS-DOS', 3: 'Unix', 6: 'OS/2', 7: 'Macintosh', 10: 'NTFS', 11: 'MVS', 14: 'VFAT', 19: 'macOS' }
const METHODS: Readonly<Record<number, string>> = { 0: 'stored', 8: 'deflate', 9: 'deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'zstd', 95: 'XZ', 98: 'PPMd', 99: 'AES' }
/** Programs and books: their parts are listed, not read one by one. */
const LISTED_ONLY = ['apk', 'jar', 'epub', 'xpi']

export const reader: Reader = {
  version: versionOf('yauzl', import.meta.url),
  async read(source, { kind, members }) {
    const zip = await openZip(source)
    if (members.from > 0) return await batchOf(zip, members)
    const survey = await surveyOf(zip, source.size)
    const open = !survey.bomb && !LISTED_ONLY.includes(kind.extension)
    const batch = open ? await batchOf(await openZip(source), members) : await listed(await openZip(source), survey.bomb ? 'ratio' : 'listed')
    return {
      times: survey.times, texts: textsOf(survey, zip), findings: survey.findings, ...batch,
      raw: { entries: Object.fromEntries(Array.from({ length: Math.ceil(survey.lines.length / 50) }, (_, group) => [`${group * 50 + 1}-${group * 50 + 50}`, survey.lines.slice(group * 50, group * 50 + 50)])) },
    }
  },
}

function textsOf(survey: Survey, zip: ZipFile): TextFact[] {
  const fact = (key: string, value: string, source: string): TextFact[] => (value === '' ? [] : [{ key, value: value.slice(0, 1024), source: `ZIP:${source}` }])
  return [
    ...fact('entries', `${survey.count - survey.folders}${survey.complete ? '' : '+'}`, 'directory'), ...fact('unpacked bytes', String(survey.unpacked), 'directory'),
    ...fact('methods', [...survey.methods].map(([method, count]) => `${METHODS[method] ?? method}: ${count}`).join(', '), 'compression method'),
    ...fact('made on', [...survey.systems].map((system) => SYSTEMS[system] ?? String(system)).join(', '), 'version made by'),
    ...fact('comment', commentOf(zip), 'comment'),
  ]
}

/** Bytes, whatever its type says: strings are not decoded here. */
function commentOf({ comment }: { readonly comment: unknown }): string {
  return Buffer.isBuffer(comment) ? comment.toString('utf8') : ''
}

async function listed(zip: ZipFile, unread: 'ratio' | 'listed'): Promise<Pick<Reading, 'members'>> {
  const members: Member[] = []
  try {
    for await (const item of entriesOf(zip)) {
      if (members.length >= LISTED) break
      if (!item.folder) members.push({ ...told(item), unread })
    }
  } catch {
    // The survey has said that the directory is damaged.
  }
  return { members }
}

/** Entries from index `from` on, with the bytes of those that fit. */
async function batchOf(zip: ZipFile, { from, bytes: budget }: ReadingContext['members']): Promise<Pick<Reading, 'members' | 'membersFrom'>> {
  const members: Member[] = []
  let used = 0
  try {
    for await (const item of entriesOf(zip)) {
      if (item.number <= from || item.folder) continue
      if (members.length >= LISTED) break
      const { uncompressedSize: size } = item.entry
      if (size <= budget && used > 0 && used + size > budget) return { members, membersFrom: item.number - 1 }
      const member = await memberOf(zip, item, budget)
      used += member.bytes?.length ?? 0
      members.push(member)
    }
  } catch {
    // The survey has said that the directory is damaged.
  }
  return { members }
}

async function memberOf(zip: ZipFile, item: ZipEntry, budget: number): Promise<Member> {
  const { entry } = item
  const member = told(item)
  if (entry.isEncrypted()) return { ...member, unread: 'encrypted' }
  if (!entry.canDecodeFileData() || item.link) return { ...member, unread: 'listed' }
  if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * RATIO) return { ...member, unread: 'ratio' }
  if (entry.uncompressedSize > budget) return member
  try {
    const chunks: Buffer[] = []
    for await (const chunk of contentOf(zip, item)) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    return { ...member, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  } catch {
    return { ...member, unread: 'damaged' }
  }
}

function told({ name, entry }: ZipEntry): Member {
  return { name: name.slice(0, 500), relation: 'member', size: entry.uncompressedSize }
}
