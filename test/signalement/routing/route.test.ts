// Each rule of routing with the case that must fail otherwise; data is changed where a guard must hold against it.
import { describe, expect, it } from 'vitest'
import type { Destination } from '../../../src/signalement/destination.ts'
import { loadRouteTables } from '../../../src/signalement/routing/route-tables.ts'
import { route, type Route, type RouteTables } from '../../../src/signalement/routing/route.ts'
import { subjectOf, type RouteSubject } from '../../../src/signalement/routing/route-subject.ts'
import type { Rule } from '../../../src/signalement/routing/routing-rules.ts'
import { dataFiles } from '../data/node-data.ts'
import { sampleRecord } from '../sample-record.ts'
import { subject } from './subjects.ts'

const tables = await loadRouteTables(dataFiles())
const routed = (over: Partial<RouteSubject>, data: RouteTables = tables): Route => route(subject(over), data)
const step = (found: Route, id: string) => found.steps.find(({ destination }) => destination === id)
const refusal = (found: Route, id: string) => found.refused.find(({ destination }) => destination === id)
const lacks = (over: Partial<RouteSubject>, id: string): readonly string[] => step(routed(over), id)?.lacks ?? ['no step']

/** The real data with one careless rule more: it sends everything to one destination. */
function careless(to: string): RouteTables {
  const rule: Rule = {
    id: 'careless', when: {}, outcome: { do: 'send', to: [to], position: 1 }, reason: { fr: 'x', en: 'x' }, source: 'test', checkedOn: '2026-11-23', verified: true,
  }
  // Without the rule that names the publishers: only the guard is left.
  return { ...tables, routing: { ...tables.routing, rules: [...tables.routing.rules.filter(({ outcome }) => outcome.do !== 'refuse'), rule] } }
}

describe('danger', () => {
  it('stops everything, and lesser urgency does not', () => {
    const found = routed({ harm: 'csam', urgency: 'imminent_danger' })
    expect(found.stop).toMatchObject({ rule: 'danger-imminent', provenance: { verified: true } })
    expect(found.calls.map(({ destination }) => destination)).toEqual(['urgences', '119'])
    expect([...found.steps, ...found.advice, ...found.refused]).toEqual([])
    expect(routed({ harm: 'csam', urgency: 'critical' }).stop).toBeUndefined()
  })

  it('numbers are data: 17, 112, 114 and 119', () => {
    const numbers = ['urgences', '119'].flatMap((id) => tables.destinations.find((each) => each.id === id)?.contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value) ?? [])
    expect(numbers).toEqual(expect.arrayContaining(['17', '112', '114', '119']))
  })

  it('what must be called first is said at each step, and an unverified line says so', () => {
    const found = routed({ harm: 'suicide_automutilation' })
    expect(found.calls.map(({ destination, when }) => [destination, when])).toEqual([['urgences', 'first'], ['3114', 'first'], ['119', 'first']])
    expect(found.calls[1]?.provenance.verified).toBe(false)
    expect(found.steps.every(({ callFirst }) => callFirst === 'urgences')).toBe(true)
    expect(routed({ harm: 'haine' }).steps.every(({ callFirst }) => callFirst === undefined)).toBe(true)
  })
})

describe('guards hold against careless data', () => {
  it.each(['lumen', 'cloudflare'])('%s gets nothing of a minor, nor of an unknown age, nor a child’s image', (id) => {
    for (const over of [{ ageBand: 'lt15' }, { ageBand: 'unknown' }, { harm: 'csam', ageBand: '18plus' }] as const) {
      const found = routed(over, careless(id))
      expect(step(found, id)).toBeUndefined()
      expect(refusal(found, id)).toMatchObject({ rule: 'publishes', reason: { fr: expect.stringContaining('jamais') } })
    }
    expect(step(routed({ ageBand: '18plus' }, careless(id)), id)).toBeDefined()
  })

  it('a law-enforcement portal is never a counsellor’s', () => {
    expect(refusal(routed({}, careless('meta-le')), 'meta-le')?.rule).toBe('only-for')
    expect(step(routed({ authority: 'law_enforcement' }, careless('meta-le')), 'meta-le')).toBeDefined()
  })

  it('advice-only harms send nothing', () => {
    for (const harm of ['surexposition_ecrans', 'jeux_video', 'controle_parental'] as const) {
      const found = routed({ harm }, careless('pharos'))
      expect(found.steps).toEqual([])
      expect(refusal(found, 'pharos')?.rule).toBe('advice-only')
      expect(found.advice.map(({ rule }) => rule)).toContain('advice-only')
    }
  })
})

