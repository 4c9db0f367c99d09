// One exchange with a destination, against servers that misbehave: whether a byte may have left is the question that
// decides if it may be sent again.
import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttp } from '../../src/system/node-http.ts'
import type { HttpExchange, HttpReply } from '../../src/system/world.ts'
import { testAuthority } from './tls-certificates.ts'

const SECRET = 'canary-3f9c'
const BODY = Buffer.from(`{"said":"body ${SECRET}"}`)

const http = createHttp(new AbortController().signal, '0.0.0')

async function started(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => { sockets.add(socket); socket.on('error', () => {}); socket.on('close', () => sockets.delete(socket)) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => { server.close(resolve) })
  })
  return (server.address() as AddressInfo).port
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

type Handle = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void

async function answer(handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> {
  handle(request, response, await readAll(request))
}

async function httpServer(handle: Handle): Promise<string> {
  const server = createHttpServer((request, response) => { answer(handle, request, response).catch(() => { response.destroy() }) })
  return `http://127.0.0.1:${await started(server)}`
}

async function httpsServer(options: ServerOptions, handle: RequestListener = (_, response) => { response.end('ok') }): Promise<number> {
  const server = createHttpsServer(options, handle)
  server.on('tlsClientError', () => {})
  return started(server)
}

const exchange = async (url: string, over: Partial<HttpExchange> = {}, by = http): Promise<HttpReply> => by.exchange({
  method: 'POST', url: `${url}/v1/thing?token=${SECRET}`, headers: { 'authorization': `Bearer ${SECRET}`, 'content-type': 'application/json' }, body: BODY, timeoutMs: 3000, maxBytes: 10_000, ...over,
})

interface Thrown { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** The failure, which holds nothing of the request. */
async function failureOf(work: Promise<unknown>): Promise<Thrown> {
  const error: unknown = await work.then(() => { throw new Error('it went through') }, (thrown: unknown) => thrown)
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET)
  expect(JSON.stringify(error)).not.toContain(SECRET)
  return error as Thrown
}

describe('an answer', () => {
  it.each([200, 202, 307, 401, 404, 429, 500, 503])('of status %i is an answer', async (status) => {
    const seen: string[] = []
    const url = await httpServer((request, response, body) => {
      seen.push(`${request.method} ${request.url} ${body.toString()} ${request.headers['content-length']}`)
      response.writeHead(status, { 'location': 'http://127.0.0.1:9/elsewhere', 'X-Request-Id': 'r1', 'set-cookie': ['a=1', 'b=2'] }).end('answer')
    })
    const { headers, body, ...rest } = await exchange(url)
    expect(rest).toEqual({ status })
    expect(headers).toMatchObject({ 'x-request-id': 'r1', 'set-cookie': 'a=1, b=2' })
    expect(body.toString()).toBe('answer')
    expect(seen).toEqual([`POST /v1/thing?token=${SECRET} ${BODY.toString()} ${BODY.length}`])
  })

  it('comes for every method, with and without a body', async () => {
    const url = await httpServer((request, response, body) => { response.end(`${request.method} ${body.length}`) })
    const said = async (method: HttpExchange['method'], body?: Uint8Array): Promise<string> => {
      return (await http.exchange({ method, url, headers: {}, timeoutMs: 3000, maxBytes: 100, ...(body === undefined ? {} : { body }) })).body.toString()
    }
    expect([await said('GET'), await said('HEAD'), await said('POST'), await said('PUT'), await said('PUT', BODY)]).toEqual(['GET 0', '', 'POST 0', 'PUT 0', `PUT ${BODY.length}`])
  })

  it('sends a view of a buffer, not the buffer', async () => {
    const url = await httpServer((_, response, body) => { response.end(body) })
    const whole = new Uint8Array([120, 97, 98, 99, 120])
    expect((await exchange(url, { body: whole.subarray(1, 4) })).body.toString()).toBe('abc')
  })

  it('is not decompressed: a small answer stays small', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    let accepted: string | undefined
    const url = await httpServer((request, response) => {
      accepted = request.headers['accept-encoding']
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    expect((await exchange(url, { maxBytes: 100_000 })).body.equals(bomb)).toBe(true)
    expect(accepted).toBeUndefined()
  })

  it('beyond the limit is cut, told as sent', async () => {
    let written = 0
    const url = await httpServer((_, response) => {
      const more = (): void => { while (written < 500_000_000 && !response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536 }
      response.on('drain', more)
      more()
    })
    expect(await failureOf(exchange(url))).toMatchObject({ code: 'http.too-large', facts: { limit: 10_000, sent: true } })
    expect(written).toBeLessThan(20_000_000)
  })

  it('of exactly the limit is taken', async () => {
    const url = await httpServer((_, response) => { response.end(Buffer.alloc(10_000)) })
    expect((await exchange(url)).body.length).toBe(10_000)
  })

  it('whose headers have no end is refused', async () => {
    const url = await httpServer((_, response) => { response.writeHead(200, { 'x-long': 'a'.repeat(100_000) }).end() })
    expect(await failureOf(exchange(url))).toMatchObject({ code: 'http.unreachable', facts: { reason: 'HPE_HEADER_OVERFLOW', sent: true } })
  })

  it('that is no HTTP is refused', async () => {
    const port = await started(createTcpServer((socket) => { socket.once('data', () => { socket.end('220 mail.example ESMTP\r\n') }) }))
    expect(await failureOf(exchange(`http://127.0.0.1:${port}`))).toMatchObject({ code: 'http.unreachable', facts: { sent: true } })
  })

  it('that ends too early is none', async () => {
    const port = await started(createTcpServer((socket) => { socket.once('data', () => { socket.end('HTTP/1.1 202 Accepted\r\ncontent-length: 50\r\n\r\n{"id"') }) }))
    expect(await failureOf(exchange(`http://127.0.0.1:${port}`))).toMatchObject({ code: 'http.unreachable', facts: { sent: true } })
  })
})

describe('whether a byte may have left', () => {
  it('not when nobody listens', async () => {
    const server = createTcpServer()
    const port = await started(server)
    await new Promise((resolve) => { server.close(resolve) })
    expect(await failureOf(exchange(`http://127.0.0.1:${port}`))).toMatchObject({ code: 'http.unreachable', facts: { host: `127.0.0.1:${port}`, reason: 'ECONNREFUSED', sent: false } })
  })

  it('not when the name is unknown', async () => {
    expect(await failureOf(exchange('https://no-such-host.invalid'))).toMatchObject({ code: 'http.unreachable', facts: { reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/), sent: false } })
  })

  it('yes when it is reset before, during or after the body', async () => {
    const reset = async (when: 'unread' | 'at-data'): Promise<Thrown> => {
      const port = await started(createTcpServer({ pauseOnConnect: when === 'unread' }, (socket) => {
        if (when === 'unread') setTimeout(() => { socket.resetAndDestroy() }, 50)
        else socket.once('data', () => { socket.resetAndDestroy() })
      }))
      return failureOf(exchange(`http://127.0.0.1:${port}`, { body: Buffer.alloc(when === 'at-data' ? 5_000_000 : 10, 'a') }))
    }
    expect(await reset('unread')).toMatchObject({ code: 'http.unreachable', facts: { sent: true } })
    expect(await reset('at-data')).toMatchObject({ code: 'http.unreachable', facts: { sent: true } })
    const url = await httpServer((request) => { request.socket.destroy() })
    expect(await failureOf(exchange(url))).toMatchObject({ code: 'http.unreachable', facts: { reason: 'ECONNRESET', sent: true } })
  })

  it('yes when there is silence, or an answer that drips', async () => {
    const silent = await httpServer(() => {})
    expect(await failureOf(exchange(silent, { timeoutMs: 300 }))).toMatchObject({ code: 'http.timeout', facts: { sent: true } })
    const dripping = await httpServer((_, response) => {
      const drip = setInterval(() => { response.write('x') }, 50)
      response.on('close', () => { clearInterval(drip) })
    })
    expect(await failureOf(exchange(dripping, { timeoutMs: 400 }))).toMatchObject({ code: 'http.timeout', facts: { sent: true } })
  })

  it('not when TLS never comes to stand: silence, reset, no TLS at all', async () => {
    const silent = await started(createTcpServer(() => {}))
    expect(await failureOf(exchange(`https://localhost:${silent}`, { timeoutMs: 300 }))).toMatchObject({ code: 'http.timeout', facts: { sent: false } })
    const reset = await started(createTcpServer((socket) => { socket.once('data', () => { socket.resetAndDestroy() }) }))
    expect(await failureOf(exchange(`https://localhost:${reset}`))).toMatchObject({ code: 'http.unreachable', facts: { reason: 'ECONNRESET', sent: false } })
    const plain = await httpServer((_, response) => { response.end() })
    expect(await failureOf(exchange(plain.replace('http:', 'https:')))).toMatchObject({ code: 'http.unreachable', facts: { sent: false } })
  })

  it('yes on a kept connection that the server closes when it is used again', async () => {
    let requests = 0
    const url = await httpServer((request, response) => {
      requests += 1
      if (requests === 1) response.writeHead(200, { connection: 'keep-alive' }).end('first')
      else request.socket.destroy()
    })
    expect((await exchange(url)).body.toString()).toBe('first')
    const failure = await failureOf(exchange(url))
    expect(failure).toMatchObject({ code: 'http.unreachable', facts: { sent: true } })
    expect(requests).toBe(2)
  })

  it('a connection that was kept and is closed in silence is not counted on', async () => {
    const sockets: Socket[] = []
    const server = createTcpServer((socket) => {
      sockets.push(socket)
      socket.on('data', () => { socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok') })
    })
    const url = `http://127.0.0.1:${await started(server)}`
    await exchange(url)
    sockets[0]?.destroy()
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    expect((await exchange(url)).body.toString()).toBe('ok')
    expect(sockets).toHaveLength(2)
  })

  it('not when a header cannot be said', async () => {
    const url = await httpServer((_, response) => { response.end() })
    expect(await failureOf(exchange(url, { headers: { authorization: `Bearer ${SECRET}\r\nx: y` } }))).toMatchObject({ code: 'http.unreachable', facts: { sent: false } })
  })
})

describe('TLS', () => {
  it('takes a server of an authority that was added, and no other', async () => {
    const authority = testAuthority()
    const port = await httpsServer(pair(authority.issue('server')))
    expect((await exchange(`https://localhost:${port}`, { tls: { ca: authority.ca } })).body.toString()).toBe('ok')
    expect(await failureOf(exchange(`https://localhost:${port}`))).toMatchObject({ code: 'http.certificate', facts: { host: `localhost:${port}`, reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } })
    // What was trusted once is not trusted by the next.
    expect(await failureOf(exchange(`https://localhost:${port}`, { tls: { ca: testAuthority().ca } }))).toMatchObject({ code: 'http.certificate' })
  })

  it.each([
    ['another name', { san: 'DNS:other.example' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['an end in the past', { days: -1 }, 'CERT_HAS_EXPIRED'],
    ['another use', { use: 'clientAuth' as const }, 'INVALID_PURPOSE'],
  ])('refuses a certificate with %s, before anything is said', async (_, options, reason) => {
    const authority = testAuthority()
    let asked = 0
    const port = await httpsServer(pair(authority.issue('server', options)), (_request, response) => { asked += 1; response.end('ok') })
    expect(await failureOf(exchange(`https://localhost:${port}`, { tls: { ca: authority.ca } }))).toMatchObject({ code: 'http.certificate', facts: { reason } })
    expect(asked).toBe(0)
    // With a reason that somebody wrote down.
    expect((await exchange(`https://localhost:${port}`, { tls: { ca: authority.ca, acceptAnyCertificate: 'test bench of the partner' } })).body.toString()).toBe('ok')
    // And the connection that was let through is not there for the others.
    expect(await failureOf(exchange(`https://localhost:${port}`, { tls: { ca: authority.ca } }))).toMatchObject({ code: 'http.certificate', facts: { reason } })
  })

  it('shows its own certificate, and says so when that one is missing or refused', async () => {
    const authority = testAuthority()
    const names: string[] = []
    const port = await httpsServer({ ...pair(authority.issue('server')), ca: authority.ca, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      names.push((request.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate().subject.CN)
      response.end('ok')
    })
    const url = `https://localhost:${port}`
    const mine = authority.issue('our-desk', { use: 'clientAuth' })
    expect((await exchange(url, { tls: { ca: authority.ca, ...mine } })).body.toString()).toBe('ok')
    expect(names).toEqual(['our-desk'])
    expect(await failureOf(exchange(url, { tls: { ca: authority.ca } }))).toMatchObject({ code: 'http.certificate', facts: { reason: expect.stringMatching(/CERTIFICATE/) } })
    expect(await failureOf(exchange(url, { tls: { ca: authority.ca, ...testAuthority().issue('stranger', { use: 'clientAuth' }) } }))).toMatchObject({ code: expect.stringMatching(/^http\.(certificate|unreachable)$/) })
    expect(await failureOf(exchange(url, { tls: { ca: authority.ca, certificate: 'no PEM', key: 'no PEM' } }))).toMatchObject({ code: 'http.unreachable', facts: { sent: false } })
    expect(names).toEqual(['our-desk'])
  })

  it('is not spoken below 1.2', async () => {
    const authority = testAuthority()
    const port = await httpsServer({ ...pair(authority.issue('server')), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
    expect(await failureOf(exchange(`https://localhost:${port}`, { tls: { ca: authority.ca } }))).toMatchObject({ code: expect.stringMatching(/^http\.(certificate|unreachable)$/) })
  })
})

const pair = ({ certificate, key }: { certificate: string; key: string }): ServerOptions => ({ cert: certificate, key })

describe('an interruption', () => {
  it('ends what is under way and what comes after', async () => {
    const controller = new AbortController()
    const own = createHttp(controller.signal, '0.0.0')
    const url = await httpServer(() => {})
    const waiting = failureOf(exchange(url, {}, own))
    setTimeout(() => { controller.abort('SIGTERM') }, 100)
    expect(await waiting).toMatchObject({ code: 'system.interrupted', facts: { signal: 'SIGTERM' } })
    expect(await failureOf(exchange(url, {}, own))).toMatchObject({ code: 'system.interrupted' })
  })

  it('lets what is to last be answered, or time out', async () => {
    const controller = new AbortController()
    const own = createHttp(controller.signal, '0.0.0')
    let answered = 0
    const url = await httpServer((_, response) => {
      answered += 1
      if (answered === 1) setTimeout(() => { response.end('ok') }, 300)
    })
    const waiting = exchange(url, { lasting: true }, own)
    setTimeout(() => { controller.abort('SIGTERM') }, 100)
    expect((await waiting).status).toBe(200)
    expect(await failureOf(exchange(url, { lasting: true, timeoutMs: 300 }, own))).toMatchObject({ code: 'http.timeout' })
  })

  it('many at once leave no listener behind and no warning', async () => {
    const warnings: string[] = []
    const note = (warning: Error): void => { warnings.push(warning.message) }
    process.on('warning', note)
    const url = await httpServer((_, response) => { setTimeout(() => { response.end('ok') }, 50) })
    await Promise.all(Array.from({ length: 64 }, async () => exchange(url)))
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    process.off('warning', note)
    expect(warnings).toEqual([])
  })
})

it.each(['ftp://localhost/x', 'file:///etc/passwd', 'localhost', ''])('is not made to %s', async (url) => {
  expect(await failureOf(http.exchange({ method: 'GET', url, headers: {}, timeoutMs: 100, maxBytes: 1 }))).toMatchObject({ code: 'http.bad-url' })
})
