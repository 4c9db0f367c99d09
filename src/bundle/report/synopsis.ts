// What a reader should see first of a whole case, gathered in one pass: findings by weight, and the overview.
// Bounded: lists stop growing at a fixed number and count what they leave out.
import { findingsIn } from '../../metadata/overview/case-findings.ts'
import { Overviewer } from '../../metadata/overview/overview.ts'
import type { Finding, FindingLevel } from '../../metadata/record.ts'
import type { ReportExhibit } from './report-model.ts'

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

const WEIGHT: Readonly<Record<FindingLevel, number>> = { warn: 0, notice: 1, info: 2 }

export class Synopsis {
  readonly overview = new Overviewer()
  readonly #findings = new Map<string, { code: string; level: FindingLevel; example: Finding; exhibits: number[]; count: number }>()

  add({ exhibit, record }: Pick<ReportExhibit, 'exhibit' | 'record'>): void {
    this.overview.add(exhibit.number, record)
    for (const { finding } of record === undefined ? [] : findingsIn(record)) {
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
  }

  /** Warnings first, then by number of exhibits, then by code. */
  findings(): FindingGroup[] {
    return [...this.#findings.values()]
      .sort((a, b) => WEIGHT[a.level] - WEIGHT[b.level] || b.count - a.count || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  }
}

/** `48.85837, 2.29448`: five decimals are about one metre. */
export function coordinates(place: { latitude: number; longitude: number }): string {
  return `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`
}
