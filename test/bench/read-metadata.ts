// `node test/bench/read-metadata.ts DIR`: every file of a folder read by the engines as `scelle inspect` reads it, pixels left
// alone, with the compiled program. `--draw FILE` draws one display copy instead and prints the CPU milliseconds it took.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Exhibit } from '../../src/case/exhibit.ts'
import type * as DrawPicture from '../../src/metadata/draw-picture.ts'
import type * as Engines from '../../src/metadata/engines.ts'
import type * as InspectExhibit from '../../src/metadata/inspect-exhibit.ts'
import type * as IsolatedChild from '../../src/system/isolated-child.ts'
import type * as IsolatedProcess from '../../src/system/isolated-process.ts'

/** As `scelle inspect` reads them. */
const LANES = 4
const [first, second] = process.argv.slice(2)
const compiled = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href

if (first === '--draw') await draw(second ?? '')
else await read(first ?? '')

async function read(dir: string): Promise<void> {
  const { openEngines } = await import(compiled('metadata/engines.js')) as typeof Engines
  const { inspectExhibit } = await import(compiled('metadata/inspect-exhibit.js')) as typeof InspectExhibit
  const { nodeIsolated } = await import(compiled('system/isolated-process.js')) as typeof IsolatedProcess
  const engines = openEngines({ isolated: nodeIsolated(new AbortController().signal) } as Parameters<typeof openEngines>[0], [dir])
  const names = readdirSync(dir).sort()
  let found = 0
  let next = 0
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) {
      const record = await inspectExhibit(engines, exhibit(dir, name, next), dir, { deep: false, pixels: false })
      if (record.captured !== undefined && record.device?.make === 'Exemple' && record.place !== undefined && record.thumbnail !== undefined) found += 1
    }
  }))
  await engines.close()
  if (found !== names.length) throw new Error(`read ${found} of ${names.length}`)
}

function exhibit(dir: string, name: string, number: number): Exhibit {
  const at = '2026-11-23T17:00:00.000Z'
  return {
    number, name, path: name, stored: name, kind: 'original', sensitive: 'none', size: statSync(join(dir, name)).size, digests: { sha256: '0'.repeat(64) },
    modifiedAt: at, receivedAt: at, source: null, origin: name,
  }
}

async function draw(path: string): Promise<void> {
  const { drawPicture } = await import(compiled('metadata/draw-picture.js')) as typeof DrawPicture
  const { openExhibit } = await import(compiled('system/isolated-child.js')) as typeof IsolatedChild
  const costs = []
  for (let round = 0; round < 9; round += 1) {
    const file = openExhibit(path)
    const before = process.cpuUsage()
    const picture = await drawPicture(file, false)
    const { user, system } = process.cpuUsage(before)
    file.close()
    if (picture.status !== 'ok') throw new Error(picture.status)
    costs.push((user + system) / 1000)
  }
  // The first one pays for loading the library.
  process.stdout.write(`${costs.slice(1).sort((a, b) => a - b)[4]}\n`)
}
