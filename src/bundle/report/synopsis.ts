// What a reader should see first of a whole case, gathered in one pass: findings by weight, devices, places, dates.
// Bounded: lists stop growing at a fixed number and count what they leave out.
import type { Finding, FindingLevel, MetadataRecord } from '../../metadata/record.ts'
import type { ReportExhibit } from './report-model.ts'
import { capturePoint } from './timeline.ts'
import type { TimelinePoint } from './timeline.ts'

const MAX_GROUPS = 200
const MAX_NUMBERS = 6

export interface FindingGroup {
  readonly code: string
  readonly level: FindingLevel
  readonly example: Finding
  /** First exhibits that show it, and how many do. */
  readonly exhibits: readonly number[]
  readonly count: number
}

export interface Counted {
  readonly label: string
  readonly count: number
}

const WEIGHT: Readonly<Record<FindingLevel, number>> = { warn: 0, notice: 1, info: 2 }

export class Synopsis {
  readonly points: TimelinePoint[] = []
  readonly #findings = new Map<string, { code: string; level: FindingLevel; example: Finding; exhibits: number[]; count: number }>()
  readonly #devices = new Map<string, number>()
  readonly #places = new Map<string, number>()

  add({ exhibit, record }: Pick<ReportExhibit, 'exhibit' | 'record'>): void {
    const point = capturePoint(record)
    if (point !== undefined) this.points.push(point)
    if (record === undefined) return
    for (const finding of record.findings) {
      const key = `${finding.level} ${finding.code}`
      const group = this.#findings.get(key)
      if (group === undefined) {
        if (this.#findings.size < MAX_GROUPS) {
          this.#findings.set(key, { code: finding.code, level: finding.level, example: finding, exhibits: [exhibit.number], count: 1 })
        }
      } else if (group.exhibits.at(-1) !== exhibit.number) {
        group.count += 1
        if (group.exhibits.length < MAX_NUMBERS) group.exhibits.push(exhibit.number)
      }
    }
    const device = [record.device?.make, record.device?.model].filter((part) => part !== undefined && part !== '').join(' ')
    if (device !== '') count(this.#devices, device)
    if (record.place !== undefined) count(this.#places, coordinates(record.place))
  }

  /** Warnings first, then by number of exhibits, then by code. */
  findings(): FindingGroup[] {
    return [...this.#findings.values()]
      .sort((a, b) => WEIGHT[a.level] - WEIGHT[b.level] || b.count - a.count || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  }

  devices(): Counted[] {
    return ranked(this.#devices)
  }

  places(): Counted[] {
    return ranked(this.#places)
  }
}

/** `48.85837, 2.29448`: five decimals are about one metre. */
export function coordinates(place: { latitude: number; longitude: number }): string {
  return `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`
}

/**
 * The record when it has the shape of one, else undefined: it was read back from a file of the case, and a report is
 * written also when somebody changed that file.
 */
export function soundRecord(record: MetadataRecord | undefined): MetadataRecord | undefined {
  if (record === undefined) return undefined
  const { file, engines, times, software, text, findings, raw } = record as Partial<MetadataRecord>
  const lists = [engines, times, software, text, findings]
  const sound = typeof file === 'object' && file !== null && typeof raw === 'object' && raw !== null
    && (file.detected === undefined || (typeof file.detected.extension === 'string' && typeof file.detected.mime === 'string'))
    && lists.every((list) => Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null))
    && (findings ?? []).every(({ code, evidence }) => typeof code === 'string' && Array.isArray(evidence) && evidence.every((line) => typeof line === 'string'))
    && (record.place === undefined || (typeof record.place?.latitude === 'number' && typeof record.place.longitude === 'number'))
  return sound ? record : undefined
}

function count(into: Map<string, number>, label: string): void {
  const known = into.get(label)
  if (known !== undefined) into.set(label, known + 1)
  else if (into.size < MAX_GROUPS) into.set(label, 1)
}

function ranked(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts].map(([label, n]) => ({ label, count: n }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
}
