// The only got instance: no redirect, no retry, limits on size and time, and errors that carry a host name and nothing else.
import type { ClientRequest, Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import type { HttpsOptions } from 'got'
import { errnoOf, interrupted } from './errno.ts'
import { Failure } from './failure.ts'
import { checkReach, guardedLookup } from './http-reach.ts'
import type { Http, HttpAnswer, HttpExchange, HttpReply, TlsOptions } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    'http.bad-url': { protocol: string }
    /** `reason` is a constant of the runtime, as in `ECONNREFUSED`. */
    'http.unreachable': { host: string; reason: string; sent?: boolean }
    /** `sent`: a connection stood, so that bytes of the request may have left. */
    'http.timeout': { host: string; seconds: number; sent?: boolean }
    'http.too-large': { host: string; limit: number; sent?: boolean }
    /** Nothing was said: the other end did not prove who it is. */
    'http.certificate': { host: string; reason: string }
    'http.redirect': { host: string; status: number }
  }
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.host === '') {
    throw new Failure('http.bad-url', { protocol: url?.protocol.replace(/:$/, '').slice(0, 20) ?? '' })
  }
  return url
}

/** `EREASON` constants only: messages of the runtime hold addresses and paths. */
function reasonOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at !== undefined && at !== null && depth < 4; at = (at as { cause?: unknown }).cause, depth += 1) {
    const code = errnoOf(at)
    if (code !== 'UNKNOWN' && code !== 'ERR_GOT_REQUEST_ERROR' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code
  }
  return 'UNKNOWN'
}

/** Kept connections, apart for each identity that is shown or trusted, and for each list of hosts that may be reached. */
function agents(): (tls: TlsOptions, privateHosts: readonly string[]) => Promise<{ http: HttpAgent; https: HttpsAgent }> {
  const known = new Map<string, { http: HttpAgent; https: HttpsAgent }>()
  return async (tls, privateHosts) => {
    const name = JSON.stringify([tls, privateHosts])
    const found = known.get(name)
    if (found !== undefined) return found
    const [http, https] = await Promise.all([import('node:http'), import('node:https')])
    const options = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64, timeout: 60_000 }
    const made = { http: new http.Agent(options), https: new https.Agent(options) }
    known.set(name, made)
    return made
  }
}

let roots: readonly string[] | undefined

async function systemRoots(): Promise<readonly string[]> {
  roots ??= (await import('node:tls')).getCACertificates('default')
  return roots
}

/** The other end proved not who it is, or did not take our own proof: the handshake failed, nothing was acted upon. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|CRL_|ERR_SSL_\w*_ALERT_(\w*CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|PROTOCOL_VERSION))/

interface RawReply { readonly statusCode: number; readonly headers: Readonly<Record<string, string | string[] | undefined>> }

/** A stream without a body would wait for one where the method may have one. */
function bodyOf({ method, body }: HttpExchange): { body: Buffer } | undefined {
  if (body === undefined) return method === 'POST' || method === 'PUT' ? { body: Buffer.alloc(0) } : undefined
  return { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }
}

/** By its events: an iterator over a stream costs a third of a small exchange. */
async function readBody(stream: Duplex, maxBytes: number, host: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let total = 0
    stream.on('data', (part: Buffer) => {
      total += part.length
      if (total > maxBytes) {
        stream.destroy()
        reject(new Failure('http.too-large', { host, limit: maxBytes, sent: true }))
      } else parts.push(part)
    })
    stream.on('end', () => { resolve(Buffer.concat(parts, total)) })
    stream.on('error', reject)
    // Torn down without a word.
    stream.on('close', () => { reject(Object.assign(new Error('closed'), { code: 'NO_ANSWER' })) })
  })
}

function flatHeaders({ headers }: RawReply): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (
    value === undefined ? [] : [[name.toLowerCase(), (Array.isArray(value) ? value.join(', ') : value).slice(0, 2000)]]
  )))
}

async function tlsOptions(tls: TlsOptions): Promise<HttpsOptions> {
  return {
    minVersion: 'TLSv1.2', rejectUnauthorized: tls.acceptAnyCertificate === undefined,
    ...(tls.ca === undefined ? {} : { certificateAuthority: [...(await systemRoots()), tls.ca] }),
    ...(tls.certificate === undefined ? {} : { certificate: tls.certificate }), ...(tls.key === undefined ? {} : { key: tls.key }),
  }
}

