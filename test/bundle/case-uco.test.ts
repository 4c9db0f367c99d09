import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseGraph } from '../../src/bundle/case-uco/graph.ts'
import { nodeId } from '../../src/bundle/case-uco/identifiers.ts'
import { defectsOf, type Graph } from './case-uco-checker.ts'
import { bytesOf, each } from './zip-world.ts'
import type { CaseRecord } from '../../src/case/case-record.ts'
import type { Exhibit } from '../../src/case/exhibit.ts'
import type { JournalEntry } from '../../src/case/journal-entry.ts'

const record: CaseRecord = {
  format: 'case/1', id: '6f1b6c1e-5a52-4c8e-9a43-0f6f0f8f7c11', reference: '2026-00042', title: 'Essai', frame: 'enquête préliminaire', operator: 'A. Martin',
  unit: 'Unité', profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris', createdAt: '2026-11-23T10:00:00.000Z',
}

const exhibit = (number: number, over: Partial<Exhibit> = {}): Exhibit => ({
  number, name: `photo ${number}.jpg`, path: `reçu/photo ${number}.jpg`, stored: `data/${String(number).padStart(4, '0')}/photo ${number}.jpg`, kind: 'original',
  sensitive: 'none', size: 10 + number, digests: { sha256: String(number).padStart(64, 'a') }, modifiedAt: '2026-11-01T08:00:00.000Z',
  receivedAt: '2026-11-23T10:00:01.000Z', source: null, origin: '/in', ...over,
})

function journal(...lines: readonly (readonly [action: string, subject: string, actor?: string, at?: string])[]): JournalEntry[] {
  return lines.map(([action, subject, actor = 'A. Martin', at], seq) => ({
    v: 1, seq, at: at ?? `2026-11-23T10:00:${String(seq % 60).padStart(2, '0')}.000Z`, actor, action, subject, facts: {}, prev: '0'.repeat(64),
  }))
}

async function graphOf(exhibits: readonly Exhibit[], entries: readonly JournalEntry[]): Promise<Graph> {
  return JSON.parse((await bytesOf(caseGraph({ record, exhibits: each(exhibits), entries: each(entries), toolVersion: '0.1.0' }))).toString()) as Graph
}

const THREE = [
  exhibit(1, { digests: { sha256: '1'.repeat(64), md5: '2'.repeat(32), sha1: '3'.repeat(40), sha512: '4'.repeat(128) } }),
  exhibit(2, { stored: null, sensitive: 'prohibited' }), exhibit(3, { source: 'téléphone' }),
]
const LINES = journal(
  ['case.opened', 'case'], ['exhibit.added', '0001'], ['exhibit.added', '0002'], ['exhibit.refused', '/dev/null'], ['exhibit.added', '0003'],
  ['exhibit.inspected', '0001'], ['exhibit.inspected', '0003', 'B. Durand'], ['exhibit.inspected', '0003', 'B. Durand'], ['seal.started', 'seal/0001'], ['seal.completed', 'seal/0001'],
)

