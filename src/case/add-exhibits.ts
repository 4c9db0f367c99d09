// Evidence in: walk, copy and digest in one read, make a whole group durable, then acknowledge it by its journal lines.
// While a group goes to the disk the next one is read. What has no journal line was never received.
import { join } from 'node:path'
import { interrupted } from '../system/errno.ts'
import { Failure, isFailure } from '../system/failure.ts'
import { instantOfNs } from '../system/time.ts'
import type { CopyJob, CopyResult, DigestName, RefusalReason, World } from '../system/world.ts'
import { exhibits, openCase, refusals, writeCase, type WritableCase } from './case-folder.ts'
import { walkEvidence, type Walked } from './evidence-walk.ts'
import { exhibitId, type ExhibitKind, type Sensitivity } from './exhibit.ts'
import { entryOfExhibit, entryOfRefusal } from './exhibit-entry.ts'
import type { NewEntry } from './journal.ts'
import { keysOf, KnownFiles } from './known-files.ts'
import { removeLeftovers } from './leftovers.ts'
import { displayName, safeName } from './safe-name.ts'

export interface AddInput {
  /** Raw names; relative ones count from the current folder. */
  readonly paths: readonly Buffer[] | AsyncIterable<Buffer>
  /** Declared by the operator. */
  readonly source: string | null
  readonly kind: ExhibitKind
  readonly sensitive: Sensitivity
  /** Besides SHA-256. */
  readonly digests: readonly DigestName[]
  /** Walks, and writes nothing. */
  readonly dryRun?: boolean
}

export interface AddProgress {
  readonly files: number
  readonly bytes: number
  /** Known when the paths are a list that can be walked twice. */
  readonly totalFiles?: number
  readonly totalBytes?: number
}

export interface RefusedFile {
  /** Display form. Untrusted. */
  readonly path: string
  readonly reason: RefusalReason
  readonly errno?: string
}

export interface AddPlan {
  readonly files: number
  readonly bytes: number
  /** The first 1,000. */
  readonly first: readonly { readonly path: string; readonly size: number }[]
}

export interface AddResult {
  readonly added: number
  /** Of what was added. */
  readonly bytes: number
  /** Same digest and same path or origin as an exhibit of the case: skipped. */
  readonly known: number
  /** Paths that are the case itself: skipped. */
  readonly own: number
  readonly refusedCount: number
  /** The first 1,000. */
  readonly refused: readonly RefusedFile[]
  readonly firstNumber?: number
  readonly lastNumber?: number
  readonly plan?: AddPlan
}

const LISTED = 1000
/** A group ends with so many files, or with so many bytes once every worker has had a file. */
const GROUP_FILES = 1024
const GROUP_BYTES = 64 * 1024 * 1024
const GROUP_SPREAD = 4
/** Only files that are plainly out of proportion are refused for the disk's sake; the rest meets `system.disk-full`. */
const LARGE = 1024 * 1024 * 1024
/** Refusals that say something of the moment, not of the file: worth a line each time. */
const OF_THE_MOMENT: ReadonlySet<RefusalReason> = new Set<RefusalReason>(['changed-while-reading', 'read-error', 'too-large-for-disk'])

/** How a received file is named in the journal, and under which names it may be known again. */
function named(file: { readonly from: Buffer; readonly path: Buffer }) {
  const path = displayName(file.path)
  const origin = displayName(file.from)
  return {
    path: path.text,
    origin: origin.text,
    ...(path.exact ? {} : { rawPath: file.path.toString('base64') }),
  }
}

/** A name that is not UTF-8 is told by its bytes; an origin that is not cannot be told from others. */
function keysOfNames(told: { readonly path: string; readonly rawPath?: string; readonly origin: string }): readonly Buffer[] {
  return keysOf({
    path: told.rawPath === undefined ? told.path : `\u0000${told.rawPath}`,
    origin: told.origin.includes('\ufffd') ? undefined : told.origin,
  })
}

interface Tally {
  added: number
  bytes: number
  known: number
  own: number
  refusedCount: number
  refused: RefusedFile[]
  firstNumber?: number
  lastNumber?: number
}

function note(tally: Tally, path: string, reason: RefusalReason, errno: string | undefined): void {
  tally.refusedCount += 1
  if (tally.refused.length < LISTED) tally.refused.push({ path, reason, ...(errno === undefined ? {} : { errno }) })
}

/**
 * Adds what lies below the paths. Each acknowledged exhibit is on the disk before its journal line, and that before the next step.
 * @throws `case.not-found`, `case.locked`, `system.disk-full`, `system.io`, `system.interrupted`: what was acknowledged stays, the
 *   rest leaves nothing, and the same call goes on where it stopped
 */
export async function addExhibits(world: World, dir: string, input: AddInput, onProgress?: (progress: AddProgress) => void): Promise<AddResult> {
  if (input.dryRun === true) {
    const { dir: at } = await openCase(world, dir)
    return await planExhibits(world, at, input)
  }
  return await writeCase(world, dir, 'add', async (c) => {
    const intake = new Intake(world, c, input, onProgress)
    return await intake.run()
  })
}

