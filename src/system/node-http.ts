// The only got instance: no redirect, no retry, limits on size and time, and errors that carry a host name and nothing else.
import type { ClientRequest, Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { errnoOf, interrupted } from './errno.ts'
import { Failure } from './failure.ts'
import { checkReach, guardedLookup } from './http-reach.ts'
import type { Http, HttpAnswer, HttpReply, TlsOptions } from './world.ts'

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

/** Kept connections, apart for each identity that is shown or trusted. */
function agents(): (tls: TlsOptions) => Promise<{ http: HttpAgent; https: HttpsAgent }> {
  const known = new Map<string, { http: HttpAgent; https: HttpsAgent }>()
  return async (tls) => {
    const name = JSON.stringify(tls)
    const found = known.get(name)
    if (found !== undefined) return found
    const [http, https] = await Promise.all([import('node:http'), import('node:https')])
    const options = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64, timeout: 60_000 }
    const made = { http: new http.Agent(options), https: new https.Agent(options) }
    known.set(name, made)
    return made
  }
}

async function systemRoots(): Promise<readonly string[]> {
  const { getCACertificates } = await import('node:tls')
  return getCACertificates('default')
}

const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|CRL_)/

/** Nothing of a request is written before the connection stands. */
const BEFORE_SENDING = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EPRIVATE', 'EPROTO', 'ENOENT', 'EMFILE', 'ENFILE'])

export function createHttp(signal: AbortSignal, toolVersion: string): Http {
  const agentFor = agents()
  return {
    async exchange(request): Promise<HttpReply> {
      const url = parse(request.url)
      checkReach(url, request.privateHosts)
      const { host } = url
      const { default: got } = await import('got')
      const started = performance.now()
      let connected = false
      try {
        const { tls = {} } = request
        const stream = got.stream(url, {
          method: request.method,
          ...(request.body === undefined ? {} : { body: Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength) }),
          headers: { 'user-agent': `scelle/${toolVersion}`, ...request.headers },
          decompress: false,
          followRedirect: false,
          retry: { limit: 0 },
          throwHttpErrors: false,
          timeout: { lookup: 10_000, connect: 10_000, secureConnect: 10_000, request: request.timeoutMs },
          dnsLookup: guardedLookup(request.privateHosts) as never,
          agent: await agentFor(tls),
          https: {
            minVersion: 'TLSv1.2', rejectUnauthorized: tls.acceptAnyCertificate === undefined,
            ...(tls.ca === undefined ? {} : { certificateAuthority: [...(await systemRoots()), tls.ca] }),
            ...(tls.certificate === undefined ? {} : { certificate: tls.certificate }), ...(tls.key === undefined ? {} : { key: tls.key }),
          },
          signal,
        })
        stream.on('request', (sent: ClientRequest) => {
          sent.once('socket', (socket) => {
            // A kept connection is ready at once; the others are when they, or their TLS, stand.
            if (!socket.connecting) connected = true
            else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => { connected = true })
          })
        })
        let reply: { statusCode: number; headers: Record<string, string | string[] | undefined> } | undefined
        stream.on('response', (response: NonNullable<typeof reply>) => { reply = response })
        const parts: Buffer[] = []
        let total = 0
        for await (const part of stream as AsyncIterable<Buffer>) {
          total += part.length
          if (total > request.maxBytes) {
            stream.destroy()
            throw new Failure('http.too-large', { host, limit: request.maxBytes, sent: true })
          }
          parts.push(part)
        }
        if (reply === undefined) throw new Failure('http.unreachable', { host, reason: 'NO_ANSWER', sent: connected })
        const headers = Object.fromEntries(Object.entries(reply.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), String(Array.isArray(value) ? value.join(', ') : value).slice(0, 2000)]])))
        return { status: reply.statusCode, headers, body: Buffer.concat(parts, total) }
      } catch (error) {
        if (error instanceof Failure) throw error
        if (signal.aborted) throw interrupted(signal)
        const reason = reasonOf(error)
        if ((error as { name?: unknown } | null)?.name === 'TimeoutError') {
          const phase = String((error as { event?: unknown }).event ?? '')
          throw new Failure('http.timeout', { host, seconds: Math.round((performance.now() - started) / 1000), sent: !['lookup', 'connect', 'secureConnect'].includes(phase) && connected })
        }
        if (reason === 'EPRIVATE') throw new Failure('http.private-address', { host })
        if (CERTIFICATE.test(reason)) throw new Failure('http.certificate', { host, reason })
        throw new Failure('http.unreachable', { host, reason, sent: connected || !BEFORE_SENDING.has(reason) })
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
