// `npm run bench [-- --rounds 5 --only verify,add,small,report,start,journal,import,locate,lookup,send,follow,guichet,metadata,draw,match --readme --folder DIR]`: every job of the
// README's table against its peer, interleaved in one run. Nothing here is asserted: it prints what it saw.
// Needs hashdeep and python3, and Debian's exiftool for `metadata`. `--readme` writes the rows that were run into the table and keeps the others.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpus, tmpdir } from 'node:os'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeLarge, makePhotos, makeSmall } from './evidence.ts'
import { makeLongCase } from './long-case.ts'
import { guichetJobs } from './guichet.ts'
import { drawJob, readJob } from './metadata.ts'
import { followJob, sendJob } from './send.ts'
import { alikeJob, matchJob, pixelsJob } from './match.ts'
import { importJob, locateJob, lookupJob } from './signalements.ts'
import { measure, median, NODE, prepare, row, SCELLE, seconds, type Row, type Run } from './measure.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '5' }, only: { type: 'string', default: 'verify,add,small,report,start,journal,import,locate,lookup,send,follow,guichet,metadata,draw,match' },
  readme: { type: 'boolean', default: false }, folder: { type: 'string', default: tmpdir() },
} })
const rounds = Number(values.rounds)
const work = mkdtempSync(join(values.folder, 'scelle-bench-'))
process.env['XDG_DATA_HOME'] = join(work, 'data')
process.env['XDG_CONFIG_HOME'] = join(work, 'config')

const times = <T>(job: (round: number) => T): T[] => Array.from({ length: rounds }, (_, round) => job(round))
const init = (dir: string): void => { prepare([...SCELLE, 'init', dir, '--reference', 'bench', '--quiet']) }
/** What was written is on the disk and what will be read is in memory, for both alike. */
const settle = (from: string): void => {
  spawnSync('sync')
  prepare(['sh', '-c', 'find "$1" -type f -exec cat {} + > /dev/null', 'sh', from])
}
const remove = (path: string): void => { rmSync(path, { recursive: true, force: true }) }

function addJob(job: string, from: string, target: Parameters<typeof row>[4]): Row {
  const ours: Run[] = []
  const peers: Run[] = []
  times((round) => {
    const [copy, dir] = [join(work, 'copy'), join(work, 'case')]
    const peer = (): void => {
      settle(from)
      peers.push(measure(['sh', '-c', 'cp -r "$1" "$2" && sync && hashdeep -c sha256 -r "$2"', 'sh', from, copy]))
      remove(copy)
    }
    const our = (): void => {
      init(dir)
      settle(from)
      ours.push(measure([...SCELLE, 'add', from, '--case', dir, '--quiet']))
      remove(dir)
    }
    // Who comes first changes from round to round: neither always finds the other's leavings.
    for (const turn of round % 2 === 0 ? [peer, our] : [our, peer]) turn()
  })
  return row(job, 'cp -r, sync, hashdeep', ours, peers, target)
}

function verifyJob(from: string): Row {
  const dir = join(work, 'verified')
  init(dir)
  prepare([...SCELLE, 'add', from, '--case', dir, '--quiet'])
  prepare([...SCELLE, 'seal', '--case', dir, '--quiet'])
  const ours: Run[] = []
  const peers: Run[] = []
  settle(join(dir, 'data'))
  times(() => {
    peers.push(measure(['hashdeep', '-c', 'sha256', '-r', join(dir, 'data')]))
    // 24: the local authority proves nothing to a third party.
    ours.push(measure([...SCELLE, 'verify', dir], [24]))
  })
  remove(dir)
  return row('`scelle verify`, 2 GB in 4 files', 'hashdeep -c sha256', ours, peers, { by: 'cpu', ratio: 0.3, rssMiB: 150 })
}

async function reportJob(): Promise<Row> {
  const counts = [100, 1000]
  for (const count of counts) {
    const dir = join(work, `photos-${count}`)
    init(dir)
    prepare([...SCELLE, 'add', await makePhotos(join(work, `from-${count}`), count), '--case', dir, '--quiet'])
    prepare([...SCELLE, 'inspect', '--case', dir, '--quiet'])
    prepare([...SCELLE, 'seal', '--case', dir, '--quiet'])
  }
  const runs = times((round) => counts.map((count) => {
    const dir = join(work, `photos-${count}`)
    const bundleDir = join(work, `b-${count}-${round}`)
    const report = measure([...SCELLE, 'report', '--draft', '--case', dir, '-o', join(work, 'r.pdf'), '--quiet'])
    const bundle = measure([...SCELLE, 'bundle', '--case', dir, '-o', bundleDir, '--quiet'])
    remove(bundleDir)
    return { wall: report.wall + bundle.wall, cpu: report.cpu + bundle.cpu, rssMiB: Math.max(report.rssMiB, bundle.rssMiB) }
  }))
  const [few, many] = [runs.flatMap(([run]) => run ?? []), runs.flatMap(([, run]) => run ?? [])]
  const [per100, per1000] = [median(few.map((run) => run.wall)), median(many.map((run) => run.wall))]
  const peak = Math.max(...many.map((run) => run.rssMiB))
  const growth = per1000 / per100 / 10
  return {
    job: '`scelle report` and `bundle`, 1,000 photos', ours: seconds(per1000), peer: `${seconds(per100)} (100 photos)`, ratio: `${(per1000 / per100).toFixed(1)} for ×10`,
    peak: `${Math.round(peak)} MiB`, must: '≤ 300 MiB, linear ± 30 %', met: peak <= 300 && growth <= 1.3,
  }
}

