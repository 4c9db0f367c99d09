// The folder that is handed over: report, attestation, bag zip (or the encrypted bag alone), a page that says how to
// check it, and the sums. All or nothing: written beside its place, then renamed.
import { basename, dirname, resolve, sep } from 'node:path'
import { Failure } from '../system/failure.ts'
import { encryptTo } from './encrypt.ts'
import { fillTemplate } from '../signalement/fill-template.ts'
import { planHandOver, type HandOverPlan, type PlannedFile } from './hand-over-plan.ts'
import { sealedCase, type SealedCase } from './sealed-case.ts'
import { readTemplate } from './template-file.ts'
import { bagEntries, writeBagZip, type BagEntry } from './zip.ts'
import type { Instant, World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'bundle.exists': { path: string }
    /** The hand-over would become part of what it hands over. */
    'bundle.inside-case': { path: string }
  }
}

/** What the page needs said in a person's way. */
export interface HandOverWords {
  /** Which templates. */
  readonly language: 'fr' | 'en'
  instant(instant: Instant, timeZone: string): string
  bytes(count: number): string
}

export interface HandOverInput {
  /** The hand-over folder itself; it may exist when it is empty or holds the same bytes. */
  readonly out: string
  /** From `readRecipients`; none: in clear. */
  readonly recipients: readonly string[]
  readonly words: HandOverWords
  readonly dryRun?: boolean
  /** Called with the bytes of the bag written so far. */
  readonly onBytes?: (done: number, expected: number) => void
}

export interface HandOverResult {
  /** `unchanged`: the folder was there with the same bytes. */
  readonly outcome: 'planned' | 'written' | 'unchanged'
  readonly out: string
  /** Sizes and digests are absent from a plan. */
  readonly files: readonly { readonly name: string; readonly bytes?: number; readonly sha256?: string }[]
  readonly encrypted: boolean
  readonly recipients: number
  /** Number of the seal that is handed over. */
  readonly seal: number
  /** Base directory inside the zip. */
  readonly base: string
  /** What the bag holds. */
  readonly entries: number
  readonly bytes: number
}

interface WrittenFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Room for what does not grow with the evidence. */
const SPARE_BYTES = 1024 * 1024
const ENTRY_OVERHEAD_BYTES = 512

/**
 * @throws `bundle.not-sealed`, `bundle.seal-pending`, `bundle.unsealed-exhibits`, `bundle.exists`, `bundle.inside-case`,
 * `bundle.part-changed`, `bundle.missing-part`, `bundle.bad-recipient`, `system.disk-full`, `system.io`
 */
export async function writeHandOver(world: World, dir: string, input: HandOverInput): Promise<HandOverResult> {
  const sealed = await sealedCase(world, dir)
  const out = resolve(input.out)
  if (`${out}${sep}`.startsWith(`${resolve(sealed.dir)}${sep}`)) throw new Failure('bundle.inside-case', { path: out })
  const plan = planHandOver(sealed.record, out, `seals/${sealed.last.id}`, input.recipients.length > 0)
  for (const { from } of plan.files) {
    if (from !== undefined && (await world.files.facts(`${sealed.dir}/${from}`))?.type !== 'file') {
      throw new Failure('bundle.missing-part', { path: from })
    }
  }
  const entries = await bagEntries(world, sealed.dir)
  const bytes = entries.reduce((sum, { size }) => sum + size, 0)
  const place = await placeOf(world, plan)
  const result = {
    out, encrypted: plan.encrypted, recipients: input.recipients.length, seal: sealed.last.number, base: plan.base,
    entries: entries.length, bytes,
  }
  if (input.dryRun === true) return { ...result, outcome: 'planned', files: plan.files.map(({ name }) => ({ name })) }

  const parent = dirname(out)
  await world.files.makeDir(parent)
  const wanted = bytes * 1.01 + entries.length * ENTRY_OVERHEAD_BYTES + SPARE_BYTES
  if (await world.files.freeBytes(parent) < wanted) throw new Failure('system.disk-full', { path: parent })
  const partial = `${parent}/.${basename(out)}.scelle-partial`
  try {
    // What a killed run left.
    await world.files.remove(partial)
    await world.files.makeDir(partial)
    const files = await apply(world, sealed, plan, partial, entries, input)
    if (place === 'filled') {
      if (!await holdsTheSame(world, out, files)) throw new Failure('bundle.exists', { path: out })
      return { ...result, outcome: 'unchanged', files }
    }
    await world.files.rename(partial, out)
    return { ...result, outcome: 'written', files }
  } finally {
    await world.files.remove(partial)
  }
}

