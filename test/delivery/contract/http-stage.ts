// The other side of an HTTP destination on loopback: it plays one scene at each delivery and keeps what it saw.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { THEIR_WORDS, THROTTLE, type Scene, type Seen, type Stage } from './adapter-case.ts'

export interface StageAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface HttpStageScript {
  /** The destination's own answer to a delivery that it takes. */
  accept(seen: Seen): StageAnswer
  /** Its own way to refuse one; a problem of RFC 9457 when it has none. */
  readonly reject?: StageAnswer
  /** Answers what is no delivery (a session, a look-up); undefined: it is a delivery. */
  aside?(seen: Seen): StageAnswer | undefined
  readonly options?: Readonly<Record<string, string>>
}

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): StageAnswer => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) })

const PROBLEM = json(422, { type: 'about:blank', title: THEIR_WORDS, status: 422, detail: THEIR_WORDS }, { 'content-type': 'application/problem+json' })

export async function openHttpStage(script: HttpStageScript): Promise<Stage> {
  const seen: Seen[] = []
  const asides: Seen[] = []
  let scene: Scene = 'accept'
  const elsewhere = await listen(async (request, response) => {
    const one = await seenOf(request)
    seen.push({ ...one, line: `ELSEWHERE ${one.line}` })
    reply(response, script.accept(one))
  })
  const server = await listen(async (request, response) => {
    const one = await seenOf(request)
    const aside = script.aside?.(one)
    if (aside !== undefined) {
      asides.push(one)
      reply(response, aside)
      return
    }
    seen.push(one)
    play(scene, one, request, response)
  })
  const play = (now: Scene, one: Seen, request: IncomingMessage, response: ServerResponse): void => {
    if (now === 'silent-after-body') return
    if (now === 'vanish-after-body') request.socket.destroy()
    else reply(response, answerOf(now, one))
  }
  const answerOf = (now: Scene, one: Seen): StageAnswer => {
    switch (now) {
      case 'reject': return script.reject ?? PROBLEM
      case 'auth': return json(401, { error: THEIR_WORDS })
      case 'forbidden': return json(403, { error: THEIR_WORDS })
      case 'throttle-seconds': return json(429, {}, { 'retry-after': String(THROTTLE.seconds) })
      case 'throttle-date': return json(429, {}, { 'retry-after': THROTTLE.date })
      case 'server-error': return json(500, { error: THEIR_WORDS })
      case 'redirect': return { status: 307, headers: { location: `${urlOf(elsewhere, 'localhost')}${one.line.slice(one.line.indexOf(' ') + 1)}` } }
      case 'garbage': return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('\ud83d<html>{"id":'.repeat(7)) }
      case 'huge-answer': return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.alloc(24 * 1024 * 1024, 0x20) }
      default: return script.accept(one)
    }
  }
  const url = urlOf(server, '127.0.0.1')
  return {
    url, seen, asides, options: script.options ?? {},
    play(next) {
      scene = next
      // The port stays known and nobody listens on it any more.
      if (next === 'refuse-connection') stop(server)
    },
    async close() {
      await Promise.all([server, elsewhere].map(async (each) => new Promise<void>((resolve) => {
        if (!each.listening) return resolve()
        each.once('close', resolve)
        return stop(each)
      })))
    },
  }
}

const urlOf = (server: Server, host: string): string => `http://${host}:${(server.address() as AddressInfo).port}`

function stop(server: Server): void {
  server.close()
  server.closeAllConnections()
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> {
  // A sender that goes away in the middle is part of the play.
  const server = createServer((request, response) => { handle(request, response).catch(() => { response.destroy() }) })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return server
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return { line: `${request.method} ${request.url}`, headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])), body: Buffer.concat(parts) }
}

function reply(response: ServerResponse, { status, headers = {}, body = '' }: StageAnswer): void {
  response.writeHead(status, headers)
  response.end(body)
}
