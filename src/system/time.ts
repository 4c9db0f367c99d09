// The one file of the tool that turns dates into instants and back; everything else carries RFC 3339 strings.
import type { Instant } from './world.ts'

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** Milliseconds since the epoch as an `Instant`. */
export function instantOfMs(ms: number): Instant {
  return new Date(ms).toISOString()
}

/** Nanoseconds since the epoch, as file systems tell, cut to milliseconds (towards the past). Total: years are clamped to 0000..9999. */
export function instantOfNs(ns: bigint): Instant {
  const million = 1_000_000n
  const floor = ns >= 0n ? ns / million : -((-ns + million - 1n) / million)
  return instantOfMs(Math.min(253_402_300_799_999, Math.max(-62_167_219_200_000, Number(floor))))
}

/** Milliseconds of an RFC 3339 date-time with its zone; undefined when it is not one. Leap seconds are not accepted. */
export function msOfInstant(text: string): number | undefined {
  const match = RFC3339.exec(text)
  if (match === null) return undefined
  const [, year, month, day] = match
  const inMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > inMonth) return undefined
  const ms = Date.parse(text.toUpperCase())
  return Number.isNaN(ms) ? undefined : ms
}

/** Any RFC 3339 date-time as UTC with milliseconds; undefined when it is not one. */
export function instantOf(text: string): Instant | undefined {
  const ms = msOfInstant(text)
  return ms === undefined ? undefined : instantOfMs(ms)
}
