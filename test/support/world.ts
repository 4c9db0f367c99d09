// A real World for tests: real files in a folder of their own, a clock that ticks one second a question, counted chance.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CaseRecord } from '../../src/case/case-record.ts'
import { createNodeWorld, type NodeWorldOptions } from '../../src/system/node-world.ts'
import { instantOfMs, msOfInstant } from '../../src/system/time.ts'
import type { Clock, Random, World } from '../../src/system/world.ts'

/** A new folder, removed when the test ends. Call it inside a test or a `beforeEach`. */
export function tempDir(name = 'scelle-test-'): string {
  const dir = mkdtempSync(join(tmpdir(), name))
  onTestFinished(() => { rmSync(dir, { recursive: true, force: true, maxRetries: 3 }) })
  return dir
}

/** Starts at `start` and goes on by `stepMs` at each question. */
export function tickingClock(start = '2026-11-23T17:00:00.000Z', stepMs = 1000): Clock {
  let ms = (msOfInstant(start) ?? 0) - stepMs
  return {
    now: () => instantOfMs(ms += stepMs),
    monotonicMs: () => performance.now(),
  }
}

/** The same bytes in the same order in each run. */
export function countedRandom(seed = 'scelle'): Random {
  let count = 0
  const bytes = (length: number): Uint8Array => {
    const parts: Buffer[] = []
    for (let have = 0; have < length; have += 32) parts.push(createHash('sha256').update(`${seed}/${count++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, length))
  }
  return {
    bytes,
    uuid: () => {
      const hex = Buffer.from(bytes(16)).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

/** The node world with `dataDir` and `configDir` in a temporary folder; workers end with the test. */
export function testWorld(options: NodeWorldOptions = {}): World {
  const home = tempDir('scelle-home-')
  const world = createNodeWorld({
    clock: tickingClock(),
    random: countedRandom(),
    dataDir: join(home, 'data'),
    configDir: join(home, 'config'),
    timeZone: 'Europe/Paris',
    ...options,
  })
  onTestFinished(async () => { await world.evidence.close() })
  return world
}

export const CASE_FIELDS: Omit<CaseRecord, 'format' | 'id' | 'createdAt'> = {
  reference: '2026-00042', title: 'Essai', frame: 'Enquête préliminaire', operator: 'A. Martin', unit: 'Unité d\'essai',
  profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris',
}

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
