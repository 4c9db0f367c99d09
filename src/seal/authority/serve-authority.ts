// The local authority over HTTP (RFC 3161 §3.4), on the loopback interface: for exercises, tests and demonstrations.
import { Failure, isFailure } from '../../system/failure.ts'
import { startLoopbackServer } from '../../system/loopback-server.ts'
import type { LoopbackAnswer, LoopbackRequest } from '../../system/loopback-server.ts'
import type { World } from '../../system/world.ts'
import { openLocalAuthority } from './local-authority.ts'
import type { LocalAuthority } from './local-authority.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** `errno` as `EADDRINUSE`, `EACCES`. */
    'tsp.port-unavailable': { port: number; errno: string }
  }
}

export const QUERY_TYPE = 'application/timestamp-query'
export const REPLY_TYPE = 'application/timestamp-reply'
const MAX_QUERY_BYTES = 64 * 1024

export interface AuthorityServer {
  /** As `http://127.0.0.1:3161/`. */
  readonly url: string
  /** Settled once the server has stopped: by `close`, or because the World's signal was aborted. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

export interface ServeOptions {
  /** 0: any free port. */
  readonly port: number
  readonly onRequest?: (answered: { readonly status: number; readonly bytes: number }) => void
}

/** @throws `tsp.port-unavailable`, and as `openLocalAuthority` */
export async function serveAuthority(world: World, options: ServeOptions): Promise<AuthorityServer> {
  const authority = await openLocalAuthority(world)
  const { onRequest } = options
  try {
    return await startLoopbackServer({
      port: options.port,
      maxBodyBytes: MAX_QUERY_BYTES,
      signal: world.signal,
      async handle(request) {
        const answer = await answerQuery(authority, request)
        onRequest?.({ status: answer.status, bytes: answer.body.length })
        return answer
      },
    })
  } catch (error) {
    if (!isFailure(error, 'system.io')) throw error
    throw new Failure('tsp.port-unavailable', { port: options.port, errno: error.facts.errno }, error)
  }
}

async function answerQuery(authority: LocalAuthority, request: LoopbackRequest): Promise<LoopbackAnswer> {
  if (request.method !== 'POST') return { ...plain(405, 'POST a time-stamp query'), headers: { allow: 'POST' } }
  const [type = ''] = request.contentType.split(';')
  if (type.trim().toLowerCase() !== QUERY_TYPE) return plain(415, `Content type ${QUERY_TYPE} is wanted`)
  return { status: 200, contentType: REPLY_TYPE, body: await authority.respond(request.body) }
}

function plain(status: number, text: string): LoopbackAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: Buffer.from(`${text}\n`) }
}
