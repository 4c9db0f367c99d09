// Which list is it, and how is one line of it read? The first line that says something decides: hashdeep's mark, a header of
// columns, or a digest. What GNU, BSD, md5deep and spreadsheets write is read without a header.
import { DIGEST_NAMES, digestByLength, isDigest, pdqOfText } from './list-row.ts'
import type { BadLine, ListKind, ListRow } from './list-row.ts'

/** A line read; undefined when it says nothing (empty, comment). */
export type LineReader = (line: string) => ListRow | BadLine | undefined
export interface ListFormat {
  readonly kind: ListKind
  readonly read: LineReader
  /** The line that decided is an entry itself. */
  readonly firstIsEntry: boolean
}

const HASHDEEP = /^%%%% HASHDEEP-1\.\d+$/
const SEPARATORS = [',', ';', '\t'] as const
/** GNU: digest, blank, blank or star, name; a backslash before it when the name is escaped. */
const GNU = /^\\?([0-9a-f]{32,128}) [ *](.*)$/i
const BSD = /^\\?(MD5|SHA-?1|SHA(?:2-)?-?(?:256|512)) ?\((.*)\) ?= ?([0-9a-f]+)$/i
const DELIMITED = /^"?([0-9a-f]+)"?[,;\t] ?(.*)$/i
const WITH_QUALITY = /^([0-9a-f]{64})[,;\t] ?(\d{1,3})(?:[,;\t](.*))?$/i
const BARE = /^([0-9a-f]+)$/i

const LABELS = ['filename', 'file', 'path', 'name', 'label', 'title', 'product', 'productname', 'description', 'comment', 'id', 'url']
const ANY_DIGEST = new Set(['hash', 'digest', 'empreinte', 'checksum'])

/** @param line the first that is neither empty nor a comment @param pdq said to be a list of perceptual hashes */
export function listFormat(line: string, pdq: boolean): ListFormat | BadLine {
  if (HASHDEEP.test(line)) return { kind: 'hashdeep', read: hashdeepReader(), firstIsEntry: false }
  // Before the header: a file name in a checksum line may hold what looks like columns.
  const read = pdq ? pdqLine : digestLine
  const row = read(line)
  if (typeof row === 'string' || row === undefined) {
    const header = csvReader(line)
    return header === undefined ? row ?? 'no-digest' : { kind: header.pdqOnly ? 'pdq' : 'csv', read: header.read, firstIsEntry: false }
  }
  return { kind: row.pdq === undefined ? (GNU.test(line) || BSD.test(line) ? 'sums' : 'plain') : 'pdq', read, firstIsEntry: true }
}

export function saysNothing(line: string): boolean {
  return line === '' || line.startsWith('#') || line.trim() === ''
}

function digestLine(line: string): ListRow | BadLine | undefined {
  const hashed = WITH_QUALITY.exec(line)
  const pdq = hashed === null ? undefined : pdqOfText(hashed[1] as string, hashed[2])
  if (pdq !== undefined) return { digests: {}, pdq, label: hashed?.[3] ?? '' }
  const found = GNU.exec(line) ?? DELIMITED.exec(line) ?? BARE.exec(line)
  if (found !== null) {
    const digests = digestByLength(found[1] as string)
    return digests === undefined ? 'digest' : { digests, label: found[2] ?? '' }
  }
  const bsd = BSD.exec(line)
  if (bsd === null) return saysNothing(line) ? undefined : 'no-digest'
  const digests = digestByLength(bsd[3] as string)
  return digests === undefined ? 'digest' : { digests, label: bsd[2] as string }
}

function pdqLine(line: string): ListRow | BadLine | undefined {
  if (saysNothing(line)) return undefined
  const [, hash = '', quality, label] = WITH_QUALITY.exec(line) ?? []
  const [, alone = '', comment = ''] = hash === '' ? DELIMITED.exec(line) ?? BARE.exec(line) ?? [] : []
  const pdq = hash === '' ? pdqOfText(alone, undefined) : pdqOfText(hash, quality)
  return pdq === undefined ? 'digest' : { digests: {}, pdq, label: label ?? comment }
}

