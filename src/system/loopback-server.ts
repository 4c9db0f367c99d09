// A small HTTP server on 127.0.0.1: whole requests of limited size go to a handler, its answer goes back. Nothing
// outside this machine can reach it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Failure } from './failure.ts'

export interface LoopbackRequest {
  readonly method: string
  readonly path: string
  readonly contentType: string
  readonly body: Buffer
}

export interface LoopbackAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface LoopbackOptions {
  /** 0: any free port. */
  readonly port: number
  /** A longer body is answered with 413 and not handed over. */
  readonly maxBodyBytes: number
  /** Stops the server. */
  readonly signal: AbortSignal
  /** What it throws is answered with 500, without a word of it. */
  readonly handle: (request: LoopbackRequest) => Promise<LoopbackAnswer>
}

export interface LoopbackServer {
  readonly url: string
  readonly closed: Promise<void>
  close(): Promise<void>
}

const HEADERS_MS = 5_000
const REQUEST_MS = 15_000

/** @throws `system.io` when the port cannot be had: `errno` as `EADDRINUSE`, `EACCES` */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const { createServer } = await import('node:http')
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, (request, response) => {
    void answer(options, request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Failure('system.io', { path: `127.0.0.1:${options.port}`, errno: error.code ?? 'UNKNOWN' }))
    })
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const closed = new Promise<void>((resolve) => {
    server.once('close', resolve)
  })
  const stop = (): void => {
    server.close()
    server.closeAllConnections()
  }
  options.signal.addEventListener('abort', stop, { once: true })
  if (options.signal.aborted) stop()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? options.port}/`,
    closed,
    async close() {
      options.signal.removeEventListener('abort', stop)
      stop()
      await closed
    },
  }
}

async function answer(options: LoopbackOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await readBody(request, options.maxBodyBytes)
    const reply = body === undefined ? tooLarge(options.maxBodyBytes) : await options.handle({
      method: request.method ?? '',
      path: request.url ?? '/',
      contentType: request.headers['content-type'] ?? '',
      body,
    })
    send(response, reply, body === undefined)
  } catch {
    if (!response.headersSent) send(response, { status: 500, contentType: 'text/plain', body: Buffer.from('Internal error\n') }, true)
    else response.destroy()
  }
}

/** Undefined when it is longer than allowed: the rest is not read. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let total = 0
  // Left open on return, so that 413 can still be sent on the same connection.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    total += part.length
    if (total > limit) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts, total)
}

function tooLarge(limit: number): LoopbackAnswer {
  return { status: 413, contentType: 'text/plain', body: Buffer.from(`At most ${limit} bytes\n`) }
}

function send(response: ServerResponse, reply: LoopbackAnswer, hangUp: boolean): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-type': reply.contentType,
    'content-length': reply.body.length,
    ...(hangUp ? { connection: 'close' } : {}),
  })
  response.end(reply.body)
}
