// Content credentials: what the validator says, as facts and findings; real signed files where they lie beside the repository.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngines } from '../../src/metadata/engines.ts'
import { inspectExhibit } from '../../src/metadata/inspect-exhibit.ts'
import { c2paFacts } from '../../src/metadata/readers/c2pa/facts.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { exhibitAt, smallWorld } from './support/reading.ts'

const AI = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
const store = (state: string, codes: readonly string[], type = AI): string => JSON.stringify({
  active_manifest: 'urn:1', validation_state: state, validation_status: codes.map((code) => ({ code })),
  manifests: {
    'urn:1': {
      title: 'a.jpg', claim_generator_info: [{ name: 'Exemple', version: '2' }], signature_info: { issuer: 'Exemple CA', common_name: 'Exemple', time: '2026-11-16T07:12:31+00:00' },
      assertions: [
        { label: 'c2pa.actions.v2', data: { actions: [{ action: 'c2pa.created', digitalSourceType: type }] } }, { label: 'stds.schema-org.CreativeWork', data: { author: [{ name: 'Camille Exemple' }] } },
      ],
    },
  },
})

describe('a manifest store', () => {
  it('that is valid, by a signer nobody knows here', () => {
    const { provenance, findings, software, people, times, ids } = c2paFacts(store('Valid', ['signingCredential.untrusted']))
    expect(provenance).toEqual({ c2pa: 'valid', issuer: 'Exemple CA, Exemple', trusted: false, digitalSourceType: AI })
    expect(findings?.map(({ code, level }) => `${code} ${level}`)).toEqual(['c2pa-valid info', 'c2pa-untrusted info', 'ai-source-type notice'])
    expect([software?.[0]?.name, people?.[0]?.value, times?.[0]?.utc, ids?.[0]?.value]).toEqual(['Exemple 2', 'Camille Exemple', '2026-11-16T07:12:31Z', 'urn:1'])
  })
  it('that is trusted', () => {
    const { provenance, findings } = c2paFacts(store('Trusted', [], 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'))
    expect(provenance).toMatchObject({ c2pa: 'valid', trusted: true })
    expect(findings?.map(({ code }) => code)).toEqual(['c2pa-valid'])
  })
  it('that was tampered with names the failing codes', () => {
    const { provenance, findings } = c2paFacts(store('Invalid', ['signingCredential.untrusted', 'assertion.dataHash.mismatch', 'assertion.dataHash.mismatch']))
    expect(provenance).toMatchObject({ c2pa: 'invalid', trusted: false })
    expect(findings?.[0]).toEqual({ code: 'c2pa-invalid', level: 'warn', facts: { codes: 'assertion.dataHash.mismatch' }, evidence: ['C2PA:validation_status = assertion.dataHash.mismatch'] })
  })
  it('whatever it holds, is facts', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(c2paFacts(JSON.stringify({ validation_status: value, manifests: { a: value }, active_manifest: 'a' })).provenance?.c2pa).toBe('invalid') }))
  })
})

const corpus = sharedFolder('corpus', 'c2pa-rs')
describe.skipIf(corpus === undefined)('signed files of c2pa-rs', () => {
  const engines = openEngines(smallWorld, [corpus ?? '/'])
  afterAll(() => engines.close())

  it.each([
    ['CA.jpg', 'valid', ''], ['CACA.jpg', 'valid', ''], ['video1.mp4', 'valid', ''], ['legacy.mp4', 'valid', ''],
    ['XCA.jpg', 'invalid', 'assertion.dataHash.mismatch'], ['E-sig-CA.jpg', 'invalid', 'claimSignature.mismatch'],
  ])('%s is %s', async (name, state, code) => {
    const { engines: runs, provenance, findings } = await inspectExhibit(engines, exhibitAt(join(corpus ?? '', name)), corpus ?? '', { deep: true, pixels: false })
    expect(runs.find((run) => run.name === 'c2pa')?.status).toBe('ok')
    expect(provenance).toMatchObject({ c2pa: state, trusted: false })
    expect(findings.find((each) => each.code === 'c2pa-invalid')?.facts['codes'] ?? '').toContain(code)
  }, 60_000)

  it.each(['no_manifest.jpg', 'tiff_poc.tiff', 'id3v23_compression_underflow.mp3'])('%s has none, and is not given to the validator', async (name) => {
    const { engines: runs } = await inspectExhibit(engines, exhibitAt(join(corpus ?? '', name)), corpus ?? '', { deep: true, pixels: false })
    expect(runs.find((run) => run.name === 'c2pa')?.status).toBe('empty')
  }, 90_000)
})
