// Measures ingest against its peers, interleaved in the same run: `npm run build && node test/bench/ingest.ts [rounds] [folder] [large,small,journal]`. Prints one JSON object a job.
//   add of 2 GB in 4 files       against cp -r, sync, hashdeep -c sha256      (wall; must be at most 0.45)
//   digest of the same           against hashdeep -c sha256                   (CPU; at most 0.30, 150 MiB)
//   add of 20,000 files of 8 KiB against cp -r, sync, hashdeep -r             (wall; at most 1.3, 250 MiB)
//   open of a journal of 100,000 lines                                        (seconds, 200 MiB)
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Run {
  readonly wall: number
  readonly cpu: number
  readonly rssMiB: number
}

/** What users run: the build, not the sources. */
const DIST = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..', 'dist')

/** Wall and CPU seconds and peak memory of a command, as `getrusage` tells the parent that waited for it. */
function measure(command: string, args: readonly string[]): Run {
  const python = `
import json, resource, subprocess, sys, time
t = time.monotonic()
p = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
w = time.monotonic() - t
u = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'status': p.returncode, 'wall': w, 'cpu': u.ru_utime + u.ru_stime, 'rss': u.ru_maxrss, 'stderr': p.stderr.decode('utf8', 'replace')[-2000:]}))`
  const ran = spawnSync('python3', ['-c', python, command, ...args], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`python3 is needed to measure: ${ran.stderr}`)
  const told = JSON.parse(ran.stdout) as { status: number; wall: number; cpu: number; rss: number; stderr: string }
  if (told.status !== 0) throw new Error(`${command} failed: ${told.stderr}`)
  return { wall: told.wall, cpu: told.cpu, rssMiB: told.rss / 1024 }
}

function script(body: string): readonly string[] {
  return ['--input-type=module', '-e', `
    import { createNodeWorld } from ${JSON.stringify(join(DIST, 'system/node-world.js'))}
    import { initCase, openCase } from ${JSON.stringify(join(DIST, 'case/case-folder.js'))}
    import { addExhibits } from ${JSON.stringify(join(DIST, 'case/add-exhibits.js'))}
    const world = createNodeWorld()
    const fields = { reference: 'bench', title: '', frame: '', operator: '', unit: '', profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris' }
    const add = (from, dir) => addExhibits(world, dir, { paths: [Buffer.from(from)], source: null, kind: 'original', sensitive: 'none', digests: [] }, () => {})
    ${body}
    await world.evidence.close()`]
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

const round = (value: number): number => Math.round(value * 1000) / 1000

function compare(job: string, ours: readonly Run[], peers: readonly Run[], by: 'wall' | 'cpu', ratio: number, rssMiB: number): void {
  const our = median(ours.map((run) => run[by]))
  const peer = median(peers.map((run) => run[by]))
  const rss = Math.max(...ours.map((run) => run.rssMiB))
  process.stdout.write(`${JSON.stringify({
    job, by, ours: round(our), peer: round(peer), ratio: round(our / peer), must: ratio, rssMiB: Math.round(rss), rssMust: rssMiB,
    met: our / peer <= ratio && rss <= rssMiB, rounds: ours.map((run) => round(run[by])), peerRounds: peers.map((run) => round(run[by])),
  })}\n`)
}

function makeLarge(dir: string): void {
  mkdirSync(dir)
  for (let file = 0; file < 4; file += 1) {
    const fd = openSync(join(dir, `video-${file}.mp4`), 'wx')
    for (let part = 0; part < 500; part += 1) writeSync(fd, randomBytes(1_000_000))
    closeSync(fd)
  }
}

function makeSmall(dir: string): void {
  for (let file = 0; file < 20_000; file += 1) {
    const folder = join(dir, String(Math.floor(file / 500)).padStart(2, '0'))
    if (file % 500 === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `image-${file}.jpg`), randomBytes(8192))
  }
}

