// Every harm, age band and platform, at each urgency, for each kind of user: what must never happen, and the whole table as
// a file, so that a changed rule is seen where it changes something.
import { expect, it } from 'vitest'
import { effectiveHarm, mayShowChild } from '../../../src/signalement/child-protection.ts'
import { loadRouteTables } from '../../../src/signalement/routing/route-tables.ts'
import { route, type Route } from '../../../src/signalement/routing/route.ts'
import type { RouteSubject } from '../../../src/signalement/routing/route-subject.ts'
import { ADVICE_ONLY, AGE_BANDS, AUTHORITIES, HARMS, PLATFORMS, URGENCIES } from '../../../src/signalement/vocabulary.ts'
import { dataFiles } from '../data/node-data.ts'
import { subject } from './subjects.ts'

const tables = await loadRouteTables(dataFiles())
const byId = new Map(tables.destinations.map((each) => [each.id, each]))
const ruleIds = new Set([...tables.routing.rules.map(({ id }) => id), ...Object.keys(tables.routing.guards)])

/** Laws that hold in every cell; each tells what is wrong, or nothing. */
const LAWS: readonly (readonly [name: string, broken: (subject: RouteSubject, route: Route) => boolean])[] = [
  ['a cell is never empty', (_, { calls, steps, advice }) => calls.length + steps.length + advice.length === 0],
  ['danger stops everything else', ({ urgency }, { stop, steps, advice, refused }) => (urgency === 'imminent_danger') !== (stop !== undefined)
    || (stop !== undefined && steps.length + advice.length + refused.length > 0)],
  ['danger calls 17 first, and 119 for a child', ({ urgency, ageBand }, { calls }) => urgency === 'imminent_danger'
    && calls.map(({ destination }) => destination).join(' ') !== (ageBand === '18plus' ? 'urgences' : 'urgences 119')],
  ['no child’s image is published', ({ harm, ageBand }, { steps, calls }) => (mayShowChild(harm, ageBand) || ageBand !== '18plus')
    && [...steps, ...calls].some(({ destination }) => byId.get(destination)?.publishes)],
  ['publishers of a child’s image are ruled out by name', ({ harm, ageBand, urgency }, { refused }) => urgency !== 'imminent_danger' && mayShowChild(harm, ageBand)
    && !['lumen', 'cloudflare'].every((id) => refused.some(({ destination }) => destination === id))],
  ['a minor’s intimate image is csam', ({ harm, ageBand }, found) => found.effectiveHarm !== effectiveHarm(harm, ageBand)
    || ((harm === 'revenge_porn' || harm === 'deepfake_sexuel') && ageBand !== '18plus' && found.effectiveHarm !== 'csam')],
  ['an unknown age is said', ({ harm, ageBand, urgency }, { advice }) => urgency !== 'imminent_danger' && !ADVICE_ONLY.has(harm)
    && (ageBand === 'unknown') !== advice.some(({ rule }) => rule === 'age-unknown-as-minor')],
  ['adults and minors are sent apart', ({ harm, ageBand }, { steps }) => {
    const minor = ageBand !== '18plus' || mayShowChild(harm, ageBand)
    return steps.some(({ destination }) => destination === (minor ? 'stopncii' : 'take-it-down'))
  }],
  ['PHAROS takes no private message', ({ privateMessage }, { steps }) => privateMessage && steps.some(({ destination }) => destination === 'pharos')],
  ['reserved channels stay reserved', ({ authority }, { steps }) => steps.some(({ destination }) => {
    const only = byId.get(destination)?.onlyFor
    return only !== undefined && !only.includes(authority)
  })],
  ['Éducation nationale is for school harassment, with consent', ({ harm, consent }, { steps }) => steps.some(({ destination, lacks }) => destination === 'education-nationale'
    && (harm !== 'cyberharcelement_scolaire' || (consent.length === 0) !== lacks.includes('consent')))],
  ['advice sends nothing', ({ harm }, { steps }) => ADVICE_ONLY.has(harm) && steps.length > 0],
  ['priority is the flagger’s, in its area', ({ authority, inFlaggerArea }, { steps }) => !(authority === 'trusted_flagger' && inFlaggerArea) && steps.some(({ priority }) => priority !== undefined)],
  ['the platform is told what it can remove', ({ harm, platform, urgency }, { steps }) => urgency !== 'imminent_danger' && !ADVICE_ONLY.has(harm)
    && !steps.some(({ destination }) => byId.get(destination)?.platforms.includes(platform))],
  ['another platform is never told', ({ platform }, { steps }) => steps.some(({ destination }) => {
    const platforms = byId.get(destination)?.platforms ?? []
    return platforms.length > 0 && !platforms.includes(platform)
  })],
  ['each decision has its rule, reason and source', (_, found) => [...found.calls, ...found.steps, ...found.refused, ...found.advice, ...(found.stop === undefined ? [] : [found.stop])]
    .some(({ rule, reason, provenance }) => !ruleIds.has(rule) || reason.fr === '' || reason.en === '' || provenance.source === '')],
  ['steps are numbered and once each', (_, { steps, calls }) => [steps, calls].some((list) => new Set(list.map(({ destination }) => destination)).size !== list.length
    || list.some(({ order }, index) => order !== index + 1))],
  ['what is called first is said at each step', (_, { calls, steps }) => {
    const first = calls.find(({ when }) => when === 'first')?.destination
    return steps.some(({ callFirst }) => callFirst !== first)
  }],
]

