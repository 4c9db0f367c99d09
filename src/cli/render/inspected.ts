import { exhibitId } from '../../case/exhibit.ts'
import type { InspectResult } from '../../metadata/inspect-case.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { yellow } from '../paint.ts'

const SHOWN = 10

export function sayInspected(result: InspectResult, { words }: Context): string {
  const { inspect, add } = words.cli
  const lines = [inspect.done(result.inspected, result.already)]
  if (result.failed.length > 0) {
    lines.push(yellow(inspect.failed(result.failed.length)))
    for (const { number, status } of result.failed.slice(0, SHOWN)) lines.push(`  ${exhibitId(number)} — ${words.engineStatus[status]}`)
    if (result.failed.length > SHOWN) lines.push(`  ${add.andMore(result.failed.length - SHOWN)}`)
  }
  const told = result.findings.filter(({ finding }) => finding.level !== 'info')
  if (result.counts.warn + result.counts.notice > 0) {
    lines.push(inspect.findings(result.counts.warn, result.counts.notice))
    for (const { number, path = [], finding } of told.slice(0, SHOWN)) lines.push(`  ${[exhibitId(number), ...path.map((name) => visibleShort(name, 60))].join(' › ')} — ${visible(words.finding(finding).title)}`)
    if (told.length > SHOWN) lines.push(`  ${add.andMore(told.length - SHOWN)}`)
    lines.push(words.inspection.seeFindings)
  }
  return lines.join('\n')
}