describe('a child', () => {
  it.each(['revenge_porn', 'deepfake_sexuel'] as const)('%s of a minor is csam, of an adult is not', (harm) => {
    expect(routed({ harm, ageBand: '15_17' })).toMatchObject({ effectiveHarm: 'csam', steps: [{ destination: 'pharos' }, { destination: 'point-de-contact' }, {}, {}, {}] })
    expect(routed({ harm, ageBand: '15_17' }).advice.map(({ rule }) => rule)).toContain('minor-image-is-csam')
    expect(routed({ harm, ageBand: '18plus' }).effectiveHarm).toBe(harm)
    expect(step(routed({ harm, ageBand: '18plus' }), 'pharos')).toBeUndefined()
  })

  it('has Take It Down, an adult StopNCII, and each is told why not the other', () => {
    const minor = routed({ harm: 'revenge_porn', ageBand: 'lt15' })
    const adult = routed({ harm: 'revenge_porn', ageBand: '18plus' })
    expect([step(minor, 'take-it-down'), step(adult, 'stopncii')]).not.toContain(undefined)
    expect([refusal(minor, 'stopncii')?.rule, refusal(adult, 'take-it-down')?.rule]).toEqual(['minor-victim', 'adult-victim'])
  })

  it('is presumed when the age is not known, and it is said', () => {
    const found = routed({ harm: 'revenge_porn', ageBand: 'unknown' })
    expect(found.effectiveHarm).toBe('csam')
    expect(found.advice.map(({ rule }) => rule)).toContain('age-unknown-as-minor')
    expect(routed({ ageBand: 'lt15' }).advice.map(({ rule }) => rule)).not.toContain('age-unknown-as-minor')
  })
})

describe('PHAROS', () => {
  it('takes no private message, and needs a place that all can see', () => {
    expect(refusal(routed({ harm: 'haine', privateMessage: true, hasPublicLocator: false }), 'pharos')?.rule).toBe('private-message')
    expect(lacks({ harm: 'haine', hasPublicLocator: false }, 'pharos')).toEqual(['public-locator'])
    expect(lacks({ harm: 'haine' }, 'pharos')).toEqual([])
  })

  it('says what it does not take', () => {
    const pharos = tables.destinations.find(({ id }) => id === 'pharos')
    expect(pharos?.excludes).toContain('known-persons')
    expect(pharos?.cautions?.[0]?.text.fr).toContain('se connaissent')
  })
})

describe('school', () => {
  it('is for school harassment, and waits for consent', () => {
    expect(lacks({ harm: 'cyberharcelement_scolaire', consent: [] }, 'education-nationale')).toEqual(['consent'])
    expect(lacks({ harm: 'cyberharcelement_scolaire', consent: ['119'] }, 'education-nationale')).toEqual(['consent'])
    expect(lacks({ harm: 'cyberharcelement_scolaire', consent: ['education-nationale'] }, 'education-nationale')).toEqual([])
    expect(step(routed({ harm: 'cyberharcelement' }), 'education-nationale')).toBeUndefined()
  })
})

