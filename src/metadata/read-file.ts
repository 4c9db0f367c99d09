// One file read by the readers of one class, in the child: each reader's failure is its own, and what one finds never
// overwrites what another found.
import type { OpenExhibit, Stage } from '../system/isolated-child.ts'
import { versionOf } from '../system/isolated-child.ts'
import { containerType } from './container-type.ts'
import { contentType, jpegType } from './content-type.ts'
import type { ContentType } from './content-type.ts'
import { finding } from './finding-codes.ts'
import { rawTags } from './raw-tags.ts'
import { readHere, readersFor } from './readers/registry.ts'
import { TooLarge, Unsupported, WHOLE_LIMIT } from './reading.ts'
import type { Block, ReaderRun, Reading, ReadingAnswer, ReadingRequest, Source } from './reading.ts'

const FILE_TYPE = versionOf('file-type', import.meta.url)
const HEAD = 64 * 1024
/** Enough to know the most frequent content. */
const FIRST = 16
/** Containers whose type shows only in their directory. */
const ARCHIVE_LIMIT = 16 * 2 ** 20
/** A metadata block larger than that stays in the child that found it. */
const BLOCK_LIMIT = 4 * 2 ** 20
const MESSAGE_LIMIT = 200
/** Facts of one kind from one reader: more than that tells nothing that the file itself does not. */
const FACTS_LIMIT = 300

/** @throws what opening the file throws; what its content does to a reader is in the answer */
export async function readFile(file: OpenExhibit, request: ReadingRequest, stage: Stage): Promise<ReadingAnswer> {
  let kind = request.kind
  const source = sourceOf(file, request.name, () => kind)
  const runs: ReaderRun[] = []
  const run = async (name: string, version: () => string, work: () => Promise<Reading | undefined> | Reading | undefined): Promise<Reading | undefined> => {
    try {
      const reading = await work()
      runs.push({ engine: { name, version: version(), status: reading === undefined ? 'empty' : 'ok' }, ...(reading === undefined ? {} : { reading: portable(reading, request) }) })
      return reading
    } catch (error) {
      runs.push({ engine: { name, version: version(), status: error instanceof Unsupported ? 'unsupported' : error instanceof TooLarge ? 'limit' : 'error', message: messageOf(error) } })
      return undefined
    }
  }

  if (kind === undefined && !request.without.includes('file-type')) {
    stage('file-type')
    await run('file-type', () => FILE_TYPE, async () => {
      kind = await kindOf(source)
      return kind === undefined ? undefined : {}
    })
  }
  if (kind === undefined) return { runs }
  const blocks: Block[] = [...request.blocks]
  for (const entry of readersFor(request.class, kind.extension)) {
    if (request.without.includes(entry.name) || (request.only ?? entry.name) !== entry.name) continue
    stage(entry.name)
    const { reader } = await entry.load()
    const { receivedAt, members, pixels, found = [] } = request
    const known = kind
    const reading = await run(entry.name, () => reader.version, () => reader.read(source, { kind: known, receivedAt, blocks, found, members, pixels }))
    blocks.push(...(reading?.blocks ?? []))
  }
  return { kind, runs, found: [...new Set(blocks.map((block) => block.kind))] }
}

async function kindOf(source: Source): Promise<ContentType | undefined> {
  const found = jpegType(source.read(0, FIRST)) ?? await contentType(source.read(0, HEAD))
  const inside = found !== undefined && ['zip', 'cfb'].includes(found.extension) ? await containerType(found.extension, source) : undefined
  if (inside !== undefined) return inside
  if (found === undefined || !['zip', 'cfb', 'xml', 'mp3'].includes(found.extension) || source.size > ARCHIVE_LIMIT || source.size <= HEAD) return found
  return (await contentType(source.read(0, source.size)).catch(() => undefined)) ?? found
}

/** Memory for the next JPEG, whose readers keep no part of it: most evidence is JPEG, and new memory costs more than reading. */
let scratch: Buffer | undefined
const SCRATCH_LIMIT = 8 * 2 ** 20

function scratchFor({ size }: OpenExhibit): Buffer | undefined {
  if (size > SCRATCH_LIMIT) return undefined
  if (scratch === undefined || scratch.length < size) scratch = Buffer.alloc(2 ** Math.max(20, Math.ceil(Math.log2(size))))
  return scratch
}

/** @param kind of the file, once it is known */
function sourceOf(file: OpenExhibit, name: string, kind: () => ContentType | undefined): Source {
  let whole: Buffer | undefined
  return {
    name, size: file.size,
    read: (start, length) => (whole === undefined ? file.read(start, length) : whole.subarray(start, start + length)),
    whole() {
      if (file.size > WHOLE_LIMIT) return undefined
      return whole ??= file.read(0, file.size, kind()?.extension === 'jpg' ? scratchFor(file) : undefined)
    },
  }
}

/** What crosses to the parent: raw tags made plain and bounded, and the blocks that another child will want. */
function portable(reading: Reading, request: ReadingRequest): Reading {
  const { raw, blocks = [], ...facts } = reading
  const wanted = blocks.filter(({ kind, bytes }) => bytes.length <= BLOCK_LIMIT && !readHere(kind, request.class) && (kind !== 'thumbnail' || request.pixels))
  return {
    ...bounded(facts), ...(raw === undefined ? {} : { raw: rawTags(raw) }),
    ...(wanted.length === 0 ? {} : { blocks: wanted.map((block) => ({ ...block, bytes: Buffer.from(block.bytes) })) }),
  }
}

const LISTS = ['times', 'software', 'texts', 'ids', 'people', 'places', 'findings'] as const

/** A record is read by people: the first facts of each sort, and how many more there are. */
function bounded(facts: Reading): Reading {
  const long = LISTS.filter((name) => (facts[name]?.length ?? 0) > FACTS_LIMIT)
  if (long.length === 0) return facts
  const more = long.reduce((sum, name) => sum + (facts[name]?.length ?? 0) - FACTS_LIMIT, 0)
  const cut = Object.fromEntries(long.map((name) => [name, facts[name]?.slice(0, FACTS_LIMIT)])) as Partial<Reading>
  return { ...facts, ...cut, findings: [...(cut.findings ?? facts.findings ?? []), finding('facts-cut', 'info', { kept: FACTS_LIMIT, more })] }
}

function messageOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]?.slice(0, MESSAGE_LIMIT) ?? ''
}
