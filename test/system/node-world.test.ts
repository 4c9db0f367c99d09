import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { instantOf, instantOfNs, msOfInstant } from '../../src/system/time.ts'
import { gathered, tempDir, testWorld } from '../support/world.ts'

describe('files', () => {
  it('writes all or nothing, and leaves nothing temporary', async () => {
    const { files } = testWorld()
    const dir = tempDir()
    const path = join(dir, 'a.json')
    expect(await files.writeDurably(path, 'abc')).toEqual({ bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' })
    const broken = (async function* () {
      yield Buffer.from('half')
      throw new Error('source failed')
    })()
    await expect(files.writeDurably(path, broken)).rejects.toThrow('source failed')
    await expect(files.writeDurably(join(dir, 'absent/x'), 'x')).rejects.toMatchObject({ code: 'system.io', facts: { errno: 'ENOENT' } })
    expect(readdirSync(dir)).toEqual(['a.json'])
    expect(readFileSync(path, 'utf8')).toBe('abc')
  })

  it('keeps the old file when the disk is full', async ({ skip }) => {
    const mount = join(tempDir(), 'small')
    mkdirSync(mount)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', mount]).status !== 0) {
      console.log('SKIPPED disk full on tmpfs: mount is not allowed here')
      skip()
    }
    onTestFinished(() => { spawnSync('umount', ['-l', mount]) })
    const { files } = testWorld()
    await files.writeDurably(join(mount, 'a'), 'GOOD')
    await expect(files.writeDurably(join(mount, 'a'), Buffer.alloc(400_000))).rejects.toMatchObject({ code: 'system.disk-full' })
    expect(readdirSync(mount)).toEqual(['a'])
    expect(readFileSync(join(mount, 'a'), 'utf8')).toBe('GOOD')
    const appender = await files.openAppend(join(mount, 'log'))
    await appender.append(Buffer.from('one\n'))
    await expect(appender.append(Buffer.alloc(400_000, 'x'))).rejects.toMatchObject({ code: 'system.disk-full' })
    await appender.append(Buffer.from('two\n'))
    await appender.close()
    expect(readFileSync(join(mount, 'log'), 'utf8')).toBe('one\ntwo\n')
  })

  it('reads within limits and never waits on a pipe', async () => {
    const { files } = testWorld()
    const dir = tempDir()
    spawnSync('mkfifo', [join(dir, 'pipe')])
    await expect(files.read(join(dir, 'pipe'), 10)).rejects.toMatchObject({ code: 'system.io', facts: { errno: 'NOT_A_FILE' } })
    writeFileSync(join(dir, 'a'), 'x'.repeat(11))
    await expect(files.read(join(dir, 'a'), 10)).rejects.toMatchObject({ code: 'system.too-large' })
    expect(await files.read(join(dir, 'none'), 10)).toBeUndefined()
    writeFileSync(join(dir, 'l'), `a\n\n${'b'.repeat(300_000)}\nlast`)
    const lines = await gathered(files.lines(join(dir, 'l')))
    expect(lines.map(({ bytes, terminated }) => [bytes.length, terminated])).toEqual([[1, true], [0, true], [300_000, true], [4, false]])
    await expect(gathered(files.lines(join(dir, 'l'), 1000))).rejects.toMatchObject({ code: 'system.line-too-long', facts: { line: 3 } })
    expect(Buffer.concat(await gathered(files.stream(join(dir, 'l'), { start: 1, end: 4 }))).toString()).toBe('\n\nb')
  })
})

describe('evidence pool', () => {
  it('digests, and refuses what is not a file', async () => {
    const { evidence } = testWorld()
    const dir = tempDir()
    writeFileSync(join(dir, 'a'), 'abc')
    expect(await evidence.digest([join(dir, 'a'), '/dev/zero', join(dir, 'none'), dir], ['md5'])).toEqual([
      { outcome: 'read', size: 3, digests: { sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', md5: '900150983cd24fb0d6963f7d28e17f72' } },
      { outcome: 'refused', reason: 'device' },
      { outcome: 'refused', reason: 'missing', errno: 'ENOENT' },
      { outcome: 'refused', reason: 'other-type' },
    ])
  })
})

describe('http', () => {
  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path?token=canary`
  }
  const options = { contentType: 'application/x-test', accept: '*/*', timeoutMs: 800, maxBytes: 1000 }

  it('posts once and returns what was answered, whatever the status', async () => {
    let hits = 0
    const url = await serve((_request, response) => { hits += 1; response.writeHead(500, { 'content-type': 'text/plain' }).end('no') })
    expect(await testWorld().http.post(url, Buffer.from('x'), options)).toMatchObject({ status: 500, contentType: 'text/plain', body: Buffer.from('no') })
    expect(hits).toBe(1)
  })

  it('names each refusal, without address, headers or body', async () => {
    const answers: [RequestListener, string][] = [
      [(_request, response) => { response.writeHead(307, { location: 'http://example.org/' }).end() }, 'http.redirect'],
      [(_request, response) => { response.end(Buffer.alloc(100_000)) }, 'http.too-large'],
      [() => undefined, 'http.timeout'],
      [(request) => { request.socket.destroy() }, 'http.unreachable'],
    ]
    const { http } = testWorld()
    for (const [answer, code] of answers) {
      const error: unknown = await http.post(await serve(answer), Buffer.from('canary'), options).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code })
      expect(inspect(error, { depth: 10 })).not.toMatch(/canary|secret-path/)
    }
    await expect(http.post('file:///etc/passwd', Buffer.alloc(0), options)).rejects.toMatchObject({ code: 'http.bad-url' })
    await expect(http.post('not a url', Buffer.alloc(0), options)).rejects.toMatchObject({ code: 'http.bad-url' })
  })
})

describe('time', () => {
  it('reads RFC 3339 and file times', () => {
    expect(instantOf('2026-11-23T18:04:07.12+01:00')).toBe('2026-11-23T17:04:07.120Z')
    for (const wrong of ['2026-02-30T00:00:00Z', '2026-11-23', '2026-11-23T18:04:07', 'x']) expect(msOfInstant(wrong)).toBeUndefined()
    expect(instantOfNs(1_500_000n)).toBe('1970-01-01T00:00:00.001Z')
    expect(instantOfNs(-1n)).toBe('1969-12-31T23:59:59.999Z')
  })

  it('stands still with SCELLE_NOW, and refuses a wrong one', () => {
    expect(createNodeWorld({ env: { SCELLE_NOW: '2026-11-23T17:00:00Z' } }).clock.now()).toBe('2026-11-23T17:00:00.000Z')
    expect(() => createNodeWorld({ env: { SCELLE_NOW: 'noon' } })).toThrowError('system.bad-clock')
  })
})
