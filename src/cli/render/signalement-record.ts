import { mayShowChild } from '../../signalement/child-protection.ts'
import type { Duplicate } from '../../signalement/keep.ts'
import type { Problem } from '../../signalement/problem.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { overallState } from '../../signalement/state-machine.ts'
import { formatShortInstant } from '../../messages/format.ts'
import type { FailureText } from '../../messages/catalog.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { deskDefaults, shortId } from '../desk.ts'
import { bold, dim, red, yellow } from '../paint.ts'

export interface Names {
  harm(id: string): string
  destination(id: string): string
}

const LABEL_WIDTH = 18

export function problemText(problem: Problem, { words }: Pick<Context, 'words'>): FailureText {
  const say = words.problems[problem.code] as (facts: unknown) => FailureText
  return say(problem.facts)
}

/** Every known duplicate, and what was already done about it. */
export function sayKnown(known: readonly Duplicate[], context: Context, names: Names): string[] {
  const { words: { signalement } } = context
  const { timeZone } = deskDefaults(context)
  return known.flatMap(({ id, state, createdAt, createdBy, locators, deliveries }) => [
    signalement.known.line(shortId(id), signalement.states[state], formatShortInstant(createdAt, timeZone), visibleShort(createdBy, 60), locators.length),
    ...deliveries.map(({ destination, at, by, state: sent }) => signalement.known.delivery(names.destination(destination), formatShortInstant(at, timeZone), visibleShort(by, 60), signalement.states[sent])),
  ])
}

/** The whole record on a terminal. */
export function sayRecord(record: Signalement, context: Context, names: Names): string {
  const { words: { signalement: words, locators, delivery } } = context
  const { labels, none } = words.show
  const { timeZone } = deskDefaults(context)
  const at = (instant: string): string => formatShortInstant(instant, timeZone)
  const line = (label: string, value: string): string => `${dim(label.padEnd(LABEL_WIDTH))} ${value}`
  const more = (values: readonly string[]): string => values.join(`\n${' '.repeat(LABEL_WIDTH + 1)}`)
  const { target, victim, notifier, clock } = record
  const child = mayShowChild(record.harm, victim.ageBand)
  const lines = [
    line(labels.id, `${bold(shortId(record.id))}  ${dim(record.id)}`),
    line(labels.state, `${bold(words.states[overallState(record.state, record.deliveries)])}, ${labels.revision} ${record.revision}, ${record.attestation === undefined ? yellow(words.show.notAttested) : words.show.attested(visibleShort(record.attestation.by, 60))}`),
    line(labels.created, `${at(record.createdAt)} ${words.show.by(visibleShort(record.createdBy, 60))}`),
    line(labels.observed, at(record.observedAt)),
    ...(record.occurredAt === undefined ? [] : [line(labels.occurred, at(record.occurredAt))]),
    line(labels.due, words.show.due(at(clock.dueAt), words.bases[clock.basis], visible(clock.source))),
    line(labels.harm, `${names.harm(record.harm)}${record.subHarm === undefined ? '' : ` (${visible(record.subHarm)})`}`),
    ...(child ? [red(words.show.treatedAsCsam)] : []),
    ...(record.offences.length === 0 ? [] : [line(labels.offences, more(record.offences.map((offence) => `${visible(offence.article)}, ${visible(offence.label)}${offence.verified ? ` (${words.show.checkedOn(offence.checkedOn)})` : ` (${words.show.toVerify})`}`)))]),
    ...(record.dsaKeyword.length === 0 ? [] : [line(labels.dsa, [record.dsaCategory, ...record.dsaKeyword].filter((code) => code !== undefined).join(', '))]),
    line(labels.urgency, `${words.urgencies[record.urgency]}${record.urgencyReason === undefined ? '' : ` (${visibleShort(record.urgencyReason, 200)})`}`),
    line(labels.channel, words.channels[record.intake.channel]),
    line(labels.platform, locators.platforms[target.platform]),
    ...(target.account === undefined ? [] : [line(labels.account, `@${visible(target.account.handle)}${target.account.displayName === undefined ? '' : ` (${visible(target.account.displayName)})`}`)]),
    line(labels.locators, target.locators.length === 0 ? none : more(target.locators.map(({ canonical }) => visible(canonical)))),
    line(labels.victim, `${words.ages[victim.ageBand]}, ${words.representations[victim.representation]}`),
    ...(victim.consent.length === 0 ? [] : [line(labels.consent, more(victim.consent.map(({ by, to, at: given }) => `${words.consents[by]} → ${visible(to)}, ${at(given)}`)))]),
    line(labels.explanation, more(record.explanation.split(/\s*\n\s*/).map((text) => visible(text)))),
    line(labels.notifier, [visible(notifier.org), words.authorities[notifier.authority], notifier.identity === 'withheld' ? words.identities.withheld : [notifier.name, notifier.email].filter((part) => part !== undefined).map((part) => visible(part)).join(', ') || none].join(', ')),
    ...(record.hashes.length === 0 ? [] : [line(labels.hashes, more(record.hashes.map(({ alg, value, origin }) => `${words.hashes[alg]} ${visible(value)} (${visible(origin)})`)))]),
    ...(record.evidence.length === 0 ? [] : [line(labels.evidence, more(record.evidence.map(({ id, sha256 }) => words.show.exhibit(id, sha256))))]),
    ...(record.legalOrder === undefined ? [] : [line(labels.order, `${visible(record.legalOrder.authority)}, ${visible(record.legalOrder.reference)}, ${at(record.legalOrder.issuedAt)}`)]),
    ...(record.campaign === undefined ? [] : [line(labels.campaign, record.campaign)]),
    ...(record.deliveries.length === 0 ? [] : [line(labels.deliveries, more(record.deliveries.map(({ destination, state, at: when, by, test, receipt }) => words.show.delivery(
      `${names.destination(destination)}${test === true ? ` (${delivery.send.test})` : ''}`, `${words.states[state]}${receipt === undefined ? '' : `, ${delivery.send.sent(visibleShort(receipt.remoteId, 80))}`}`, at(when), visibleShort(by, 60)))))]),
    line(labels.retention, at(record.retention.expiresAt)),
  ]
  return lines.join('\n')
}

/** The parts of one campaign: all of the first, and of the others where they differ. */
export function sayRecords(records: readonly Signalement[], context: Context, names: Names): string {
  const [first, ...others] = records
  if (first === undefined) return ''
  const { words: { signalement: { show: { labels } }, locators } } = context
  return [
    sayRecord(first, context, names),
    ...others.map(({ id, target }) => [
      `${dim(labels.id.padEnd(LABEL_WIDTH))} ${bold(shortId(id))}`, `${dim(labels.platform.padEnd(LABEL_WIDTH))} ${locators.platforms[target.platform]}`,
      `${dim(labels.locators.padEnd(LABEL_WIDTH))} ${target.locators.map(({ canonical }) => visible(canonical)).join(`\n${' '.repeat(LABEL_WIDTH + 1)}`)}`,
    ].join('\n')),
  ].join('\n\n')
}
