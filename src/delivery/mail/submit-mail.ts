// A prepared message to its server, and what became of it. Delivery there is not reading: a receipt says which message was
// taken, no more.
import { isFailure } from '../../system/failure.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Link } from '../adapter.ts'
import type { Outcome } from '../outcome.ts'
import type { Payload } from '../payload.ts'
import { envelopeOf, serverOf } from './mail-settings.ts'
import { isProtectionRefusal, protectMail } from './protect.ts'

/** Never throws for what the network or the server does. */
export async function submitMail(payload: Payload, link: Link): Promise<Outcome> {
  const envelope = envelopeOf(payload.line, link.setup)
  const messageId = /^message-id:\s*<([\x21-\x3b\x3d\x3f-\x7e]{1,250})>\r?$/im.exec(Buffer.from(payload.body).subarray(0, 4096).toString('latin1'))?.[1]
  if (envelope === undefined || messageId === undefined) return { class: 'not_sent', code: 'no-address' }
  const server = await serverOf(link)
  if (server === undefined) return { class: 'auth', code: 'no-secret' }
  const message = await protectMail(payload.body, link)
  if (isProtectionRefusal(message)) return { class: 'auth', code: message.refusal }
  try {
    await link.mail.send(server, envelope, message)
    return { class: 'definite_success', receipt: { remoteId: messageId } }
  } catch (error) {
    return outcomeOf(error)
  }
}

function outcomeOf(error: unknown): Outcome {
  if (isFailure(error, 'mail.refused')) {
    const { code, reply, temporary } = error.facts
    return temporary ? { class: 'throttled', code: `smtp-${code}` } : { class: 'definite_reject', code: `smtp-${code}`, words: visibleShort(reply, 300) }
  }
  if (isFailure(error, 'mail.login')) return { class: 'auth', code: `smtp-${error.facts.reason}` }
  if (isFailure(error, 'mail.outcome-unknown')) return { class: 'unknown', code: `smtp-${error.facts.reason}` }
  if (isFailure(error, 'mail.unreachable')) return { class: 'not_sent', code: `smtp-${error.facts.reason}` }
  if (isFailure(error, 'mail.not-encrypted') || isFailure(error, 'http.private-address')) return { class: 'not_sent', code: error.code }
  throw error
}