function addAgainstCopy(work: string, from: string, rounds: number): { ours: Run[]; peers: Run[] } {
  const ours: Run[] = []
  const peers: Run[] = []
  const copy = join(work, 'copy')
  const dir = join(work, 'case')
  for (let at = 0; at < rounds; at += 1) {
    rmSync(copy, { recursive: true, force: true })
    rmSync(dir, { recursive: true, force: true })
    spawnSync('sync')
    peers.push(measure('sh', ['-c', 'cp -r "$1" "$2" && sync && hashdeep -c sha256 -r "$2" > /dev/null', 'sh', from, copy]))
    rmSync(copy, { recursive: true, force: true })
    spawnSync('sync')
    ours.push(measure(process.execPath, script(`await initCase(world, ${JSON.stringify(dir)}, fields); await add(${JSON.stringify(from)}, ${JSON.stringify(dir)})`)))
  }
  rmSync(copy, { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
  return { ours, peers }
}

function makeLongJournal(dir: string): void {
  const made = spawnSync(process.execPath, script(`
    const { writeCase } = await import(${JSON.stringify(join(DIST, 'case/case-folder.js'))})
    await initCase(world, ${JSON.stringify(dir)}, fields)
    await writeCase(world, ${JSON.stringify(dir)}, 'bench', async (c) => {
      for (let number = 1; number < 100000;) {
        const lines = []
        for (let i = 0; i < 2000 && number < 100000; i += 1, number += 1) {
          const id = String(number).padStart(4, '0')
          lines.push({ action: 'exhibit.added', subject: id, facts: {
            name: 'IMG_' + id + '.HEIC', path: 'DCIM/100APPLE/IMG_' + id + '.HEIC', stored: 'data/' + id + '/IMG_' + id + '.HEIC', kind: 'original', sensitive: 'none',
            size: 3000000 + number, digests: { sha256: id.padStart(64, 'a') }, modifiedAt: '2026-11-20T10:00:00.000Z', source: 'téléphone', origin: '/media/telephone/DCIM/100APPLE/IMG_' + id + '.HEIC' } })
        }
        await c.append(lines)
      }
    })`), { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
}

function main(): void {
  const rounds = Number(process.argv[2] ?? 5)
  const only = process.argv[4] ?? 'large,small,journal'
  const work = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'scelle-bench-'))
  try {
    if (only.includes('large')) {
      const from = join(work, 'large')
      makeLarge(from)
      const { ours, peers } = addAgainstCopy(work, from, rounds)
      compare('add of 2 GB in 4 files', ours, peers, 'wall', 0.45, 250)
      const digests: Run[] = []
      const hashdeep: Run[] = []
      for (let at = 0; at < rounds; at += 1) {
        hashdeep.push(measure('hashdeep', ['-c', 'sha256', '-r', from]))
        digests.push(measure(process.execPath, script(`
          const paths = [0, 1, 2, 3].map((n) => ${JSON.stringify(from)} + '/video-' + n + '.mp4')
          const results = await world.evidence.digest(paths, [])
          if (results.some((result) => result.outcome !== 'read')) throw new Error('not read')`)))
      }
      compare('digest of 2 GB in 4 files', digests, hashdeep, 'cpu', 0.30, 150)
      rmSync(from, { recursive: true })
    }
    if (only.includes('small')) {
      const from = join(work, 'small')
      makeSmall(from)
      const { ours, peers } = addAgainstCopy(work, from, rounds)
      compare('add of 20,000 files of 8 KiB', ours, peers, 'wall', 1.3, 250)
      rmSync(from, { recursive: true })
    }
    if (only.includes('journal')) {
      const dir = join(work, 'journal')
      makeLongJournal(dir)
      const runs = Array.from({ length: rounds }, () => measure(process.execPath, script(`
        const { state } = await openCase(world, ${JSON.stringify(dir)})
        if (state.exhibits !== 99999) throw new Error(String(state.exhibits))`)))
      process.stdout.write(`${JSON.stringify({
        job: 'open of a journal of 100,000 lines', bytes: readFileSync(join(dir, 'journal.ndjson')).length,
        seconds: round(median(runs.map((run) => run.wall))), rssMiB: Math.round(Math.max(...runs.map((run) => run.rssMiB))), rssMust: 200,
      })}\n`)
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

main()
