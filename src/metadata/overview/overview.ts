// A whole case at a glance: devices, people, software, places, days, and what several exhibits have in common. One record at
// a time, in memory that does not follow their number.
import { everyFile } from '../every-file.ts'
import type { AlikePictures } from '../match/near-duplicates.ts'
import type { Device, EmbeddedRecord, MetadataRecord } from '../record.ts'
import { BoundedTally } from './bounded-tally.ts'
import type { Listed } from './bounded-tally.ts'
import { GatheredPictures } from './gathered-pictures.ts'
import { PlaceClusters } from './place-clusters.ts'
import type { ClusteredPlace } from './place-clusters.ts'
import { SharedIdentifiers } from './shared-identifiers.ts'
import type { SharedIdentifier } from './shared-identifiers.ts'
import { TimePoints } from './time-points.ts'
import type { Day } from './time-points.ts'

export interface SeenDevice {
  readonly make?: string
  readonly model?: string
  /** Different serial numbers, the first ones. */
  readonly serials: readonly string[]
}

export interface Overview {
  readonly exhibits: number
  /** Those that were read. */
  readonly inspected: number
  /** Those that may not be read, or whose bytes changed: nothing is said of them. */
  readonly notRead: number
  /** Files inside exhibits that have a record of their own. */
  readonly embedded: number
  readonly devices: Listed<SeenDevice>
  readonly people: Listed<{ readonly role: string; readonly value: string }>
  readonly software: Listed<{ readonly name: string }>
  readonly places: Listed<ClusteredPlace>
  /** Positions 0, 0, which are no places. */
  readonly zeroPositions: number
  readonly days: { readonly list: readonly Day[]; readonly unlisted: number }
  /** Identifiers that two exhibits or more carry. */
  readonly shared: Listed<SharedIdentifier>
  /** Marks that a platform left in the file. */
  readonly platforms: Listed<{ readonly name: string }>
  /** Applications that file names suggest. */
  readonly nameSuggests: Listed<{ readonly name: string }>
  /** Exhibits that present themselves as screenshots. */
  readonly screenshots: number
  /** Pictures of two exhibits or more that resemble each other; `uncompared`: pictures beyond those that are compared. */
  readonly alike: { readonly list: readonly AlikePictures[]; readonly uncompared: number }
}

const MAX_VALUES = 1000
const MAX_SERIALS = 20
const MAX_TEXT = 200

export class Overviewer {
  readonly times = new TimePoints()
  #exhibits = 0
  #inspected = 0
  #notRead = 0
  #embedded = 0
  readonly #devices = new BoundedTally<{ make?: string; model?: string; serials: string[] }>(MAX_VALUES)
  readonly #people = new BoundedTally<{ role: string; value: string }>(MAX_VALUES)
  readonly #software = new BoundedTally<{ name: string }>(MAX_VALUES)
  readonly #identifiers = new SharedIdentifiers()
  readonly #platforms = new BoundedTally<{ name: string }>(MAX_VALUES)
  readonly #names = new BoundedTally<{ name: string }>(MAX_VALUES)
  readonly #screenshots = new BoundedTally<object>(1)
  readonly #places = new PlaceClusters()
  readonly #pictures = new GatheredPictures()

  /** In order of number. `record`: undefined when the exhibit was not inspected. */
  add(exhibit: number, record: MetadataRecord | undefined): void {
    this.#exhibits += 1
    if (record === undefined) return
    if (record.findings.some(({ code }) => code === 'not-read')) {
      this.#notRead += 1
      return
    }
    this.#inspected += 1
    for (const { record: each, path } of everyFile(record)) {
      if (path.length > 0) this.#embedded += 1
      this.#file(exhibit, each)
      this.#pictures.add(exhibit, each, path)
    }
  }

  value(): Overview {
    return {
      exhibits: this.#exhibits, inspected: this.#inspected, notRead: this.#notRead, embedded: this.#embedded,
      devices: this.#devices.listed(), people: this.#people.listed(), software: this.#software.listed(),
      places: this.#places.listed(), zeroPositions: this.#places.zero,
      days: { list: this.times.days(), unlisted: this.times.unlistedDays },
      shared: this.#identifiers.listed(), platforms: this.#platforms.listed(), nameSuggests: this.#names.listed(),
      screenshots: this.#screenshots.listed().list[0]?.count ?? 0,
      alike: { list: this.#pictures.alike(), uncompared: this.#pictures.uncompared },
    }
  }

  #file(exhibit: number, record: EmbeddedRecord): void {
    this.times.add(record)
    if (record.device !== undefined) this.#device(exhibit, record.device)
    for (const { role, value } of record.people ?? []) this.#people.add(`${role}\0${cut(value)}`, exhibit, () => ({ role: cut(role), value: cut(value) }))
    for (const { name } of record.software) this.#software.add(cut(name), exhibit, () => ({ name: cut(name) }))
    for (const { kind, value } of record.ids ?? []) this.#identifiers.add(exhibit, kind, value)
    for (const place of record.places ?? (record.place === undefined ? [] : [record.place])) this.#places.add(place, exhibit)
    for (const { code, facts } of record.findings) {
      if (code === 'platform-trace') named(this.#platforms, exhibit, facts['platform'])
      if (code === 'name-pattern') named(this.#names, exhibit, facts['app'])
      if (code === 'screenshot-marker') this.#screenshots.add('', exhibit, () => ({}))
    }
  }

  #device(exhibit: number, { make, model, serials }: Device): void {
    for (const { value } of serials) this.#identifiers.add(exhibit, 'serial', value)
    if (make === undefined && model === undefined) return
    const [maker, type] = [make, model].map((part) => (part === undefined ? undefined : cut(part)))
    const seen = this.#devices.add(`${maker ?? ''}\0${type ?? ''}`, exhibit, () => ({
      ...(maker === undefined ? {} : { make: maker }), ...(type === undefined ? {} : { model: type }), serials: [],
    }))
    if (seen === undefined) return
    for (const { value } of serials) if (seen.serials.length < MAX_SERIALS && !seen.serials.includes(cut(value))) seen.serials.push(cut(value))
  }
}

function named(tally: BoundedTally<{ name: string }>, exhibit: number, name: unknown): void {
  if (typeof name === 'string') tally.add(cut(name), exhibit, () => ({ name: cut(name) }))
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
