// What tells one delivery from another: it is also what its sealed bytes are bound to.
import type { Delivery } from '../delivery.ts'

export function deliveryName(record: string, { destination, idempotencyKey, at }: Pick<Delivery, 'destination' | 'idempotencyKey' | 'at'>): string {
  return `${record} ${destination} ${idempotencyKey} ${at}`
}
