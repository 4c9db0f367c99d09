// templates/openapi.yaml says what the server does: every route of the one is in the other, its schemas are those of the
// models, its examples are good, its limits are the server's. Peers that check OpenAPI itself are SKIPPED by name.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ClientsFile } from '../../src/guichet/clients-file.ts'
import { EvidenceReference } from '../../src/guichet/evidence-routes.ts'
import { EVIDENCE_TYPES, LIMITS, REQUESTS_A_MINUTE } from '../../src/guichet/limits.ts'
import { MAX_FAULTS } from '../../src/guichet/notice-faults.ts'
import { REFUSAL_CODES } from '../../src/guichet/refusal.ts'
import { WEBHOOK_WAITS_MS } from '../../src/guichet/webhooks/deliver.ts'
import { Accepted, BatchLine, Problem, Standing, StandingPage } from '../../src/signalement/reporting-api/answers.ts'
import { Notice } from '../../src/signalement/reporting-api/notice.ts'
import { accepted, bearer, post, prohibitedNotice, runningGuichet, sampleClients, sampleNotice, WEBHOOK_SECRET } from './running.ts'

type Json = Readonly<Record<string, any>>
const FILE = fileURLToPath(new URL('../../templates/openapi.yaml', import.meta.url))
const TEXT = readFileSync(FILE, 'utf8')
const API = parse(TEXT) as Json

const resolve = (node: unknown): any => {
  const reference = (node as Json | null)?.['$ref']
  if (typeof reference !== 'string') return node
  return resolve(reference.slice(2).split('/').reduce((inner: any, part) => inner?.[part.replaceAll('~1', '/')], API))
}

function walk(node: unknown, visit: (node: Json, path: string) => void, path = '#'): void {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) visit(node as Json, path)
  for (const [key, value] of Object.entries(node)) walk(value, visit, `${path}/${key}`)
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
;(formats as unknown as (ajv: Ajv2020) => void)(ajv)
ajv.addSchema({ $id: 'https://api.invalid/openapi', ...API })
const schemaOf = (name: string): ValidateFunction => ajv.compile({ $ref: `https://api.invalid/openapi#/components/schemas/${name}` })

const OPERATIONS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const

describe('the document', () => {
  it('is OpenAPI 3.1 as peers that nobody here wrote see it', () => {
    const ran = spawnSync('python3', ['-m', 'openapi_spec_validator', FILE], { encoding: 'utf8' })
    if (/No module named/.test(ran.stderr) || ran.error !== undefined) {
      console.log('SKIPPED openapi_spec_validator')
      return
    }
    expect(ran.stdout + ran.stderr).toContain('OK')
    expect(ran.status).toBe(0)
  })

  it('every reference leads somewhere, every component is used, every operation has a name of its own', () => {
    expect(API['openapi']).toMatch(/^3\.1\.\d$/)
    const used = new Set<string>()
    walk(API, (node, path) => {
      if (typeof node['$ref'] !== 'string') return
      expect(resolve(node), `${path} → ${node['$ref']}`).toBeDefined()
      used.add(node['$ref'])
    })
    for (const [kind, components] of Object.entries(API['components'] as Json)) {
      if (kind === 'securitySchemes') continue
      for (const name of Object.keys(components as Json)) if (name !== 'BatchItem' && name !== 'BatchLine') expect(used, `${kind}/${name}`).toContain(`#/components/${kind}/${name}`)
    }
    const names = Object.values(API['paths'] as Json).flatMap((item: Json) => OPERATIONS.flatMap((method) => (item[method] === undefined ? [] : [item[method].operationId])))
    expect(new Set(names).size).toBe(names.length)
    for (const scheme of Object.values(API['paths'] as Json).flatMap((item: Json) => OPERATIONS.flatMap((method) => (item[method]?.security ?? []) as Json[])).flatMap((each) => Object.keys(each))) {
      expect(API['components'].securitySchemes).toHaveProperty(scheme)
    }
  })

  it('names every problem, and no other', () => {
    // Said to people on the page only when they are not machines; all others are in it.
    for (const code of REFUSAL_CODES) expect(TEXT, code).toContain(`\`${code}\``)
    walk(API, (node) => {
      const [, code] = /^tag:scelle\.example,2026:problem\/([a-z-]+)$/.exec(String(node['type'] ?? '')) ?? []
      if (code !== undefined) expect(REFUSAL_CODES).toContain(code)
    })
  })

  it('states the limits of the server', () => {
    for (const number of [LIMITS.noticeBytes, LIMITS.batchBytes, LIMITS.partBytes, LIMITS.evidenceBytes]) expect(TEXT).toContain(`(${number} bytes)`)
    expect(TEXT).toContain(`| ${LIMITS.batchLines} lines`)
    expect(TEXT).toContain(`${LIMITS.members} members an object (\`ids\` of a locator too), ${LIMITS.items} items a list, ${LIMITS.values} values in all, ${LIMITS.depth} levels deep`)
    expect(TEXT).toContain(`the first ${MAX_FAULTS};`)
    expect(TEXT).toContain(`1 to ${LIMITS.keyCharacters} visible`)
    expect(TEXT).toContain(`${LIMITS.evidenceItems} items a notice`)
    expect(TEXT).toContain(`${REQUESTS_A_MINUTE} a minute and client`)
    expect(TEXT).toContain(`${LIMITS.refusalsAMinute} a minute and address`)
    expect(resolve(API['paths']['/v1/signalements'].get.parameters[2]).schema.maximum).toBe(LIMITS.pageItems)
    expect(Object.keys(API['paths']['/v1/signalements/{id}/evidence/{sha256}'].put.requestBody.content)).toEqual(['application/json', ...EVIDENCE_TYPES])
    expect(WEBHOOK_WAITS_MS.map((ms) => ms / 1000)).toEqual([5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600])
    expect(TEXT).toContain('after 5 s, 30 s, 2 min, 10 min, 1 h, 4 h, 12 h, 24 h and 24 h')
  })
})

