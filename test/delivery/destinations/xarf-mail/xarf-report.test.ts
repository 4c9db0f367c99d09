import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { xarfMail } from '../../../../src/delivery/destinations/xarf-mail/adapter.ts'
import { webAddressOf } from '../../../../src/delivery/destinations/xarf-mail/web-address.ts'
import { reportId, XarfReport, xarfReportOf } from '../../../../src/delivery/destinations/xarf-mail/xarf-report.ts'
import type { HarmCodes } from '../../../../src/signalement/harm-table.ts'
import { sharedFolder } from '../../../support/shared-folder.ts'
import { rowOf } from '../../contract/rows.ts'
import { anySendable, CODES, CSAM_CODES, sendable } from '../../contract/sendables.ts'
import { sampleSetup } from '../sample-link.ts'

const host = rowOf('hebergeur')
const HASHES = ['md5', 'sha1', 'sha256'] as const
const whole = { ...host, allow: [...host.allow, 'hashes' as const, 'occurredAt' as const] }
const DESK = { contact: 'signalements@asso.example', organisation: 'Association Exemple', test: false }
const READ = { source: 'essai', checkedOn: '2026-11-23', verified: true }
const FRAUD_CODES: HarmCodes = { offences: [], xarf: { category: 'content', type: 'fraud', ...READ } }
const URL_1 = 'https://content.example/mark-locator-1'
const report = (parts: Parameters<typeof sendable>[1] = {}, canonical = URL_1, row: Parameters<typeof sendable>[0] = host) => xarfReportOf(sendable(row, parts), canonical, DESK)

const folder = sharedFolder('vectors', 'xarf')

describe.skipIf(folder === undefined)('against the schemas of xarf-spec', () => {
  const schemas = join(folder ?? '', 'schemas', 'v4')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ;(formats as unknown as (one: Ajv2020) => void)(ajv)
  if (folder !== undefined) for (const file of [join(schemas, 'xarf-core.json'), ...readdirSync(join(schemas, 'types')).filter((name) => name.endsWith('.json')).map((name) => join(schemas, 'types', name))]) {
    ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')) as object)
  }
  const wrong = (value: unknown, type: string, category = 'content'): string[] => {
    const validate = ajv.getSchema(`https://xarf.org/schemas/v4/types/${category}-${type}.json`) ?? ajv.getSchema(`https://xarf.org/schemas/v4/types/${category}-${type.replaceAll('_', '-')}.json`)
    if (validate === undefined) throw new Error(`no schema of ${type}`)
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  it('all of its own samples are valid, and none once its identifier is no UUID', () => {
    const samples = join(folder ?? '', 'samples', 'v4')
    const names = readdirSync(samples).filter((name) => name.endsWith('.json'))
    expect(names).toHaveLength(32)
    for (const name of names) {
      const sample = JSON.parse(readFileSync(join(samples, name), 'utf8')) as { readonly category: string; readonly type: string }
      expect(wrong(sample, sample.type, sample.category), name).toEqual([])
      expect(wrong({ ...sample, report_id: 'x' }, sample.type, sample.category), name).not.toEqual([])
    }
  })

  it.each([
    ['csam', CSAM_CODES], ['csem', CODES], ['fraud', FRAUD_CODES],
  ] as const)('a report of %s is valid', (type, codes) => {
    const made = report({ codes, hashes: HASHES.map((alg) => ({ alg, value: 'ab'.repeat({ md5: 16, sha1: 20, sha256: 32 }[alg]), origin: 'plateforme' })) }, URL_1, whole)
    if (!made.ok) throw new Error(made.code)
    expect(wrong(JSON.parse(JSON.stringify(made.report)), type)).toEqual([])
    expect(made.fields.includes('hashes')).toBe(type === 'csam')
  })

  it('whatever the signalement says, a report is valid or there is none', () => {
    let valid = 0
    fc.assert(fc.property(anySendable(whole), fc.boolean(), (any, test) => {
      for (const { canonical } of any.locators) {
        const made = xarfReportOf(any, canonical, { ...DESK, test })
        if (!made.ok) continue
        valid += 1
        expect(wrong(JSON.parse(JSON.stringify(made.report)), made.report.type)).toEqual([])
        expect(XarfReport.safeParse(made.report).success).toBe(true)
        expect(made.report.timestamp <= any.now).toBe(true)
      }
    }), { numRuns: 400 })
    expect(valid).toBeGreaterThan(100)
  })
})

describe('what a report may never have', () => {
  const made = report()
  if (!made.ok) throw new Error(made.code)
  const good = made.report

  it.each([
    ['evidence', { evidence: [{ content_type: 'image/jpeg', payload: 'AAAA' }] }], ['_internal', { _internal: { ticket: 'x' } }], ['an unknown member', { victim_name: 'x' }],
    ['a long description', { description: 'x'.repeat(1001) }], ['21 tags', { tags: Array.from({ length: 21 }, (_, index) => `a:b${index}`) }], ['an identifier of another version', { report_id: '01a20959-a680-7000-8000-00000000004d' }],
    ['a type that XARF has not', { type: 'harassment' }],
  ])('%s is refused', (_, change) => {
    expect(XarfReport.safeParse(good).success).toBe(true)
    expect(XarfReport.safeParse({ ...good, ...change }).success).toBe(false)
  })

  it('a time to come becomes now', () => {
    const late = report({ outgoing: { occurredAt: '2099-01-01T00:00:00.000Z' } }, URL_1, whole)
    expect(late.ok && late.report.timestamp).toBe('2026-11-23T17:00:00.000Z')
  })

  it('a longer explanation is cut, and the part says so', async () => {
    const prepared = await xarfMail.prepare(sendable(host, { outgoing: { explanation: 'Une phrase entière. '.repeat(200) } }), sampleSetup('hebergeur', { from: DESK.contact, smtpHost: 'x', address: 'abuse@h.example' }, { live: true }))
    if (!prepared.ok) throw new Error(prepared.code)
    expect(prepared.parts[0]?.cut).toEqual(['explanation'])
  })
})

describe('types', () => {
  it.each([
    ['harassment has none', { offences: [] }, 'no-type'],
    ['exploitation that is not said', { offences: [], xarf: { category: 'content', type: 'csem', ...READ } }, 'no-type'],
    ['exploitation unknown to XARF', { offences: [], xarf: { category: 'content', type: 'csem', exploitation: 'mockery', ...READ } }, 'no-type'],
    ['phishing', { offences: [], xarf: { category: 'content', type: 'phishing', ...READ } }, 'no-type'],
    ['another category', { offences: [], xarf: { category: 'messaging', type: 'csam', ...READ } }, 'no-type'],
  ])('%s', (_, codes, code) => {
    expect(report({ codes })).toMatchObject({ ok: false, code })
  })

  it('nobody to answer for it', () => {
    const made = xarfReportOf(sendable(host, { outgoing: { notifierOrg: undefined } }), URL_1, { ...DESK, organisation: undefined })
    expect(made).toMatchObject({ ok: false, code: 'no-identity' })
  })
})

describe('the identifier', () => {
  it('is a UUID of version 4 by form, drawn from the key', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }), (key) => {
      expect(reportId(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(reportId(key)).toBe(reportId(key))
    }))
    expect(reportId('a'.repeat(64))).not.toBe(reportId(`${'a'.repeat(20)}${'b'.repeat(44)}`))
  })
})

