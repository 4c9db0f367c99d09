// What becomes of a signalement stands in the journal of its case, once: whatever was killed, locked or moved meanwhile.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { ADAPTERS } from '../../src/delivery/destinations/registry.ts'
import { deskOf } from '../guichet/desk-client.ts'
import { guichetProcess, killed, startServing } from './guichet-process.ts'
import { countCalls, freshDir, have, journal, killAt, killPoints, LONG, newCase, scelle, type Line } from './harness.ts'
import { clockAt, sendingDesk, type SendingDesk } from './sending-desk.ts'

const SEND = ['send', '--json', '--quiet']
const strace = have('strace', '-V')

function caseWithOne(): string {
  const dir = newCase()
  const evidence = join(freshDir('piece'), 'capture.txt')
  writeFileSync(evidence, 'une capture')
  expect(scelle(['add', evidence, '--case', dir]).code).toBe(0)
  return dir
}

function link(desk: SendingDesk, dir: string, ids: readonly string[]): void {
  for (const id of ids) {
    const ran = desk.run(['signalement', 'edit', id, '--case', dir, '--exhibit', '1'])
    expect(ran.code, ran.err).toBe(0)
  }
}

/** Lines about one signalement, but the link itself and looks at the content. */
const linesOf = (dir: string, id: string): Line[] => journal(dir).filter(({ action, facts }) => facts['signalement'] === id && !['signalement.linked', 'signalement.checked'].includes(action))

function expectSound(dir: string): void {
  const verified = scelle(['verify', dir])
  expect(verified.code, verified.out).toBe(24)
  expect(verified.out).not.toMatch(/ échec /)
}

/** The payload's digest as the dry run shows it. */
function digestOf(desk: SendingDesk, id: string): string {
  const { plans: [plan] } = JSON.parse(desk.run(['send', id, '--dry-run', '--json']).out) as { plans: { items: { payloadSha256: string }[] }[] }
  return plan?.items[0]?.payloadSha256 ?? ''
}

describe('a case is told', () => {
  it('sent and decided, with the digest of what left; the case verifies and the report prints it', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(1)
    const [id = ''] = desk.ids()
    const dir = caseWithOne()
    link(desk, dir, [id])
    const digest = digestOf(desk, id)
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(desk.run(SEND).code).toBe(0)
    const [sent] = linesOf(dir, id)
    expect(sent).toMatchObject({ action: 'signalement.sent', facts: { destination: 'guichet', payloadSha256: digest, state: 'sent' } })
    const page = await (await fetch(`${guichet.url}/v1/signalements?correlationId=${id}`, { headers: { authorization: `Bearer ${guichet.token}` } })).json() as { items: { id: string }[] }
    expect(sent?.facts['receipt']).toBe(page.items[0]?.id)
    const receiver = await deskOf(guichet.url, 'agent.1', guichet.deskToken)
    await receiver.move(page.items[0]?.id ?? '', 'removed', 'received')
    expect(desk.run(['follow', id, '--check', '--json']).code).toBe(0)
    expect(linesOf(dir, id).map(({ action }) => action)).toEqual(['signalement.sent', 'signalement.decided'])
    expect(linesOf(dir, id)[1]).toMatchObject({ facts: { decision: 'removed', payloadSha256: digest } })
    // Nothing new: no further line.
    expect(desk.run(['follow', id, '--check', '--json']).code).toBe(0)
    expect(desk.run(SEND).code).toBe(0)
    expect(linesOf(dir, id)).toHaveLength(2)
    expectSound(dir)
    expect(scelle(['seal', '--case', dir]).code).toBe(0)
    expectSound(dir)
    const pdf = join(dir, 'report', 'rapport.pdf')
    expect(existsSync(pdf)).toBe(true)
    if (!have('pdftotext', '-v')) return
    const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s+/g, ' ')
    expect(text).toContain('Envoi d’un signalement')
    expect(text).toMatch(/Décision/)
  })

  it('refused, in their words or not', async () => {
    const { url, child } = await startServing([join(import.meta.dirname, 'hostile-guichet-child.ts'), '400'])
    const desk = sendingDesk({ url, token: 'jeton-de-trop' })
    desk.import(1)
    const [id = ''] = desk.ids()
    const dir = caseWithOne()
    link(desk, dir, [id])
    expect(desk.run(SEND).code).toBe(23)
    expect(linesOf(dir, id)).toMatchObject([{ action: 'signalement.refused', facts: { destination: 'guichet', state: 'dead_letter' } }])
    expectSound(dir)
    await killed(child)
  })

  it.skipIf(!strace || !Object.hasOwn(ADAPTERS, 'request-tracker'))('unknown, then settled by a person', async () => {
    const log = join(freshDir('tickets'), 'log')
    const { url, child } = await startServing([join(import.meta.dirname, 'ticket-server-child.ts'), log, '500'])
    const desk = sendingDesk({ destination: 'request-tracker', url, token: 'jeton-1', settings: { queue: 'Abus' } })
    desk.import(1)
    const [id = ''] = desk.ids()
    const dir = caseWithOne()
    link(desk, dir, [id])
    expect(killAt(SEND, 'writev', 1, desk.env)).toBe(true)
    expect(desk.run(SEND).code).toBe(25)
    expect(desk.run(['reconcile', id, '--remote-id', 'TICKET-17', '--json']).code).toBe(0)
    expect(linesOf(dir, id)).toMatchObject([{ action: 'signalement.unknown' }, { action: 'signalement.receipt', facts: { receipt: 'TICKET-17' } }])
    expectSound(dir)
    await killed(child)
  })

  it('what waits in the queue when it is linked goes once, and the case is told', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(1)
    const [id = ''] = desk.ids()
    await guichet.kill()
    expect(desk.run(SEND).code).toBe(75)
    const dir = caseWithOne()
    link(desk, dir, [id])
    await guichet.start()
    const sent = desk.run(SEND, { env: clockAt('+1h') })
    expect(sent.code, sent.err).toBe(0)
    expect([...guichet.counts()]).toEqual([[id, 1]])
    expect(linesOf(dir, id).map(({ action }) => action)).toEqual(['signalement.sent'])
  })

  it('one that may be there already is neither changed nor cancelled, until somebody says that it is not', async () => {
    const guichet = await guichetProcess()
    const proxy = await startServing([join(import.meta.dirname, 'cutting-proxy-child.ts'), guichet.url, '0'])
    const desk = sendingDesk({ ...guichet, url: proxy.url })
    desk.import(1)
    const [id = ''] = desk.ids()
    expect(desk.run(SEND).code).toBe(75)
    expect(desk.states()).toEqual({ queued: 1 })
    for (const args of [['cancel', id], ['edit', id, '--explanation', 'Un tout autre texte, plus long que le premier, sur les mêmes faits.', '--good-faith']]) {
      const ran = desk.run(['signalement', ...args, '--json'])
      expect(JSON.parse(ran.err), args[0]).toMatchObject({ code: 'signalement.already-sent' })
    }
    expect(desk.run(SEND, { env: clockAt('+1h') }).code).toBe(0)
    expect([...guichet.counts()]).toEqual([[id, 1]])
    await killed(proxy.child)
  })
})