describe('document and server', () => {
  it('have the same routes', async () => {
    const { routes } = await runningGuichet()
    const served = routes.filter((route) => !route.includes(' /desk')).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
    const written = Object.entries(API['paths'] as Json).flatMap(([path, item]) => OPERATIONS.flatMap((method) => ((item as Json)[method] === undefined ? [] : [`${method.toUpperCase()} ${path}`])))
    expect([...served].sort()).toEqual([...written].sort())
  })

  it('what answers without a token is written, and nothing else does', async () => {
    const { url, routes } = await runningGuichet()
    const [, section = ''] = /## What answers without a token\n([\s\S]*)$/.exec(API['info'].description as string) ?? []
    const written = [...section.matchAll(/`([A-Z]+ \/[^`]+)`/g)].map((match) => match[1] ?? '')
    const open: string[] = []
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ')
      const answer = await fetch(url + path.replace(':id', '00000000-0000-4000-8000-000000000000').replace(':sha256', '0'.repeat(64)), { method, redirect: 'manual' })
      // A page that wants a session leads to the login.
      if (answer.status !== 401 && answer.headers.get('location') !== '/desk/login') open.push(route)
    }
    expect([...written].sort()).toEqual(open.sort())
    for (const [path, item] of Object.entries(API['paths'] as Json)) {
      for (const method of OPERATIONS.filter((each) => (item as Json)[each] !== undefined)) {
        const needed = ((item as Json)[method].security ?? API['security']) as Json[]
        const free = needed.length === 0 || needed.some((each) => Object.keys(each).length === 0)
        expect(free, `${method} ${path}`).toBe(written.includes(`${method.toUpperCase()} ${path}`))
      }
    }
  })

  it('webhooks go where it says', () => {
    const [client] = sampleClients().clients
    const takes = (address: string): boolean => ClientsFile.safeParse({ ...sampleClients(), clients: [{ ...client, webhook: { url: address, secret: WEBHOOK_SECRET } }] }).success
    const [, loopback = ''] = /or http on the loopback interface of the receiver\s+\(([^)]*)\)/.exec(API['webhooks']['state-changed'].post.description as string) ?? []
    const names = [...loopback.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
    expect(names).toHaveLength(3)
    for (const name of names) expect(takes(`http://${name}:8080/hook`), name).toBe(true)
    expect(takes('https://hotline.example/hook')).toBe(true)
    for (const name of ['hotline.example', '10.0.0.1', 'localhost.example', '127.0.0.2']) expect(takes(`http://${name}/hook`), name).toBe(false)
  })

  it('every status that tests of the API meet is written', async () => {
    const { url } = await runningGuichet({ requestsAMinute: 12 })
    const id = await accepted(url)
    const written = (path: string, method: string): string[] => Object.keys(API['paths'][path][method].responses)
    const notice = sampleNotice()
    const statuses = [
      await post(url, notice, { key: 'a' }), await post(url, { ...notice, revision: 2 }, { key: 'a' }), await post(url, '{'), await post(url, {}),
      await post(url, notice, { headers: { 'content-type': 'text/plain' } }), await post(url, notice, { token: 'x'.repeat(40) }), await post(url, 'x'.repeat(3_000_000)),
    ].map(({ status }) => String(status))
    expect(statuses).toEqual(['202', '409', '400', '422', '415', '401', '413'])
    for (const status of statuses) expect(written('/v1/signalements', 'post')).toContain(status)
    const standing = await fetch(`${url}/v1/signalements/${id}`, { headers: bearer() })
    expect(schemaOf('Standing')(await standing.json())).toBe(true)
    const page = await fetch(`${url}/v1/signalements`, { headers: bearer() })
    expect(schemaOf('StandingPage')(await page.json())).toBe(true)
    const problem = await fetch(`${url}/v1/signalements?x=1`, { headers: bearer() })
    expect(schemaOf('Problem')(await problem.json())).toBe(true)
    const batch = await fetch(`${url}/v1/signalements/batch`, { method: 'POST', body: `${JSON.stringify({ key: 'b', notice })}\n{`, headers: { ...bearer(), 'content-type': 'application/x-ndjson' } })
    for (const line of (await batch.text()).trimEnd().split('\n')) expect(schemaOf('BatchLine')(JSON.parse(line))).toBe(true)
  })
})

