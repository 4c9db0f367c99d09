// `seal`: fixes the state of the case, asks for tokens, writes the attestation. A seal that could not be stamped stays
// pending, with everything frozen; running again completes it.
import { writeCase, type WritableCase } from '../case/case-folder.ts'
import type { SealState } from '../case/case-state.ts'
import { exhibitId } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
import type { PictureMode } from '../metadata/record.ts'
import { LOCAL_AUTHORITY_NAME } from '../seal/authority/local-authority.ts'
import type { SealRecord } from '../seal/seal-record.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { closeSeal } from './close-seal.ts'
import type { DocumentWordsIn } from './document-words.ts'
import { gatherTokens, type ReceivedToken, type WaitingAuthority } from './gather-tokens.ts'
import { readSealRecord, writeSealedObject, writeSealRecord, type Authority } from './sealed-object.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'seal.nothing-to-seal': Record<never, never>
    'seal.nothing-pending': Record<never, never>
  }
}

export interface SealInput {
  /** http(s) addresses; none: the embedded local authority seals, with a warning. */
  readonly tsa: readonly string[]
  /** Undefined: as many as were asked, two at most. */
  readonly minAuthorities: number | undefined
  /** DER of the configured roots. */
  readonly anchors: readonly Buffer[]
  readonly images: PictureMode
  readonly resume: boolean
  readonly dryRun: boolean
  readonly wordsIn: DocumentWordsIn
}

export interface SealResult {
  readonly number: number
  readonly state: 'complete' | 'pending' | 'unchanged' | 'planned'
  readonly resumed: boolean
  readonly tagmanifest: string | null
  readonly exercise: boolean
  readonly authorities: readonly Authority[]
  readonly received: readonly ReceivedToken[]
  readonly waiting: readonly WaitingAuthority[]
}

/**
 * Completes a pending seal first; without `resume`, what was added meanwhile is then sealed too.
 * What an authority did wrong stands in `waiting`.
 * @throws `seal.nothing-to-seal`, `seal.nothing-pending`, `seal.frozen-differs`
 */
export async function sealCase(world: World, dir: string, input: SealInput): Promise<SealResult> {
  return writeCase(world, dir, 'seal', async (c) => {
    const first = await sealOnce(world, c, input)
    if (!first.resumed || first.state !== 'complete' || input.resume) return first
    const second = await sealOnce(world, c, input)
    return second.state === 'unchanged' ? first : second
  })
}

async function sealOnce(world: World, c: WritableCase, input: SealInput): Promise<SealResult> {
  const last = c.state.seals.at(-1)
  const frozen = last !== undefined && last.state !== 'complete' ? await readSealRecord(world, c.dir, last.number) : undefined
  if (input.resume && frozen === undefined) throw new Failure('seal.nothing-pending', {})
  if (c.state.exhibits === 0) throw new Failure('seal.nothing-to-seal', {})
  if (frozen === undefined && last?.state === 'complete' && !(await changedSince(world, c.dir, last))) {
    return nothing(c, last.number, 'unchanged', [])
  }
  const number = last === undefined ? 1 : last.state === 'complete' ? last.number + 1 : last.number
  const authorities = authoritiesOf(input.tsa)
  const minAuthorities = input.minAuthorities ?? Math.min(authorities.length, 2)
  if (input.dryRun) return nothing(c, number, 'planned', frozen?.authorities ?? authorities)
  const words = await input.wordsIn(c.record.language)
  let seal = frozen
  if (seal === undefined) {
    await c.append([{ action: 'seal.started', subject: subjectOf(number), facts: { authorities: authorities.map(({ name }) => name) } }])
    seal = await writeSealedObject(world, c, { number, authorities, minAuthorities, images: input.images, words })
  } else if (input.tsa.length > 0) {
    seal = { ...seal, authorities: authorities.map((authority) => ({ ...authority, state: 'waiting' })), minAuthorities }
    await writeSealRecord(world, c.dir, seal)
  }
  return stamp(world, c, seal, input, { words, resumed: frozen !== undefined })
}

async function stamp(world: World, c: WritableCase, seal: SealRecord, input: SealInput, { words, resumed }: { words: Awaited<ReturnType<DocumentWordsIn>>; resumed: boolean }): Promise<SealResult> {
  const { received, waiting } = await gatherTokens(world, c.dir, seal, input.anchors)
  const common = { number: seal.number, resumed, tagmanifest: seal.tagmanifest, exercise: c.record.exercise, authorities: seal.authorities.map(({ name, url }) => ({ name, url })), received, waiting }
  if (received.length < seal.minAuthorities) {
    const before = c.state.seals.at(-1)
    if (before?.state !== 'pending') {
      await c.append([{ action: 'seal.pending', subject: subjectOf(seal.number), facts: { waiting: waiting.map(({ authority, failure }) => ({ authority, reason: failure.code })) } }])
    }
    return { ...common, state: 'pending' }
  }
  await closeSeal(world, c, seal, received, words)
  return { ...common, state: 'complete' }
}

function nothing(c: WritableCase, number: number, state: 'unchanged' | 'planned', authorities: readonly Authority[]): SealResult {
  return { number, state, resumed: false, tagmanifest: null, exercise: c.record.exercise, authorities, received: [], waiting: [] }
}

/** True when the journal says more than hand-overs since that seal. */
export async function changedSince(world: World, dir: string, seal: SealState): Promise<boolean> {
  for await (const { entry } of readJournal(world, dir)) {
    if (entry.seq > seal.lastSeq && entry.action !== 'bundle.written') return true
    // Added while the seal was waiting for its tokens.
    if (entry.seq > seal.firstSeq && entry.action.startsWith('exhibit.')) return true
  }
  return false
}

function subjectOf(number: number): string {
  return `seal/${exhibitId(number)}`
}

/** Names from hosts, made unique; no address at all means the embedded authority. */
export function authoritiesOf(urls: readonly string[]): Authority[] {
  if (urls.length === 0) return [{ name: LOCAL_AUTHORITY_NAME, url: null }]
  const taken = new Set<string>([LOCAL_AUTHORITY_NAME])
  return [...new Set(urls)].map((url) => {
    const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::(\d+))?/i.exec(url)
    const stem = [host?.[1] ?? 'tsa', host?.[2]].filter(Boolean).join('-').toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'tsa'
    let name = stem
    for (let n = 2; taken.has(name); n += 1) name = `${stem}-${n}`
    taken.add(name)
    return { name, url }
  })
}
