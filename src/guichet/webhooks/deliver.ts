// Messages to senders, from the store until they are taken or given up: a stop or a crash in between repeats one, with the
// same `webhook-id`, and loses none.
import { isFailure } from '../../system/failure.ts'
import { nowMs, type Guichet } from '../guichet.ts'
import { standingOf } from '../standing.ts'
import type { NoticeRow, WebhookMessage } from '../store/guichet-store.ts'
import { webhookHeaders } from './sign.ts'
import { instantOfMs } from '../../system/time.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
/** After the first try; ten tries in about three days, then it is given up. */
export const WEBHOOK_WAITS_MS: readonly number[] = [5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR]

const TIMEOUT_MS = 15_000
const AT_ONCE = 16

/** The message about a change, when the sender wants to be told. */
export function messageAbout({ world, clients }: Pick<Guichet, 'world' | 'clients'>, row: NoticeRow): { readonly id: string; readonly body: string } | undefined {
  if (clients.clients.find(({ id }) => id === row.client)?.webhook === undefined) return undefined
  return {
    id: `msg_${world.random.uuid()}`,
    body: JSON.stringify({ type: 'signalement.state-changed', timestamp: instantOfMs(row.updatedMs), data: standingOf(row) }),
  }
}

/** Tries all that is due, once. */
export async function deliverMessages(guichet: Guichet): Promise<void> {
  for (;;) {
    const due = await guichet.store.takeMessages(nowMs(guichet), 2 * TIMEOUT_MS, AT_ONCE)
    if (due.length === 0) return
    await Promise.all(due.map((message) => deliver(guichet, message)))
  }
}

async function deliver(guichet: Guichet, message: WebhookMessage): Promise<void> {
  const { store, world, clients, webhookWaitsMs } = guichet
  const webhook = clients.clients.find(({ id }) => id === message.client)?.webhook
  const verdict = webhook === undefined ? 'gone' : await attempt(guichet, webhook, message)
  if (verdict === 'taken') return store.settleMessage(message.id, { state: 'delivered' })
  const wait = webhookWaitsMs[message.attempts]
  if (verdict === 'gone' || wait === undefined) return store.settleMessage(message.id, { state: 'given-up' })
  // Up to a fifth more, so that what failed together does not come back together.
  const jitter = wait * (world.random.bytes(1)[0] ?? 0) / 255 / 5
  return store.settleMessage(message.id, { state: 'pending', nextMs: Math.round(nowMs(guichet) + wait + jitter) })
}

async function attempt({ world }: Guichet, { url, secret }: { readonly url: string; readonly secret: string }, { id, body }: WebhookMessage): Promise<'taken' | 'gone' | 'later'> {
  const seconds = Math.floor(nowMs({ world }) / 1000)
  try {
    const { status } = await world.http.exchange({
      method: 'POST', url, headers: webhookHeaders(secret, id, seconds, body), body: Buffer.from(body), timeoutMs: TIMEOUT_MS, maxBytes: 64 * 1024,
    })
    if (status >= 200 && status < 300) return 'taken'
    // 410: the receiver wants no more.
    return status === 410 ? 'gone' : 'later'
  } catch (error) {
    if (isFailure(error)) return 'later'
    throw error
  }
}
