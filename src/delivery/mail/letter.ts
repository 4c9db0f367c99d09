// What a person at the other side reads: a template of templates/letters filled with what may leave, and the list of what
// is in it. A passage whose value is absent is left out; a value never makes a line of its own.
import type { LeavingField } from '../../signalement/destination.ts'
import { fillTemplate, templateNames, type TemplateValues } from '../../signalement/fill-template.ts'
import { canonicalLine, canonicalLocator, canonicalText } from '../../signalement/packet/canonical-text.ts'
import type { Outgoing } from '../../signalement/packet/outgoing.ts'
import { installedText } from '../../system/installed-text.ts'
import type { Sendable, Setup } from '../adapter.ts'
import { englishOffence } from './english-offence.ts'

export type LetterName = 'notice' | 'ticket' | 'xarf'

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly fields: readonly LeavingField[]
}

/** Sections of the templates, and the field that each shows. */
const FIELD_OF: Readonly<Record<string, LeavingField>> = {
  reference: 'id', locators: 'locators', accounts: 'account', paragraphs: 'explanation', categories: 'category', offences: 'offences', orders: 'legalOrder',
  observed: 'observedAt', occurred: 'occurredAt', ages: 'ageBand', places: 'country', urgent: 'urgency', digests: 'hashes', organisations: 'notifierOrg', named: 'notifierName',
  mailed: 'notifierEmail', flagger: 'authority', goodFaith: 'goodFaith',
}

/** That it is a test is said at the head, to whoever opens it. */
export function letterOf(name: LetterName, sendable: Sendable, setup: Pick<Setup, 'destination' | 'language' | 'live'>): Letter {
  const template = installedText(`letters/${name}.${setup.language}.txt`)
  const values = valuesOf(sendable, setup)
  const filled = fillTemplate(template, values, 'letter')
  const end = filled.indexOf('\n\n')
  const fields = templateNames(template).flatMap((each) => {
    const field = FIELD_OF[each.slice(1)]
    return each.startsWith('#') && field !== undefined && isShown(values[each.slice(1)]) ? [field] : []
  })
  return { subject: canonicalLine(filled.slice(0, end).replace(/^[^:]*:/, '')).text, text: filled.slice(end + 2), fields: [...new Set(fields)] }
}

const isShown = (value: TemplateValues[string] | undefined): boolean => value === true || (Array.isArray(value) && value.length > 0)

function valuesOf(sendable: Sendable, { destination, language, live }: Pick<Setup, 'destination' | 'language' | 'live'>): TemplateValues {
  const { outgoing, prohibited, notifier, dsaCategory } = sendable
  const { observedAt, occurredAt, ageBand, urgency, hashes = [] } = outgoing
  const offences = language === 'en' ? englishOffences(sendable) : outgoing.offences ?? []
  const category = dsaCategory ?? outgoing.category
  return {
    // DSA Art. 22(1) binds online platforms, and nobody else.
    test: !live, prohibited, flagger: outgoing.authority === 'trusted_flagger', priority: destination.role === 'platform', goodFaith: outgoing.goodFaith === true,
    withheld: notifier.identity === 'withheld', anonymous: outgoing.notifierOrg === undefined,
    reference: one('id', outgoing.id),
    locators: (outgoing.locators ?? []).map((address) => ({ address: canonicalLocator(address).text })),
    accounts: one('account', outgoing.account),
    paragraphs: outgoing.explanation === undefined ? [] : canonicalText(outgoing.explanation).text.split('\n').map((line) => ({ line })),
    categories: one('category', category),
    law: offences.length > 0, offences: offences.map((offence) => ({ offence })),
    orders: one('order', outgoing.legalOrder),
    facts: hasFacts(outgoing),
    observed: one('at', minute(observedAt)), occurred: one('at', minute(occurredAt)),
    ages: ageBand === undefined ? [] : [{ lt15: ageBand === 'lt15', from15: ageBand === '15_17', adult: ageBand === '18plus', unknown: ageBand === 'unknown' }],
    places: one('country', outgoing.country),
    urgent: urgency === undefined ? [] : [{ imminent: urgency === 'imminent_danger', critical: urgency === 'critical', high: urgency === 'high', normal: urgency === 'normal' }],
    digests: hashes.map((digest) => ({ digest })),
    organisations: one('organisation', outgoing.notifierOrg), named: one('name', outgoing.notifierName), mailed: one('email', outgoing.notifierEmail),
  }
}

/** Of those that may leave. */
function englishOffences({ outgoing, offences = [] }: Sendable): readonly string[] {
  return outgoing.offences === undefined ? [] : offences.map(({ article }) => englishOffence(article))
}

function hasFacts({ observedAt, occurredAt, ageBand, urgency, hashes = [] }: Outgoing): boolean {
  return hashes.length > 0 || [observedAt, occurredAt, ageBand, urgency].some((each) => each !== undefined)
}

const one = (name: string, value: string | undefined): readonly TemplateValues[] => value === undefined ? [] : [{ [name]: value }]

/** `2026-11-23 17:04`: said to the minute. */
const minute = (instant: string | undefined): string | undefined => instant?.slice(0, 16).replace('T', ' ')