describe('priority', () => {
  it('is a trusted flagger’s, in its area, with platforms', () => {
    const found = routed({ harm: 'csam' })
    expect(step(found, 'instagram')?.priority?.rule).toBe('flagger-priority')
    expect(step(found, 'pharos')?.priority).toBeUndefined()
    expect(step(routed({ harm: 'csam', inFlaggerArea: false }), 'instagram')?.priority).toBeUndefined()
    expect(routed({ inFlaggerArea: false }).advice.map(({ rule }) => rule)).toContain('flagger-out-of-area')
    expect(step(routed({ authority: 'individual' }), 'instagram')?.priority).toBeUndefined()
  })
})

describe('an unknown site', () => {
  it('goes to its host, whose contact is given by the person', () => {
    const found = routed({ harm: 'haine', platform: 'autre', hasHostContact: false })
    expect(step(found, 'hebergeur')?.lacks).toEqual(['host-contact'])
    expect(step(found, 'pharos')).toBeDefined()
    expect(found.advice.find(({ rule }) => rule === 'host-by-rdap')?.text.fr).toContain('RDAP')
    expect(lacks({ harm: 'haine', platform: 'autre' }, 'hebergeur')).toEqual([])
  })
})

describe('what is lacking', () => {
  it.each([
    ['identity', { hasIdentity: false }, 'instagram'],
    ['explanation', { hasExplanation: false }, 'instagram'],
    ['locator', { hasLocators: false }, 'instagram'],
    ['good-faith', { hasGoodFaith: false }, 'instagram'],
    ['country', { country: '' }, 'instagram'],
    ['final-link', { missing: ['final-link'] }, 'instagram'],
    ['username', { platform: 'snapchat', hasAccount: false }, 'snapchat'],
    ['message-link', { platform: 'discord', missing: ['message-link'] }, 'discord'],
    ['account', { platform: 'mastodon', hasAccount: false }, 'mastodon'],
  ] as const)('%s is told', (code, over, id) => {
    expect(lacks(over, id)).toContain(code)
    expect(lacks({ platform: 'platform' in over ? over.platform : 'instagram' }, id)).toEqual([])
  })

  it('identity may be withheld in a DSA notice of a sexual offence against a minor, and nowhere else', () => {
    expect(lacks({ harm: 'csam', hasIdentity: false }, 'instagram')).toEqual([])
    expect(lacks({ harm: 'grooming', hasIdentity: false }, 'instagram')).toEqual([])
    expect(lacks({ harm: 'haine', hasIdentity: false }, 'instagram')).toEqual(['identity'])
    expect(lacks({ harm: 'revenge_porn', ageBand: '18plus', hasIdentity: false }, 'instagram')).toEqual(['identity'])
  })
})

describe('routing', () => {
  it('is pure: frozen data and subject, the same answer twice', () => {
    const frozen = freeze(structuredClone(tables)) as RouteTables
    const one = freeze(subject({ harm: 'csam' })) as RouteSubject
    expect(route(one, frozen)).toEqual(route(one, frozen))
  })

  it('a new destination file is reached without code', () => {
    const others = tables.destinations.filter(({ id }) => id === 'twitch').map((twitch): Destination => ({ ...twitch, id: 'twitch-dsa' }))
    expect(step(routed({ platform: 'twitch' }, { ...tables, destinations: [...tables.destinations, ...others] }), 'twitch-dsa')).toBeDefined()
  })

  it('reads its subject from a record, and nothing of its words', () => {
    const found = subjectOf(sampleRecord(), { inFlaggerArea: true })
    expect(found.harm).toBe(sampleRecord().harm)
    expect(JSON.stringify(found)).not.toContain(sampleRecord().explanation)
    const [locator] = sampleRecord().target.locators
    if (locator === undefined) throw new Error('the sample has a locator')
    const message = { ...sampleRecord(), target: { ...sampleRecord().target, locators: [{ ...locator, what: 'message' as const }] } }
    expect(subjectOf(message, { inFlaggerArea: true })).toMatchObject({ privateMessage: true, hasPublicLocator: false })
  })
})

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  return value
}
