// What a destination says when it refuses: a problem (RFC 9457), a usual member, or plain text. Bounded, and still hostile.
import { z } from 'zod'
import type { HttpReply } from '../system/world.ts'
import { readJson } from './http-call.ts'

const MAX_WORDS = 500
const text = z.string().optional().catch(undefined)

const Refusal = z.looseObject({
  title: text, detail: text, message: text, error_description: text, error: text,
  errors: z.array(z.looseObject({ pointer: text, detail: text })).optional().catch(undefined),
})

/** Undefined when it says nothing that a person would read. */
export function theirWords(reply: Pick<HttpReply, 'headers' | 'body'>): string | undefined {
  const said = readJson(reply, Refusal)
  const words = said === undefined ? plainText(reply) : [
    said.title, said.detail, said.error, said.error_description, said.message,
    ...(said.errors ?? []).slice(0, 10).map(({ pointer, detail }) => [pointer, detail].filter((each) => each !== undefined).join(' ')),
  ].filter((each) => each !== undefined && each !== '').join(' ; ')
  return words === undefined || words === '' ? undefined : words.slice(0, MAX_WORDS)
}

function plainText({ headers, body }: Pick<HttpReply, 'headers' | 'body'>): string | undefined {
  return /^text\/plain\b/i.test(headers['content-type'] ?? '') ? body.subarray(0, 4 * MAX_WORDS).toString('utf8') : undefined
}
