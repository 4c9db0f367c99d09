// When something is due, and why. A counsellor's notice has no legal clock: only a removal order of the authority
// starts one (LCEN 6-1, Regulation (EU) 2021/784), and then its number is on record.
import { Failure } from '../system/failure.ts'
import { instantOfMs, msOfInstant } from '../system/time.ts'
import type { Instant } from '../system/world.ts'
import type { Authority, ClockBasis, Harm, Urgency } from './vocabulary.ts'

/** From templates/law/clocks.json. */
export interface ClockTable {
  /** Hours after the order, by harm; a harm that is not there has no legal clock. */
  readonly legal: readonly { readonly harms: readonly Harm[]; readonly authorities?: readonly string[]; readonly hours: number; readonly source: string }[]
  /** Aims of the hotline itself. */
  readonly targets: { readonly [urgency in Urgency]: number }
  readonly targetSource: string
  readonly prioritySource: string
}

export interface Clock {
  readonly basis: ClockBasis
  readonly dueAt: Instant
  readonly source: string
}

const HOUR_MS = 3_600_000

/** The last start and what came of it: the rows of an import begin together. */
let lately: { readonly start: Instant; readonly ends: Map<number, Instant> } = { start: '', ends: new Map() }

/** @throws `system.internal` when `start` is no instant */
export function hoursAfter(start: Instant, hours: number): Instant {
  if (lately.start !== start) lately = { start, ends: new Map() }
  const known = lately.ends.get(hours)
  if (known !== undefined) return known
  const ms = msOfInstant(start)
  if (ms === undefined) throw new Failure('system.internal', { detail: 'a clock starts at no instant' })
  const end = instantOfMs(ms + hours * HOUR_MS)
  lately.ends.set(hours, end)
  return end
}

/** @param harm the effective one */
export function clockOf(
  { harm, urgency, authority, inFlaggerArea, createdAt, order }: {
    readonly harm: Harm; readonly urgency: Urgency; readonly authority: Authority; readonly inFlaggerArea: boolean
    readonly createdAt: Instant; readonly order: { readonly authority: string; readonly issuedAt: Instant } | undefined
  },
  table: ClockTable,
): Clock {
  // Only those whom the text names start its time: an order of anybody else is on record and starts none.
  const legal = order === undefined ? undefined : table.legal.find(({ harms, authorities }) => harms.includes(harm) && (authorities?.some((name) => order.authority.toUpperCase().includes(name)) ?? true))
  if (legal !== undefined && order !== undefined) return { basis: 'legal_order', dueAt: hoursAfter(order.issuedAt, legal.hours), source: legal.source }
  const dueAt = hoursAfter(createdAt, table.targets[urgency])
  // Art. 22 DSA gives priority and no number of hours: the hours stay the hotline's own.
  return authority === 'trusted_flagger' && inFlaggerArea
    ? { basis: 'dsa_priority', dueAt, source: table.prioritySource }
    : { basis: 'internal_target', dueAt, source: table.targetSource }
}
