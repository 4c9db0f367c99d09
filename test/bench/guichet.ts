// Speed of the receiving side: notices accepted a second in durable batches, and how long a single one takes at 500 a
// second. Each answer comes after its commit (WAL, synchronous=FULL), on one core for the server.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sampleNotice, TOKEN } from '../guichet/running.ts'
import { median, type Row } from './measure.ts'

const ENTRY = fileURLToPath(new URL('../guichet/serve-child.ts', import.meta.url))
const LINES = 100
const BATCHES = 150
const SENDERS = 4
const RATE = 500
const SECONDS = 10
/** The goals. */
const MUST = { accepted: 3000, p99Ms: 100 } as const

interface Served { readonly url: string; rssMiB(): number; stop(): Promise<void> }

async function served(work: string, database?: string): Promise<Served> {
  const dataDir = mkdtempSync(join(work, 'guichet-'))
  const child = spawn(process.execPath, [ENTRY, dataDir, ...(database === undefined ? [] : [database])], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      url,
      rssMiB: () => peakMiB(child.pid ?? 0),
      async stop() {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
        rmSync(dataDir, { recursive: true, force: true })
      },
    }
  }
  throw new Error('the guichet does not start')
}

/** VmHWM: the most that was resident. */
function peakMiB(pid: number): number {
  const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib ?? Number.NaN) / 1024
}

interface Answered { readonly status: number; readonly text: string }

function ask(agent: Agent, url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { authorization: `Bearer ${TOKEN}`, 'content-length': String(Buffer.byteLength(body)), ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => { resolve({ status: response.statusCode ?? 0, text }) }).on('error', reject)
    })
    sent.on('error', reject).end(body)
  })
}

/** Notices a second. @throws when one was not accepted */
export async function batchRate(url: string, round = 0): Promise<number> {
  const bodies = Array.from({ length: BATCHES }, (_, batch) => Array.from({ length: LINES }, (_line, line) => JSON.stringify({ key: `${round}-${batch}-${line}`, notice: sampleNotice() })).join('\n'))
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS })
  const started = performance.now()
  await Promise.all(Array.from({ length: SENDERS }, async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const { status, text } = await ask(agent, `${url}/v1/signalements/batch`, body, { 'content-type': 'application/x-ndjson' })
      if (status !== 200 || text.split('"accepted"').length - 1 !== LINES) throw new Error(`batch: ${status} ${text.slice(0, 300)}`)
    }
  }))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return (BATCHES * LINES) / seconds
}

/** Milliseconds of each of `RATE` requests a second, each sent at its own time whatever the others do. @throws when one was not accepted */
export async function singleTimes(url: string, round = 0): Promise<readonly number[]> {
  const bodies = Array.from({ length: RATE * SECONDS }, () => JSON.stringify(sampleNotice()))
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const times: number[] = []
  const open: Promise<void>[] = []
  const one = async (number: number, body: string, due: number): Promise<void> => {
    const { status, text } = await ask(agent, `${url}/v1/signalements`, body, { 'content-type': 'application/json', 'idempotency-key': `single-${round}-${number}` })
    if (status !== 202) throw new Error(`single: ${status} ${text.slice(0, 300)}`)
    // From when it should have been sent: a late sender hides nothing.
    times.push(performance.now() - due)
  }
  const started = performance.now()
  for (const [number, body] of bodies.entries()) {
    const due = started + (number * 1000) / RATE
    while (performance.now() < due) await new Promise((resolve) => { setTimeout(resolve, Math.max(0, due - performance.now())) })
    open.push(one(number, body, due))
  }
  await Promise.all(open)
  agent.destroy()
  return times
}

const percentile = (times: readonly number[], part: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)] ?? Number.NaN

/** Rows of the bench table. @param database `postgres://…`; SQLite when absent */
export async function guichetJobs(work: string, rounds: number, database?: string): Promise<readonly Row[]> {
  const rates: number[] = []
  const times: number[][] = []
  let peak = 0
  for (let round = 0; round < rounds; round += 1) {
    const server = await served(work, database)
    try {
      rates.push(await batchRate(server.url, round))
      times.push([...await singleTimes(server.url, round)])
      peak = Math.max(peak, server.rssMiB())
    } finally {
      await server.stop()
    }
  }
  const rate = median(rates)
  const p99 = median(times.map((each) => percentile(each, 0.99)))
  const p50 = median(times.map((each) => percentile(each, 0.5)))
  const where = database === undefined ? 'SQLite' : 'PostgreSQL'
  return [
    { job: `guichet, ${where}: ${BATCHES * LINES} notices in batches of ${LINES}, durable`, ours: `${Math.round(rate)} accepted/s`, peer: '', ratio: '', peak: `${Math.round(peak)} MiB`, must: `≥ ${MUST.accepted}/s`, met: rate >= MUST.accepted },
    { job: `guichet, ${where}: ${RATE} single notices a second for ${SECONDS} s`, ours: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`, peer: '', ratio: '', peak: `${Math.round(peak)} MiB`, must: `p99 < ${MUST.p99Ms} ms`, met: p99 < MUST.p99Ms },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const work = mkdtempSync(join(tmpdir(), 'scelle-bench-guichet-'))
  try {
    for (const row of await guichetJobs(work, 3, process.argv[2])) console.log(JSON.stringify(row))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