describe('an address of the web', () => {
  it('still designates the same content', () => {
    for (const [from, to] of [
      ['https://exemple.example/été?q=a|b#x#y', 'https://exemple.example/%C3%A9t%C3%A9?q=a%7Cb#x%23y'], ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
      ['http://[2001:db8::1]:8080/a[1]', 'http://[2001:db8::1]:8080/a%5B1%5D'], ['https://a.example/%zz', 'https://a.example/%25zz'],
    ] as const) expect(webAddressOf(from)?.uri).toBe(to)
  })

  it('others are none', () => {
    for (const text of ['yubo:user/x', 'javascript:alert(1)', 'data:text/html,x', 'https://', 'ftp://a.example/', 'at://did:plc:x/y/z']) expect(webAddressOf(text)).toBeUndefined()
  })

  it('is one that a machine reads again as itself', () => {
    fc.assert(fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
      const uri = webAddressOf(url)?.uri
      expect(uri).toBeDefined()
      expect(webAddressOf(uri ?? '')?.uri).toBe(uri)
    }))
  })
})

describe('the mail around it', () => {
  it('is ARF: words, fields for machines, the report; its subject names no harm', async () => {
    const prepared = await xarfMail.prepare(sendable(host, { prohibited: true, codes: CSAM_CODES }), sampleSetup('hebergeur', { from: DESK.contact, smtpHost: 'x', address: 'abuse@h.example' }, { live: true, language: 'en' }))
    if (!prepared.ok) throw new Error(prepared.code)
    const bytes = Buffer.from(prepared.parts[0]?.payload.body ?? [])
    const parsed = await simpleParser(bytes)
    expect(parsed.subject).toBe('[01a20959-a680-7000-8000-00000000004d] Abuse report')
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'multipart/report', params: { 'report-type': 'feedback-report' } })
    expect(bytes.toString('latin1')).toMatch(/\r\nFeedback-Type: abuse\r\nUser-Agent: scelle\/0\.1\.0\r\nVersion: 1\r\nReported-Domain: content\.example\r\nReported-URI: https:\/\/content\.example\/mark-locator-1\r\n/)
    const xarf = parsed.attachments.find(({ filename }) => filename === 'xarf.json')
    expect(JSON.parse(xarf?.content.toString('utf8') ?? '')).toMatchObject({ type: 'csam', classification: 'baseline' })
    expect(bytes.every((byte) => byte < 0x80)).toBe(true)
    expect(bytes.toString('latin1').split('\r\n').every((line) => line.length <= 998)).toBe(true)
  })
})
