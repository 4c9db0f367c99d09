// What goes wrong between a machine and the server of a team: silence, suspension, a wrong certificate, a pooler in between.
// Nothing hangs, and nothing is said to whom it was not meant for.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDatabases } from '../../src/system/database.ts'
import { openPostgres } from '../../src/system/postgres.ts'
import type { Database } from '../../src/system/world.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../support/postgres.ts'
import { tempDir } from '../support/world.ts'

const postgres = await testPostgres()
const forgetful = await testPostgres({ fsync: 'off' })
const databases = createDatabases()
const SHORT = { connectMs: 1000, statementMs: 1000, idleMs: 1000 }

async function opened(place: string): Promise<Database> {
  const database = await openPostgres(place, { password: PASSWORD }, SHORT)
  onTestFinished(() => { database.close() })
  return database
}

/** A loopback server that does as it is told with each connection. */
async function listener(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as { port: number }).port
}

async function timed(act: () => unknown): Promise<{ readonly code: unknown; readonly facts: unknown; readonly ms: number }> {
  const started = performance.now()
  try {
    await act()
  } catch (error) {
    const { code, facts } = error as { code?: unknown; facts?: unknown }
    return { code, facts, ms: performance.now() - started }
  }
  throw new Error('it went well')
}

describe('a server that is none', () => {
  it.each([
    ['says nothing', () => undefined, 'ETIMEDOUT'],
    ['hangs up', (socket: Socket) => { socket.destroy() }, /CLOSED|ECONNRESET/],
    ['speaks HTTP', (socket: Socket) => { socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') }, /./],
  ])('%s', async (_name, serve, reason) => {
    const port = await listener(serve)
    const { code, facts, ms } = await timed(async () => openPostgres(`postgres://scelle@127.0.0.1:${port}/base`, { password: 'p' }, SHORT))
    expect([code, facts]).toEqual(['database.unreachable', { host: '127.0.0.1', reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) }])
    expect(ms).toBeLessThan(5000)
  })

  it('a password is not said to a server that asks for it in the clear over no TLS', async () => {
    // AuthenticationCleartextPassword: whoever listens on the loopback port would have it.
    const heard: Buffer[] = []
    const port = await listener((socket) => {
      socket.on('data', (chunk) => {
        heard.push(chunk)
        if (heard.length === 1) socket.write(Buffer.from('520000000800000003', 'hex'))
        else socket.destroy()
      })
    })
    expect((await timed(async () => openPostgres(`postgres://scelle@127.0.0.1:${port}/base`, { password: 'clear-secret' }, SHORT))).code).toBe('database.login')
    expect(Buffer.concat(heard).toString('latin1')).not.toContain('clear-secret')
  })
})

describe.skipIf(postgres === undefined)('a server in trouble', () => {
  const server = postgres as TestPostgres

  it('a statement that takes too long is ended by the server, and the connection lives on', async () => {
    const database = await opened(await server.newDatabase())
    const { code, facts, ms } = await timed(() => database.prepare('SELECT pg_sleep(20)').get())
    expect([code, facts]).toEqual(['database.failed', { path: database.path, code: '57014' }])
    expect(ms).toBeLessThan(3000)
    expect(database.prepare('SELECT 1 AS one').get()).toEqual({ one: 1 })
  })

  it('a server process that is suspended is given up, and so is the transaction when it wakes', async () => {
    const place = await server.newDatabase()
    const [database, other] = [await opened(place), await opened(place)]
    database.exec('CREATE TABLE t (a BIGINT)')
    const pid = Number(database.prepare('SELECT pg_backend_pid() AS p').get()?.['p'])
    const { code, facts, ms } = await timed(() => database.transaction(() => {
      database.prepare('INSERT INTO t (a) VALUES (1)').run()
      server.signal(pid, 'SIGSTOP')
      database.prepare('INSERT INTO t (a) VALUES (2)').run()
    }))
    expect([code, facts]).toEqual(['database.unreachable', { host: '127.0.0.1', reason: 'ETIMEDOUT' }])
    expect(ms).toBeLessThan(8000)
    server.signal(pid, 'SIGCONT')
    await expect.poll(() => other.transaction(() => other.prepare('SELECT count(*) AS n FROM t').get())).toEqual({ n: 0 })
  })

  it('a connection lost while committing says that nobody knows', async () => {
    const database = await opened(await server.newDatabase())
    database.exec('CREATE TABLE t (a BIGINT)')
    const pid = Number(database.prepare('SELECT pg_backend_pid() AS p').get()?.['p'])
    const { code, facts } = await timed(() => database.transaction(() => {
      database.prepare('INSERT INTO t (a) VALUES (1)').run()
      server.signal(pid, 'SIGSTOP')
    }))
    server.signal(pid, 'SIGCONT')
    expect([code, facts]).toEqual(['database.unreachable', { host: '127.0.0.1', reason: 'ETIMEDOUT', unsure: true }])
  })

  it('a writer that sleeps in the middle does not keep the others waiting for ever', async () => {
    const place = await server.newDatabase()
    const [database, other] = [await opened(place), await opened(place)]
    const { code } = await timed(() => database.transaction(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500)
      expect(other.transaction(() => other.prepare('SELECT 1 AS one').get())).toEqual({ one: 1 })
      database.prepare('SELECT 1 AS one').get()
    }))
    expect(code).toBe('database.unreachable')
  })

  it('an answer too large for the thread ends in a failure, not in a hang', async () => {
    const database = await opened(await server.newDatabase())
    const { code, ms } = await timed(() => database.prepare("SELECT repeat('x', 200000) AS big FROM generate_series(1, 20000)").all())
    expect(code).toMatch(/^database\.(unreachable|failed)$/)
    expect(ms).toBeLessThan(20_000)
  })

  it('fsync = off is refused', async () => {
    const place = await (forgetful as TestPostgres).newDatabase()
    await expect(databases.open(place, { password: PASSWORD })).rejects.toMatchObject({ code: 'database.not-durable', facts: { host: '127.0.0.1' } })
  })

  it('a pooler in between is told by the number of the server process', async () => {
    const place = new URL(await server.newDatabase())
    const port = await listener((socket) => {
      const behind = connect(server.port, '127.0.0.1')
      behind.on('error', () => undefined)
      socket.pipe(behind)
      behind.on('data', (chunk: Buffer) => {
        // BackendKeyData: 'K', length 12, process, key.
        const at = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
        if (at >= 0) chunk.writeInt32BE(4242, at + 5)
        socket.write(chunk)
      })
      behind.on('close', () => socket.destroy())
      socket.on('close', () => behind.destroy())
    })
    place.port = String(port)
    await expect(databases.open(place.href, { password: PASSWORD })).rejects.toMatchObject({ code: 'database.pooled', facts: { host: '127.0.0.1' } })
  })

  it('the password is found in the file that PGPASSFILE names, and nothing is said on stderr', async () => {
    const place = await server.newDatabase()
    const file = join(tempDir(), 'pgpass')
    writeFileSync(file, `127.0.0.1:${server.port}:*:scelle:${PASSWORD}\n`, { mode: 0o600 })
    const { PGPASSWORD: _none, ...env } = process.env
    const child = fork(join(import.meta.dirname, 'holding-child.ts'), [place, 'name', 'end'], { env: { ...env, PGPASSFILE: file }, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString() })
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(said).toBe('')
  })

  it('verify-full: the right authority and the right name, or nothing is said', async () => {
    const dir = tempDir()
    const [key, certificate] = [join(dir, 'key.pem'), join(dir, 'certificate.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=server', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
    const files = [server.putFile('server.key', readFileSync(key, 'utf8')), server.putFile('server.pem', readFileSync(certificate, 'utf8'))]
    await server.asAdmin(`ALTER SYSTEM SET ssl_key_file = '${files[0]}'`)
    await server.asAdmin(`ALTER SYSTEM SET ssl_cert_file = '${files[1]}'`)
    await server.asAdmin('ALTER SYSTEM SET ssl = on')
    await server.asAdmin('SELECT pg_reload_conf()')
    await expect.poll(async () => server.asAdmin('SHOW ssl')).toEqual([{ ssl: 'on' }])
    const place = await server.newDatabase()
    const database = await opened(`${place}?sslmode=verify-full&sslrootcert=${encodeURIComponent(certificate)}`)
    expect(database.prepare('SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()').get()).toEqual({ ssl: 1, version: 'TLSv1.3' })
    expect(await timed(async () => opened(`${place}?sslmode=verify-full`))).toMatchObject({ code: 'database.unreachable', facts: { reason: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) } })
    expect(await timed(async () => opened(`${place.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert=${certificate}`))).toMatchObject({ code: 'database.unreachable', facts: { host: 'localhost', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' } })
  })
})
