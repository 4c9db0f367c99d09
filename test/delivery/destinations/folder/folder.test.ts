import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder } from '../../../../src/delivery/destinations/folder/adapter.ts'
import { Notice } from '../../../../src/signalement/reporting-api/notice.ts'
import { tempDir } from '../../../support/world.ts'
import { rowOf } from '../../contract/rows.ts'
import { sendable } from '../../contract/sendables.ts'
import { sampleLink, sampleSetup } from '../sample-link.ts'

const row = rowOf('folder')

async function desk() {
  const dir = join(tempDir(), 'portail')
  const setup = sampleSetup('folder', { dir: `${dir}/` })
  const prepared = await folder.prepare(sendable(row), setup)
  const part = prepared.ok ? prepared.parts[0] : undefined
  if (part === undefined) throw new Error('not prepared')
  const key = sendable(row).key(part.locators)
  const link = sampleLink(setup)
  const delivered = { payload: part.payload, idempotencyKey: key, receipt: undefined, locators: part.locators, id: 'x', prohibited: false, mayFetch: true, attemptedAt: '2026-11-23T17:00:00.000Z' }
  return { dir, payload: part.payload, key, link, path: join(dir, `${key}.json`), send: async () => await folder.send(part.payload, key, link), ask: async () => await folder.reconcile?.(delivered, link) }
}

describe('a file in a folder', () => {
  it('is the notice of the reporting API, for its owner alone', async () => {
    const { dir, path, send, payload } = await desk()
    expect(await send()).toEqual({ class: 'definite_success', receipt: { remoteId: payload.line } })
    expect(readdirSync(dir)).toEqual([payload.line])
    expect(readFileSync(path).equals(Buffer.from(payload.body))).toBe(true)
    expect(Notice.parse(JSON.parse(readFileSync(path, 'utf8')))).toMatchObject({ format: 'notice/1', test: false })
    expect([statSync(path).mode & 0o777, statSync(dir).mode & 0o777]).toEqual([0o600, 0o700])
  })

  it('is the same file when it is written again', async () => {
    const { path, send } = await desk()
    await send()
    const { ino, mtimeNs } = statSync(path, { bigint: true })
    expect((await send()).class).toBe('definite_success')
    expect(statSync(path, { bigint: true })).toMatchObject({ ino, mtimeNs })
  })

  it.each([
    ['another content', (path: string) => { writeFileSync(path, '{}') }],
    ['a link to somewhere else', (path: string) => { writeFileSync(`${path}.x`, 'x'); symlinkSync(`${path}.x`, path) }],
    ['a folder', (path: string) => { mkdirSync(path) }],
    ['a file of 3 MiB', (path: string) => { writeFileSync(path, Buffer.alloc(3 * 1024 * 1024)) }],
  ])('%s of that name is never written over', async (_, put) => {
    const { dir, path, send } = await desk()
    mkdirSync(dir)
    put(path)
    const before = readdirSync(dir)
    expect(await send()).toEqual({ class: 'definite_reject', code: 'other-content' })
    expect(readdirSync(dir)).toEqual(before)
  })

  it('asked afterwards, it tells what lies there, and nothing of a disk that is not plugged in', async () => {
    const { dir, path, send, ask } = await desk()
    expect(await ask()).toEqual({ found: 'cannot-tell', code: 'no-folder' })
    mkdirSync(dir)
    expect(await ask()).toEqual({ found: 'no' })
    await send()
    expect(await ask()).toMatchObject({ found: 'yes' })
    writeFileSync(path, '{}')
    expect(await ask()).toEqual({ found: 'cannot-tell', code: 'other-content' })
  })

  it('a name from elsewhere writes nowhere', async () => {
    const { dir, payload, key, link } = await desk()
    for (const line of ['../x.json', '/etc/x.json', 'x.json', `${'a'.repeat(64)}.json/../x`]) {
      expect(await folder.send({ ...payload, line }, key, link), line).toEqual({ class: 'definite_reject', code: 'not-a-name' })
    }
    expect(() => readdirSync(dir)).toThrow(/ENOENT/)
  })
})
