// The only got instance: no redirect, no retry, limits on size and time, and errors that carry a host name and nothing else.
import { errnoOf, interrupted } from './errno.ts'
import { Failure } from './failure.ts'
import type { Http, HttpAnswer } from './world.ts'

declare module './failure.ts' {
  interface FailureFacts {
    'http.bad-url': { protocol: string }
    /** `reason` is a constant of the runtime, as in `ECONNREFUSED`. */
    'http.unreachable': { host: string; reason: string }
    'http.timeout': { host: string; seconds: number }
    'http.too-large': { host: string; limit: number }
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

export function createHttp(signal: AbortSignal, toolVersion: string): Http {
  return {
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
