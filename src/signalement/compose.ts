// From what a person gave, as text, to a record: or all that is wrong with it, by field. One composer for every door, so
// that a flag, an answer and a cell are judged alike.
import { effectiveHarm, mayShowChild, mayWithholdIdentity } from './child-protection.ts'
import { clockOf, hoursAfter, type ClockTable } from './clock.ts'
import type { Entry, EntryField } from './entry.ts'
import { ageChoice, authorityChoice, channelChoice, platformChoice, readAgeBand, readYesNo, representationChoice, urgencyChoice, type Choice } from './entry-words.ts'
import type { HarmReader } from './harm-reader.ts'
import { problem, type Problem } from './problem.ts'
import { readHashes } from './read-hashes.ts'
import { readMoment } from './read-moment.ts'
import { readTarget } from './read-target.ts'
import { problemsOf } from './record-problems.ts'
import { SIGNALEMENT_FORMAT, Signalement, SignalementId } from './signalement.ts'
import type { Instant } from '../system/world.ts'
import { ADVICE_ONLY, type AgeBand, type Authority, type Harm, type IntakeChannel } from './vocabulary.ts'

declare module './problem.ts' {
  interface ProblemFacts {
    'harm.unknown': { word: string; nearest: string | null }
    'yes-no.unknown': { word: string }
    /** Files come in through a case: by its folder and the exhibit's number. */
    'attachment.needs-case': Record<never, never>
    'evidence.bytes-in-text': Record<never, never>
    /** Whom it allows to be told. */
    'consent.no-destination': { who: string }
    'good-faith.refused': Record<never, never>
    'order.incomplete': Record<never, never>
    'campaign.unreadable': { value: string }
    'privacy.found': { count: number }
  }
}

/** What holds when nothing was said. */
export interface ComposeDefaults {
  readonly by: string
  readonly organisation: string
  readonly authority: Authority
  readonly notifierName?: string | undefined
  readonly notifierEmail?: string | undefined
  /** Harms within the trusted flagger's area of expertise: Art. 22 DSA. */
  readonly flaggerHarms: readonly Harm[]
  readonly channel: IntakeChannel
  readonly language: string
  readonly country: string
  readonly timeZone: string
  readonly retention: { readonly policy: string; readonly days: number }
}

export interface ComposeTables {
  readonly harms: HarmReader
  readonly clocks: ClockTable
}

export interface ComposeCircumstances {
  readonly id: string
  readonly now: Instant
  /** When it was first kept: what is due is due from then, whatever is edited. */
  readonly since?: Instant
  readonly campaign?: string | undefined
}

/** Until a store keeps it. */
export const UNKEPT = 'not-kept'

export type Composed = { readonly ok: true; readonly record: Signalement } | { readonly ok: false; readonly problems: readonly Problem[] }

