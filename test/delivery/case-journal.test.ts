// What the journals of cases are owed: copied in once, whatever dies in between; kept owed while the case cannot be opened.
import { renameSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { initCase } from '../../src/case/case-folder.ts'
import { readJournal } from '../../src/case/journal.ts'
import { caseLine } from '../../src/delivery/outbox.ts'
import { payCaseLines } from '../../src/delivery/pay-case-lines.ts'
import type { Delivery } from '../../src/signalement/delivery.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import type { SignalementStore } from '../../src/signalement/store/signalement-store.ts'
import type { World } from '../../src/system/world.ts'
import { CASE_FIELDS, gathered, tempDir, testWorld } from '../support/world.ts'
import { NOW, sampleId } from '../signalement/sample-record.ts'

const delivery: Delivery = {
  destination: 'guichet', channel: 'api', adapterVersion: 'guichet/1', idempotencyKey: 'a'.repeat(64), payloadSha256: 'b'.repeat(64), fieldsSent: [], by: 'Écoutante 7', at: NOW,
  attempts: [], state: 'sent', receipt: { remoteId: 'R-1', at: NOW }, checks: [],
}

async function caseWithDebts(): Promise<{ world: World; store: SignalementStore; dir: string; id: string }> {
  const world = testWorld({ env: { SCELLE_KEYRING: 'off' } })
  const dir = join(tempDir(), 'dossier')
  const { record: { id } } = await initCase(world, dir, CASE_FIELDS)
  const store = await openStore(world)
  store.transaction(() => {
    store.caseLines.place(id, world.host.hostname, dir)
    store.caseLines.owe(id, caseLine('signalement.sent', sampleId(1), delivery, NOW))
    store.caseLines.owe(id, caseLine('signalement.receipt', sampleId(1), delivery, '2026-11-23T18:00:00.000Z'))
  })
  return { world, store, dir, id }
}
const actions = async (world: World, dir: string): Promise<readonly string[]> => (await gathered(readJournal(world, dir))).map(({ entry }) => entry.action).filter((action) => action.startsWith('signalement.'))

describe('the journal of a case', () => {
  it('gets each line once, with the digest of what left, and the debt is gone', async () => {
    const { world, store, dir } = await caseWithDebts()
    expect(await payCaseLines(world, store)).toEqual([])
    expect(await payCaseLines(world, store)).toEqual([])
    expect(await actions(world, dir)).toEqual(['signalement.sent', 'signalement.receipt'])
    const [sent] = (await gathered(readJournal(world, dir))).filter(({ entry }) => entry.action === 'signalement.sent')
    expect(sent?.entry.facts).toMatchObject({ payloadSha256: 'b'.repeat(64), destination: 'guichet', receipt: 'R-1', signalement: sampleId(1), happenedAt: NOW })
    expect(store.caseLines.owed().size).toBe(0)
    store.close()
  })

  it('a death between the journal and the store doubles nothing', async () => {
    const { world, store, dir, id } = await caseWithDebts()
    await payCaseLines(world, store)
    // As if the debt had not been struck out.
    store.transaction(() => { store.caseLines.owe(id, caseLine('signalement.sent', sampleId(1), delivery, NOW)) })
    store.transaction(() => { store.caseLines.owe(id, caseLine('signalement.checked', sampleId(1), delivery, NOW)) })
    expect(await payCaseLines(world, store)).toEqual([])
    expect(await actions(world, dir)).toEqual(['signalement.sent', 'signalement.receipt', 'signalement.checked'])
    store.close()
  })

  it('in use: the lines wait, and go when it is free', async () => {
    const { world, store, dir, id } = await caseWithDebts()
    const lock = await world.locks.acquire(dir, 'seal')
    expect(await payCaseLines(world, store)).toEqual([{ id, dir, lines: 2, code: 'case.locked' }])
    await lock.release()
    expect(await payCaseLines(world, store)).toEqual([])
    expect(await actions(world, dir)).toHaveLength(2)
    store.close()
  })

  it('moved, replaced by another, on another machine, or nobody knows where: told, and kept', async () => {
    const { world, store, dir, id } = await caseWithDebts()
    renameSync(dir, `${dir}-moved`)
    expect(await payCaseLines(world, store)).toMatchObject([{ lines: 2, code: 'case.not-found' }])
    await initCase(world, dir, CASE_FIELDS)
    expect(await payCaseLines(world, store)).toMatchObject([{ lines: 2, code: 'other-case' }])
    store.transaction(() => { store.caseLines.place(id, `not-${hostname()}`, dir) })
    expect(await payCaseLines(world, store)).toMatchObject([{ lines: 2, code: 'other-machine' }])
    store.transaction(() => { store.caseLines.owe('22222222-2222-4222-8222-222222222222', caseLine('signalement.sent', sampleId(1), delivery, NOW)) })
    expect((await payCaseLines(world, store)).map(({ code }) => code).toSorted()).toEqual(['other-machine', 'place-unknown'])
    expect(await actions(world, dir)).toEqual([])
    store.transaction(() => { store.caseLines.place(id, world.host.hostname, `${dir}-moved`) })
    expect((await payCaseLines(world, store)).map(({ code }) => code)).toEqual(['place-unknown'])
    expect(await actions(world, `${dir}-moved`)).toHaveLength(2)
    store.close()
  })
})
