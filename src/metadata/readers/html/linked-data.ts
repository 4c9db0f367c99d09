// Dates in the linked data of a page (JSON-LD, schema.org): published, modified, uploaded, anywhere in a bounded tree.
import type { TimeFact, TimeRole } from '../../record.ts'
import { isoTime } from '../../times.ts'

const DATES: Readonly<Partial<Record<string, TimeRole>>> = { datePublished: 'container-created', dateCreated: 'container-created', uploadDate: 'container-created', dateModified: 'modified' }
const DEPTH_LIMIT = 8
const NODES_LIMIT = 2000
const DATES_LIMIT = 10

export function linkedData(script: string): TimeFact[] {
  let root: unknown
  try {
    root = JSON.parse(script)
  } catch {
    return []
  }
  const out: TimeFact[] = []
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let nodes = 0; nodes < NODES_LIMIT && out.length < DATES_LIMIT; nodes += 1) {
    const { value, depth } = open.shift() ?? {}
    if (depth === undefined) break
    if (typeof value !== 'object' || value === null || depth > DEPTH_LIMIT) continue
    for (const [key, item] of Object.entries(value).slice(0, 200)) {
      const role = Object.hasOwn(DATES, key) ? DATES[key] : undefined
      if (role !== undefined && typeof item === 'string' && item.trim() !== '') {
        const time = isoTime({ role, source: `HTML:JSON-LD:${key}`, raw: item.trim() })
        if (!out.some((known) => known.source === time.source && known.raw === time.raw)) out.push(time)
      } else open.push({ value: item, depth: depth + 1 })
    }
  }
  return out
}
