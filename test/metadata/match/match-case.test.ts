// A case against lists: what is equal, what resembles, what cannot be compared, and what is never opened.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addExhibits } from '../../../src/case/add-exhibits.ts'
import { readJournal } from '../../../src/case/journal.ts'
import { inspectCase } from '../../../src/metadata/inspect-case.ts'
import { matchCase } from '../../../src/metadata/match/match-case.ts'
import type { MatchOptions, MatchResult } from '../../../src/metadata/match/match-case.ts'
import type { MetadataRecord } from '../../../src/metadata/record.ts'
import { addFile, newCase, worldOf } from '../support/cases.ts'
import { picture, scene, withThumbnail } from '../support/scenes.ts'

const world = worldOf()
const folder = mkdtempSync(join(tmpdir(), 'match-'))
const digest = (algorithm: string, bytes: Buffer): string => createHash(algorithm).update(bytes).digest('hex')
const fill = (length: number): string => 'f'.repeat(length)
let dir: string
let big: Buffer
let hidden: Buffer
let note: Buffer
let files = 0

function list(content: string): string {
  const path = join(folder, `liste-${files += 1}.txt`)
  writeFileSync(path, content)
  return path
}
const asked = async (options: Partial<MatchOptions> & { paths?: readonly string[] }): Promise<MatchResult> => {
  const { paths = [], ...more } = options
  return await matchCase(world, dir, { lists: paths.map((path) => ({ path, pdq: false })), exhibits: [], near: 31, compute: false, dryRun: true, ...more })
}
const record = (number: number): MetadataRecord => JSON.parse(readFileSync(join(dir, `metadata/records/000${number}.json`), 'utf8')) as MetadataRecord

beforeAll(async () => {
  dir = await newCase(world)
  big = await picture(scene(1)).jpeg({ quality: 92 }).toBuffer()
  hidden = await picture(scene(2)).resize(160, 120).jpeg().toBuffer()
  note = Buffer.from('note')
  await addFile(world, dir, 'grande.jpg', big)
  await addFile(world, dir, 'copie.png', await picture(scene(1)).resize(200).png().toBuffer())
  await addFile(world, dir, 'rognée.jpg', withThumbnail(await picture(scene(3)).jpeg().toBuffer(), hidden))
  await addFile(world, dir, 'note.txt', note)
  await addFile(world, dir, 'interdite.jpg', Buffer.from('prohibited'), 'prohibited')
  const path = join(folder, 'complète.bin')
  writeFileSync(path, 'avec MD5')
  await addExhibits(world, dir, { paths: [Buffer.from(path)], source: null, kind: 'original', sensitive: 'none', digests: ['sha256', 'md5', 'sha1'] })
  await inspectCase(world, dir)
})
afterAll(async () => { await world.evidence.close() })

describe('equal digests', () => {
  it('say which list, which line and what the list calls it, prohibited exhibits included', async () => {
    const path = list(`${fill(64)}  autre\n${digest('sha256', big).toUpperCase()}  image connue\n${digest('sha256', Buffer.from('prohibited'))}  contenu classé\n`)
    const { lists, matched } = await asked({ paths: [path] })
    expect(lists).toMatchObject([{ kind: 'sums', entries: 3, exact: 2, near: 0, sha256: digest('sha256', readFileSync(path)), notComparable: { exhibits: 0, inside: 0, lacking: [] } }])
    expect(matched).toEqual([
      { exhibit: 1, name: 'grande.jpg', matches: [{ kind: 'exact', by: 'sha256', line: 2, label: 'image connue', list: 0 }] },
      { exhibit: 5, name: 'interdite.jpg', matches: [{ kind: 'exact', by: 'sha256', line: 3, label: 'contenu classé', list: 0 }] },
    ])
  })

  it('are found for a thumbnail that shows another picture, and said to be inside', async () => {
    const { matched } = await asked({ paths: [list(`${digest('sha256', hidden)}\n`)] })
    expect(matched).toMatchObject([{ exhibit: 3, inside: 'thumbnail', matches: [{ kind: 'exact', by: 'sha256', line: 1 }] }])
  })

  it('of MD5 or SHA-1 that were not computed are no "no match": they cannot be compared', async () => {
    const paths = [list(`${digest('md5', note)}\n`)]
    const without = await asked({ paths })
    expect(without.matched).toEqual([])
    expect(without.lists[0]?.notComparable).toEqual({ exhibits: 5, inside: 1, lacking: ['md5'] })
    const computed = await asked({ paths, compute: true })
    expect(computed.computed).toBe(4)
    expect(computed.matched).toMatchObject([{ exhibit: 4, matches: [{ by: 'md5', line: 1 }] }])
    // The prohibited one was not opened for it.
    expect(computed.lists[0]?.notComparable).toEqual({ exhibits: 1, inside: 1, lacking: ['md5'] })
    expect(await asked({ paths: [list(`${digest('sha1', Buffer.from('avec MD5'))}\n`)] })).toMatchObject({ matched: [{ exhibit: 6, matches: [{ by: 'sha1' }] }] })
  })

  it('that another digest of the same entry contradicts say so', async () => {
    const text = Buffer.from('avec MD5')
    const { matched } = await asked({ paths: [list(`md5,sha256,label\n${digest('md5', text)},${fill(64)},x\n`)] })
    expect(matched).toEqual([{ exhibit: 6, name: 'complète.bin', matches: [{ kind: 'exact', by: 'md5', differs: ['sha256'], line: 2, label: 'x', list: 0 }] }])
  })

  it('are told twenty times, then counted', async () => {
    const { matched, lists } = await asked({ paths: [list(`${digest('sha256', note)}\n`.repeat(50))] })
    expect(matched[0]?.matches).toHaveLength(20)
    expect(matched[0]?.more).toBe(30)
    expect(lists[0]).toMatchObject({ entries: 50, exact: 1 })
  })
})

