// Positions as text: ISO 6709 Annex H, as phones write it into videos, and MediaInfo's own wording of the same.
import type { Place } from './record.ts'

const NUMBER = String.raw`([+-])(\d{2,7}(?:\.\d{1,12})?)`
const ISO = new RegExp(String.raw`^${NUMBER}${NUMBER}(?:([+-]\d{1,6}(?:\.\d{1,6})?))?(?:CRS[^/]{0,40})?/?$`)
const WORDED = /^(\d{1,2}(?:\.\d{1,12})?)°([NS])\s{1,2}(\d{1,3}(?:\.\d{1,12})?)°([EW])(?:\s{1,2}(-?\d{1,6}(?:\.\d{1,6})?)m)?$/

type Position = Omit<Place, 'source' | 'by'>

/** `+43.6108+003.8767+032.1/`, with minutes or seconds too; `43.6108°N 3.8767°E 32.1m`. Undefined when it is no place on Earth. */
export function position(text: string): Position | undefined {
  const raw = text.slice(0, 120).replaceAll('\0', '').trim()
  const iso = ISO.exec(raw)
  if (iso !== null) return onEarth(signed(iso[1], angle(iso[2] ?? '', 2)), signed(iso[3], angle(iso[4] ?? '', 3)), iso[5])
  const worded = WORDED.exec(raw)
  if (worded === null) return undefined
  return onEarth(signed(worded[2] === 'S' ? '-' : '+', Number(worded[1])), signed(worded[4] === 'W' ? '-' : '+', Number(worded[3])), worded[5])
}

/** Degrees have two digits in a latitude, three in a longitude; two more are minutes, two more seconds. */
function angle(digits: string, width: number): number {
  const whole = digits.split('.', 1)[0] as string
  const fraction = digits.slice(whole.length)
  if (whole.length <= width) return Number(digits)
  if (whole.length === width + 2) return Number(whole.slice(0, width)) + Number(whole.slice(width) + fraction) / 60
  if (whole.length !== width + 4) return Number.NaN
  return Number(whole.slice(0, width)) + Number(whole.slice(width, width + 2)) / 60 + Number(whole.slice(width + 2) + fraction) / 3600
}

function signed(sign: string | undefined, value: number): number {
  const rounded = Math.round((sign === '-' ? -value : value) * 1e7) / 1e7
  return rounded === 0 ? 0 : rounded
}

function onEarth(latitude: number, longitude: number, height: string | undefined): Position | undefined {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined
  return { latitude, longitude, ...(height === undefined ? {} : { altitude: Number(height) }) }
}
