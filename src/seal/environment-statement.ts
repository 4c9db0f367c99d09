// metadata/environment.json, format "environment/1": under which conditions the seal was made. Each item says whether
// it was measured by the tool, declared by the operator, or could not be had: silence is never taken for "fine".
import type { Instant } from '../system/world.ts'

export const ENVIRONMENT_FORMAT = 'environment/1'

export type EnvironmentStatus = 'measured' | 'declared' | 'unavailable'

export interface EnvironmentItem {
  /** os, kernel, machine, cpu, memory, node, openssl, scelle, clock-synchronised, time-zone, proxy, operator, unit, … */
  readonly id: string
  /** null when unavailable. Untrusted: escape before showing. */
  readonly value: string | null
  readonly status: EnvironmentStatus
  readonly detail?: string
}

export interface EnvironmentStatement {
  readonly format: typeof ENVIRONMENT_FORMAT
  readonly at: Instant
  readonly items: readonly EnvironmentItem[]
}