/** What would be taken in; the case need not be there yet. */
export async function planExhibits(world: World, dir: string, input: AddInput): Promise<AddResult> {
  const tally: Tally = { added: 0, bytes: 0, known: 0, own: 0, refusedCount: 0, refused: [] }
  const first: { path: string; size: number }[] = []
  let files = 0
  let bytes = 0
  for await (const item of walkEvidence(world, input.paths, dir)) {
    if (world.signal.aborted) throw interrupted(world.signal)
    if (item.type === 'own') tally.own += 1
    else if (item.type === 'refused') note(tally, displayName(item.path).text, item.reason, item.errno)
    else {
      files += 1
      bytes += item.facts.size
      if (first.length < LISTED) first.push({ path: displayName(item.path).text, size: item.facts.size })
    }
  }
  return { ...tally, plan: { files, bytes, first } }
}

type Item = Exclude<Walked, { type: 'own' }>
type Copied = Extract<CopyResult, { digests: unknown }>
interface Candidate {
  readonly told: ReturnType<typeof named>
  readonly keys: readonly Buffer[]
  readonly name: Buffer
  readonly safe: string
  /** The number it was copied under. */
  readonly tentative: number
}
interface Settled {
  readonly entries: NewEntry[]
  readonly stored: string[]
}

class Intake {
  private readonly world: World
  private readonly c: WritableCase
  private readonly input: AddInput
  private readonly onProgress: ((progress: AddProgress) => void) | undefined
  private readonly keepsBytes: boolean
  private readonly known = new KnownFiles()
  private readonly refusedBefore = new Set<string>()
  private readonly tally: Tally = { added: 0, bytes: 0, known: 0, own: 0, refusedCount: 0, refused: [] }
  private totals: { totalFiles?: number; totalBytes?: number } = {}
  private filesDone = 0
  private bytesDone = 0
  private nextNumber: number
  private stopped = false

  constructor(world: World, c: WritableCase, input: AddInput, onProgress?: (progress: AddProgress) => void) {
    this.world = world
    this.c = c
    this.input = input
    this.onProgress = onProgress
    // Prohibited content of a hotline file: digests only, never a byte.
    this.keepsBytes = !(c.record.profile === 'hotline' && input.sensitive === 'prohibited')
    this.nextNumber = c.state.exhibits + 1
  }

  async run(): Promise<AddResult> {
    const { world, c, input } = this
    await this.readKnown()
    if (this.onProgress !== undefined && Array.isArray(input.paths)) await this.count(input.paths as readonly Buffer[])
    let acknowledging: Promise<void> = Promise.resolve()
    try {
      const groups = this.groups()[Symbol.asyncIterator]()
      let coming = groups.next()
      for (;;) {
        const { done, value: group } = await coming
        if (done === true) break
        const copying = this.copyGroup(group)
        // The walk goes on while the workers read.
        coming = groups.next()
        coming.catch(() => undefined)
        const settled = await copying
        await acknowledging
        acknowledging = this.acknowledge(settled)
        // Awaited above or below; until then a failure is not "unhandled".
        acknowledging.catch(() => undefined)
        if (this.stopped) break
      }
      await acknowledging
    } catch (error) {
      await acknowledging.catch(() => undefined)
      await this.dropUnacknowledged()
      throw error
    }
    if (world.signal.aborted) {
      if (c.isMine()) await removeLeftovers(world, c.dir, c.state.exhibits)
      throw interrupted(world.signal)
    }
    return this.tally
  }

  private async readKnown(): Promise<void> {
    const { world, c } = this
    if (c.state.exhibits > 0) {
      for await (const exhibit of exhibits(world, c.dir)) {
        this.known.add(keysOfNames(exhibit), exhibit.size, exhibit.digests.sha256)
      }
    }
    if (c.state.refused > 0) {
      for await (const { path, rawPath, origin, reason } of refusals(world, c.dir)) this.refusedBefore.add(refusalKey(rawPath ?? path, origin, reason))
    }
  }

  private async count(paths: readonly Buffer[]): Promise<void> {
    let totalFiles = 0
    let totalBytes = 0
    for await (const item of walkEvidence(this.world, paths, this.c.dir)) {
      if (this.world.signal.aborted) throw interrupted(this.world.signal)
      if (item.type !== 'file') continue
      totalFiles += 1
      totalBytes += item.facts.size
    }
    this.totals = { totalFiles, totalBytes }
    this.tell()
  }

  private tell(): void {
    this.onProgress?.({ files: this.filesDone, bytes: this.bytesDone, ...this.totals })
  }

  private async *groups(): AsyncIterable<Item[]> {
    let group: Item[] = []
    let bytes = 0
    for await (const item of walkEvidence(this.world, this.input.paths, this.c.dir)) {
      if (this.world.signal.aborted) break
      if (item.type === 'own') {
        this.tally.own += 1
        continue
      }
      group.push(item.type === 'file' && await this.isTooLarge(item.facts.size, bytes)
        ? { type: 'refused', from: item.from, path: item.path, reason: 'too-large-for-disk' } : item)
      if (item.type === 'file') bytes += item.facts.size
      if (group.length >= GROUP_FILES || (bytes >= GROUP_BYTES && group.length >= GROUP_SPREAD)) {
        yield group
        group = []
        bytes = 0
      }
    }
    if (group.length > 0) yield group
  }

