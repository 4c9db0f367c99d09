// Standard Webhooks 1.0.0, symmetric signatures: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
import { createHmac } from 'node:crypto'

/** @param secret `whsec_` and base64 @param seconds since the epoch */
export function webhookHeaders(secret: string, id: string, seconds: number, body: string): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`,
  }
}
