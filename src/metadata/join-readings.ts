// Several engines read the same tags: what they read alike is told once with all their names, what they read differently is
// told twice, and said to be a disagreement.
import { finding } from './finding-codes.ts'
import type { ReaderRun, Reading } from './reading.ts'
import type { Device, Finding, Sourced } from './record.ts'

/** Facts with the same source and the same value become one; `better` chooses the fuller of two equal ones. */
export function joined<T extends Sourced>(
  runs: readonly ReaderRun[], pick: (reading: Reading) => readonly T[] | undefined, same: (a: T, b: T) => boolean, better: (a: T, b: T) => T = (a) => a,
): T[] {
  const out: T[] = []
  for (const { engine, reading } of runs) {
    for (const fact of (reading === undefined ? undefined : pick(reading)) ?? []) {
      const at = out.findIndex((known) => known.source === fact.source && same(known, fact))
      const known = out[at]
      const by = [...new Set([...(known?.by ?? []), engine.name])]
      if (known === undefined) out.push({ ...fact, by })
      else out[at] = { ...better(known, fact), by }
    }
  }
  return out
}

/** The first engine that names a part is believed; serial numbers are listed with their sources. */
export function joinedDevice(runs: readonly ReaderRun[]): Device | undefined {
  const devices = runs.flatMap(({ reading }) => (reading?.device === undefined ? [] : [reading.device]))
  if (devices.length === 0) return undefined
  const serials = joined(runs, (reading) => reading.device?.serials, (a, b) => a.value === b.value)
  return { ...Object.assign({}, ...devices.toReversed()), serials }
}

/** Two engines, one tag, two values: dates, device and place. */
export function disagreements(runs: readonly ReaderRun[]): Finding[] {
  const values = new Map<string, { readonly engine: string; readonly value: string }[]>()
  const say = (what: string, engine: string, value: string | undefined): void => {
    if (value === undefined || value.trim() === '') return
    const said = values.get(what) ?? []
    values.set(what, [...said, { engine, value: value.trim() }])
  }
  for (const { engine: { name }, reading } of runs) {
    const once = new Set<string>()
    for (const { role, source, local, raw } of reading?.times ?? []) {
      if (!['captured', 'digitized', 'modified'].includes(role) || once.has(source)) continue
      once.add(source)
      say(source, name, local?.slice(0, 19) ?? raw)
    }
    say('Make', name, reading?.device?.make)
    say('Model', name, reading?.device?.model)
    for (const { source, latitude, longitude } of reading?.places ?? []) {
      if (once.has(source)) continue
      once.add(source)
      say(source, name, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)
    }
  }
  return [...values].filter(([, said]) => new Set(said.map(({ value }) => value.toLowerCase())).size > 1).slice(0, 10)
    .map(([what, said]) => finding('engine-disagreement', 'notice', { property: what, engines: said.map(({ engine }) => engine).join(', ') }, said.map(({ engine, value }) => `${engine}: ${what} = ${value}`)))
}