  private async isTooLarge(size: number, pending: number): Promise<boolean> {
    return this.keepsBytes && size >= LARGE && size > await this.world.files.freeBytes(this.c.dir) - pending
  }

  private async copyGroup(group: readonly Item[]): Promise<Settled> {
    const { world, c, input } = this
    if (!c.isMine()) throw new Failure('case.lock-lost', { path: c.dir })
    const jobs: CopyJob[] = []
    const files: Candidate[] = []
    const first = this.nextNumber
    for (const item of group) {
      if (item.type !== 'file') continue
      const told = named(item)
      const file: Candidate = { told, keys: keysOfNames(told), name: lastName(item.path), safe: safeName(lastName(item.path)), tentative: first + jobs.length }
      const to = `${c.dir}/data/${exhibitId(file.tentative)}/${file.safe}`
      files.push(file)
      jobs.push({
        from: item.from,
        to: this.keepsBytes ? to : undefined,
        digests: input.digests,
        known: this.known.find(file.keys, item.facts.size),
      })
    }
    const results = await world.evidence.copy(jobs, this.onProgress === undefined ? undefined : (bytes) => {
      this.bytesDone += bytes
      this.tell()
    })
    const settled: Settled = { entries: [], stored: [] }
    let index = 0
    for (const item of group) {
      if (item.type === 'refused') {
        this.refuse(settled, item, item.reason, item.errno)
        continue
      }
      const result = results[index] as CopyResult
      const file = files[index] as Candidate
      index += 1
      if (result.outcome === 'interrupted') {
        this.stopped = true
        continue
      }
      this.filesDone += 1
      if (result.outcome === 'refused') this.refuse(settled, item, result.reason, result.errno)
      else if (result.outcome === 'known') this.tally.known += 1
      else await this.keep(settled, file, result)
    }
    this.tell()
    return settled
  }

  private refuse(settled: Settled, item: Item, reason: RefusalReason, errno: string | undefined): void {
    const told = named(item)
    note(this.tally, told.path, reason, errno)
    const key = refusalKey(told.rawPath ?? told.path, told.origin, reason)
    if (!OF_THE_MOMENT.has(reason) && this.refusedBefore.has(key)) return
    this.refusedBefore.add(key)
    settled.entries.push(entryOfRefusal({ ...told, reason, ...(errno === undefined ? {} : { errno }) }))
  }

  /** Gives a copy its number; numbers have no gaps, so a copy that follows a refused file moves down. */
  private async keep(settled: Settled, { told, keys, name, safe, tentative }: Candidate, result: Copied): Promise<void> {
    const { world, c, input, tally } = this
    const { size, links, mtimeNs } = result.facts
    const folder = (number: number) => join(c.dir, 'data', exhibitId(number))
    if (this.known.find(keys, size).includes(result.digests.sha256)) {
      tally.known += 1
      if (this.keepsBytes) await world.files.remove(folder(tentative))
      return
    }
    const number = this.nextNumber
    const stored = this.keepsBytes ? `data/${exhibitId(number)}/${safe}` : null
    if (stored !== null) {
      if (number !== tentative) await world.files.rename(folder(tentative), folder(number))
      settled.stored.push(`${c.dir}/${stored}`)
    }
    this.known.add(keys, size, result.digests.sha256)
    settled.entries.push(entryOfExhibit({
      ...told, number, stored, size,
      name: displayName(name).text,
      kind: input.kind,
      sensitive: input.sensitive,
      digests: result.digests,
      modifiedAt: instantOfNs(mtimeNs),
      source: input.source,
      ...(links > 1 ? { links } : {}),
    }))
    this.nextNumber += 1
    tally.added += 1
    tally.bytes += size
    tally.firstNumber ??= number
    tally.lastNumber = number
  }

  private async acknowledge({ entries, stored }: Settled): Promise<void> {
    if (stored.length > 0) await this.world.evidence.flush(join(this.c.dir, 'data'), stored)
    await this.c.append(entries)
  }

  /** After a failure: what has no journal line goes, unless it cannot be told whether it has one. */
  private async dropUnacknowledged(): Promise<void> {
    const { world, c } = this
    if (!c.isMine()) return
    try {
      const { state } = await openCase(world, c.dir)
      if (state.size === c.state.size && !state.tornTail) await removeLeftovers(world, c.dir, c.state.exhibits)
    } catch (error) {
      // The first failure is the one to tell; the next writer removes the leftovers.
      if (!isFailure(error)) throw error
    }
  }
}

function lastName(path: Buffer): Buffer {
  return path.subarray(path.lastIndexOf(0x2f) + 1)
}

function refusalKey(path: string, origin: string, reason: RefusalReason): string {
  return `${reason}\u0000${path}\u0000${origin}`
}
