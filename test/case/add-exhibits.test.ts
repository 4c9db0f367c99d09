import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, existsSync, linkSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addExhibits, type AddInput } from '../../src/case/add-exhibits.ts'
import { exhibits, initCase, openCase, refusals } from '../../src/case/case-folder.ts'
import type { Exhibit } from '../../src/case/exhibit.ts'
import { pathsFromStdin } from '../../src/case/paths-from-stdin.ts'
import type { World } from '../../src/system/world.ts'
import { CASE_FIELDS, gathered, tempDir, testWorld } from '../support/world.ts'

const input = (paths: (string | Buffer)[], more: Partial<AddInput> = {}): AddInput => ({
  paths: paths.map((path) => Buffer.from(path)), source: null, kind: 'original', sensitive: 'none', digests: [], ...more,
})
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function newCase(world: World, fields = CASE_FIELDS): Promise<string> {
  const dir = join(tempDir(), 'dossier')
  await initCase(world, dir, fields)
  return dir
}

async function all(world: World, dir: string): Promise<Exhibit[]> {
  return await gathered(exhibits(world, dir))
}

describe('adding exhibits', () => {
  it('keeps each byte, in byte order of the names, and leaves the originals as they were', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    mkdirSync(join(from, 'b'))
    const contents = new Map([['a.bin', randomBytes(3_000_000)], ['b/c.txt', Buffer.from('x')], ['b/empty', Buffer.alloc(0)], ['Z.jpg', randomBytes(1_048_576)]])
    for (const [name, bytes] of contents) writeFileSync(join(from, name), bytes)
    const before = [...contents.keys()].map((name) => lstatSync(join(from, name), { bigint: true }))
    const result = await addExhibits(world, dir, input([from], { digests: ['md5', 'sha512'], source: 'clé USB' }))
    expect(result).toMatchObject({ added: 4, known: 0, refusedCount: 0, firstNumber: 1, lastNumber: 4 })
    const list = await all(world, dir)
    expect(list.map((exhibit) => exhibit.name)).toEqual(['Z.jpg', 'a.bin', 'c.txt', 'empty'])
    for (const exhibit of list) {
      const bytes = contents.get(exhibit.path.split('/').slice(1).join('/')) ?? Buffer.from('?')
      expect(exhibit.digests).toEqual({ sha256: sha256(bytes), md5: createHash('md5').update(bytes).digest('hex'), sha512: createHash('sha512').update(bytes).digest('hex') })
      expect(readFileSync(join(dir, exhibit.stored ?? '')).equals(bytes)).toBe(true)
      expect(statSync(join(dir, exhibit.stored ?? '')).mode & 0o777).toBe(0o444)
      expect(exhibit.source).toBe('clé USB')
    }
    const after = [...contents.keys()].map((name) => lstatSync(join(from, name), { bigint: true }))
    for (const [index, facts] of after.entries()) {
      expect([facts.mtimeNs, facts.ctimeNs, facts.ino, facts.size]).toEqual([before[index]?.mtimeNs, before[index]?.ctimeNs, before[index]?.ino, before[index]?.size])
    }
  })

  it('skips what it already holds under the same name, and takes what has changed', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    for (const name of ['a', 'b', 'c']) writeFileSync(join(from, name), name)
    await addExhibits(world, dir, input([from, from]))
    writeFileSync(join(from, 'b'), 'B')
    writeFileSync(join(from, 'd'), 'a')
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: 2, known: 2, firstNumber: 4, lastNumber: 5 })
    expect((await all(world, dir)).map(({ number, name }) => `${number}${name}`)).toEqual(['1a', '2b', '3c', '4b', '5d'])
    expect(readdirSync(join(dir, 'data'))).toEqual(['0001', '0002', '0003', '0004', '0005'])
  })

  it('refuses what is not a file, without waiting, and says so once in the journal', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    writeFileSync(join(from, 'real'), 'x')
    symlinkSync('real', join(from, 'link'))
    spawnSync('mkfifo', [join(from, 'pipe.jpg')])
    const server = createServer().listen(join(from, 'socket'))
    await new Promise((ready) => server.once('listening', ready))
    onTestFinished(() => { server.close() })
    const started = performance.now()
    const result = await addExhibits(world, dir, input([from, '/dev/zero', join(from, 'absent')]))
    expect(performance.now() - started).toBeLessThan(5000)
    expect(result.added).toBe(1)
    expect(Object.fromEntries(result.refused.map(({ path, reason }) => [path.split('/').at(-1), reason])))
      .toEqual({ link: 'symlink', 'pipe.jpg': 'fifo', socket: 'socket', zero: 'device', absent: 'missing' })
    await addExhibits(world, dir, input([from]))
    expect((await gathered(refusals(world, dir))).length).toBe(5)
    expect((await all(world, dir)).map(({ number, name }) => [number, name])).toEqual([[1, 'real']])
  })

  it('keeps names as bytes: not UTF-8, 255 bytes, newline, escape, bidi, NFC and NFD twins', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    const names = [Buffer.from([0x62, 0xff, 0xfe]), Buffer.from([0x62, 0xff, 0xfd]), ...['x'.repeat(251) + '.jpg', 'a\nb', '\u001b[2J.png', '\u202egpj.exe', '\u00e9te.jpg', 'e\u0301te.jpg', 'CON', '-rf'].map((name) => Buffer.from(name))]
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${from}/`), name]), 'same')
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: names.length, refusedCount: 0 })
    const list = await all(world, dir)
    const raw = list.map((exhibit) => exhibit.rawPath === undefined ? Buffer.from(exhibit.path) : Buffer.from(exhibit.rawPath, 'base64'))
    expect(raw.map((path) => path.subarray(path.lastIndexOf(0x2f) + 1)).sort(Buffer.compare)).toEqual([...names].sort(Buffer.compare))
    for (const exhibit of list) expect(exhibit.stored).toMatch(/^data\/\d{4}\/[^\p{Cc}\p{Cf}]+$/u)
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: 0, known: names.length })
  })

  it('reads hard links and sparse files as bytes', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    writeFileSync(join(from, 'a'), 'linked')
    linkSync(join(from, 'a'), join(from, 'b'))
    writeFileSync(join(from, 'sparse'), '')
    truncateSync(join(from, 'sparse'), 5_000_000)
    writeFileSync(join(from, 'vast'), '')
    truncateSync(join(from, 'vast'), 2 ** 43)
    const result = await addExhibits(world, dir, input([from]))
    expect(result).toMatchObject({ added: 3, refused: [{ reason: 'too-large-for-disk' }] })
    const [a, b, sparse] = await all(world, dir)
    expect([a?.links, b?.links, sparse?.links]).toEqual([2, 2, undefined])
    expect(lstatSync(join(dir, a?.stored ?? '')).ino).not.toBe(lstatSync(join(from, 'a')).ino)
    expect(sparse?.digests.sha256).toBe(sha256(Buffer.alloc(5_000_000)))
  })

  it('refuses a file that changes while it is read, and goes on with the others', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    writeFileSync(join(from, 'growing.log'), Buffer.alloc(64 * 1024 * 1024))
    writeFileSync(join(from, 'still'), 'x')
    const writer = new Worker(`
      const { openSync, writeSync } = require('node:fs')
      const fd = openSync(${JSON.stringify(join(from, 'growing.log'))}, 'r+')
      require('node:worker_threads').parentPort.postMessage('writing')
      const until = Date.now() + 5000
      while (Date.now() < until) writeSync(fd, 'changed', 0)`, { eval: true })
    await new Promise((ready) => writer.once('message', ready))
    const result = await addExhibits(world, dir, input([from]))
    await writer.terminate()
    expect(result).toMatchObject({ added: 1, refused: [{ reason: 'changed-while-reading' }] })
    expect(readdirSync(join(dir, 'data'))).toEqual(['0001'])
    expect((await all(world, dir))[0]?.name).toBe('still')
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: 1, known: 1, refusedCount: 0 })
  })

  it('never takes the case itself', async () => {
    const world = testWorld()
    const parent = tempDir()
    const dir = join(parent, 'dossier')
    await initCase(world, dir, CASE_FIELDS)
    writeFileSync(join(parent, 'a'), 'a')
    expect(await addExhibits(world, dir, input([parent, dir, join(dir, 'journal.ndjson')]))).toMatchObject({ added: 1, own: 3 })
  })

  it('keeps digests and no byte of prohibited content in a hotline file', async () => {
    const world = testWorld()
    const dir = await newCase(world, { ...CASE_FIELDS, profile: 'hotline' })
    const from = tempDir()
    writeFileSync(join(from, 'x.jpg'), 'forbidden')
    expect(await addExhibits(world, dir, input([from], { sensitive: 'prohibited' }))).toMatchObject({ added: 1 })
    expect((await all(world, dir))[0]).toMatchObject({ stored: null, digests: { sha256: sha256(Buffer.from('forbidden')) } })
    expect(readdirSync(join(dir, 'data'))).toEqual([])
    expect(spawnSync('grep', ['-r', 'forbidden', dir]).status).toBe(1)
    expect(await addExhibits(world, dir, input([from], { sensitive: 'prohibited' }))).toMatchObject({ added: 0, known: 1 })
  })

  it('plans without writing', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    writeFileSync(join(from, 'a'), 'abc')
    const before = readFileSync(join(dir, 'journal.ndjson'))
    expect(await addExhibits(world, dir, input([from], { dryRun: true }))).toMatchObject({ added: 0, plan: { files: 1, bytes: 3 } })
    expect(readFileSync(join(dir, 'journal.ndjson')).equals(before)).toBe(true)
    expect(readdirSync(join(dir, 'data'))).toEqual([])
  })

  it('keeps what is acknowledged and nothing else when it is interrupted', async () => {
    const stop = new AbortController()
    const world = testWorld({ signal: stop.signal })
    const dir = await newCase(world)
    const from = tempDir()
    for (let index = 0; index < 5000; index += 1) writeFileSync(join(from, String(index)), String(index))
    const adding = addExhibits(world, dir, input([from]), ({ files }) => { if (files > 0) stop.abort('SIGINT') })
    await expect(adding).rejects.toMatchObject({ code: 'system.interrupted', facts: { signal: 'SIGINT' } })
    const again = testWorld()
    const { state } = await openCase(again, dir)
    expect(state.exhibits).toBeGreaterThan(0)
    expect(state.exhibits).toBeLessThan(5000)
    expect(readdirSync(join(dir, 'data')).length).toBe(state.exhibits)
    expect(await addExhibits(again, dir, input([from]))).toMatchObject({ added: 5000 - state.exhibits, known: state.exhibits })
  })

  it('goes on after kill -9, and no acknowledged exhibit is lost', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    const from = tempDir()
    for (let index = 0; index < 6000; index += 1) writeFileSync(join(from, String(index)), `content ${index}`)
    const source = (name: string) => JSON.stringify(join(import.meta.dirname, '../../src', name))
    const script = `
      import { createNodeWorld } from ${source('system/node-world.ts')}
      import { addExhibits } from ${source('case/add-exhibits.ts')}
      await addExhibits(createNodeWorld(), ${JSON.stringify(dir)}, { paths: [Buffer.from(${JSON.stringify(from)})], source: null, kind: 'original', sensitive: 'none', digests: [] })`
    for (const delay of [250, 400, 600]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
      const ended = new Promise((done) => child.once('exit', done))
      setTimeout(() => child.kill('SIGKILL'), delay)
      await ended
      for (const exhibit of await all(world, dir)) {
        expect(sha256(readFileSync(join(dir, exhibit.stored ?? '')))).toBe(exhibit.digests.sha256)
      }
    }
    const { state } = await openCase(world, dir)
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: 6000 - state.exhibits, known: state.exhibits })
    expect(readdirSync(join(dir, 'data')).length).toBe(6000)
  })

  it('stops cleanly on a full disk and goes on when there is room', async ({ skip }) => {
    const mount = join(tempDir(), 'small')
    mkdirSync(mount)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', mount]).status !== 0) {
      console.log('SKIPPED disk full on tmpfs: mount is not allowed here')
      skip()
    }
    onTestFinished(() => { spawnSync('umount', ['-l', mount]) })
    const world = testWorld()
    const dir = join(mount, 'dossier')
    await initCase(world, dir, CASE_FIELDS)
    const from = tempDir()
    writeFileSync(join(from, 'a'), randomBytes(20_000))
    expect(await addExhibits(world, dir, input([join(from, 'a')]))).toMatchObject({ added: 1 })
    writeFileSync(join(from, 'b'), randomBytes(400_000))
    writeFileSync(join(from, 'c'), randomBytes(10))
    const before = readFileSync(join(dir, 'journal.ndjson'))
    await expect(addExhibits(world, dir, input([from]))).rejects.toMatchObject({ code: 'system.disk-full' })
    expect(readFileSync(join(dir, 'journal.ndjson')).equals(before)).toBe(true)
    expect(readdirSync(join(dir, 'data'))).toEqual(['0001'])
    // Not even room for a line of the journal.
    const filler = openSync(join(mount, 'filler'), 'w')
    try { for (;;) writeSync(filler, Buffer.alloc(4096)) } catch { /* full */ }
    await expect(addExhibits(world, dir, input([join(from, 'c')]))).rejects.toMatchObject({ code: 'system.disk-full' })
    closeSync(filler)
    unlinkSync(join(mount, 'filler'))
    expect((await openCase(world, dir)).state).toMatchObject({ exhibits: 1, tornTail: false })
    expect(await addExhibits(world, dir, input([join(from, 'c')]))).toMatchObject({ added: 1, firstNumber: 2 })
    expect(existsSync(join(dir, 'data/0002/c'))).toBe(true)
  })

  it('removes copies that were never acknowledged', async () => {
    const world = testWorld()
    const dir = await newCase(world)
    mkdirSync(join(dir, 'data/0001'))
    writeFileSync(join(dir, 'data/0001/half.jpg'), 'ha')
    const from = tempDir()
    writeFileSync(join(from, 'a'), 'a')
    await addExhibits(world, dir, input([from]))
    expect(readdirSync(join(dir, 'data/0001'))).toEqual(['a'])
    appendFileSync(join(dir, 'journal.ndjson'), '{"half')
    writeFileSync(join(from, 'b'), 'b')
    expect(await addExhibits(world, dir, input([from]))).toMatchObject({ added: 1, known: 1 })
  })
})

describe('names on stdin', () => {
  const read = async (parts: string[], separator: 'lf' | 'nul') =>
    (await gathered(pathsFromStdin((async function* () { for (const part of parts) yield Buffer.from(part, 'latin1') })(), separator))).map((name) => name.toString('latin1'))

  it('splits raw bytes by LF or NUL', async () => {
    expect(await read(['a\nb', 'c\n\n\xff\xfe\nlast'], 'lf')).toEqual(['a', 'bc', '\xff\xfe', 'last'])
    expect(await read(['a\nb\0', '\0c'], 'nul')).toEqual(['a\nb', 'c'])
    await expect(read(['x'.repeat(70_000)], 'lf')).rejects.toMatchObject({ code: 'case.name-too-long' })
  })
})
