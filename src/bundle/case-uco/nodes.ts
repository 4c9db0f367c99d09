// The graph's nodes in the terms of CASE 1.4 and UCO 1.4. Literals that the shapes type are typed here.
import { exhibitId, type Exhibit } from '../../case/exhibit.ts'
import { nodeId } from './identifiers.ts'
import type { CaseRecord } from '../../case/case-record.ts'
import type { DigestName } from '../../system/world.ts'

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined }
export interface Node {
  readonly '@id': string
  readonly '@type': string
  readonly [key: string]: Json | undefined
}

const UCO = 'https://ontology.unifiedcyberontology.org/uco'

export const CONTEXT = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'case-vocabulary': 'https://ontology.caseontology.org/case/vocabulary/',
  'uco-action': `${UCO}/action/`,
  'uco-core': `${UCO}/core/`,
  'uco-identity': `${UCO}/identity/`,
  'uco-observable': `${UCO}/observable/`,
  'uco-role': `${UCO}/role/`,
  'uco-tool': `${UCO}/tool/`,
  'uco-types': `${UCO}/types/`,
  'uco-vocabulary': `${UCO}/vocabulary/`,
  'xsd': 'http://www.w3.org/2001/XMLSchema#',
} as const

/** UCO's own names; other algorithms are not in its vocabulary. */
const HASH_METHODS: readonly (readonly [DigestName, string])[] = [['sha256', 'SHA256'], ['sha512', 'SHA512'], ['sha1', 'SHA1'], ['md5', 'MD5']]

export const reference = (id: string): Json => ({ '@id': id })
export const dateTime = (value: string): Json => ({ '@type': 'xsd:dateTime', '@value': value })
const integer = (value: number): Json => ({ '@type': 'xsd:integer', '@value': String(value) })

export const investigationId = (caseId: string): string => `urn:uuid:${caseId}`
export const fileId = (caseId: string, number: number): string => nodeId(caseId, `file/${number}`)
export const provenanceId = (caseId: string, number: number): string => nodeId(caseId, `provenance/${number}`)
export const actionId = (caseId: string, seq: number): string => nodeId(caseId, `action/${seq}`)
export const toolId = (caseId: string): string => nodeId(caseId, 'tool')
const actorId = (caseId: string, actor: string): string => nodeId(caseId, `actor/${actor}`)

export function toolNode(caseId: string, toolVersion: string): Node {
  return { '@id': toolId(caseId), '@type': 'uco-tool:Tool', 'uco-core:name': 'scelle', 'uco-tool:version': toolVersion }
}

/** Name and role, no more: who acted is in the journal, the rest of a person is nobody's business here. */
export function actorNodes(caseId: string, actor: string): { readonly id: string; readonly nodes: readonly Node[] } {
  const id = actorId(caseId, actor)
  const role = nodeId(caseId, `role/${actor}`)
  return {
    id,
    nodes: [
      { '@id': id, '@type': 'uco-identity:Identity', 'uco-core:name': actor },
      { '@id': role, '@type': 'case-investigation:Investigator', 'uco-core:name': 'Investigator' },
      {
        '@id': nodeId(caseId, `has-role/${actor}`), '@type': 'uco-core:Relationship', 'uco-core:source': reference(id),
        'uco-core:target': reference(role), 'uco-core:kindOfRelationship': 'Has_Role', 'uco-core:isDirectional': true,
      },
    ],
  }
}

/** The file as received, and the record that gives it its exhibit number. */
export function exhibitNodes(caseId: string, exhibit: Exhibit): readonly Node[] {
  const { number, name, path, stored, kind, size, digests, modifiedAt, source } = exhibit
  const extension = /[^.]\.([A-Za-z0-9]{1,16})$/.exec(name)?.[1]
  const file: Node = {
    '@id': fileId(caseId, number),
    '@type': 'uco-observable:File',
    'uco-core:tag': kind,
    'uco-core:hasFacet': [
      {
        '@id': nodeId(caseId, `file-facet/${number}`),
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': name,
        // Where it lies in the bag; prohibited content is not kept.
        'uco-observable:filePath': stored ?? undefined,
        'uco-observable:extension': extension,
        'uco-observable:isDirectory': false,
        'uco-observable:sizeInBytes': integer(size),
        'uco-observable:modifiedTime': dateTime(modifiedAt),
      },
      {
        '@id': nodeId(caseId, `content-facet/${number}`),
        '@type': 'uco-observable:ContentDataFacet',
        'uco-observable:sizeInBytes': integer(size),
        'uco-observable:hash': HASH_METHODS.flatMap(([digest, method]) => {
          const value = digests[digest]
          return value === undefined ? [] : [hashNode(caseId, number, method, value)]
        }),
      },
    ],
  }
  const provenance: Node = {
    '@id': provenanceId(caseId, number),
    '@type': 'case-investigation:ProvenanceRecord',
    'uco-core:description': [...(path === name ? [] : [path]), ...(source === null ? [] : [source])],
    'case-investigation:exhibitNumber': exhibitId(number),
    'uco-core:object': [reference(file['@id'])],
  }
  return [file, provenance]
}

function hashNode(caseId: string, number: number, method: string, value: string): Json {
  return {
    '@id': nodeId(caseId, `hash/${number}/${method}`),
    '@type': 'uco-types:Hash',
    'uco-types:hashMethod': { '@type': 'uco-vocabulary:HashNameVocab', '@value': method },
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': value },
  }
}

export function investigationHead(record: CaseRecord): Node {
  return {
    '@id': investigationId(record.id),
    '@type': 'case-investigation:Investigation',
    'uco-core:name': record.reference,
    'uco-core:description': record.title === '' ? undefined : record.title,
    'uco-core:objectCreatedTime': dateTime(record.createdAt),
    'case-investigation:focus': record.frame === '' ? undefined : record.frame,
    'case-investigation:investigationForm': { '@type': 'case-vocabulary:InvestigationFormVocab', '@value': 'case' },
  }
}
