import type { Destination } from '../../signalement/destination.ts'
import type { IntakeChannels } from '../../signalement/intake-channels.ts'
import { datedFacts } from '../../signalement/stale-facts.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, yellow } from '../paint.ts'
import { cell, paragraph, textWidth } from './paragraph.ts'
import { mark, sourceLine } from './provenance.ts'
import { contactLines } from './route.ts'

type Screen = Pick<Context, 'words' | 'terminal'>

/** By role; each with its channel, its first contact and how much of it is still to be verified. */
export function sayDestinations(destinations: readonly Destination[], intake: IntakeChannels, { words: { language, routing: words } }: Screen): string {
  const list = words.destinationList
  const lines: string[] = [bold(list.head)]
  let role: Destination['role'] | undefined
  for (const destination of destinations) {
    if (destination.role !== role) {
      role = destination.role
      lines.push('', bold(words.roles[role]))
    }
    const unverified = datedFacts(destination, destination.id).filter(({ verified }) => !verified).length
    const known = `${cell(destination.id, 19)} ${cell(visible(destination.name[language]), 26)} ${cell(words.delivery[destination.channel], 18)}`
    lines.push(`${known} ${unverified === 0 ? '' : yellow(list.unverified(unverified))}`.trimEnd())
  }
  lines.push('', bold(list.intake))
  for (const channel of intake.channels) {
    const state = channel.status === 'unknown' ? yellow(list.statusUnknown) : channel.verified ? '' : yellow(words.toVerify)
    lines.push(`${cell(channel.id, 20)} ${cell(visible(channel.name[language]), 36)} ${state}`.trimEnd())
  }
  lines.push('', list.more)
  return lines.join('\n')
}

/** All that is known of one, each fact with its source. */
export function sayDestination(destination: Destination, context: Screen): string {
  const { words: { language, routing: words }, terminal } = context
  const list = words.destinationList
  const width = textWidth(terminal)
  const { form, referral, onlyFor, excludes, facts, cautions = [], platforms } = destination
  const facted = (fact: Destination['facts'][number]): string[] => [
    paragraph(visible(fact.text[language]) + mark(fact, context), width, '  - '),
    dim(paragraph(sourceLine(fact, context), width, '    ', '      ')),
  ]
  return [
    `${bold(visible(destination.name[language]))} (${destination.id}) — ${words.delivery[destination.channel]}`,
    ...(destination.publishes ? [yellow(list.publishes)] : []),
    ...(destination.needsConsent ? [yellow(list.consent)] : []),
    ...(onlyFor === undefined ? [] : [yellow(`${list.onlyFor} : ${onlyFor.map((who) => words.onlyFor[who]).join(', ')}`)]),
    bold(list.contacts),
    ...(destination.contacts.length === 0 ? [`  ${list.noContact}`] : contactLines(destination, width, '  ', context)),
    bold(list.identity), `  ${words.identity[destination.identity]}`,
    bold(list.languages), `  ${destination.languages.join(', ')}`,
    ...(platforms.length === 0 ? [] : [bold(list.platforms), `  ${platforms.join(', ')}`]),
    ...(excludes.length === 0 ? [] : [bold(list.excludes), paragraph(excludes.map((code) => words.excludes[code]).join(', '), width, '  ')]),
    bold(list.leaves), paragraph(destination.allow.length === 0 ? list.nothingLeaves : destination.allow.join(', '), width, '  '),
    ...(cautions.length === 0 ? [] : [bold(list.cautions), ...cautions.flatMap(facted)]),
    ...(facts.length === 0 ? [] : [bold(list.facts), ...facts.flatMap(facted)]),
    ...(form === undefined ? [] : [bold(list.form), ...form.fields.map((field, index) => {
      const must = field.required ? `, ${list.required}` : ''
      const limit = field.limit === undefined ? '' : `, ≤ ${field.limit.max} ${field.limit.unit}`
      return paragraph(`${visible(field.label[language])} (${field.value}${must}${limit})` + mark(field.label, context), width, `  ${String(index + 1).padStart(2)}. `)
    })]),
    ...(referral === undefined ? [] : [bold(list.say), paragraph(visible(referral.say[language]) + mark(referral, context), width, '  ')]),
  ].join('\n')
}