/** An encrypted bag never has the same bytes twice: then anything that is there stands in the way. */
async function placeOf(world: World, { out, files, encrypted }: HandOverPlan): Promise<'free' | 'filled'> {
  const facts = await world.files.facts(out)
  if (facts === undefined) return 'free'
  if (facts.type !== 'directory') throw new Failure('bundle.exists', { path: out })
  const names = (await world.files.list(out)).map((raw) => raw.toString('utf8'))
  if (names.length === 0) return 'free'
  const same = names.length === files.length && files.every(({ name }) => names.includes(name))
  if (encrypted || !same) throw new Failure('bundle.exists', { path: out })
  return 'filled'
}

async function holdsTheSame(world: World, out: string, files: readonly WrittenFile[]): Promise<boolean> {
  const results = await world.evidence.digest(files.map(({ name }) => `${out}/${name}`), ['sha256'])
  return files.every(({ sha256 }, index) => {
    const result = results[index]
    return result?.outcome === 'read' && result.digests.sha256 === sha256
  })
}

async function apply(
  world: World, sealed: SealedCase, plan: HandOverPlan, folder: string, entries: readonly BagEntry[], input: HandOverInput,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const file of plan.files) {
    const content = await contentOf(world, sealed, plan, file, entries, input, written)
    written.push({ name: file.name, ...await world.files.writeDurably(`${folder}/${file.name}`, content, { mode: 0o644 }) })
  }
  return written
}

async function contentOf(
  world: World, sealed: SealedCase, plan: HandOverPlan, file: PlannedFile, entries: readonly BagEntry[],
  input: HandOverInput, written: readonly WrittenFile[],
): Promise<string | AsyncIterable<Uint8Array>> {
  switch (file.content) {
    case 'report':
    case 'attestation':
      return world.files.stream(`${sealed.dir}/${file.from}`)
    case 'bag': {
      const expected = entries.reduce((sum, { size }) => sum + size, 0)
      const zip = counted(writeBagZip(world, sealed.dir, plan.base, entries), (done) => input.onBytes?.(Math.min(done, expected), expected))
      return plan.encrypted ? encryptTo(input.recipients, zip) : zip
    }
    case 'page':
      return fillTemplate(await readTemplate(world, `hand-over/verifier.${input.words.language}.html`),
        pageValues(world, sealed, plan, written, input.words), 'html')
    case 'sums':
      return written.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
    default:
      return file.content satisfies never
  }
}

function pageValues(world: World, { record, seals, last, tagmanifest }: SealedCase, plan: HandOverPlan, written: readonly WrittenFile[], words: HandOverWords) {
  return {
    reference: record.reference,
    exercise: record.exercise,
    files: written.map(({ name, bytes, sha256 }) => ({ name, size: words.bytes(bytes), sha256 })),
    encrypted: plan.encrypted,
    clear: !plan.encrypted,
    zip: `${plan.base}.bag.zip`,
    base: plan.base,
    seal: last.id,
    tagmanifest,
    seals: seals.map(({ id, startedAt, tokens }) => ({
      number: id,
      startedAt: words.instant(startedAt, record.timeZone),
      tokens: tokens.map(({ name }) => ({ token: name })),
    })),
    local: seals.some(({ tokens }) => tokens.some(({ local }) => local)),
    toolVersion: world.host.toolVersion,
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: (done: number) => void): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of chunks) {
    done += chunk.length
    onBytes(done)
    yield chunk
  }
}
