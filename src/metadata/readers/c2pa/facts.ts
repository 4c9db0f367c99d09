// What a validated manifest store says: state and failing codes, who signed and when, what made the content.
import { finding } from '../../finding-codes.ts'
import type { Reading } from '../../reading.ts'
import type { Finding, Person, Provenance, Software, TimeFact } from '../../record.ts'
import { isoTime } from '../../times.ts'

type Json = Readonly<Record<string, unknown>>

const UNTRUSTED = 'signingCredential.untrusted'
const AI = /trainedAlgorithmicMedia/i
const CODE_LIMIT = 20

/** @throws Error when it is no JSON of the library */
export function c2paFacts(json: string): Reading {
  const store = object(JSON.parse(json) as unknown)
  const state = text(store['validation_state'])
  const active = text(store['active_manifest']) ?? ''
  const manifest = object(object(store['manifests'])[active])
  const signature = object(manifest['signature_info'])
  const codes = [...new Set(list(store['validation_status']).flatMap((status) => text(object(status)['code']) ?? []))].slice(0, CODE_LIMIT)
  const failing = codes.filter((code) => code !== UNTRUSTED)
  const valid = state === 'Valid' || state === 'Trusted'
  const untrusted = codes.includes(UNTRUSTED)
  const issuer = [text(signature['issuer']), text(signature['common_name'])].filter((part) => part !== undefined).join(', ').slice(0, 200)
  const type = sourceType(manifest)
  const provenance: Provenance = {
    c2pa: valid ? 'valid' : 'invalid', ...(issuer === '' ? {} : { issuer }), ...(valid || untrusted ? { trusted: !untrusted } : {}), ...(type === undefined ? {} : { digitalSourceType: type }),
  }
  const signed = text(signature['time'])
  return {
    provenance, software: softwareOf(manifest), people: authors(manifest),
    times: signed === undefined ? [] : [isoTime({ role: 'metadata', source: 'C2PA:signature_info:time', raw: signed }) satisfies TimeFact],
    ids: active === '' ? [] : [{ kind: 'C2PA manifest', value: active.slice(0, 200), source: 'C2PA:active_manifest' }],
    texts: [text(manifest['title'])].flatMap((value) => (value === undefined ? [] : [{ key: 'Title', value, source: 'C2PA:title' }])),
    findings: [...verdict(valid, issuer, failing, untrusted), ...ofType(type)],
    raw: { validation: { state, codes }, manifest: summary(manifest), manifests: Object.keys(object(store['manifests'])) },
  }
}

/** A manifest that the validator cannot read at all. */
export function unreadable(message: string): Reading {
  return { provenance: { c2pa: 'invalid' }, findings: verdict(false, '', [message], false), raw: { error: message } }
}

function verdict(valid: boolean, issuer: string, failing: readonly string[], untrusted: boolean): Finding[] {
  const evidence = failing.map((code) => `C2PA:validation_status = ${code}`)
  const signer = untrusted ? [finding('c2pa-untrusted', 'info', { issuer }, [`C2PA:validation_status = ${UNTRUSTED}`, `C2PA:signature_info:issuer = ${issuer}`])] : []
  return [valid ? finding('c2pa-valid', 'info', { issuer }, ['C2PA:validation_state = Valid', ...evidence]) : finding('c2pa-invalid', 'warn', { codes: failing.join(', ') }, evidence), ...signer]
}

function ofType(type: string | undefined): Finding[] {
  return type !== undefined && AI.test(type) ? [finding('ai-source-type', 'notice', { type }, [`C2PA:c2pa.actions:digitalSourceType = ${type}`])] : []
}

function sourceType(manifest: Json): string | undefined {
  return actions(manifest).map((action) => text(action['digitalSourceType'])).find((type) => type !== undefined)?.slice(0, 200)
}

function actions(manifest: Json): Json[] {
  return list(manifest['assertions']).map(object).filter(({ label }) => text(label)?.startsWith('c2pa.actions') === true)
    .flatMap(({ data }) => list(object(data)['actions']).map(object)).slice(0, 100)
}

function softwareOf(manifest: Json): Software[] {
  const listed = list(manifest['claim_generator_info']).map(object).slice(0, 5)
    .map(({ name, version }) => [text(name), text(version)].filter((part) => part !== undefined).join(' ')).filter((name) => name !== '')
  const names = listed.length > 0 ? listed : [text(manifest['claim_generator'])].filter((name) => name !== undefined)
  return names.map((name) => ({ name: name.slice(0, 200), source: 'C2PA:claim_generator_info' }))
}

function authors(manifest: Json): Person[] {
  return list(manifest['assertions']).map(object).filter(({ label }) => label === 'stds.schema-org.CreativeWork')
    .flatMap(({ data }) => list(object(data)['author']).map((author) => text(object(author)['name']))).filter((name) => name !== undefined).slice(0, 10)
    .map((value) => ({ role: 'author', value: value.slice(0, 500), source: 'C2PA:stds.schema-org.CreativeWork:author' }))
}

function summary(manifest: Json): Json {
  const { claim_generator: generator, claim_generator_info: generators, format, title, signature_info: signature, ingredients } = manifest
  return {
    claim_generator: generator, claim_generator_info: generators, format, title, signature_info: signature,
    assertions: list(manifest['assertions']).map((assertion) => object(assertion)['label']),
    actions: actions(manifest).map(({ action, when, softwareAgent, digitalSourceType }) => ({ action, when, softwareAgent, digitalSourceType })),
    ingredients: list(ingredients).map(object).map(({ title: name, relationship, format: mime }) => ({ title: name, relationship, format: mime })),
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 500) : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 1000) : undefined
}
