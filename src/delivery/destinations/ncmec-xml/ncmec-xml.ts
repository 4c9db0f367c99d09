// The report that a partner platform sends to NCMEC's CyberTipline: its XML by cyber_tipline.xsd, element order included.
// Written, never sent: counsellors and investigators are no service provider. Addresses and words; no file, no byte.
import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import type { LeavingField } from '../../../signalement/destination.ts'
import { canonicalText } from '../../../signalement/packet/canonical-text.ts'
import { fitText } from '../../../signalement/packet/fit-text.ts'
import { msOfInstant } from '../../../system/time.ts'
import type { Sendable } from '../../adapter.ts'
import type { Exporter, ExportResult } from '../../exporter.ts'
import { webAddressOf } from '../xarf-mail/web-address.ts'

/** What may be in it: there is no row of a destination that nobody sends to. */
export const NCMEC_ALLOW: readonly LeavingField[] = ['id', 'locators', 'platform', 'account', 'explanation', 'category', 'observedAt', 'occurredAt', 'urgency', 'notifierName', 'notifierEmail', 'notifierOrg']

const INCIDENT_TYPES: ReadonlySet<string> = new Set([
  'Child Pornography (possession, manufacture, and distribution)', 'Child Sex Trafficking', 'Child Sex Tourism', 'Child Sexual Molestation', 'Misleading Domain Name',
  'Misleading Words or Digital Images on the Internet', 'Online Enticement of Children for Sexual Acts', 'Unsolicited Obscene Material Sent to a Child',
])
const ANNOTATIONS: ReadonlySet<string> = new Set(['sextortion', 'csamSolicitation', 'minorToMinorInteraction', 'spam', 'sadisticOnlineExploitation'])
/** Ours: the schema names no limit for a text. */
const MAX_INFO = 20_000
const MAX_LINE = 500

export const ncmecXml: Exporter = (sendable, setup): ExportResult => {
  const { outgoing, codes, locators, now } = sendable
  const incidentType = codes.ncmec?.incidentType
  if (incidentType === undefined || !INCIDENT_TYPES.has(incidentType)) return { ok: false, code: 'no-type' }
  const addresses = locators.flatMap(({ canonical }) => webAddressOf(canonical)?.uri ?? [])
  if (addresses.length === 0) return { ok: false, code: 'no-locator' }
  const member = outgoing.occurredAt === undefined ? 'observedAt' : 'occurredAt'
  const at = outgoing[member]
  // NCMEC refuses a time to come (code 4100), and a time that nobody stated is not made up.
  if (at === undefined || (msOfInstant(at) ?? Infinity) > (msOfInstant(now) ?? 0)) return { ok: false, code: 'no-notice', detail: member }

  const report = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' }).ele('report')
  const summary = report.ele('incidentSummary')
  text(summary, 'incidentType', incidentType)
  if (outgoing.platform !== undefined && outgoing.platform !== 'autre') text(summary, 'platform', outgoing.platform)
  if (outgoing.urgency === 'imminent_danger') text(summary, 'escalateToHighPriority', 'Imminent danger, as stated by the notifier')
  const annotations = [...new Set(codes.ncmec?.annotations)].filter((each) => ANNOTATIONS.has(each))
  if (annotations.length > 0) {
    const list = summary.ele('reportAnnotations')
    for (const each of annotations) text(list, each, 'true')
  }
  text(summary, 'incidentDateTime', at)
  text(summary, 'incidentDateTimeDescription', member === 'observedAt' ? 'When the content was observed' : 'When the events occurred, as stated')

  const page = report.ele('internetDetails').ele('webPageIncident')
  for (const address of addresses) text(page, 'url', address)

  const person = report.ele('reporter').ele('reportingPerson')
  const name = line(outgoing.notifierName)
  const contact = outgoing.notifierEmail ?? setup.options['contact']
  if (name !== undefined) text(person, 'lastName', name)
  if (contact !== undefined) text(person, 'email', line(contact) ?? '')

  const account = line(outgoing.account)
  if (account !== undefined) text(report.ele('personOrUserReported'), 'screenName', account)
  const info = informationOf(sendable, setup.options['organisation'])
  if (info.text !== '') text(report, 'additionalInfo', info.text)
  return {
    ok: true, xml: new Uint8Array(Buffer.from(`${report.end({ prettyPrint: true })}\n`)), fields: fieldsOf(sendable, member, account !== undefined),
    ...(info.lost > 0 ? { cut: ['explanation'] } : {}),
  }
}

/** xmlbuilder2 leaves alone what looks like a reference (`&e;`): each `&` is written out before it gets the text. */
function text(parent: XMLBuilder, name: string, value: string): void {
  parent.ele(name).txt(value.replaceAll('&', '&amp;'))
}

/** One line that XML can hold; undefined when nothing is left of it. */
function line(value: string | undefined): string | undefined {
  const short = fitText(canonicalText(value?.toWellFormed() ?? '').text.replaceAll('\n', ' '), { unit: 'characters', max: MAX_LINE }).text
  return short === '' ? undefined : short
}

/** Who reports, under which name, what has no address, and the explanation. */
function informationOf({ outgoing, locators }: Sendable, organisation: string | undefined): { readonly text: string; readonly lost: number } {
  const org = line(outgoing.notifierOrg ?? organisation)
  const head = [
    ...(org === undefined ? [] : [`Notifier: ${org}`]), ...(outgoing.id === undefined ? [] : [`Reference: ${outgoing.id}`]),
    ...locators.flatMap(({ canonical }) => (webAddressOf(canonical) === undefined ? [`Identifier: ${line(canonical) ?? ''}`] : [])),
  ]
  const explanation = canonicalText(outgoing.explanation?.toWellFormed() ?? '').text
  const whole = [head.join('\n'), explanation].filter((each) => each !== '').join('\n\n')
  return fitText(whole, { unit: 'characters', max: MAX_INFO })
}

function fieldsOf({ outgoing }: Sendable, member: 'observedAt' | 'occurredAt', hasAccount: boolean): LeavingField[] {
  const optional: readonly (readonly [LeavingField, boolean])[] = [
    ['id', outgoing.id !== undefined], ['platform', outgoing.platform !== undefined && outgoing.platform !== 'autre'], ['account', hasAccount], ['explanation', outgoing.explanation !== undefined],
    ['urgency', outgoing.urgency === 'imminent_danger'], ['notifierName', outgoing.notifierName !== undefined], ['notifierEmail', outgoing.notifierEmail !== undefined], ['notifierOrg', outgoing.notifierOrg !== undefined],
  ]
  return ['locators', 'category', member, ...optional.flatMap(([field, is]) => (is ? [field] : []))]
}
