// Absence is told with who looked: nothing is ever "no metadata".
import type { EmbeddedRecord } from '../record.ts'
import type { Sought } from '../record-words.ts'

/** Tells what a file is, and looks for nothing in it. */
const DETECTOR = 'file-type'

export interface WhoLooked {
  /** Readers that went through the file to the end. */
  readonly looked: readonly string[]
  readonly failed: readonly string[]
}

export function whoLooked({ engines }: Pick<EmbeddedRecord, 'engines'>): WhoLooked {
  const names = (statuses: readonly string[]): string[] => [...new Set(engines.filter(({ status }) => statuses.includes(status)).map(({ name }) => name))]
  return { looked: names(['ok', 'empty']).filter((name) => name !== DETECTOR), failed: names(['error', 'timeout', 'crash', 'limit']) }
}

export function notFound({ times, device, place, software, people = [], ids = [] }: EmbeddedRecord): Sought[] {
  const absent: Readonly<Record<Sought, boolean>> = {
    dates: times.length === 0, device: device === undefined, place: place === undefined, software: software.length === 0, people: people.length === 0, ids: ids.length === 0,
  }
  return (Object.keys(absent) as Sought[]).filter((sought) => absent[sought])
}