export function createHttp(signal: AbortSignal, toolVersion: string): Http {
  const agentFor = agents()
  return {
    async exchange(request): Promise<HttpReply> {
      const url = parse(request.url)
      const { tls = {}, privateHosts = [], maxBytes } = request
      checkReach(url, privateHosts)
      const { host } = url
      const { default: got } = await import('got')
      const started = performance.now()
      let connected = false
      try {
        const stream = got.stream(url, {
          method: request.method,
          ...bodyOf(request),
          headers: { 'user-agent': `scelle/${toolVersion}`, ...request.headers },
          decompress: false,
          followRedirect: false,
          retry: { limit: 0 },
          throwHttpErrors: false,
          timeout: { lookup: 10_000, connect: 10_000, secureConnect: 10_000, request: request.timeoutMs },
          dnsLookup: guardedLookup(privateHosts) as never,
          agent: await agentFor(tls, privateHosts),
          ...(url.protocol === 'https:' ? { https: await tlsOptions(tls) } : {}),
          // One of its own: many requests at once would be many listeners of one signal.
          ...(request.lasting === true ? {} : { signal: AbortSignal.any([signal]) }),
        })
        // What comes after the last read is nobody's: without a listener it would end the process.
        stream.on('error', () => {})
        stream.on('request', (sent: ClientRequest) => {
          sent.once('socket', (socket) => {
            // A kept connection is ready at once; the others are when they, or their TLS, stand.
            if (!socket.connecting) connected = true
            else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => { connected = true })
          })
        })
        let reply: RawReply | undefined
        stream.on('response', (response: RawReply) => { reply = response })
        const body = await readBody(stream, maxBytes, host)
        if (reply === undefined) throw new Failure('http.unreachable', { host, reason: 'NO_ANSWER', sent: connected })
        return { status: reply.statusCode, headers: flatHeaders(reply), body }
      } catch (error) {
        if (error instanceof Failure) throw error
        if (signal.aborted && request.lasting !== true) throw interrupted(signal)
        const reason = reasonOf(error)
        if ((error as { name?: unknown } | null)?.name === 'TimeoutError') {
          throw new Failure('http.timeout', { host, seconds: Math.round((performance.now() - started) / 1000), sent: connected })
        }
        if (reason === 'EPRIVATE') throw new Failure('http.private-address', { host })
        if (CERTIFICATE.test(reason)) throw new Failure('http.certificate', { host, reason })
        // No byte of a request is written before the connection, or its TLS, stands.
        throw new Failure('http.unreachable', { host, reason, sent: connected })
      }
    },
    async post(address, body, { contentType, accept, timeoutMs, maxBytes }): Promise<HttpAnswer> {
      const url = parse(address)
      const host = url.host
      const { default: got } = await import('got')
      const started = performance.now()
      // got's own error classes are recognised by name: nothing of them is kept, not even as a cause.
      try {
        const request = got.stream.post(url, {
          body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
          headers: { 'content-type': contentType, accept, 'user-agent': `scelle/${toolVersion}` },
          followRedirect: false,
          retry: { limit: 0 },
          throwHttpErrors: false,
          timeout: { request: timeoutMs },
          https: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
          signal,
        })
        let status = 0
        let type = ''
        request.on('response', (response: { statusCode: number; headers: Record<string, string | string[] | undefined> }) => {
          status = response.statusCode
          type = String(response.headers['content-type'] ?? '').slice(0, 200)
        })
        const parts: Buffer[] = []
        let total = 0
        for await (const part of request as AsyncIterable<Buffer>) {
          total += part.length
          if (total > maxBytes) {
            request.destroy()
            throw new Failure('http.too-large', { host, limit: maxBytes })
          }
          parts.push(part)
        }
        if (status >= 300 && status < 400) throw new Failure('http.redirect', { host, status })
        if (status === 0) throw new Failure('http.unreachable', { host, reason: 'NO_ANSWER' })
        return { status, contentType: type, body: Buffer.concat(parts, total) }
      } catch (error) {
        if (error instanceof Failure) throw error
        const name = (error as { name?: unknown } | null)?.name
        if (signal.aborted) throw interrupted(signal)
        if (name === 'TimeoutError') {
          throw new Failure('http.timeout', { host, seconds: Math.round((performance.now() - started) / 1000) })
        }
        throw new Failure('http.unreachable', { host, reason: reasonOf(error) })
      }
    },
  }
}
