import type { Destination } from '../../signalement/destination.ts'
import type { Reasoned, Route, RouteStep, RouteTables } from '../../signalement/routing/route.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, red, yellow } from '../paint.ts'
import { paragraph, textWidth } from './paragraph.ts'
import { mark, sourceLine } from './provenance.ts'

/** Whom to call, where to send in which order, why and by which source, what is lacking, and what was ruled out. */
export function sayRoute(route: Route, { destinations }: Pick<RouteTables, 'destinations'>, context: Pick<Context, 'words' | 'terminal'>): string {
  const { words: { language, routing: words }, terminal } = context
  const width = textWidth(terminal)
  const byId = (id: string): Destination | undefined => destinations.find((each) => each.id === id)
  const nameOf = (id: string): string => visible(byId(id)?.name[language] ?? id)
  const why = (reasoned: Reasoned, indent: string): string[] => [
    paragraph(visible(reasoned.reason[language]) + mark(reasoned.provenance, context), width, `${indent}${words.route.because} `, `${indent}  `),
    paragraph(`${words.route.rule(reasoned.rule)} · ${sourceLine(reasoned.provenance, context)}`, width, indent, `${indent}  `).split('\n').map(dim).join('\n'),
  ]
  const say = (id: string, indent: string): string[] => {
    const spoken = byId(id)?.referral
    return spoken === undefined ? [] : [paragraph(visible(spoken.say[language]) + mark(spoken, context), width, `${indent}${words.route.say} `, `${indent}  `)]
  }

  const lines: string[] = []
  if (route.stop !== undefined) lines.push(red(bold(words.route.stop)), '')
  const [firstCall] = route.calls
  if (firstCall !== undefined) lines.push(bold(words.route.calls))
  for (const call of route.calls) {
    lines.push(`  ${words.calls[call.when]}${language === 'fr' ? ' ' : ''}: ${bold(nameOf(call.destination))}`)
    lines.push(...contactLines(byId(call.destination), width, '     ', context), ...say(call.destination, '     '), ...why(call, '     '))
  }
  if (route.stop !== undefined) return [...lines, '', ...why(route.stop, '  ')].join('\n')

  if (firstCall !== undefined) lines.push('')
  lines.push(bold(words.route.steps))
  if (route.steps.length === 0) lines.push(`  ${words.route.noSteps}`)
  for (const step of route.steps) lines.push(...stepLines(step))
  if (route.advice.length > 0) lines.push('', bold(words.route.advice))
  for (const advice of route.advice) {
    lines.push(paragraph(visible(advice.text[language]) + mark(advice.provenance, context), width, '  - '))
    lines.push(paragraph(`${words.route.rule(advice.rule)} · ${sourceLine(advice.provenance, context)}`, width, '    ', '      ').split('\n').map(dim).join('\n'))
  }
  if (route.refused.length > 0) lines.push('', bold(words.route.refused))
  for (const refusal of route.refused) lines.push(`  ✗ ${nameOf(refusal.destination)}`, ...why(refusal, '     '))
  return lines.join('\n')

  function stepLines(step: RouteStep): string[] {
    const destination = byId(step.destination)
    const indent = '     '
    return [
      `  ${String(step.order).padStart(2)}. ${bold(nameOf(step.destination))} — ${words.delivery[step.channel]}${step.priority === undefined ? '' : `, ${words.route.priority}`}`,
      ...(step.callFirst === undefined ? [] : [indent + yellow(words.route.callFirst(nameOf(step.callFirst)))]),
      ...contactLines(destination, width, indent, context),
      ...step.lacks.map((lack) => yellow(paragraph(words.lacks[lack], width, `${indent}${words.route.lacks} `, `${indent}  `))),
      ...(destination?.cautions ?? []).map((caution) => paragraph(visible(caution.text[language]) + mark(caution, context), width, `${indent}${words.route.caution} `, `${indent}  `)),
      ...(step.channel === 'referral' || step.channel === 'phone' ? say(step.destination, indent) : []),
      ...why(step, indent),
      ...(step.priority === undefined ? [] : why(step.priority, indent)),
    ]
  }
}

/** One contact a line, with its mark. */
export function contactLines(destination: Destination | undefined, width: number, indent: string, context: Pick<Context, 'words'>): string[] {
  const { language } = context.words
  return (destination?.contacts ?? []).map((contact) => {
    const label = contact.label === undefined ? '' : ` (${visible(contact.label[language])})`
    return paragraph(`${visible(contact.value)}${label}` + mark(contact, context), width, `${indent}→ `)
  })
}
