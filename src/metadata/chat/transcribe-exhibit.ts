// `chat N`: the transcript of an exhibit, durably beside the metadata records, then the journal line that holds its digest.
// Run again, it replaces the file and says so in the journal.
import { join } from 'node:path'
import { exhibits, openCase, writeCase } from '../../case/case-folder.ts'
import type { CaseFolder } from '../../case/case-folder.ts'
import type { JsonValue } from '../../case/canonical-json.ts'
import { exhibitId } from '../../case/exhibit.ts'
import type { Exhibit } from '../../case/exhibit.ts'
import { interrupted } from '../../system/errno.ts'
import { Failure } from '../../system/failure.ts'
import type { World } from '../../system/world.ts'
import { baseName } from './attachment-name.ts'
import { transcribe } from './transcribe.ts'
import type { ChatSaid, ExhibitLookup, Interview, Transcript } from './transcribe.ts'
import { chatPath } from './transcript-file.ts'
import type { ChatHeader } from './transcript.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'chat.no-exhibit': { exhibit: string; exhibits: number }
    /** Content that may not be looked at, or of which only the digest is kept. */
    'chat.exhibit-not-readable': { exhibit: string; why: 'prohibited' | 'digest-only' }
    /** The bytes of the exhibit are no longer those that the journal recorded. */
    'chat.exhibit-changed': { exhibit: string }
    'chat.file-unreadable': { path: string; reason: string }
  }
}

export interface TranscribeOptions extends ChatSaid {
  readonly dryRun: boolean
}

export interface TranscriptResult {
  /** Of the case (`metadata/chats/0007.ndjson`), or where it was asked for; absent from a summary and from a plan. */
  readonly path?: string
  readonly sha256?: string
  readonly bytes?: number
  readonly header: ChatHeader
  /** Attachments that are exhibits of the case, by their digests. */
  readonly linked: number
  readonly planned: boolean
}

const SAME_NAMES = 10
const DIGEST_NAMES = 100_000

/** @throws `chat.*`, `case.*`, `system.*` */
export async function transcribeExhibit(world: World, dir: string, number: number, options: TranscribeOptions, interview: Interview, onBytes?: (bytes: number) => void): Promise<TranscriptResult> {
  if (options.dryRun) {
    const folder = await openCase(world, dir)
    const transcript = await transcriptOf(world, folder, number, options, interview, onBytes)
    await transcript.close()
    return { path: chatPath(number), header: transcript.header, linked: transcript.linked, planned: true }
  }
  return await writeCase(world, dir, 'chat', async (c) => {
    const transcript = await transcriptOf(world, c, number, options, interview, onBytes)
    try {
      const path = chatPath(number)
      await world.files.makeDir(join(c.dir, 'metadata', 'chats'))
      const written = await world.files.writeDurably(join(c.dir, path), untilStopped(world, transcript.lines()))
      await c.append([{ action: 'exhibit.transcribed', subject: exhibitId(number), facts: factsOf(transcript.header, written.sha256) }])
      return { path, ...written, header: transcript.header, linked: transcript.linked, planned: false }
    } finally {
      await transcript.close()
    }
  })
}

/** A file that is no exhibit: its summary, and its transcript where it is asked for. */
export async function transcribeFile(world: World, path: string, output: string | undefined, options: TranscribeOptions, interview: Interview, onBytes?: (bytes: number) => void): Promise<TranscriptResult> {
  const { sha256, size } = await digested(world, path, (reason) => new Failure('chat.file-unreadable', { path, reason }))
  const transcript = await transcribe(world, { path, name: baseName(path), sha256, size }, options, interview, undefined, onBytes)
  try {
    const { header, linked } = transcript
    if (output === undefined || options.dryRun) return { ...(output === undefined ? {} : { path: output }), header, linked, planned: options.dryRun }
    const written = await world.files.writeDurably(output, untilStopped(world, transcript.lines()))
    return { path: output, ...written, header, linked, planned: false }
  } finally {
    await transcript.close()
  }
}

async function transcriptOf(world: World, { dir, state }: CaseFolder, number: number, said: ChatSaid, interview: Interview, onBytes?: (bytes: number) => void): Promise<Transcript> {
  const exhibit = await exhibitNumbered(world, dir, number)
  const id = exhibitId(number)
  if (exhibit === undefined) throw new Failure('chat.no-exhibit', { exhibit: id, exhibits: state.exhibits })
  if (exhibit.sensitive === 'prohibited') throw new Failure('chat.exhibit-not-readable', { exhibit: id, why: 'prohibited' })
  if (exhibit.stored === null) throw new Failure('chat.exhibit-not-readable', { exhibit: id, why: 'digest-only' })
  const path = join(dir, exhibit.stored)
  const { sha256, size } = await digested(world, path, (reason) => new Failure('chat.file-unreadable', { path, reason }))
  if (sha256 !== exhibit.digests.sha256) throw new Failure('chat.exhibit-changed', { exhibit: id })
  return transcribe(world, { path, name: exhibit.name, sha256, size, exhibit: number }, said, interview, lookupIn(world, dir, number), onBytes)
}

async function digested(world: World, path: string, unreadable: (reason: string) => Failure): Promise<{ sha256: string; size: number }> {
  const [result] = await world.evidence.digest([path], ['sha256'])
  if (result?.outcome !== 'read') throw unreadable(result?.outcome === 'refused' ? result.reason : 'unreadable')
  return { sha256: result.digests.sha256, size: result.size }
}

async function exhibitNumbered(world: World, dir: string, number: number): Promise<Exhibit | undefined> {
  for await (const exhibit of exhibits(world, dir)) if (exhibit.number === number) return exhibit
  return undefined
}

/** One walk over the exhibits: only what the conversation names is kept. */
function lookupIn(world: World, dir: string, self: number): ExhibitLookup {
  return {
    async find(wanted) {
      const digests = new Set(wanted.flatMap(({ sha256 }) => (sha256 === undefined ? [] : [sha256])))
      const names = new Set(wanted.flatMap(({ name, sha256 }) => (sha256 === undefined ? [baseName(name)] : [])).slice(0, DIGEST_NAMES))
      const byDigest = new Map<string, number>()
      const byName = new Map<string, number[]>()
      if (digests.size + names.size === 0) return { byDigest, byName }
      for await (const { number, name, digests: { sha256 } } of exhibits(world, dir)) {
        if (number === self) continue
        if (digests.has(sha256) && !byDigest.has(sha256)) byDigest.set(sha256, number)
        if (!names.has(name)) continue
        const same = byName.get(name) ?? []
        if (same.length < SAME_NAMES) same.push(number)
        byName.set(name, same)
      }
      return { byDigest, byName }
    },
  }
}

async function* untilStopped(world: World, lines: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of lines) {
    if (world.signal.aborted) throw interrupted(world.signal)
    yield chunk
  }
}

function factsOf({ detected, counts, dateOrder, zone }: ChatHeader, transcript: string): Record<string, JsonValue> {
  return {
    transcript, format: detected.format, messages: counts.messages,
    dateOrder: dateOrder.order ?? 'none', dateOrderBy: dateOrder.how, zone: zone.zone ?? 'unknown', zoneBy: zone.provenance,
  }
}