/** Pure: the same entry, tables and circumstances give the same record. */
export function compose(entry: Entry, defaults: ComposeDefaults, tables: ComposeTables, { id, now, since, campaign }: ComposeCircumstances): Composed {
  const problems: Problem[] = []
  const chosen = <T extends string>(field: EntryField, choice: Choice<T>, otherwise: T, read = choice.read): T => {
    const word = entry[field]
    if (word === undefined || word === '') return otherwise
    const code = read(word)
    if (code !== undefined) return code
    problems.push(problem(field, 'field.not-a-choice', { value: word.slice(0, 100), choices: choice.codes, nearest: choice.nearest(word) }))
    return otherwise
  }
  const yes = (field: EntryField): boolean | undefined => {
    const word = entry[field]
    if (word === undefined) return undefined
    const value = readYesNo(word)
    if (value === undefined) problems.push(problem(field, 'yes-no.unknown', { word: word.slice(0, 100) }))
    return value
  }
  const moment = (field: 'observedAt' | 'occurredAt' | 'orderIssuedAt'): Instant | undefined => {
    const read = readMoment(field, entry[field], defaults.timeZone)
    if (read === undefined || typeof read === 'string') {
      if (read !== undefined && read > now) problems.push(problem(field, 'time.future', {}))
      return read
    }
    problems.push(read)
    return undefined
  }

  const harm = harmOf(entry.harm, tables.harms, problems)
  const ageBand: AgeBand = chosen('ageBand', ageChoice, 'unknown', readAgeBand)
  const target = readTarget(entry, chosen('platform', platformChoice, 'autre'), ADVICE_ONLY.has(harm), problems)
  const facts = tables.harms.facts(harm, ageBand)
  const urgency = chosen('urgency', urgencyChoice, facts.urgency)
  const authority = chosen('authority', authorityChoice, defaults.authority)
  const goodFaith = yes('goodFaith')
  if (goodFaith === false) problems.push(problem('goodFaith', 'good-faith.refused', {}))
  if (entry.attachment !== undefined) problems.push(problem('attachment', mayShowChild(harm, ageBand) ? 'evidence.forbidden' : 'attachment.needs-case', {}))
  for (const field of FREE_TEXTS) if (hidesBytes(entry[field])) problems.push(problem(field, 'evidence.bytes-in-text', {}))
  const order = orderOf(entry, moment('orderIssuedAt'), problems)
  const clock = clockOf({
    harm: effectiveHarm(harm, ageBand), urgency, authority, createdAt: since ?? now, order,
    inFlaggerArea: defaults.flaggerHarms.includes(harm) || defaults.flaggerHarms.includes(effectiveHarm(harm, ageBand)),
  }, tables.clocks)
  const notifier = notifierOf(entry, defaults, authority, mayWithholdIdentity(harm, ageBand), problems)
  const occurredAt = moment('occurredAt')
  const group = campaign ?? campaignOf(entry.campaign, problems)
  const subHarm = entry.subHarm
  const urgencyReason = entry.urgencyReason

  const record: unknown = {
    schema: SIGNALEMENT_FORMAT, id, revision: 1, state: goodFaith === true ? 'validated' : 'draft',
    ...(group === undefined ? {} : { campaign: group }),
    createdAt: now, createdBy: defaults.by, observedAt: moment('observedAt') ?? now,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    intake: { channel: chosen('channel', channelChoice, defaults.channel) },
    harm,
    ...(subHarm === undefined ? {} : { subHarm }),
    ...(facts.dsaCategory === undefined ? {} : { dsaCategory: facts.dsaCategory }),
    dsaKeyword: facts.dsaKeyword, offences: facts.offences, urgency,
    ...(urgencyReason === undefined ? {} : { urgencyReason }),
    target,
    victim: {
      ageBand, isCaller: yes('isCaller') ?? false, representation: chosen('representation', representationChoice, 'none'),
      consent: consentOf(entry.consent, defaults.by, now, problems),
    },
    explanation: entry.explanation, language: entry.language ?? defaults.language, country: entry.country?.toUpperCase() ?? defaults.country,
    hashes: readHashes(entry.hashes, problems), evidence: [], notifier,
    ...(goodFaith === true ? { attestation: { goodFaith: true, by: defaults.by, at: now } } : {}),
    ...(order === undefined ? {} : { legalOrder: order }),
    clock, deliveries: [],
    retention: { policy: defaults.retention.policy, expiresAt: hoursAfter(now, defaults.retention.days * 24), keyId: UNKEPT },
  }
  const judged = Signalement.safeParse(record)
  const said = new Set(problems.map(({ path }) => path))
  if (!judged.success) for (const found of problemsOf(judged.error, record)) {
    const field = fieldOf(found.path)
    // What was already said in the person's own words is not said twice.
    if (!said.has(field)) problems.push({ ...found, path: field })
  }
  return judged.success && problems.length === 0 ? { ok: true, record: judged.data } : { ok: false, problems: dedupe(problems) }
}

const FREE_TEXTS = ['explanation', 'subHarm', 'urgencyReason', 'account', 'displayName', 'hashes'] as const satisfies readonly EntryField[]

/** A file as text, whole or in pieces: a picture has no other way in. Addresses of that length have signs that base64 has not. */
function hidesBytes(text: string | undefined): boolean {
  return text !== undefined && text.length > 100 && (/data:[a-z]+\/[a-z0-9.+-]+[;,]/i.test(text) || /(?:^|[^A-Za-z0-9+/=._~%?&:-])[A-Za-z0-9+/=]{300,}(?:$|[^A-Za-z0-9+/=._~%?&-])/.test(text))
}

function harmOf(word: string | undefined, harms: HarmReader, problems: Problem[]): Harm {
  const harm = word === undefined ? undefined : harms.read(word)
  if (harm !== undefined) return harm
  problems.push(word === undefined || word === '' ? problem('harm', 'field.missing', {}) : problem('harm', 'harm.unknown', { word: word.slice(0, 100), nearest: harms.nearest(word) }))
  return 'autre'
}

function campaignOf(text: string | undefined, problems: Problem[]): string | undefined {
  if (text === undefined || SignalementId.safeParse(text).success) return text
  problems.push(problem('campaign', 'campaign.unreadable', { value: text.slice(0, 100) }))
  return undefined
}

