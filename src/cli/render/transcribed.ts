import type { TranscriptResult } from '../../metadata/chat/transcribe-exhibit.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { yellow } from '../paint.ts'

const SHOWN = 10

export function sayTranscribed({ path, header, linked, planned }: TranscriptResult, { words, world }: Context): string {
  const { chat, cli } = words
  const { labels } = chat
  const line = (label: string, value: string): string => `  ${label}${words.language === 'fr' ? '\u00a0' : ''}: ${visible(value)}`
  const people = header.participants.slice(0, SHOWN).map(({ name, messages }) => chat.participant(name === '' ? chat.owner : visibleShort(name, 60), messages))
  if (header.participants.length > SHOWN) people.push('…')
  const lines = [
    chat.cli.summary(header.app, header.counts.messages),
    ...(header.title === undefined ? [] : [line(labels.name, visibleShort(header.title, 80))]),
    line(labels.period, `${header.first?.local ?? '?'} → ${header.last?.local ?? '?'}`),
    line(labels.participants, people.join(', ')),
    line(labels.dateOrder, chat.orderStatement(header.dateOrder)),
    line(labels.zone, chat.zoneStatement(header.zone, world.host.timeZone)),
    ...(header.fileOrder === 'newest-first' ? [line(labels.fileOrder, chat.newestFirst)] : []),
    ...header.findings.map((finding) => (finding.level === 'notice' ? yellow(`  ${chat.finding(finding).title}`) : `  ${chat.finding(finding).title}`)),
    ...(linked > 0 ? [`  ${chat.cli.linked(linked)}`] : []),
  ]
  if (planned) lines.push(...(path === undefined ? [] : [chat.cli.planned(visible(path))]), cli.dryRun)
  else if (path !== undefined) lines.push(chat.cli.done(visible(path), header.counts.messages))
  return lines.join('\n')
}
