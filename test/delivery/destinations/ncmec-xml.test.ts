// The export for NCMEC's partners, judged by its own schema: xmllint with cyber_tipline.xsd.
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NCMEC_ALLOW, ncmecXml } from '../../../src/delivery/destinations/ncmec-xml/ncmec-xml.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { tempDir } from '../../support/world.ts'
import { anySendable, CODES, CSAM_CODES, frozen, locator, sendable, type SendableParts } from '../contract/sendables.ts'

const destination = { id: 'ncmec-xml', allow: [...NCMEC_ALLOW] }
const schema = sharedFolder('vectors', 'ncmec', 'cyber_tipline.xsd')
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
if (!hasXmllint) process.stderr.write('SKIPPED xmllint: not on this machine\n')
const canJudge = hasXmllint && schema !== undefined

const made = (parts: SendableParts = {}) => ncmecXml(frozen(sendable(destination, { codes: CSAM_CODES, prohibited: true, ...parts })), { options: {} })

function xmlOf(parts: SendableParts = {}): string {
  const result = made(parts)
  if (!result.ok) throw new Error(result.code)
  return Buffer.from(result.xml).toString('utf8')
}

/** Empty when it is valid, else what xmllint says. */
function judged(texts: readonly string[]): string {
  const dir = tempDir()
  const files = texts.map((text, index) => {
    const file = join(dir, `${index}.xml`)
    writeFileSync(file, text)
    return file
  })
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema ?? '', ...files], { encoding: 'utf8', maxBuffer: 50_000_000 })
  return status === 0 ? '' : stderr
}

describe.skipIf(!canJudge)('the schema', () => {
  it('takes what is written, of every kind', () => {
    expect(judged([
      xmlOf(), xmlOf({ codes: CODES }), xmlOf({ outgoing: { urgency: 'imminent_danger', platform: 'discord' } }), xmlOf({ outgoing: { occurredAt: undefined, account: undefined, notifierName: undefined, notifierEmail: undefined, notifierOrg: undefined } }),
      xmlOf({ locators: Array.from({ length: 250 }, (_, index) => locator(index)) }), xmlOf({ outgoing: { explanation: '<![CDATA[ ]]> &amp; <x> \u0000\u0008\ufffe\ud800 👨‍👩‍👧' } }), xmlOf({ locators: [locator(1, { canonical: 'https://content.example/a b?c=é&d=<>' })] }),
    ])).toBe('')
  })

  it('refuses the same elements in another order: the judge is awake', () => {
    const text = xmlOf()
    const swapped = text.replace(/(\s*<incidentType>.*<\/incidentType>)([\s\S]*?)(\s*<incidentDateTime>.*<\/incidentDateTime>)/, '$3$2$1')
    expect(swapped).not.toBe(text)
    expect(judged([swapped])).toMatch(/Expected is \( incidentType \)/)
  })

  it('takes whatever a record can hold', () => {
    const texts: string[] = []
    fc.assert(fc.property(anySendable(destination), (any) => {
      const result = ncmecXml(frozen(any), { options: {} })
      if (result.ok) texts.push(Buffer.from(result.xml).toString('utf8'))
      else expect(['no-type', 'no-locator', 'no-notice']).toContain(result.code)
    }), { numRuns: 300 })
    expect(texts.length).toBeGreaterThan(20)
    expect(judged(texts)).toBe('')
  })
})

it('is the same each time, and names all that is in it', () => {
  const [one, two] = [made(), made()]
  expect(one).toEqual(two)
  expect(one).toMatchObject({ ok: true, fields: ['locators', 'category', 'occurredAt', 'id', 'account', 'explanation', 'notifierName', 'notifierEmail', 'notifierOrg'] })
  const text = xmlOf({ codes: CODES })
  for (const said of ['mark-locator-1', 'mark-explanation', 'mark.account', 'mark-email@example.org', 'mark-org', '<sextortion>true</sextortion>', '<incidentType>Online Enticement of Children for Sexual Acts</incidentType>', '<incidentDateTime>2026-11-21T08:30:00.000Z</incidentDateTime>']) expect(text).toContain(said)
  for (const silent of ['mark-origin', 'mark-offence', 'lt15', 'mark-order']) expect(text).not.toContain(silent)
})

it('has no bytes, no white space in an address, no more than was allowed', () => {
  const text = xmlOf({ locators: [locator(1, { canonical: 'https://content.example/a b' })] })
  expect(text).toContain('<url>https://content.example/a%20b</url>')
  expect(text).not.toMatch(/fileDetails|originalFileHash|data:|base64/i)
  const withheld = xmlOf({ outgoing: { notifierName: undefined, notifierEmail: undefined, notifierOrg: undefined } })
  expect(withheld).toContain('<reportingPerson/>')
})

it.each([
  ['a harm that NCMEC has no type for', { codes: { offences: [] } }, 'no-type'],
  ['a type of its own making', { codes: { ...CODES, ncmec: { incidentType: 'Cyberbullying', source: 'x', checkedOn: '2026-11-23', verified: true } } }, 'no-type'],
  ['no address', { locators: [] }, 'no-locator'],
  ['handles only', { locators: [locator(1, { canonical: 'discord:user/ana' })] }, 'no-locator'],
  ['a time to come', { outgoing: { occurredAt: '2099-01-01T00:00:00.000Z' } }, 'no-notice'],
  ['no time', { outgoing: { occurredAt: undefined, observedAt: undefined } }, 'no-notice'],
] satisfies readonly (readonly [string, SendableParts, string])[])('refuses %s', (_, parts, code) => {
  expect(made(parts)).toMatchObject({ ok: false, code })
})

it.skipIf(!hasXmllint)('is well-formed with nothing from outside', () => {
  const file = join(tempDir(), 'a.xml')
  writeFileSync(file, xmlOf({ outgoing: { account: '"><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;' } }))
  expect(execFileSync('xmllint', ['--xpath', 'string(//screenName)', file], { encoding: 'utf8' }).trim()).toBe('"><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;')
})