/** What both say in the same way: annotations, and what only one of the two can say, are left out. */
function normal(schema: unknown): unknown {
  const node = resolve(schema)
  if (Array.isArray(node)) return node.map(normal)
  if (typeof node !== 'object' || node === null) return node
  const { description: _description, examples: _examples, $schema: _schema, title: _title, ...kept } = node as Json
  if (kept['format'] !== undefined) delete (kept as Record<string, unknown>)['pattern']
  if (kept['maximum'] === Number.MAX_SAFE_INTEGER) delete (kept as Record<string, unknown>)['maximum']
  // What a newer receiver adds is let through: said by leaving it out.
  if (JSON.stringify(kept['additionalProperties']) === '{}') delete (kept as Record<string, unknown>)['additionalProperties']
  if (Array.isArray(kept['allOf'])) delete (kept as Record<string, unknown>)['allOf']
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => {
    if (key === 'properties') return [key, Object.fromEntries(Object.entries(value as Json).map(([name, inner]) => [name, normal(inner)]))]
    if (key === 'required') return [key, [...value as string[]].sort()]
    return [key, key === 'enum' || key === 'const' ? value : normal(value)]
  }))
}

describe('schemas are those of the models', () => {
  it.each(Object.entries({ Notice, Accepted, Standing, StandingPage, Problem, BatchLine, EvidenceReference }))('%s', (name, model) => {
    expect(normal(API['components'].schemas[name])).toEqual(normal(z.toJSONSchema(model)))
  })

  it('identity: the document refuses what the model refuses', () => {
    const validate = schemaOf('Notice')
    const withheld = { authority: 'individual', organisation: 'x', identity: 'withheld' } as const
    const disclosed = sampleNotice().notifier
    for (const harm of ['csam', 'grooming', 'revenge_porn', 'chantage_webcam', 'haine'] as const) {
      for (const ageBand of ['lt15', '15_17', '18plus', 'unknown'] as const) {
        for (const notifier of [withheld, disclosed, { ...withheld, name: 'x' }, { authority: 'individual', organisation: 'x', identity: 'disclosed' } as const]) {
          const notice = sampleNotice({ harm, ageBand, notifier })
          expect(validate(notice), JSON.stringify([harm, ageBand, notifier])).toBe(Notice.safeParse(notice).success)
        }
      }
    }
    expect(validate(prohibitedNotice())).toBe(true)
    expect(validate({ ...prohibitedNotice(), more: 1 })).toBe(false)
  })
})

describe('examples', () => {
  it('are what their schema and the model say', () => {
    const models: Record<string, z.ZodType> = { Notice, Accepted, Standing, StandingPage, Problem, EvidenceReference }
    let seen = 0
    walk(API['paths'], check)
    walk(API['webhooks'], check)
    walk(API['components'].responses, check)
    function check(node: Json, path: string): void {
      if (node['examples'] === undefined || Array.isArray(node['examples']) || node['schema'] === undefined) return
      const name = /schemas\/(\w+)$/.exec(String(node['schema'].$ref ?? ''))?.[1]
      for (const example of Object.values(node['examples'] as Json)) {
        const { value } = resolve(example) as { value: unknown }
        if (name === undefined) {
          expect(typeof value, path).toBe('string')
          continue
        }
        const validate = schemaOf(name)
        expect(validate(value), `${path}: ${JSON.stringify(validate.errors)}`).toBe(true)
        expect(models[name]?.safeParse(value).success ?? true, path).toBe(true)
        seen += 1
      }
    }
    expect(seen).toBeGreaterThanOrEqual(8)
  })

  it('are taken by the server', async () => {
    const { url } = await runningGuichet()
    for (const example of Object.values(API['paths']['/v1/signalements'].post.requestBody.content['application/json'].examples as Json)) {
      expect((await post(url, (resolve(example) as Json)['value'])).status).toBe(202)
    }
  })
})