function orderOf(entry: Entry, issuedAt: Instant | undefined, problems: Problem[]): { authority: string; reference: string; issuedAt: Instant } | undefined {
  const { orderAuthority, orderReference, orderIssuedAt } = entry
  const given = [orderAuthority, orderReference, orderIssuedAt].filter((part) => part !== undefined && part !== '')
  if (given.length === 0) return undefined
  if (orderAuthority === undefined || orderReference === undefined || orderIssuedAt === undefined) {
    problems.push(problem('orderReference', 'order.incomplete', {}))
    return undefined
  }
  return issuedAt === undefined ? undefined : { authority: orderAuthority, reference: orderReference, issuedAt }
}

function notifierOf(entry: Entry, defaults: ComposeDefaults, authority: Authority, mayWithhold: boolean, problems: Problem[]): unknown {
  const name = entry.notifierName ?? defaults.notifierName
  const email = entry.notifierEmail ?? defaults.notifierEmail
  const word = entry.identity?.toLowerCase()
  const asked = word === undefined || word === '' ? undefined
    : /^(withheld|anonyme|anonymous|tue|masquee?|non donnee?)$/.test(word.normalize('NFD').replaceAll(/\p{M}/gu, '')) ? 'withheld' as const
      : /^(disclosed|donnee?|nominative?)$/.test(word.normalize('NFD').replaceAll(/\p{M}/gu, '')) ? 'disclosed' as const : 'unknown' as const
  if (asked === 'unknown') problems.push(problem('identity', 'field.not-a-choice', { value: (word ?? '').slice(0, 100), choices: ['disclosed', 'withheld'], nearest: null }))
  // Kept out where the law allows it and nothing else was said: the least that is known cannot leak.
  const identity = asked === 'withheld' || (asked === undefined && mayWithhold) ? 'withheld' as const : 'disclosed' as const
  return {
    authority, org: entry.organisation ?? defaults.organisation,
    ...(entry.flaggerArea === undefined ? {} : { flaggerArea: entry.flaggerArea }),
    ...(identity === 'withheld' || name === undefined ? {} : { name }),
    ...(identity === 'withheld' || email === undefined ? {} : { email }),
    identity,
  }
}

/** `self`, `parent:education-nationale`, one a line: who agreed, and to which destination. */
function consentOf(text: string | undefined, recordedBy: string, at: Instant, problems: Problem[]): unknown[] {
  if (text === undefined || text === '') return []
  return text.split(/[\n;,]/).map((part) => part.trim()).filter((part) => part !== '').flatMap((part) => {
    const [who = '', to = ''] = part.split(':').map((each) => each.trim())
    const representation = representationChoice.read(who)
    const by = representation === 'self' || representation === 'parent' ? representation : /^(legal_guardian|tuteur|tutrice)$/i.test(who) ? 'legal_guardian' : undefined
    if (by !== undefined && to === '') {
      problems.push(problem('consent', 'consent.no-destination', { who: who.slice(0, 100) }))
      return []
    }
    if (by !== undefined) return [{ by, to, at, recordedBy }]
    problems.push(problem('consent', 'field.not-a-choice', { value: who.slice(0, 100), choices: ['self', 'parent', 'legal_guardian'], nearest: null }))
    return []
  })
}

/** Which answer of the person a member of the record comes from. */
const FIELD_OF: Readonly<Record<string, EntryField>> = {
  'target.locators': 'urls', 'target.platform': 'platform', 'target.account.handle': 'account', 'target.account.id': 'accountId',
  'target.account.displayName': 'displayName', 'intake.channel': 'channel', 'victim.ageBand': 'ageBand', 'victim.representation': 'representation',
  'victim.consent': 'consent', 'notifier.org': 'organisation', 'notifier.name': 'notifierName', 'notifier.email': 'notifierEmail',
  'notifier.identity': 'identity', 'notifier.flaggerArea': 'flaggerArea', 'legalOrder.authority': 'orderAuthority',
  'legalOrder.reference': 'orderReference', 'legalOrder.issuedAt': 'orderIssuedAt',
}

export function fieldOf(path: string): string {
  const named = Object.entries(FIELD_OF).find(([member]) => path === member || path.startsWith(`${member}[`) || path.startsWith(`${member}.`))
  return named?.[1] ?? path
}

function dedupe(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((each) => [`${each.path}\n${each.code}\n${JSON.stringify(each.facts)}`, each])).values()]
}
