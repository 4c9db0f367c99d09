// `folder`: exactly what would be sent, one file a part, for a portal that only a person enters. Nothing leaves this machine.
import { MAX_NOTICE_BYTES } from '../../../signalement/reporting-api/answers.ts'
import { isFailure } from '../../../system/failure.ts'
import type { Adapter, Delivered, Link, PrepareResult, Sendable } from '../../adapter.ts'
import { noticeOf, NOTICE_REQUIRES } from '../../notice-of.ts'
import type { Outcome, Reconciled } from '../../outcome.ts'
import type { Payload } from '../../payload.ts'

export const folder: Adapter = {
  id: 'folder', version: 'folder/1', idempotent: true, test: 'local', needs: ['dir'], settings: ['dir'], requires: NOTICE_REQUIRES, secrets: [], pace: { perSecond: 200, atOnce: 4 },
  prepare: prepareFile, send: writeFile, reconcile: findFile,
}

function prepareFile(sendable: Sendable): PrepareResult {
  const made = noticeOf(sendable, false)
  if (!made.ok) return made
  const { notice, fields } = made
  const locators = sendable.locators.map(({ canonical }) => canonical)
  const body = Buffer.from(`${JSON.stringify(notice, undefined, 2)}\n`)
  if (body.length > MAX_NOTICE_BYTES) return { ok: false, code: 'too-large' }
  const payload: Payload = { kind: 'file', line: `${sendable.key(locators)}.json`, headers: {}, body: new Uint8Array(body) }
  return { ok: true, parts: [{ locators, payload, fields }] }
}

const pathOf = (name: string, { setup }: Link): string => `${(setup.options['dir'] ?? '.').replace(/\/+$/, '')}/${name}`

/** The name is a digest and nothing else: no payload writes outside of the folder. */
const isOurs = (name: string): boolean => /^[0-9a-f]{64}\.json$/.test(name)

async function writeFile({ line, body }: Payload, _key: string, link: Link): Promise<Outcome> {
  if (!isOurs(line)) return { class: 'definite_reject', code: 'not-a-name' }
  const path = pathOf(line, link)
  const written: Outcome = { class: 'definite_success', receipt: { remoteId: line } }
  try {
    const there = await contentOf(path, link)
    if (there !== undefined) return there.equals(Buffer.from(body)) ? written : { class: 'definite_reject', code: 'other-content' }
    await link.files.makeDir(pathOf('', link), { mode: 0o700 })
    await link.files.writeDurably(path, body, { mode: 0o600 })
    return written
  } catch (error) {
    // A file is there whole or not at all: to write it again is the same file.
    if (isFailure(error, 'system.disk-full')) return { class: 'not_sent', code: 'disk-full' }
    if (isFailure(error, 'system.io')) return { class: 'not_sent', code: error.facts.errno.replace(/\W/g, '') || 'io' }
    if (isFailure(error, 'system.too-large')) return { class: 'definite_reject', code: 'other-content' }
    throw error
  }
}

/** Undefined when nothing is there; a link or a folder of that name is somebody else's. */
async function contentOf(path: string, { files }: Link): Promise<Buffer | undefined> {
  const facts = await files.facts(path)
  if (facts === undefined) return undefined
  return facts.type === 'file' ? await files.read(path, MAX_NOTICE_BYTES) : Buffer.alloc(0)
}

async function findFile({ payload }: Delivered, link: Link): Promise<Reconciled> {
  try {
    // A disk that is not plugged in says nothing of what is on it.
    if ((await link.files.facts(pathOf('', link).slice(0, -1)))?.type !== 'directory') return { found: 'cannot-tell', code: 'no-folder' }
    const there = isOurs(payload.line) ? await contentOf(pathOf(payload.line, link), link) : undefined
    if (there === undefined) return { found: 'no' }
    return there.equals(Buffer.from(payload.body)) ? { found: 'yes', receipt: { remoteId: payload.line } } : { found: 'cannot-tell', code: 'other-content' }
  } catch (error) {
    if (isFailure(error, 'system.io') || isFailure(error, 'system.too-large')) return { found: 'cannot-tell', code: error.code }
    throw error
  }
}
