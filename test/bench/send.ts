// Speed of sending: ten thousand signalements to a guichet on this machine with a durable outbox, against a loop of got
// that keeps nothing; and a list of a hundred thousand open deliveries.
import { createHash } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { keepNew } from '../../src/signalement/keep.ts'
import { recordFactsOf } from '../../src/signalement/store/delivery-row.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { uuidV7 } from '../../src/signalement/identifier.ts'
import { sampleRecord } from '../signalement/sample-record.ts'
import { measure, median, SCELLE, seconds, type Row, type Run } from './measure.ts'

const COUNT = 10_000
const AT_ONCE = 32

interface Guichet { readonly url: string; readonly token: string; stop(): Promise<void> }

export async function serve(work: string, name: string): Promise<Guichet> {
  const tokens = join(work, `${name}-clients.json`)
  const [tool, ...rest] = SCELLE
  const made = spawnSync(tool, [...rest, 'guichet', 'token', 'hotline', '--token-file', tokens, '--json', '--no-input'], { encoding: 'utf8' })
  const { token } = JSON.parse(made.stdout) as { token: string }
  const server = spawn(tool, [...rest, 'guichet', 'serve', '--port', '0', '--db', join(work, `${name}.sqlite`), '--token-file', tokens, '--rate', '10000000', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line = ''] = await new Promise<string[]>((resolve) => { createInterface({ input: server.stdout }).once('line', (text) => { resolve([text]) }) })
  return {
    url: (JSON.parse(line) as { url: string }).url.replace(/\/$/, ''), token,
    stop: async () => new Promise((resolve) => { server.once('exit', () => { resolve() }); server.kill('SIGTERM') }),
  }
}

/** A desk with so many signalements ready to go. */
export async function desk(home: string, { url, token }: Guichet): Promise<void> {
  mkdirSync(join(home, 'config', 'scelle'), { recursive: true })
  writeFileSync(join(home, 'config', 'scelle', 'config.json'), JSON.stringify({ flaggerHarms: ['all'], destinations: { guichet: { url, always: 'true', perSecond: '100000', atOnce: '256' } } }))
  const world = createNodeWorld({ dataDir: join(home, 'data', 'scelle'), env: { SCELLE_KEYRING: 'off' } })
  await world.secrets.keep('destination.guichet.token', Buffer.from(token))
  const store = await openStore(world)
  const records = Array.from({ length: COUNT }, (_, number) => sampleRecord(number, { id: uuidV7(world.clock.now(), world.random.bytes(10)), createdAt: world.clock.now(), observedAt: world.clock.now() }))
  for (let at = 0; at < COUNT; at += 1000) keepNew(store, records.slice(at, at + 1000))
  store.close()
}

export async function sendJob(work: string, rounds: number): Promise<Row> {
  const ours: Run[] = []
  const peers: number[] = []
  const variables = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME'] as const
  const before = variables.map((name) => process.env[name])
  process.env['SCELLE_KEYRING'] = 'off'
  for (let round = 0; round < rounds; round += 1) {
    const peer = async (): Promise<void> => {
      const guichet = await serve(work, `peer-${round}`)
      const out = spawnSync(process.execPath, [join(import.meta.dirname, 'bare-got.ts'), guichet.url, guichet.token, String(COUNT), String(AT_ONCE)], { encoding: 'utf8' })
      const { seconds: taken, failed } = JSON.parse(out.stdout) as { seconds: number; failed: number }
      if (failed > 0) throw new Error(`${failed} were refused`)
      peers.push(taken)
      await guichet.stop()
    }
    const our = async (): Promise<void> => {
      const guichet = await serve(work, `ours-${round}`)
      const home = join(work, `home-${round}`)
      await desk(home, guichet)
      process.env['XDG_CONFIG_HOME'] = join(home, 'config')
      process.env['XDG_DATA_HOME'] = join(home, 'data')
      ours.push(measure([...SCELLE, 'send', '--concurrency', String(AT_ONCE), '--quiet']))
      variables.forEach((name, index) => { if (before[index] === undefined) delete process.env[name]; else process.env[name] = before[index] })
      await guichet.stop()
      rmSync(home, { recursive: true })
    }
    for (const turn of round % 2 === 0 ? [peer, our] : [our, peer]) await turn()
  }
  const wall = median(ours.map((run) => run.wall))
  const theirs = median(peers)
  const peak = Math.max(...ours.map((run) => run.rssMiB))
  return {
    job: '`scelle send`, 10,000 signalements, 32 at once', ours: `${seconds(wall)}, ${Math.round(COUNT / wall).toLocaleString('en')}/s, prepared, sealed and durable`, peer: `${seconds(theirs)}, ${Math.round(COUNT / theirs).toLocaleString('en')}/s (got, keeps nothing)`,
    ratio: (theirs / wall).toFixed(2), peak: `${Math.round(peak)} MiB`, must: '≥ 0.5 × its rate, ≤ 250 MiB', met: theirs / wall >= 0.5 && peak <= 250,
  }
}

const OPEN = 100_000

/** What anybody would ask the same file: how many are open, by basis, and the fifty that are due first. */
const PYTHON = `
import sqlite3, sys
d = sqlite3.connect(sys.argv[1])
s = "('sent','acknowledged','in_review','unknown_outcome')"
d.execute("SELECT basis, count(*) FROM deliveries WHERE state IN " + s + " GROUP BY basis").fetchall()
d.execute("SELECT * FROM deliveries JOIN records ON records.number = deliveries.record WHERE deliveries.state IN " + s + " ORDER BY deliveries.due LIMIT 50").fetchall()
`

export async function followJob(work: string, rounds: number): Promise<Row> {
  const home = join(work, 'follow')
  mkdirSync(join(home, 'config', 'scelle'), { recursive: true })
  const world = createNodeWorld({ dataDir: join(home, 'data', 'scelle'), env: { SCELLE_KEYRING: 'off' } })
  const store = await openStore(world)
  for (let at = 0; at < OPEN; at += 1000) store.transaction(() => {
    for (let number = at; number < at + 1000; number += 1) {
      const now = world.clock.now()
      const record = sampleRecord(number, { id: uuidV7(now, world.random.bytes(10)), createdAt: now, observedAt: now, clock: { basis: number % 3 === 0 ? 'dsa_priority' : 'internal_target', dueAt: new Date(Date.parse(now) + (number % 1000) * 60_000).toISOString(), source: 's' } })
      store.insert(record)
      store.deliveries.queue(record.id, 1, recordFactsOf(record), [{
        payload: Buffer.from('{}'),
        delivery: { destination: 'guichet', channel: 'api', adapterVersion: 'guichet/1', idempotencyKey: createHash('sha256').update(record.id).digest('hex'), payloadSha256: '0'.repeat(64), fieldsSent: [], by: 'Écoutante 7', at: now, attempts: [], state: 'sent', receipt: { remoteId: `R${number}`, at: now }, checks: [] },
      }])
    }
  })
  store.close()
  process.env['SCELLE_KEYRING'] = 'off'
  const before = [process.env['XDG_CONFIG_HOME'], process.env['XDG_DATA_HOME']]
  process.env['XDG_CONFIG_HOME'] = join(home, 'config')
  process.env['XDG_DATA_HOME'] = join(home, 'data')
  const ours: Run[] = []
  const peers: Run[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(measure([...SCELLE, 'follow', '--json']))
    peers.push(measure(['python3', '-c', PYTHON, join(home, 'data', 'scelle', 'signalements.sqlite')]))
  }
  ;['XDG_CONFIG_HOME', 'XDG_DATA_HOME'].forEach((name, index) => { if (before[index] === undefined) delete process.env[name]; else process.env[name] = before[index] })
  rmSync(home, { recursive: true })
  const wall = median(ours.map((run) => run.wall))
  const theirs = median(peers.map((run) => run.wall))
  return {
    job: '`scelle follow`, 100,000 open deliveries', ours: seconds(wall), peer: `${seconds(theirs)} (python3 sqlite3, the same counts and rows)`, ratio: (wall / theirs).toFixed(2),
    peak: `${Math.round(Math.max(...ours.map((run) => run.rssMiB)))} MiB`, must: '< 1 s', met: wall < 1,
  }
}
