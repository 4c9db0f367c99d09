// Wall and CPU seconds and peak memory of whole commands, as getrusage tells the parent that waited for them.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Run {
  readonly wall: number
  readonly cpu: number
  /** Of the largest process of the command, children included. */
  readonly rssMiB: number
}

export const NODE = process.execPath
/** What users run. */
export const SCELLE = [NODE, fileURLToPath(new URL('../../bin/scelle.js', import.meta.url))] as const

const PYTHON = `
import json, resource, subprocess, sys, time
t = time.monotonic()
p = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
w = time.monotonic() - t
u = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'status': p.returncode, 'wall': w, 'cpu': u.ru_utime + u.ru_stime, 'rss': u.ru_maxrss, 'stderr': p.stderr.decode('utf8', 'replace')[-2000:]}))`

/** @throws when the command ends with another code than those given */
export function measure(command: readonly string[], codes: readonly number[] = [0]): Run {
  const ran = spawnSync('python3', ['-c', PYTHON, ...command], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`python3 is needed to measure: ${ran.stderr}`)
  const told = JSON.parse(ran.stdout) as { status: number; wall: number; cpu: number; rss: number; stderr: string }
  if (!codes.includes(told.status)) throw new Error(`${command.join(' ')} ended with ${told.status}: ${told.stderr}`)
  return { wall: told.wall, cpu: told.cpu, rssMiB: told.rss / 1024 }
}

/** A step of the set-up; its time does not count. */
export function prepare(command: readonly string[]): void {
  measure(command)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export interface Row {
  readonly job: string
  readonly ours: string
  readonly peer: string
  readonly ratio: string
  readonly peak: string
  readonly must: string
  readonly met: boolean
}

export interface Target {
  readonly by: 'wall' | 'cpu'
  readonly ratio: number
  readonly rssMiB?: number
}

/** One line of the table: medians, their ratio, the largest peak. */
export function row(job: string, peer: string, ours: readonly Run[], peers: readonly Run[], { by, ratio, rssMiB }: Target): Row {
  const our = median(ours.map((run) => run[by]))
  const their = median(peers.map((run) => run[by]))
  const peak = Math.max(...ours.map((run) => run.rssMiB))
  return {
    job, ours: seconds(our, by), peer: `${seconds(their, by)} (${peer})`, ratio: (our / their).toFixed(2), peak: `${Math.round(peak)} MiB`,
    must: `≤ ${ratio.toFixed(2)} × ${by}${rssMiB === undefined ? '' : `, ≤ ${rssMiB} MiB`}`,
    met: our / their <= ratio && (rssMiB === undefined || peak <= rssMiB),
  }
}

/** Both limits on one pair of commands: CPU of the whole process tree, and wall time. */
export function bothRow(job: string, peer: string, ours: readonly Run[], peers: readonly Run[], must: { readonly cpu: number; readonly wall: number }): Row {
  const middle = (runs: readonly Run[], by: 'cpu' | 'wall'): number => median(runs.map((run) => run[by]))
  const [cpu, wall] = [middle(ours, 'cpu') / middle(peers, 'cpu'), middle(ours, 'wall') / middle(peers, 'wall')]
  return {
    job, ours: `${seconds(middle(ours, 'cpu'), 'cpu')}, ${seconds(middle(ours, 'wall'))}`, peer: `${seconds(middle(peers, 'cpu'), 'cpu')}, ${seconds(middle(peers, 'wall'))} (${peer})`,
    ratio: `${cpu.toFixed(2)} CPU, ${wall.toFixed(2)} wall`, peak: `${Math.round(Math.max(...ours.map((run) => run.rssMiB)))} MiB`,
    must: `≤ ${must.cpu.toFixed(2)} × CPU, ≤ ${must.wall.toFixed(2)} × wall`, met: cpu <= must.cpu && wall <= must.wall,
  }
}

export function seconds(value: number, by: 'wall' | 'cpu' = 'wall'): string {
  return `${value < 0.1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`}${by === 'cpu' ? ' CPU' : ''}`
}
