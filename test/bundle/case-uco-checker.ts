// A structural check of the graph: what SHACL shapes and case_prov_check would say about the profile we write.
import type { Exhibit } from '../../src/case/exhibit.ts'

export interface GraphNode {
  '@id': string
  '@type': string
  [key: string]: unknown
}
export interface Graph {
  '@context': Record<string, string>
  '@graph': GraphNode[]
}
type Members = Record<string, unknown>

const FACETS: Record<string, readonly string[]> = {
  'uco-observable:FileFacet': ['fileName', 'sizeInBytes', 'modifiedTime'],
  'uco-observable:ContentDataFacet': ['sizeInBytes', 'hash'],
}

/** Empty when the graph is sound; else one `code: detail` a defect. */
export function defectsOf(graph: Graph, exhibits: readonly Exhibit[]): string[] {
  const defects: string[] = []
  const defined = new Set<string>()
  const referenced = new Set<string>()
  walk(graph['@graph'], (members) => {
    const { '@id': id, '@type': type, '@value': value } = members
    const keys = Object.keys(members)
    if (typeof id === 'string' && keys.length === 1) referenced.add(id)
    else if (typeof id === 'string') {
      if (!/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) defects.push(`identifier: ${id}`)
      if (defined.has(id)) defects.push(`duplicate: ${id}`)
      defined.add(id)
      if (typeof type !== 'string') defects.push(`type: ${id}`)
    } else if (value === undefined) defects.push(`blank node: ${JSON.stringify(members)}`)
    if (type === 'xsd:dateTime' && !(typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value))) defects.push(`dateTime: ${JSON.stringify(value)}`)
    for (const term of [...keys, ...(typeof type === 'string' ? [type] : [])]) {
      const prefix = term.split(':')[0] ?? ''
      if (!term.startsWith('@') && graph['@context'][prefix] === undefined) defects.push(`prefix: ${term}`)
    }
    const wanted = typeof type === 'string' ? FACETS[type] : undefined
    for (const name of wanted ?? []) if (members[`uco-observable:${name}`] === undefined) defects.push(`facet: ${String(type)} without ${name}`)
    if (type === 'uco-types:Hash') {
      const { '@type': kind, '@value': hex } = (members['uco-types:hashValue'] ?? {}) as Members
      if (kind !== 'xsd:hexBinary' || typeof hex !== 'string' || !/^([0-9a-f]{2})+$/.test(hex)) defects.push(`hash: ${JSON.stringify(hex)}`)
    }
  })
  for (const id of referenced) if (!defined.has(id)) defects.push(`dangling: ${id}`)
  return [...defects, ...fileDefects(graph, exhibits), ...actionDefects(graph)]
}

function walk(value: unknown, visit: (members: Members) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Members)
    for (const item of Object.values(value)) walk(item, visit)
  }
}

function fileDefects(graph: Graph, exhibits: readonly Exhibit[]): string[] {
  const files = graph['@graph'].filter((node) => node['@type'] === 'uco-observable:File')
  const described = files.map((node) => {
    const facets = node['uco-core:hasFacet'] as Members[]
    const hashes = (facets[1]?.['uco-observable:hash'] ?? []) as Members[]
    const sha256 = hashes.find((hash) => (hash['uco-types:hashMethod'] as Members)['@value'] === 'SHA256')?.['uco-types:hashValue'] as Members | undefined
    return `${String(facets[0]?.['uco-observable:filePath'])} ${String(sha256?.['@value'])}`
  })
  const wanted = exhibits.map(({ stored, digests }) => `${stored ?? 'undefined'} ${digests.sha256}`)
  const defects = described.toSorted().join('\n') === wanted.toSorted().join('\n') ? [] : [`file: ${files.length} nodes for ${exhibits.length} exhibits`]
  const numbers = graph['@graph'].filter((node) => node['@type'] === 'case-investigation:ProvenanceRecord').map((node) => node['case-investigation:exhibitNumber'])
  if (new Set(numbers).size !== exhibits.length) defects.push('provenance: one record an exhibit is wanted')
  return defects
}

function actionDefects(graph: Graph): string[] {
  const defects: string[] = []
  const actions = graph['@graph'].filter((node) => node['@type'] === 'case-investigation:InvestigativeAction')
  const time = (node: GraphNode, key: string): string => String((node[key] as Members | undefined)?.['@value'])
  const before = new Map(actions.map((node) => [node['@id'], ((node['case-investigation:wasInformedBy'] ?? []) as Members[]).map((item) => String(item['@id']))]))
  for (const [index, node] of actions.entries()) {
    if (time(node, 'uco-action:endTime') < time(node, 'uco-action:startTime')) defects.push(`order: ${node['@id']} ends before it begins`)
    const previous = actions[index - 1]
    if (previous !== undefined && time(node, 'uco-action:startTime') < time(previous, 'uco-action:startTime')) defects.push(`order: ${node['@id']}`)
    const seen = new Set<string>()
    for (const queue = [...before.get(node['@id']) ?? []]; queue.length > 0;) {
      const id = queue.pop() ?? ''
      if (id === node['@id']) {
        defects.push(`cycle: ${id}`)
        break
      }
      if (!seen.has(id)) queue.push(...before.get(id) ?? [])
      seen.add(id)
    }
  }
  return defects
}