describe('a case that cannot be written', () => {
  it('locked or moved: its lines are owed, the run says 75, and the next one pays them once', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    desk.import(2)
    const [first = '', second = ''] = desk.ids()
    const dir = caseWithOne()
    link(desk, dir, [first, second])
    const lock = new DatabaseSync(join(dir, '.scelle', 'lock.sqlite'))
    lock.exec('BEGIN IMMEDIATE')
    const locked = desk.run(['send', first, '--json', '--quiet'])
    expect(locked.code, locked.err).toBe(75)
    expect(JSON.parse(locked.out)).toMatchObject({ unpaid: [{ lines: 1, code: 'case.locked' }] })
    expect(linesOf(dir, first)).toEqual([])
    lock.close()
    const elsewhere = `${dir}-ailleurs`
    renameSync(dir, elsewhere)
    const moved = desk.run(SEND)
    expect(moved.code, moved.err).toBe(75)
    expect(JSON.parse(moved.out)).toMatchObject({ unpaid: [{ lines: 2, code: 'case.not-found' }] })
    // Another case at the old place is not written into.
    renameSync(caseWithOne(), dir)
    const other = desk.run(SEND)
    expect(other.code).toBe(75)
    expect(JSON.parse(other.out)).toMatchObject({ unpaid: [{ lines: 2, code: 'other-case' }] })
    expect(journal(dir).some(({ action }) => action.startsWith('signalement.'))).toBe(false)
    // The same link again says where it lies now, whatever was sent meanwhile.
    link(desk, elsewhere, [first])
    for (const _ of [1, 2]) {
      expect(desk.run(SEND).code).toBe(0)
      for (const id of [first, second]) expect(linesOf(elsewhere, id).map(({ action }) => action)).toEqual(['signalement.sent'])
    }
    expect(guichet.counts()).toEqual(new Map([[first, 1], [second, 1]]))
    expectSound(elsewhere)
  })

  it.skipIf(!strace)('killed between the commit and the journal: no line is lost, none is there twice', async () => {
    const guichet = await guichetProcess()
    const desk = sendingDesk(guichet)
    const dir = caseWithOne()
    const add = (count: number): readonly string[] => {
      const before = desk.ids().length
      desk.import(count)
      const fresh = desk.ids().slice(before)
      link(desk, dir, fresh)
      return fresh
    }
    desk.import(1)
    link(desk, dir, desk.ids())
    const calls = ['write', 'fsync', 'pwrite64', 'rename', 'unlink', ...(LONG ? ['fcntl', 'openat', 'fdatasync', 'ftruncate', 'epoll_pwait'] : [])]
    const counts = countCalls(SEND, calls, desk.env)
    let kills = 0
    // The journal is written last: most of the places are there.
    const places = killPoints(counts, LONG ? 120 : 8).filter(({ call, when }) => LONG || when * 2 > (counts.get(call) ?? 0))
    for (const { call, when } of places) {
      const at = `${call} #${when}`
      const [id = ''] = add(1)
      if (killAt(SEND, call, when, desk.env)) kills += 1
      expect(linesOf(dir, id).length, at).toBeLessThan(2)
      // What was under way when it died is asked again; the server may want a moment.
      let again = desk.run(SEND)
      for (let tries = 0; again.code === 75 && tries < 20; tries += 1) {
        await new Promise((resolve) => { setTimeout(resolve, 250) })
        again = desk.run(SEND)
      }
      expect(again.code, `${at}\n${again.err}${again.out}`).toBe(0)
      expect(linesOf(dir, id).map(({ action }) => action), at).toEqual(['signalement.sent'])
    }
    for (const id of desk.ids()) expect(linesOf(dir, id), id).toHaveLength(1)
    console.log(`case lines: ${kills} real kills`)
    expect(kills).toBeGreaterThan(LONG ? 80 : 3)
    expectSound(dir)
    expect(guichet.counts().size).toBe(desk.ids().length)
  }, 3_600_000)
})
