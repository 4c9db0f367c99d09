// `doctor`: what works on this machine. Writes one small file where the case would be, and removes it; asks an
// authority only when told to.
import { createHash } from 'node:crypto'
import { askAuthority } from '../seal/rfc3161/ask-authority.ts'
import { msOfInstant } from '../system/time.ts'
import { isFailure, type Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { fontPaths } from './pdf/fonts.ts'

export interface HostQuestion {
  readonly dir: string
  readonly tsa: readonly string[]
  readonly anchors: readonly Buffer[]
  readonly online: boolean
}

type State = { readonly state: 'ok' | 'warn' | 'bad' }
export type HostFinding = State & (
  | { readonly subject: 'node' | 'openssl'; readonly version: string }
  | { readonly subject: 'disk'; readonly bytes: number }
  | { readonly subject: 'write'; readonly failure: Failure | null }
  | { readonly subject: 'fonts'; readonly names: readonly string[] }
  | { readonly subject: 'roots'; readonly count: number }
  | { readonly subject: 'clock'; readonly offsetMs: number | null; readonly authority: string }
  | { readonly subject: 'authority'; readonly url: string | null; readonly ms: number | null; readonly failure: Failure | null }
)

export interface HostReport {
  readonly findings: readonly HostFinding[]
  readonly bad: number
}

const ENOUGH_BYTES = 1_000_000_000

export async function examineHost(world: World, question: HostQuestion): Promise<HostReport> {
  const host = await world.host.environment()
  const findings: HostFinding[] = [
    { subject: 'node', state: 'ok', version: host.node },
    { subject: 'openssl', state: 'ok', version: host.openssl },
    await disk(world, question.dir),
    await durableWrite(world, question.dir),
    await fonts(world),
    { subject: 'roots', state: question.anchors.length > 0 ? 'ok' : 'warn', count: question.anchors.length },
  ]
  const asked = await authorities(world, question)
  findings.push(...asked.findings, { subject: 'clock', state: asked.clock === null || Math.abs(asked.clock.offsetMs) > 2000 ? 'warn' : 'ok', offsetMs: asked.clock?.offsetMs ?? null, authority: asked.clock?.authority ?? '' })
  return { findings, bad: findings.filter(({ state }) => state === 'bad').length }
}

async function disk(world: World, dir: string): Promise<HostFinding> {
  const bytes = await world.files.freeBytes(dir)
  return { subject: 'disk', state: bytes < ENOUGH_BYTES ? 'warn' : 'ok', bytes }
}

async function durableWrite(world: World, dir: string): Promise<HostFinding> {
  const path = `${dir}/.scelle-doctor-${world.random.uuid()}`
  try {
    await world.files.writeDurably(path, 'scelle\n')
    await world.files.remove(path)
    return { subject: 'write', state: 'ok', failure: null }
  } catch (failure) {
    if (!isFailure(failure)) throw failure
    return { subject: 'write', state: 'bad', failure }
  }
}

async function fonts(world: World): Promise<HostFinding> {
  const missing: string[] = []
  const names: string[] = []
  for (const path of Object.values(fontPaths())) {
    const name = path.split('/').at(-1) ?? path
    if (await world.files.facts(path) === undefined) missing.push(name)
    else names.push(name)
  }
  return missing.length > 0 ? { subject: 'fonts', state: 'bad', names: missing } : { subject: 'fonts', state: 'ok', names }
}

async function authorities(world: World, question: HostQuestion): Promise<{ findings: HostFinding[]; clock: { offsetMs: number; authority: string } | null }> {
  if (question.tsa.length === 0) return { findings: [{ subject: 'authority', state: 'warn', url: null, ms: null, failure: null }], clock: null }
  const findings: HostFinding[] = []
  let clock: { offsetMs: number; authority: string } | null = null
  for (const url of question.tsa) {
    if (!question.online) {
      findings.push({ subject: 'authority', state: 'warn', url, ms: null, failure: null })
      continue
    }
    const started = world.clock.monotonicMs()
    try {
      // Random bytes: nothing about any case leaves.
      const digest = createHash('sha256').update(world.random.bytes(32)).digest()
      const { verdict } = await askAuthority(world, { name: url, url }, { algorithm: 'sha256', digest }, { anchors: question.anchors })
      findings.push({ subject: 'authority', state: verdict.verdict === 'verified' ? 'ok' : 'warn', url, ms: Math.round(world.clock.monotonicMs() - started), failure: null })
      const there = verdict.token === undefined ? undefined : msOfInstant(verdict.token.genTime)
      const here = msOfInstant(world.clock.now())
      if (there !== undefined && here !== undefined) clock ??= { offsetMs: here - there, authority: url }
    } catch (failure) {
      if (!isFailure(failure)) throw failure
      findings.push({ subject: 'authority', state: 'bad', url, ms: null, failure })
    }
  }
  return { findings, clock }
}
