// Where a signalement should go, in which order, and why: a pure function over dated rules. Each decision carries the rule,
// its reason and its source. Rules propose; guards.ts has the last word.
import { effectiveHarm, mayShowChild } from '../child-protection.ts'
import type { Destination, LackCode } from '../destination.ts'
import type { BothLanguages, Provenance } from '../fact.ts'
import type { Channel, Harm } from '../vocabulary.ts'
import { guardOf } from './guards.ts'
import { lacksOf } from './lacks.ts'
import type { RouteSubject } from './route-subject.ts'
import { PLATFORM, PORTAL, type RoutingTable, type Rule, type When } from './routing-rules.ts'

export interface RouteTables {
  readonly destinations: readonly Destination[]
  readonly routing: RoutingTable
}

export interface Reasoned {
  readonly rule: string
  readonly reason: BothLanguages
  readonly provenance: Provenance
}

export interface RouteCall extends Reasoned {
  readonly destination: string
  readonly order: number
  readonly when: 'first' | 'instead' | 'also'
}

export interface RouteStep extends Reasoned {
  readonly destination: string
  readonly channel: Channel
  readonly order: number
  readonly lacks: readonly LackCode[]
  /** Whom to call before this step. */
  readonly callFirst?: string
  /** The trusted flagger's priority holds here. */
  readonly priority?: Reasoned
}

export interface Refusal extends Reasoned {
  readonly destination: string
}

export interface Advice extends Reasoned {
  readonly text: BothLanguages
}

export interface Route {
  /** The harm that routes and codes follow. */
  readonly effectiveHarm: Harm
  /** Danger: `calls` is all there is. */
  readonly stop?: Reasoned
  readonly calls: readonly RouteCall[]
  readonly steps: readonly RouteStep[]
  readonly refused: readonly Refusal[]
  readonly advice: readonly Advice[]
}

const CALL_ORDER = ['first', 'instead', 'also'] as const

export function route(subject: RouteSubject, { destinations, routing }: RouteTables): Route {
  const harm = effectiveHarm(subject.harm, subject.ageBand)
  const rules = routing.rules.filter(({ when }) => holds(when, subject, harm))
  const named = (to: readonly string[]): readonly Destination[] => to.flatMap((id) => destinations.filter((each) => isMeant(id, each, subject)))

  const stops = rules.filter(({ outcome }) => outcome.do === 'stop')
  const [stop] = stops
  if (stop !== undefined) {
    const calls = stops.flatMap((rule) => ('to' in rule.outcome ? named(rule.outcome.to) : []).map((destination) => ({ destination: destination.id, when: 'first' as const, ...reasoned(rule) })))
    return { effectiveHarm: harm, stop: reasoned(stop), calls: ordered(onePerDestination(calls)), steps: [], refused: [], advice: [] }
  }

  const refused: Refusal[] = []
  const closed = new Set<string>()
  for (const rule of rules) if (rule.outcome.do === 'refuse') for (const { id } of named(rule.outcome.to)) {
    closed.add(id)
    refused.push({ destination: id, ...reasoned(rule) })
  }
  const isOpen = (destination: Destination): boolean => {
    if (closed.has(destination.id)) return false
    const guard = guardOf(destination, subject)
    if (guard === undefined) return true
    const { reason, ...provenance } = routing.guards[guard]
    closed.add(destination.id)
    refused.push({ destination: destination.id, rule: guard, reason, provenance })
    return false
  }

  const calls = rules.flatMap((rule) => {
    const { outcome } = rule
    return outcome.do === 'call' ? named(outcome.to).filter(isOpen).map(({ id }) => ({ destination: id, when: outcome.when, ...reasoned(rule) })) : []
  }).toSorted((a, b) => CALL_ORDER.indexOf(a.when) - CALL_ORDER.indexOf(b.when))
  const callFirst = calls.find(({ when }) => when === 'first')?.destination
  const priority = rules.find(({ outcome }) => outcome.do === 'prioritise')
  const steps = rules.flatMap((rule) => {
    const { outcome } = rule
    return outcome.do === 'send' ? named(outcome.to).filter(isOpen).map((destination) => ({ rule, destination, position: outcome.position })) : []
  }).toSorted((a, b) => a.position - b.position).map(({ rule, destination }) => ({
    destination: destination.id, channel: destination.channel, lacks: lacksOf(destination, subject), ...reasoned(rule),
    ...(callFirst === undefined ? {} : { callFirst }),
    ...(priority === undefined || !takesNotices(destination) ? {} : { priority: reasoned(priority) }),
  }))
  return {
    effectiveHarm: harm,
    calls: ordered(onePerDestination(calls)),
    steps: ordered(onePerDestination(steps)),
    refused,
    advice: rules.flatMap((rule) => (rule.outcome.do === 'advise' ? [{ text: rule.outcome.text, ...reasoned(rule) }] : [])),
  }
}

function holds(when: When, subject: RouteSubject, harm: Harm): boolean {
  const among = <T>(choices: readonly T[] | undefined, value: T): boolean => choices === undefined || choices.includes(value)
  const is = (wanted: boolean | undefined, found: boolean): boolean => wanted === undefined || wanted === found
  return among(when.harms, harm) && among(when.typed, subject.harm) && among(when.ages, subject.ageBand) && among(when.platforms, subject.platform)
    && among(when.urgencies, subject.urgency) && among(when.representations, subject.representation) && among(when.authorities, subject.authority)
    && is(when.showsChild, mayShowChild(subject.harm, subject.ageBand)) && is(when.privateMessage, subject.privateMessage)
    && is(when.flaggerArea, subject.inFlaggerArea) && is(when.legalOrder, subject.hasLegalOrder)
    && is(when.abroad, subject.country !== '' && subject.country !== 'FR')
}

function isMeant(id: string, destination: Destination, { platform }: RouteSubject): boolean {
  if (id === PLATFORM) return destination.platforms.includes(platform) && destination.channel !== 'portal_le'
  if (id === PORTAL) return destination.platforms.includes(platform) && destination.channel === 'portal_le'
  return destination.id === id
}

/** Art. 22 DSA binds online platforms: authorities and partners have their own order. */
function takesNotices({ role, channel }: Destination): boolean {
  return role === 'platform' && channel !== 'portal_le'
}

function reasoned({ id, reason, source, checkedOn, verified }: Rule): Reasoned {
  return { rule: id, reason, provenance: { source, checkedOn, verified } }
}

function onePerDestination<T extends { readonly destination: string }>(items: readonly T[]): readonly T[] {
  return items.filter(({ destination }, index) => items.findIndex((other) => other.destination === destination) === index)
}

function ordered<T>(items: readonly T[]): readonly (T & { readonly order: number })[] {
  return items.map((item, index) => ({ ...item, order: index + 1 }))
}
