// Words of `inspect --exhibit`, `findings` and `overview`, in English.
import type { InspectionWords } from '../../cli/inspection-words.ts'
import { plural } from '../format.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)

export const inspectionWords: InspectionWords = {
  findingsTitle: 'Findings',
  seeFindings: '“scelle findings” shows all of them, with their explanation.',
  noFindings: 'No finding.',
  means: 'May mean:',
  innocent: 'Ordinary explanation:',
  inside: 'In',
  tagsTitle: 'Raw tags',
  noTags: (engines) => (engines.length === 0 ? 'no reader went through this file' : `no tag found by ${engines.join(', ')}`),
  tagsOf: (engine, total, shown) => `${engine}: ${n(total, 'tag', 'tags')}${shown < total ? `, the first ${shown} of them` : ''}`,
  allTags: (path) => `All tags: --verbose, or ${path}`,
  notShown: (records) => `${n(records, 'record', 'records')} asked for: more than twenty are read in metadata/records or one by one.`,
  kind: (findings, exhibits) => (findings === exhibits ? n(exhibits, 'exhibit', 'exhibits') : `${n(findings, 'finding', 'findings')}, ${n(exhibits, 'exhibit', 'exhibits')}`),
  andTheLike: 'and the like',
  none: (exhibits, level) => `No ${{ info: 'finding', notice: 'finding to note or to look at', warn: 'finding to look at' }[level]} in ${n(exhibits, 'exhibit', 'exhibits')}.`,
  counts: (warn, notice, info, shown) => `Findings: ${n(warn, 'to look at', 'to look at')}, ${n(notice, 'to note', 'to note')}, ${n(info, 'for information', 'for information')}${shown === 'info' ? '' : ` (${shown === 'warn' ? '--level notice or ' : ''}--level info shows the rest)`}.`,
  uninspected: (count) => `${n(count, 'exhibit was not inspected', 'exhibits were not inspected')}: “scelle inspect” reads them.`,
  written: (path) => `Written: ${path}`,
  noTimeline: 'No timeline: no readable date.',
  noMap: 'No map: no position.',
}
