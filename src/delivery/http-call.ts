// One request to a destination that speaks HTTP: the base address, the reach and the limits that all of them share; and
// its answer read by a model, since an answer is hostile input.
import type { z } from 'zod'
import type { HttpExchange, HttpReply } from '../system/world.ts'
import type { Link } from './adapter.ts'
import type { Payload } from './payload.ts'

const PATIENCE_MS = 60_000
/** Receipts and states are small. */
const MAX_ANSWER_BYTES = 1024 * 1024

export interface HttpCall {
  /** `GET /v1/signalements/1`: the path below the base address. */
  readonly line: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** In the place of the destination's own. */
  readonly base?: string
}

/** @throws what `http.exchange` throws */
export async function call({ setup, http, reach }: Link, { line, headers = {}, body, base = setup.url }: HttpCall): Promise<HttpReply> {
  const space = line.indexOf(' ')
  return http.exchange({
    method: line.slice(0, space) as HttpExchange['method'], url: `${base}${line.slice(space + 1)}`, headers, ...(body === undefined ? {} : { body }),
    timeoutMs: PATIENCE_MS, maxBytes: MAX_ANSWER_BYTES, ...(reach.tls === undefined ? {} : { tls: reach.tls }), privateHosts: reach.privateHosts,
  })
}

/** The payload and what carries credentials. @throws what `http.exchange` throws */
export async function callWith(link: Link, { line, headers, body }: Payload, credentials: Readonly<Record<string, string>>): Promise<HttpReply> {
  return call(link, { line, headers: { ...headers, ...credentials }, body })
}

/** Undefined when it is no JSON, or not of that shape. */
export function readJson<T>({ body }: Pick<HttpReply, 'body'>, model: z.ZodType<T>): T | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  return model.safeParse(value).data
}
