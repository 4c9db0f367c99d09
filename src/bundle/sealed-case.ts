// Is this case ready to leave? Its last seal is complete, covers each exhibit, and what is copied is what was sealed.
import { openCase } from '../case/case-folder.ts'
import { exhibitId } from '../case/exhibit.ts'
import { parseManifestLine } from '../seal/manifest.ts'
import { sealDir } from '../seal/seal-file.ts'
import { SealRecord } from '../seal/seal-record.ts'
import { Failure } from '../system/failure.ts'
import { REPORT } from './hand-over-plan.ts'
import { commandName, type SealAuthority } from './seal-readme.ts'
import type { CaseRecord } from '../case/case-record.ts'
import type { Instant, World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'bundle.not-sealed': { reference: string }
    'bundle.seal-pending': { seal: number }
    'bundle.unsealed-exhibits': { count: number; seal: number }
    'bundle.missing-part': { path: string }
    /** A sealed file, or the manifest that covers it, is no longer what was sealed. */
    'bundle.part-changed': { path: string }
    'bundle.bad-seal-record': { path: string }
  }
}

export interface SealedCase {
  readonly dir: string
  readonly record: CaseRecord
  /** Complete seals, oldest first; at least one. */
  readonly seals: readonly SealFacts[]
  readonly last: SealFacts
  /** SHA-256 of tagmanifest-sha256.txt, the same as its frozen copy's. */
  readonly tagmanifest: string
}

export interface SealFacts {
  /** As `0001`. */
  readonly id: string
  readonly number: number
  readonly startedAt: Instant
  /** One for each token that is there. */
  readonly tokens: readonly SealAuthority[]
}

const RECORD_LIMIT_BYTES = 256 * 1024

/**
 * @throws `bundle.not-sealed`, `bundle.seal-pending`, `bundle.unsealed-exhibits`, `bundle.missing-part`,
 * `bundle.part-changed`, `bundle.bad-seal-record`, and what `openCase` throws
 */
export async function sealedCase(world: World, at: string): Promise<SealedCase> {
  const { dir, record, state } = await openCase(world, at)
  const newest = state.seals.at(-1)
  if (newest === undefined) throw new Failure('bundle.not-sealed', { reference: record.reference })
  if (newest.state !== 'complete') throw new Failure('bundle.seal-pending', { seal: newest.number })
  if (state.exhibits > newest.exhibits) {
    throw new Failure('bundle.unsealed-exhibits', { count: state.exhibits - newest.exhibits, seal: newest.number })
  }
  const seals: SealFacts[] = []
  for (const { number, state: sealState } of state.seals) {
    if (sealState === 'complete') seals.push(await sealFacts(world, dir, number))
  }
  const last = await sealFacts(world, dir, newest.number)
  const tagmanifest = await checkedTagmanifest(world, dir, newest.number)
  return { dir, record, seals, last, tagmanifest }
}

async function sealFacts(world: World, dir: string, number: number): Promise<SealFacts> {
  const folder = sealDir(number)
  const path = `${folder}/seal.json`
  const content = await world.files.read(`${dir}/${path}`, RECORD_LIMIT_BYTES)
  if (content === undefined) throw new Failure('bundle.missing-part', { path })
  const parsed = SealRecord.safeParse(jsonOf(content))
  if (!parsed.success) throw new Failure('bundle.bad-seal-record', { path })
  const local = new Set(parsed.data.authorities.filter(({ url }) => url === null).map(({ name }) => name))
  const stems = (await world.files.list(`${dir}/${folder}`)).map((raw) => raw.toString('utf8'))
    .filter((name) => name.endsWith('.tsr')).map((name) => commandName(name.slice(0, -'.tsr'.length)))
  if (stems.length === 0) throw new Failure('bundle.missing-part', { path: `${folder}/*.tsr` })
  return {
    id: exhibitId(number), number, startedAt: parsed.data.startedAt,
    tokens: stems.map((name) => ({ name, local: local.has(name) })),
  }
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

// The report is the one sealed file that a reader sees outside the bag: it must be the sealed one.
async function checkedTagmanifest(world: World, dir: string, seal: number): Promise<string> {
  const name = 'tagmanifest-sha256.txt'
  const paths = [name, `${sealDir(seal)}/${name}`, REPORT]
  const results = await world.evidence.digest(paths.map((path) => `${dir}/${path}`), ['sha256'])
  const [current, frozen, report] = paths.map((path, index) => {
    const result = results[index]
    if (result?.outcome !== 'read') throw new Failure('bundle.missing-part', { path })
    return result.digests.sha256
  })
  if (current === undefined || current !== frozen) throw new Failure('bundle.part-changed', { path: name })
  for await (const { bytes } of world.files.lines(`${dir}/${name}`)) {
    const line = parseManifestLine(bytes.toString('utf8'))
    if (line?.path === REPORT && line.digest === report) return current
  }
  throw new Failure('bundle.part-changed', { path: REPORT })
}
