import { exhibitId } from '../../case/exhibit.ts'
import type { FoundIn } from '../../metadata/overview/case-findings.ts'
import type { FindingLevel } from '../../metadata/record.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, red, yellow } from '../paint.ts'
import { asFound, paragraph, textWidth } from './paragraph.ts'

const MAX_EVIDENCE = 12

const paint = { warn: red, notice: yellow, info: dim } as const satisfies Record<FindingLevel, (text: string) => string>

export function levelWord(level: FindingLevel, { words }: Context): string {
  return paint[level](words.record.level[level])
}

/** A finding whole: level and title, where it is inside, what shows it, what it may mean, the ordinary explanation. */
export function sayFinding({ finding, path }: FoundIn, context: Context): string[] {
  const { words, terminal } = context
  const { title, means, innocent } = words.finding(finding)
  const width = textWidth(terminal)
  return [
    paragraph(`${levelWord(finding.level, context)} — ${bold(visible(title))}`, width, '  ', '    '),
    ...(path.length === 0 ? [] : [paragraph(`${words.inspection.inside} ${pathText(path)}`, width, '    ')]),
    ...evidenceLines(finding.evidence, width, context),
    ...explanation(means, innocent, width, context),
  ]
}

export function evidenceLines(evidence: readonly string[], width: number, { words }: Context): string[] {
  return [
    ...evidence.slice(0, MAX_EVIDENCE).map((line) => paragraph(asFound(visibleShort(line, 300)), width, '      ', '        ')),
    ...(evidence.length > MAX_EVIDENCE ? [`      ${words.record.more(evidence.length - MAX_EVIDENCE)}`] : []),
  ]
}

export function explanation(means: string, innocent: string, width: number, { words: { inspection } }: Context, indent = '    '): string[] {
  return [
    ...(means === '' ? [] : [paragraph(`${inspection.means} ${visible(means)}`, width, indent)]),
    ...(innocent === '' ? [] : [paragraph(`${inspection.innocent} ${visible(innocent)}`, width, indent)]),
  ]
}

/** `word › media › image1.jpeg`: the names of files inside files. */
export function pathText(path: readonly string[]): string {
  return path.map((name) => visibleShort(name, 120)).join(' › ')
}

/** `0007 photo.jpg`, `0007 › word/media/image1.jpeg`. */
export function placeOf({ exhibit, name, path }: FoundIn): string {
  return path.length === 0 ? `${exhibitId(exhibit)} ${visibleShort(name, 60)}` : `${exhibitId(exhibit)} › ${pathText(path)}`
}
