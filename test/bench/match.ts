// Rows of list comparison: a case against a list of five million digests, pictures among themselves, one decoding of a picture.
import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { addExhibits } from '../../src/case/add-exhibits.ts'
import { initCase } from '../../src/case/case-folder.ts'
import { nearDuplicates } from '../../src/metadata/match/near-duplicates.ts'
import { reader } from '../../src/metadata/readers/pixels/reader.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { picture, scene, withThumbnail } from '../metadata/support/scenes.ts'
import { measure, median, row, SCELLE, seconds, type Row, type Run } from './measure.ts'

const EXHIBITS = 1000
const ENTRIES = 5_000_000
const PICTURES = 10_000

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export async function matchJob(work: string, rounds: number): Promise<Row> {
  const [dir, from, list, patterns] = ['match-case', 'match-from', 'known.txt', 'patterns.txt'].map((name) => join(work, name)) as [string, string, string, string]
  mkdirSync(from)
  const contents = Array.from({ length: EXHIBITS }, (_, at) => `exhibit ${at}`)
  for (const [at, content] of contents.entries()) writeFileSync(join(from, `${at}.txt`), content)
  const world = createNodeWorld()
  await initCase(world, dir, { reference: 'bench', title: '', frame: '', operator: '', unit: '', profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris' })
  await addExhibits(world, dir, { paths: [Buffer.from(from)], source: null, kind: 'original', sensitive: 'none', digests: [] })
  await world.evidence.close()
  writeFileSync(patterns, contents.map((content) => `${digestOf(content)}\n`).join(''))
  const out = createWriteStream(list)
  for (let at = 0; at < ENTRIES; at += 5000) {
    const lines = Array.from({ length: 5000 }, (_, n) => `${digestOf(at + n < 500 ? `exhibit ${at + n}` : `entry ${at + n}`)}  file-${at + n}.jpg\n`)
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  const ours: Run[] = []
  const peers: Run[] = []
  for (let round = 0; round < rounds; round += 1) {
    peers.push(measure(['sh', '-c', 'sha256sum "$2" && LC_ALL=C grep -F -f "$1" "$2"', 'sh', patterns, list]))
    ours.push(measure([...SCELLE, 'match', '--case', dir, '--list', list, '--quiet']))
  }
  return row('`scelle match`, 1,000 exhibits, list of 5,000,000', 'sha256sum, grep -F -f', ours, peers, { by: 'cpu', ratio: 2, rssMiB: 250 })
}

/** A quarter of the pictures are copies of another one, up to 31 bits away. */
export function alikeJob(rounds: number): Row {
  const pictures = Array.from({ length: PICTURES }, (_, at) => {
    const hash = Buffer.from(digestOf(`picture ${at % 4 === 3 ? at - 1 : at}`), 'hex')
    const flips = at % 4 === 3 ? at % 32 : 0
    for (let bit = 0; bit < flips; bit += 1) hash.writeUInt8(hash.readUInt8(bit) ^ 4, bit)
    return { exhibit: at + 1, width: 4000 - (at % 4) * 100, height: 3000, pdq: { hash: hash.toString('hex'), quality: 100 } }
  })
  const walls = Array.from({ length: rounds }, () => {
    const began = performance.now()
    const groups = nearDuplicates(pictures)
    if (groups.length !== PICTURES / 4) throw new Error(`${groups.length} groups`)
    return (performance.now() - began) / 1000
  })
  const wall = median(walls)
  return { job: 'pictures that resemble each other, among 10,000', ours: seconds(wall), peer: '-', ratio: '-', peak: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`, must: '≤ 2 s', met: wall <= 2 }
}

export async function pixelsJob(rounds: number): Promise<Row> {
  const jpeg = await picture(scene(1, 1000, 750)).resize(4000, 3000).jpeg({ quality: 92 }).toBuffer()
  const thumbnail = await picture(scene(1, 160, 120)).jpeg().toBuffer()
  const bytes = withThumbnail(jpeg, thumbnail)
  const source = { name: 'a.jpg', size: bytes.length, read: (start: number, length: number) => bytes.subarray(start, start + length), whole: () => bytes }
  const context = {
    kind: { extension: 'jpg', mime: 'image/jpeg', by: 'bench' }, receivedAt: '', members: { from: 0, bytes: 0 }, pixels: true, found: [], blocks: [{ kind: 'thumbnail' as const, bytes: thumbnail, source: 'JPEG:APP1 IFD1' }],
  }
  const spent = Array.from({ length: rounds * 3 }, () => async () => {
    const before = process.cpuUsage()
    const found = await reader.read(source, context)
    if (found?.thumbnail?.verdict !== 'same') throw new Error(`thumbnail ${found?.thumbnail?.verdict}`)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  })
  const cpu: number[] = []
  for (const one of spent) cpu.push(await one())
  const middle = median(cpu)
  return { job: 'PDQ and thumbnail check, JPEG 4000 × 3000', ours: seconds(middle, 'cpu'), peer: '-', ratio: '-', peak: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`, must: '≤ 120 ms CPU', met: middle <= 0.12 }
}