it('holds its laws in every cell', () => {
  const broken = new Map<string, string>()
  let cells = 0
  for (const harm of HARMS) for (const ageBand of AGE_BANDS) for (const platform of PLATFORMS) for (const urgency of URGENCIES) for (const authority of AUTHORITIES) {
    for (const inFlaggerArea of [true, false]) for (const privateMessage of [true, false]) for (const consent of [[], ['any']]) {
      const cell = subject({ harm, ageBand, platform, urgency, authority, inFlaggerArea, privateMessage, hasPublicLocator: !privateMessage, consent })
      const found = route(cell, tables)
      cells += 1
      for (const [name, isBroken] of LAWS) if (!broken.has(name) && isBroken(cell, found)) broken.set(name, JSON.stringify(cell))
    }
  }
  expect(Object.fromEntries(broken)).toEqual({})
  expect(cells).toBe(22 * 4 * 17 * 4 * 4 * 8)
})

function cellText({ calls, steps, refused, advice }: Route, platform: string): string {
  const own = (id: string): string => (id === platform ? 'PLATFORM' : id)
  return [
    calls.map(({ when, destination }) => `${when === 'first' ? 'call' : when} ${destination}`).join(', '),
    steps.map(({ destination, lacks }) => `${own(destination)}${lacks.length === 0 ? '' : ` (lacks ${lacks.join(', ')})`}`).join(' > '),
    refused.length === 0 ? '' : `not ${refused.map(({ destination, rule }) => `${destination} [${rule}]`).join(', ')}`,
    advice.length === 0 ? '' : `say ${advice.map(({ rule }) => rule).join(', ')}`,
  ].filter((part) => part !== '').join(' | ')
}

it('is the table that was agreed on', async () => {
  const lines = ['# Each harm and age: what is done, by platforms that have it alike; PLATFORM is the platform itself. The user is a trusted flagger in',
    '# its area with all that a form asks, unless the line says otherwise. Made by decision-table.test.ts; after a rule changed: vitest run test/signalement/routing -u (last: it takes a path for its own).', '']
  const variants: readonly (readonly [name: string, over: Partial<RouteSubject>])[] = [
    ['public', {}], ['critical', { urgency: 'critical' }], ['private', { privateMessage: true, hasPublicLocator: false }],
    ['gendarme', { authority: 'law_enforcement' }], ['individual', { authority: 'individual' }], ['danger', { urgency: 'imminent_danger' }],
  ]
  for (const harm of HARMS) {
    const blocks = new Map<string, string[]>()
    for (const ageBand of AGE_BANDS) {
      const followed = effectiveHarm(harm, ageBand)
      const block = [followed === harm ? '' : ` = ${followed}`]
      for (const [name, over] of variants) {
        const groups = new Map<string, string[]>()
        for (const platform of PLATFORMS) {
          const text = cellText(route(subject({ harm, ageBand, platform, ...over }), tables), platform)
          groups.set(text, [...(groups.get(text) ?? []), platform])
        }
        const largest = [...groups.values()].reduce((most, platforms) => (platforms.length > most.length ? platforms : most), [])
        for (const [text, platforms] of groups) {
          const who = groups.size === 1 ? 'all' : platforms === largest ? 'others' : platforms.join(' ')
          block.push(`  ${name.padEnd(10)} ${who.padEnd(18)} ${text}`)
        }
      }
      blocks.set(block.join('\n'), [...(blocks.get(block.join('\n')) ?? []), ageBand])
    }
    for (const [block, ages] of blocks) lines.push(`${harm}, ${ages.join(' ')}${block}`, '')
  }
  await expect(lines.join('\n')).toMatchFileSnapshot('decision-table.txt')
})