/** `%%%% size,md5,sha256,filename` names the columns; only the last one, the name, may hold commas. */
function hashdeepReader(): LineReader {
  let columns: readonly string[] | undefined
  return (line) => {
    if (line.startsWith('%%%% ')) {
      columns = line.slice(5).toLowerCase().split(',')
      return columns.at(-1) === 'filename' && DIGEST_NAMES.some((name) => columns?.includes(name)) ? undefined : 'columns'
    }
    if (saysNothing(line)) return undefined
    if (columns === undefined) return 'columns'
    const values = line.split(',')
    if (values.length < columns.length) return 'columns'
    const digests: { [name: string]: string } = {}
    for (const [at, column] of columns.entries()) {
      const name = DIGEST_NAMES.find((each) => each === column)
      if (name === undefined) continue
      if (!isDigest(name, values[at] as string)) return 'digest'
      digests[name] = (values[at] as string).toLowerCase()
    }
    return { digests, label: values.slice(columns.length - 1).join(',') }
  }
}

interface Columns {
  readonly pdqOnly: boolean
  readonly read: LineReader
}

/** Undefined when the line is no header with a digest column. */
function csvReader(header: string): Columns | undefined {
  const separator = SEPARATORS.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] as string
  const names = fieldsOf(header, separator)?.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  if (names === undefined) return undefined
  const at = (...wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name))
  const digestColumns = DIGEST_NAMES.map((name) => ({ name, column: at(name) })).filter(({ column }) => column !== -1)
  const anyDigest = names.findIndex((name) => ANY_DIGEST.has(name))
  const [pdqColumn, qualityColumn] = [at('pdq', 'pdqhash'), at('quality', 'pdqquality', 'qualite')]
  if (digestColumns.length === 0 && anyDigest === -1 && pdqColumn === -1) return undefined
  const labelColumn = LABELS.map((name) => at(name)).find((column) => column !== -1) ?? -1
  return {
    pdqOnly: digestColumns.length === 0 && anyDigest === -1,
    read: (line) => {
      if (line.trim() === '') return undefined
      const values = fieldsOf(line, separator)
      if (values === undefined) return 'quote-open'
      if (values.length < Math.max(...digestColumns.map(({ column }) => column), anyDigest, pdqColumn) + 1) return 'columns'
      const digests: { [name: string]: string } = {}
      for (const { name, column } of digestColumns) {
        const value = values[column] as string
        if (value === '') continue
        if (!isDigest(name, value)) return 'digest'
        digests[name] = value.toLowerCase()
      }
      const any = anyDigest === -1 ? '' : values[anyDigest] as string
      if (any !== '') {
        const found = digestByLength(any)
        if (found === undefined) return 'digest'
        Object.assign(digests, found)
      }
      const hash = pdqColumn === -1 ? '' : values[pdqColumn] as string
      const pdq = hash === '' ? undefined : pdqOfText(hash, qualityColumn === -1 ? undefined : values[qualityColumn])
      if (hash !== '' && pdq === undefined) return 'digest'
      if (pdq === undefined && Object.keys(digests).length === 0) return 'no-digest'
      return { digests, ...(pdq === undefined ? {} : { pdq }), label: labelColumn === -1 ? '' : values[labelColumn] ?? '' }
    },
  }
}

/** RFC 4180 within one line; undefined when a quote is not closed on it. */
function fieldsOf(line: string, separator: string): string[] | undefined {
  if (!line.includes('"')) return line.split(separator).map((value) => value.trim())
  const out: string[] = []
  for (let at = 0; ; at += 1) {
    if (line[at] === '"') {
      let value = ''
      for (at += 1; ; at += 2) {
        const end = line.indexOf('"', at)
        if (end === -1) return undefined
        value += line.slice(at, end)
        at = end
        if (line[end + 1] !== '"') break
        value += '"'
      }
      out.push(value.trim())
      at += 1
      const next = line.indexOf(separator, at)
      if (next === -1) return out
      at = next
    } else {
      const next = line.indexOf(separator, at)
      out.push(line.slice(at, next === -1 ? undefined : next).trim())
      if (next === -1) return out
      at = next
    }
  }
}
