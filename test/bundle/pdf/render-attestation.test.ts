// The attestation: what it must say, and what it must never say.
import { describe, expect, it } from 'vitest'
import { renderAttestation } from '../../../src/bundle/pdf/render-attestation.ts'
import { reportWords as en } from '../../../src/messages/en/report.ts'
import { reportWords as fr } from '../../../src/messages/fr/report.ts'
import { hasPeer, pdfObjects, peer } from './pdf-objects.ts'
import { attestationModel, caseRecord, collect } from './sample-model.ts'

const textOf = (pdf: Buffer): string => peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')

describe.skipIf(!hasPeer('pdftotext'))('the attestation', () => {
  it('shows digest, tokens, "not determined" and commands on at most two pages', async () => {
    const model = attestationModel()
    const pdf = await collect(renderAttestation(model, fr))
    const text = textOf(pdf)
    expect(text).toContain(model.tagmanifestSha256)
    expect(text).toContain('23 novembre 2026 à 18 h 04 min 09 s (UTC+01:00)')
    expect(text).toMatch(/±\s?1\s?s/)
    expect(text).toContain('Qualifié non déterminé')
    expect(text).toContain('openssl ts -verify -data seals/0001/tagmanifest-sha256.txt')
    expect(pdfObjects(pdf).filter(({ dictionary }) => dictionary.includes('/Type /Page\n')).length).toBeLessThanOrEqual(2)
  })

  it('says that a local token proves nothing outside an exercise, and only then', async () => {
    const sentence = 'ne prouve rien hors d’un exercice'
    const [anchored] = attestationModel().tokens
    expect(textOf(await collect(renderAttestation(attestationModel(), fr)))).toContain(sentence)
    expect(textOf(await collect(renderAttestation(attestationModel({ tokens: anchored === undefined ? [] : [anchored] }), fr)))).not.toContain(sentence)
  })

  it('says on every page that an exercise is one', async () => {
    const pdf = await collect(renderAttestation(attestationModel({ language: 'en', record: caseRecord({ exercise: true, language: 'en' }) }), en))
    for (const page of peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out.split('\f').slice(0, -1)) expect(page).toContain('EXERCISE — no evidential value')
  })

  it('claims no date without a token', async () => {
    const text = textOf(await collect(renderAttestation(attestationModel({ tokens: [] }), fr)))
    expect(text).toContain('Aucun jeton : ce scellement n’a pas de date attestée.')
  })
})
