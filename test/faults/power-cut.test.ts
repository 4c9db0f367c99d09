// G1: power cuts. ext4 on a loop file that lies on XFS: a reflink copy of that file is what the kernel had sent to the disk at
// that moment. It is mounted as after a power cut, and compared with what had been acknowledged.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BIN, ENV, freshDir, have, journal, LONG, lostExhibits, makeEvidence, scelle } from './harness.ts'

const mounted: string[] = []
afterAll(() => {
  for (const dir of mounted.splice(0).toReversed()) spawnSync('umount', ['-l', dir])
})

function mountImage(image: string): string {
  const dir = freshDir('mount')
  execFileSync('mount', ['-o', 'loop', image, dir])
  mounted.push(dir)
  return dir
}

function unmount(dir: string): void {
  execFileSync('umount', [dir])
  mounted.splice(mounted.indexOf(dir), 1)
}

/** A folder in which `cp --reflink` takes no time, with an ext4 image in it. */
function disk(): { stage: string; image: string } | undefined {
  if (process.getuid?.() !== 0 || !have('mkfs.xfs', '-V') || !have('mkfs.ext4', '-V')) return undefined
  try {
    const xfs = join(freshDir('disk'), 'xfs')
    execFileSync('truncate', ['-s', '600M', xfs])
    execFileSync('mkfs.xfs', ['-q', '-m', 'reflink=1', xfs])
    const stage = mountImage(xfs)
    const image = join(stage, 'ext4')
    execFileSync('truncate', ['-s', '96M', image])
    execFileSync('mkfs.ext4', ['-q', '-F', image])
    execFileSync('cp', ['--reflink=always', image, join(stage, 'probe')])
    return { stage, image }
  } catch {
    console.log('SKIPPED crash/add.powercut (no loop device, XFS or reflink here)')
    return undefined
  }
}

const place = disk()
if (place === undefined) console.log('SKIPPED crash/add.powercut')

describe.skipIf(place === undefined)('crash/add.powercut', () => {
  it('loses nothing of what was acknowledged before the power went, and goes on afterwards', async () => {
    const { stage, image } = place ?? { stage: '', image: '' }
    const live = mountImage(image)
    const evidence = freshDir('remises')
    const lots = 200
    for (let n = 0; n < lots; n += 1) {
      mkdirSync(join(evidence, String(n)))
      for (let one = 0; one < 8; one += 1) writeFileSync(join(evidence, String(n), `pièce ${n}-${one}.bin`), Buffer.alloc([0, 10, 5000, 40_000][one % 4] ?? 1, n))
    }
    const dir = join(live, 'dossier')
    expect(scelle(['init', dir, '--reference', 'R']).code).toBe(0)
    const told = join(freshDir(), 'told')
    writeFileSync(told, '')
    // What the program said to be done is noted on another disk.
    const script = `for n in $(seq 0 ${lots - 1}); do "$0" "$1" add "$2/$n" --case "$3" --quiet > /dev/null && echo "add $n" >> "$4"; [ $((n % 4)) = 3 ] && "$0" "$1" seal --case "$3" > /dev/null 2>&1 && echo "seal" >> "$4"; done`
    const worker = spawn('sh', ['-c', script, process.execPath, BIN, evidence, dir, told], { env: ENV, stdio: 'ignore', detached: true })
    const cuts: { image: string; acknowledged: string[] }[] = []
    try {
      for (let cut = 0; cut < (LONG ? 50 : 6); cut += 1) {
        // Spread over all moments of an add: the same sequence in each run.
        await new Promise((later) => { setTimeout(later, 300 + (cut * 137) % 700) })
        const acknowledged = readFileSync(told, 'utf8').split('\n').slice(0, -1)
        const copy = join(stage, `cut-${cut}`)
        execFileSync('cp', ['--reflink=always', image, copy])
        cuts.push({ image: copy, acknowledged })
      }
    } finally {
      if (worker.pid !== undefined && worker.exitCode === null) process.kill(-worker.pid, 'SIGKILL')
    }
    await expect.poll(() => spawnSync('umount', [live]).status, { timeout: 20_000 }).toBe(0)
    mounted.splice(mounted.indexOf(live), 1)

    let exhibits = 0
    let seals = 0
    for (const [number, { image: copy, acknowledged }] of cuts.entries()) {
      const after = mountImage(copy)
      const found = join(after, 'dossier')
      const lines = journal(found)
      expect(lostExhibits(found), `cut ${number}`).toEqual([])
      const names = new Set(lines.filter(({ action }) => action === 'exhibit.added').map(({ facts }) => String(facts['name'])))
      const complete = lines.filter(({ action }) => action === 'seal.completed').length
      for (const one of acknowledged) {
        if (one === 'seal') continue
        for (let file = 0; file < 8; file += 1) expect(names, `cut ${number}`).toContain(`pièce ${one.slice(4)}-${file}.bin`)
        exhibits += 8
      }
      const wanted = acknowledged.filter((one) => one === 'seal').length
      expect(complete).toBeGreaterThanOrEqual(wanted)
      seals += wanted
      const torn = scelle(['verify', found])
      // Once sealed, a copy that has no journal line cannot be told from a file that somebody put there: it is named, 21.
      const wrong = torn.out.split('\n').filter((line) => / échec /.test(line) && !/ (BAG\.PAYLOAD\.UNLISTED_FILE|RECORD\.PAYLOAD_NOT_IN_JOURNAL|BAG\.OXUM_MISMATCH) /.test(line))
      expect(wrong, `cut ${number}\n${torn.out}${torn.err}`).toEqual([])
      expect(torn.code).toBe(complete > 0 && / échec /.test(torn.out) ? 21 : 24)
      expect(scelle(['add', makeEvidence(3), '--case', found, '--source', 'après la coupure']).code, `cut ${number}`).toBe(0)
      const sealed = scelle(['seal', '--case', found])
      expect(sealed.code, `cut ${number}\n${sealed.err}`).toBe(0)
      expect(scelle(['verify', found]).code).toBe(24)
      unmount(after)
    }
    console.log(`crash/add.powercut: ${cuts.length} cuts, 0 lost of ${exhibits} acknowledged exhibits and ${seals} seals`)
    expect(exhibits).toBeGreaterThan(20)
    expect(existsSync(image)).toBe(true)
  })
})