describe('pictures', () => {
  it('resemble an entry of a PDQ list, with their distance', async () => {
    const hash = record(1).image?.pdq?.hash ?? ''
    const near = `${(Number.parseInt(hash.slice(0, 1), 16) ^ 7).toString(16)}${hash.slice(1)}`
    const { lists, matched } = await asked({ paths: [list(`${fill(64)},90,loin\n${near},100,connue\n${near},40,trop pauvre\n`)] })
    expect(lists).toMatchObject([{ kind: 'pdq', entries: 3, near: 2, exact: 0, lowQuality: 1, notComparable: { exhibits: 0 } }])
    expect(matched).toMatchObject([
      { exhibit: 1, matches: [{ kind: 'near', distance: 3, line: 2, label: 'connue' }] }, { exhibit: 2, matches: [{ kind: 'near', line: 2 }] },
    ])
    expect((await asked({ paths: [list(`${near},100\n`)], near: 2 })).lists[0]).toMatchObject({ near: 0 })
  })

  it('resemble each other at another size', async () => {
    const { alike, pictures, uninspected } = await asked({})
    expect(alike).toMatchObject([{ reference: { exhibit: 1, width: 480 }, others: [{ picture: { exhibit: 2, width: 200 }, distance: expect.toSatisfy((distance: number) => distance <= 31) }] }])
    expect(pictures).toBe(4)
    expect(uninspected).toBe(0)
  })

  it('of a record that the journal does not vouch for are not compared', async () => {
    const path = join(dir, 'metadata/records/0002.json')
    const whole = readFileSync(path)
    writeFileSync(path, whole.toString('utf8').replace(/"hash": "./, '"hash": "0'))
    expect(await asked({})).toMatchObject({ alike: [], uninspected: 1, pictures: 3 })
    writeFileSync(path, whole)
  })

  it('only of the exhibits that were named', async () => {
    expect(await asked({ exhibits: [1, 4] })).toMatchObject({ exhibits: 2, pictures: 1, alike: [] })
  })
})

describe('an exhibit whose file changed', () => {
  it('is named, and nothing is computed from it', async () => {
    const path = join(dir, 'data', '0004', 'note.txt')
    const mode = statSync(path).mode
    chmodSync(path, 0o600)
    writeFileSync(path, 'else')
    expect(await asked({ compute: true, paths: [list(`${digest('md5', Buffer.from('else'))}\n`)] })).toMatchObject({ changed: [4], matched: [], computed: 3 })
    writeFileSync(path, note)
    chmodSync(path, mode)
  })
})

describe('the NSRL', () => {
  const NSRL = (table: string, index: string): string => {
    const path = join(folder, `nsrl-${files += 1}.db`)
    const database = new DatabaseSync(path)
    database.exec(`CREATE TABLE ${table} (sha256 VARCHAR NOT NULL, sha1 VARCHAR NOT NULL, md5 VARCHAR NOT NULL, file_name VARCHAR NOT NULL, file_size INTEGER NOT NULL, package_id INTEGER NOT NULL${index});
      CREATE TABLE PKG (package_id INTEGER NOT NULL, name VARCHAR NOT NULL, version VARCHAR NOT NULL, PRIMARY KEY (package_id, name));
      INSERT INTO PKG VALUES (7, 'Tableur d''essai', '4.2')`)
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, 7)`)
    database.exec('BEGIN')
    for (let at = 0; at < 500; at += 1) insert.run(digest('sha256', Buffer.from(`${at}`)).toUpperCase(), digest('sha1', Buffer.from(`${at}`)).toUpperCase(), digest('md5', Buffer.from(`${at}`)).toUpperCase(), `f${at}`, at)
    insert.run(digest('sha256', note).toUpperCase(), digest('sha1', note).toUpperCase(), digest('md5', note).toUpperCase(), 'note.txt', 4)
    database.exec('COMMIT')
    database.close()
    return path
  }

  it.each([['by its index', 'FILE', ', PRIMARY KEY (sha256, sha1, md5, file_name, file_size, package_id)'], ['read through', 'FILE', ''], ['without the view', 'METADATA', '']])('%s', async (_, table, index) => {
    const path = NSRL(table, index)
    const before = [digest('sha256', readFileSync(path)), readdirSync(folder).filter((file) => file.startsWith(path.slice(folder.length + 1)))]
    const { lists, matched } = await asked({ paths: [path] })
    expect(lists).toMatchObject([{ kind: 'nsrl', entries: 501, exact: 1, sha256: before[0], notComparable: { exhibits: 0 } }])
    expect(matched).toMatchObject([{ exhibit: 4, matches: [{ kind: 'exact', by: 'sha256', label: 'note.txt' }] }])
    if (index !== '') expect(matched[0]?.matches[0]).toMatchObject({ product: 'Tableur d\'essai 4.2' })
    expect([digest('sha256', readFileSync(path)), readdirSync(folder).filter((file) => file.startsWith(path.slice(folder.length + 1)))]).toEqual(before)
  })

  it('a view is never asked: it may be any query', async () => {
    const path = join(folder, 'vue.db')
    const database = new DatabaseSync(path)
    database.exec('CREATE VIEW FILE AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS sha256 FROM n')
    database.close()
    await expect(asked({ paths: [path] })).rejects.toMatchObject({ code: 'match.not-a-list' })
  })

  it('an empty, a damaged and a used one are refused', async () => {
    const empty = join(folder, 'vide.db')
    const database = new DatabaseSync(empty)
    database.exec('CREATE TABLE FILE (sha256 TEXT)')
    database.close()
    await expect(asked({ paths: [empty] })).rejects.toMatchObject({ code: 'match.empty-list' })
    const torn = join(folder, 'abîmée.db')
    writeFileSync(torn, readFileSync(NSRL('FILE', '')).subarray(0, 9000))
    await expect(asked({ paths: [torn] })).rejects.toMatchObject({ code: 'database.damaged' })
    const used = join(folder, 'utilisée.db')
    copyFileSync(empty, used)
    writeFileSync(`${used}-wal`, 'x')
    await expect(asked({ paths: [used] })).rejects.toMatchObject({ code: 'match.list-in-use' })
    rmSync(`${used}-wal`)
  })
})

it('an interrupted comparison ends as one, and writes nothing', async () => {
  const stop = new AbortController()
  const stopped = worldOf(stop.signal)
  const before = readFileSync(join(dir, 'journal.ndjson'))
  stop.abort('SIGTERM')
  await expect(matchCase(stopped, dir, { lists: [{ path: list(`${fill(64)}\n`), pdq: false }], exhibits: [], near: 31, compute: true, dryRun: false })).rejects.toMatchObject({ code: 'system.interrupted' })
  expect(readFileSync(join(dir, 'journal.ndjson')).equals(before)).toBe(true)
  await stopped.evidence.close()
})

describe('the journal', () => {
  it('says which lists were asked, by their digests, and holds no label; a dry run writes nothing', async () => {
    const lines = async () => {
      const out = []
      for await (const { entry } of readJournal(world, dir)) if (entry.action === 'case.matched') out.push(entry)
      return out
    }
    expect(await lines()).toEqual([])
    const path = list(`${digest('sha256', note)}  étiquette secrète\n`)
    await asked({ paths: [path], dryRun: false })
    const [line, ...more] = await lines()
    expect(more).toEqual([])
    expect(line).toMatchObject({ subject: 'case', facts: { name: path.slice(folder.length + 1), sha256: digest('sha256', readFileSync(path)), kind: 'sums', entries: 1, compared: 6, exact: 1, near: 0, notComparable: 0, exhibits: ['0004'] } })
    expect(JSON.stringify(line)).not.toContain('secrète')
    await asked({ dryRun: false })
    expect(await lines()).toHaveLength(1)
  })
})
