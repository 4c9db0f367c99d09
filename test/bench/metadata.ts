// Reading metadata against ExifTool, and drawing a display copy.
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeCameraPhotos, picture } from './camera-photos.ts'
import { bothRow, measure, median, NODE, prepare, type Row, type Run } from './measure.ts'

/** Not the one that node_modules/.bin puts before it. */
const EXIFTOOL = '/usr/bin/exiftool'
const READ = fileURLToPath(new URL('./read-metadata.ts', import.meta.url))
const DRAWN_MS = 120

/** Undefined where Debian's ExifTool is not installed. */
export async function readJob(work: string, rounds: number): Promise<Row | undefined> {
  if (!existsSync(EXIFTOOL)) {
    process.stdout.write(`SKIPPED metadata: no ${EXIFTOOL}\n`)
    return undefined
  }
  const dir = await makeCameraPhotos(join(work, 'camera'))
  const ours: Run[] = []
  const peers: Run[] = []
  prepare(['sh', '-c', 'cat "$1"/* > /dev/null', 'sh', dir])
  for (let round = 0; round < rounds; round += 1) {
    const turns = [() => peers.push(measure([EXIFTOOL, '-config', '', '-fast2', '-json', '-G1', '-n', '-r', dir])), () => ours.push(measure([NODE, READ, dir]))]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) turn()
  }
  return bothRow('metadata of 1,000 JPEGs, pixels left alone', 'exiftool -fast2', ours, peers, { cpu: 0.35, wall: 0.25 })
}

export async function drawJob(work: string, rounds: number): Promise<Row> {
  const path = join(work, 'large.jpg')
  writeFileSync(path, await picture(4000, 3000, 1))
  const costs = Array.from({ length: rounds }, () => Number(execFileSync(NODE, [READ, '--draw', path], { encoding: 'utf8' })))
  const cost = median(costs)
  return { job: 'display copy of a JPEG of 4000 × 3000', ours: `${cost.toFixed(0)} ms CPU`, peer: '', ratio: '', peak: '', must: `≤ ${DRAWN_MS} ms CPU`, met: cost <= DRAWN_MS }
}