function startJobs(): Row[] {
  const dir = join(work, 'start')
  init(dir)
  const [bare, version, status]: [Run[], Run[], Run[]] = [[], [], []]
  for (let round = 0; round < rounds * 5; round += 1) {
    bare.push(measure([NODE, '-e', '0']))
    version.push(measure([...SCELLE, '--version']))
    status.push(measure([...SCELLE, 'status', '--case', dir]))
  }
  return [
    row('`scelle --version`', 'node -e 0', version, bare, { by: 'wall', ratio: 2 }),
    row('`scelle status`', 'node -e 0', status, bare, { by: 'wall', ratio: 3 }),
  ]
}

async function journalJob(): Promise<Row> {
  const sizes = [10_000, 100_000]
  for (const lines of sizes) await makeLongCase(join(work, `journal-${lines}`), lines)
  let peak = 0
  const walls = times(() => sizes.map((lines) => {
    const dir = join(work, 'journal')
    cpSync(join(work, `journal-${lines}`), dir, { recursive: true })
    const seal = measure([...SCELLE, 'seal', '--case', dir, '--quiet'])
    const verify = measure([...SCELLE, 'verify', dir], [24])
    peak = Math.max(peak, seal.rssMiB, verify.rssMiB)
    remove(dir)
    return seal.wall + verify.wall
  }))
  const [few, many] = [median(walls.map(([wall = 0]) => wall)), median(walls.map(([, wall = 0]) => wall))]
  return {
    job: '`scelle seal` and `verify`, journal of 100,000 lines', ours: seconds(many), peer: `${seconds(few)} (10,000 lines)`, ratio: `${(many / few).toFixed(1)} for ×10`,
    peak: `${Math.round(peak)} MiB`, must: '≤ 300 MiB, linear', met: peak <= 300 && many / few <= 13,
  }
}

async function main(): Promise<void> {
  const rows: Row[] = []
  const wanted = values.only.split(',')
  const say = (line: Row): void => {
    rows.push(line)
    process.stdout.write(`${line.met ? 'met   ' : 'MISSED'} ${line.job}: ${line.ours} against ${line.peer}, ratio ${line.ratio}, peak ${line.peak}; must ${line.must}\n`)
  }
  try {
    mkdirSync(join(work, 'config'), { recursive: true })
    if (wanted.includes('start')) startJobs().forEach(say)
    if (wanted.includes('verify') || wanted.includes('add')) {
      const large = makeLarge(join(work, 'large'))
      if (wanted.includes('verify')) say(verifyJob(large))
      if (wanted.includes('add')) say(addJob('`scelle add`, 2 GB in 4 files', large, { by: 'wall', ratio: 0.45 }))
      remove(large)
    }
    if (wanted.includes('small')) {
      const small = makeSmall(join(work, 'small'))
      say(addJob('`scelle add`, 20,000 files of 8 KiB', small, { by: 'wall', ratio: 1.3, rssMiB: 250 }))
      remove(small)
    }
    if (wanted.includes('report')) say(await reportJob())
    if (wanted.includes('journal')) say(await journalJob())
    if (wanted.includes('import')) say(importJob(work, rounds))
    if (wanted.includes('locate')) say(locateJob(rounds))
    if (wanted.includes('lookup')) say(await lookupJob(work))
    if (wanted.includes('send')) say(await sendJob(work, rounds))
    if (wanted.includes('follow')) say(await followJob(work, rounds))
    if (wanted.includes('metadata')) {
      const line = await readJob(work, rounds)
      if (line !== undefined) say(line)
    }
    if (wanted.includes('draw')) say(await drawJob(work, rounds))
    if (wanted.includes('match')) for (const line of [alikeJob(rounds), await pixelsJob(rounds), await matchJob(work, rounds)]) say(line)
    if (wanted.includes('guichet')) for (const line of await guichetJobs(work, rounds)) say(line)
  } finally {
    remove(work)
  }
  if (values.readme) intoReadme(rows)
}

function intoReadme(rows: readonly Row[]): void {
  const path = new URL('../../README.md', import.meta.url)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}, Node ${process.versions.node}, ${execFileSync('uname', ['-sr'], { encoding: 'utf8' }).trim()}, ${rounds} rounds`
  const text = readFileSync(path, 'utf8')
  const lines = new Map<string, string>()
  for (const line of text.match(/(?<=<!-- bench:start -->)[\s\S]*(?=<!-- bench:end -->)/)?.[0].split('\n') ?? []) {
    if (/^\| (?!Job|---)/.test(line)) lines.set(line.split(' | ')[0] ?? '', line)
  }
  for (const { job, ours, peer, ratio, peak, must, met } of rows) {
    lines.set(`| ${job}`, `| ${job} | ${ours} | ${peer} | ${ratio} | ${peak} | ${must} | ${met ? 'yes' : '**no**'} |`)
  }
  const table = [
    machine, '', '| Job | Ours | Peer | Ratio | Peak, largest process | Must | Met |', '|---|---|---|---|---|---|---|', ...lines.values(),
  ].join('\n')
  writeFileSync(path, text.replace(/(<!-- bench:start -->)[\s\S]*(<!-- bench:end -->)/, `$1\n${table}\n$2`))
}

await main()
