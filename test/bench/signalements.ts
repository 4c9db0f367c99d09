// Speed of signalements: a spreadsheet in, addresses read, duplicates found among a million.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { locate } from '../../src/signalement/locators/locate.ts'
import { duplicatesOf } from '../../src/signalement/keep.ts'
import { openStore } from '../../src/signalement/store/open-store.ts'
import { preparedRecord } from '../../src/signalement/store/prepared-record.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { sampleRecord } from '../signalement/sample-record.ts'
import { addresses } from './addresses.ts'
import { measure, median, SCELLE, seconds, type Row, type Run } from './measure.ts'

const ROWS = 100_000

/** What anybody would write: read, split the address, insert, one durable commit a thousand rows. No check, no encryption. */
const PYTHON = `
import csv, sqlite3, sys, urllib.parse
d = sqlite3.connect(sys.argv[2])
d.execute('PRAGMA journal_mode=WAL'); d.execute('PRAGMA synchronous=FULL')
d.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, host TEXT, path TEXT, harm TEXT, age TEXT, text TEXT, at TEXT)')
d.execute('CREATE TABLE l (url TEXT PRIMARY KEY, t INTEGER)')
n = 0
for r in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'):
    u = urllib.parse.urlsplit(r['Lien'])
    c = d.execute('INSERT INTO t (host, path, harm, age, text, at) VALUES (?,?,?,?,?,?)', (u.hostname, u.path, r['Atteinte'], r['Âge'], r['Explication'], r['Vu le']))
    d.execute('INSERT OR IGNORE INTO l VALUES (?,?)', (r['Lien'], c.lastrowid))
    n += 1
    if n % 1000 == 0: d.commit()
d.commit()
`

export function importJob(work: string, rounds: number): Row {
  const file = join(work, 'appels.csv')
  const urls = (number: number): string => [
    `https://www.instagram.com/p/C${String(number).padStart(7, '0')}xy/?igsh=abc`, `https://x.com/compte${number % 977}/status/17${String(number).padStart(17, '0')}?s=20`,
    `https://www.tiktok.com/@inv${number % 977}/video/73${String(number).padStart(17, '0')}?_t=8`, `https://www.facebook.com/inv${number % 977}/posts/${10 ** 15 + number}?mibextid=x`,
    `https://www.youtube.com/watch?v=a${String(number).padStart(10, '0')}&feature=share`,
  ][number % 5] ?? ''
  writeFileSync(file, `\ufeffAtteinte;Âge;Lien;Compte;Explication;Vu le;Canal;Bonne foi;Organisme\r\n${Array.from({ length: ROWS }, (_, number) =>
    `${number % 3 === 0 ? 'haine' : 'Harcèlement'};${12 + (number % 9)} ans;${urls(number)};inv${number % 977};Ce compte publie chaque jour depuis une semaine des moqueries et des menaces contre un élève, numéro ${number}.;22/11/2026 ${String(number % 24).padStart(2, '0')}:${String(number % 60).padStart(2, '0')};téléphone;oui;Association Exemple\r\n`).join('')}`)
  const ours: Run[] = []
  const peers: Run[] = []
  process.env['SCELLE_KEYRING'] = 'off'
  const dataHome = process.env['XDG_DATA_HOME'] ?? ''
  for (let round = 0; round < rounds; round += 1) {
    const peer = (): void => {
      const database = join(work, `peer-${round}.sqlite`)
      peers.push(measure(['python3', '-c', PYTHON, file, database]))
      for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true })
    }
    const our = (): void => {
      process.env['XDG_DATA_HOME'] = join(work, `desk-${round}`)
      mkdirSync(process.env['XDG_DATA_HOME'])
      ours.push(measure([...SCELLE, 'signalement', 'import', file, '--quiet']))
      rmSync(process.env['XDG_DATA_HOME'], { recursive: true })
      process.env['XDG_DATA_HOME'] = dataHome
    }
    for (const turn of round % 2 === 0 ? [peer, our] : [our, peer]) turn()
  }
  const wall = median(ours.map((run) => run.wall))
  const theirs = median(peers.map((run) => run.wall))
  const peak = Math.max(...ours.map((run) => run.rssMiB))
  const rate = ROWS / wall
  return {
    job: '`scelle signalement import`, 100,000 rows', ours: `${seconds(wall)}, ${Math.round(rate).toLocaleString('en')} rows/s`, peer: `${seconds(theirs)} (python3 csv, urlsplit, sqlite3: no check, no encryption)`,
    ratio: (wall / theirs).toFixed(2), peak: `${Math.round(peak)} MiB`, must: '≥ 15,000 rows/s, ≤ 250 MiB', met: rate >= 15_000 && peak <= 250,
  }
}

export function locateJob(rounds: number): Row {
  const urls = addresses(1_000_000)
  const timed = (work: (url: string) => unknown): number => {
    const from = performance.now()
    for (const url of urls) work(url)
    return (performance.now() - from) / 1000
  }
  const parse = (url: string): unknown => { try { return new URL(url).href } catch { return undefined } }
  const ours: number[] = []
  const peers: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    peers.push(timed(parse))
    ours.push(timed(locate))
  }
  const wall = median(ours)
  return {
    job: '`locate`, 1 million addresses, in process', ours: `${seconds(wall)}, ${Math.round(1_000_000 / wall).toLocaleString('en')}/s`, peer: `${seconds(median(peers))} (new URL alone)`,
    ratio: (wall / median(peers)).toFixed(2), peak: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB with the addresses`, must: '≥ 200,000/s', met: 1_000_000 / wall >= 200_000,
  }
}

export async function lookupJob(work: string): Promise<Row> {
  const million = 1_000_000
  const world = createNodeWorld({ dataDir: join(work, 'million'), env: { SCELLE_KEYRING: 'off' } })
  const store = await openStore(world)
  for (let from = 0; from < million; from += 10_000) store.transaction(() => { for (let number = from; number < from + 10_000; number += 1) store.insertPrepared(preparedRecord(sampleRecord(number))) })
  const bare = new DatabaseSync(join(work, 'bare.sqlite'))
  bare.exec('CREATE TABLE l (k TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN')
  const put = bare.prepare('INSERT INTO l VALUES (?)')
  const key = (number: number): string => `https://www.instagram.com/p/Invente${number}/`
  for (let number = 0; number < million; number += 1) put.run(key(number))
  bare.exec('COMMIT')
  const find = bare.prepare('SELECT k FROM l WHERE k = ?')
  const each = (work_: (number: number) => unknown): number[] => Array.from({ length: 2000 }, (_, index) => {
    // Half are there, half are not.
    const number = (index * 7919) % (2 * million)
    const from = performance.now()
    work_(number)
    return performance.now() - from
  })
  const theirs = each((number) => find.get(key(number)))
  const ours = each((number) => duplicatesOf(store, 'cyberharcelement', [key(number)]))
  store.close()
  bare.close()
  const worst = Math.max(...ours)
  return {
    job: 'duplicate look-up among 1 million signalements', ours: `${(median(ours) * 1000).toFixed(0)} µs, worst of 2,000 ${worst.toFixed(1)} ms`, peer: `${(median(theirs) * 1000).toFixed(0)} µs (SQLite primary key, clear text)`,
    ratio: (median(ours) / median(theirs)).toFixed(1), peak: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`, must: '< 5 ms', met: worst < 5,
  }
}
