// The files inside an exhibit: what each is, its digest, and what was noted in it.
import { everyMember } from '../../metadata/every-file.ts'
import type { MetadataRecord } from '../../metadata/record.ts'
import { visibleShort } from '../../system/visible.ts'
import type { ReportWords } from '../report/report-words.ts'
import { shortDigest } from './digest.ts'
import { partTitle, quiet } from './exhibit-parts.ts'
import type { PageFlow } from './page-flow.ts'
import { SIZE } from './sheet.ts'
import { Table } from './table.ts'

const MAX_FILES = 40

/** Nothing when there is none: most exhibits hold no other file. */
export function embeddedPart(flow: PageFlow, words: ReportWords, record: MetadataRecord, file: string): void {
  const members = [...everyMember(record)]
  if (members.length === 0) return
  const text = words.exhibits
  partTitle(flow, text.embeddedTitle, 60)
  const [name, type, size, digest, findings] = text.embeddedHeaders
  const table = new Table(flow, [
    { header: name, share: 34, size: SIZE.caption }, { header: type, share: 20, size: SIZE.caption }, { header: size, share: 11, align: 'right', size: SIZE.caption },
    { header: digest, share: 29, face: 'mono', size: SIZE.caption }, { header: findings, share: 16, size: SIZE.caption },
  ])
  for (const { member, path } of members.slice(0, MAX_FILES)) {
    table.row([
      visibleShort(path.join(' › '), 160),
      [words.record.relation(visibleShort(member.relation, 30)), member.record?.file.detected?.mime].filter((part) => part !== undefined).map((part) => visibleShort(part, 60)).join(', '),
      words.format.number(member.size),
      member.sha256 === undefined ? '—' : shortDigest(member.sha256),
      member.unread !== undefined ? words.record.unread(member.unread) : words.record.findingsInside(member.record?.findings.length ?? 0),
    ])
  }
  table.end()
  if (members.length > MAX_FILES) quiet(flow, text.moreEmbedded(members.length - MAX_FILES, file))
}