describe('the graph', () => {
  it('has no defect', async () => {
    expect(defectsOf(await graphOf(THREE, LINES), THREE)).toEqual([])
    expect(defectsOf(await graphOf([], []), [])).toEqual([])
  })

  it('is the same bytes twice, and no two cases share a node', async () => {
    const text = async (id: string) => (await bytesOf(caseGraph({ record: { ...record, id }, exhibits: each(THREE), entries: each(LINES), toolVersion: '0.1.0' }))).toString()
    expect(await text(record.id)).toBe(await text(record.id))
    const ids = (json: string) => new Set(json.match(/urn:uuid:[0-9a-f-]{36}/g))
    expect(ids(await text(record.id)).isDisjointFrom(ids(await text('00000000-0000-4000-8000-000000000001')))).toBe(true)
  })

  it('gathers acts of one person in a row, in custody order', async () => {
    const graph = await graphOf(THREE, LINES)
    const actions = graph['@graph'].filter((node) => node['@type'] === 'case-investigation:InvestigativeAction')
    expect(actions.map((node) => node['uco-core:name'])).toEqual(['case-opened', 'reception', 'refusal', 'reception', 'examination', 'examination', 'sealing'])
    expect(actions.map((node) => (node['uco-action:result'] as unknown[] | undefined)?.length)).toEqual([undefined, 4, undefined, 2, undefined, undefined, undefined])
    expect(actions.slice(1).map((node) => node['case-investigation:wasInformedBy'])).toEqual(actions.slice(0, -1).map((node) => [{ '@id': node['@id'] }]))
  })

  it('names the exhibit number, the bag path and each digest', async () => {
    const text = JSON.stringify(await graphOf(THREE, LINES))
    for (const part of ['"case-investigation:exhibitNumber":"0003"', '"data/0001/photo 1.jpg"', '"@value":"SHA512"', '"@value":"MD5"', '1'.repeat(64), 'téléphone']) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain('data/0002/')
  })

  it('a clock that was set back makes no action end before it begins', async () => {
    const lines = journal(['exhibit.added', '0001', 'A', '2026-11-23T10:00:05.000Z'], ['exhibit.added', '0003', 'A', '2026-11-23T09:00:00.000Z'])
    expect(defectsOf(await graphOf(THREE, lines), THREE)).toEqual([])
  })

  it('no name, source, actor or action can break it or add a node', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (text, action) => {
      const exhibits = [exhibit(1, { name: text, path: `${text}"}],`, source: text })]
      const graph = await graphOf(exhibits, journal(['exhibit.added', '0001', text], [action, text, text], ['exhibit.added', '9999', text], ['exhibit.inspected', '0001x', text]))
      expect(defectsOf(graph, exhibits)).toEqual([])
    }))
  })

  it('is streamed: 100,000 exhibits come in chunks', async () => {
    let longest = 0
    let total = 0
    const count = 100_000
    async function* many(): AsyncGenerator<Exhibit> {
      for (let number = 1; number <= count; number += 1) yield exhibit(number)
    }
    async function* lines(): AsyncGenerator<JournalEntry> {
      const [one] = journal(['exhibit.added', '0001'])
      if (one !== undefined) for (let seq = 0; seq < count; seq += 1) yield { ...one, seq, subject: String(seq + 1).padStart(4, '0') }
    }
    for await (const chunk of caseGraph({ record, exhibits: many(), entries: lines(), toolVersion: '0.1.0' })) {
      longest = Math.max(longest, chunk.length)
      total += chunk.length
    }
    expect(longest).toBeLessThan(600_000)
    expect(total).toBeGreaterThan(50_000_000)
  })
})

describe('the identifiers', () => {
  it('are UUIDs of version 5', () => {
    // RFC 9562 appendix A.4: www.example.com in the DNS namespace.
    expect(nodeId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })
})

describe('the checker itself', () => {
  const broken: [why: string, change: (graph: Graph) => void, code: RegExp][] = [
    ['a reference to nothing', (graph) => { graph['@graph'].splice(1, 1) }, /^dangling/],
    ['another digest', (graph) => { Object.assign(graph, JSON.parse(JSON.stringify(graph).replace('1'.repeat(64), '9'.repeat(64)))) }, /^file/],
    ['the same file twice', (graph) => { graph['@graph'].push(...structuredClone(graph['@graph'].slice(1, 2))) }, /^duplicate/],
    ['a time without zone', (graph) => { Object.assign(graph, JSON.parse(JSON.stringify(graph).replace('10:00:01.000Z', '10:00:01.000'))) }, /^dateTime/],
    ['a circle of actions', (graph) => {
      const actions = graph['@graph'].filter((node) => node['@type'] === 'case-investigation:InvestigativeAction')
      Object.assign(actions[0] ?? {}, { 'case-investigation:wasInformedBy': [{ '@id': actions.at(-1)?.['@id'] }] })
    }, /^cycle|^order/],
    ['an untyped hash', (graph) => { Object.assign(graph, JSON.parse(JSON.stringify(graph).replace('"@type":"xsd:hexBinary",', ''))) }, /^hash/],
    ['a prefix the context does not know', (graph) => { Object.assign(graph['@graph'][0] ?? {}, { 'foo:bar': 'x' }) }, /^prefix/],
  ]
  it.each(broken)('sees %s', async (_, change, code) => {
    const graph = await graphOf(THREE, LINES)
    change(graph)
    expect(defectsOf(graph, THREE).some((defect) => code.test(defect))).toBe(true)
  })
})
