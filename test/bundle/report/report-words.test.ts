// The words of the documents: both languages whole, French typography, no word about strength.
import { expect, it } from 'vitest'
import { reportWords as en } from '../../../src/messages/en/report.ts'
import { reportWords as fr } from '../../../src/messages/fr/report.ts'

function entries(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, `${path}.${key}`))
}
const strings = (words: unknown): string[] => entries(words).flatMap(([, value]) => (typeof value === 'string' ? [value] : []))

it('has the same shape in both languages', () => {
  const shape = (words: unknown): string[] => entries(words).map(([path, value]) => `${path} ${typeof value}`).sort()
  expect(shape(fr).filter((line) => !line.includes('.notes.'))).toEqual(shape(en).filter((line) => !line.includes('.notes.')))
})

it('sets French spaces that do not break', () => {
  for (const text of [
    ...strings(fr), fr.environment.intro('x'), fr.exhibits.typeMismatch('jpg'), fr.attestation.trusted('none'), fr.format.labelled('a', 'b'), fr.journal.end(3),
    fr.synopsis.moreFindings(2), fr.exhibits.picture('prohibited'), fr.exhibits.engine({ name: 'exifr', version: '7', status: 'error', message: 'x' }),
  ]) {
    expect(text).not.toMatch(/ [:;!?»]|« /)
    expect(text).not.toMatch(/[a-zé][;!?»]/)
  }
})

it('makes no claim of strength', () => {
  const claims = /infalsifiable|inviolable|certifié|conforme|authentique|garanti|incontestable|tamper.?proof|guarantee|certified|authentic\b/i
  for (const text of [...strings(fr), ...strings(en)]) expect(text).not.toMatch(claims)
})

it('explains twelve words, and counts as each language does', () => {
  expect(fr.glossary.words).toHaveLength(12)
  expect(en.glossary.words).toHaveLength(12)
  expect(fr.format.exactBytes(1_234_567)).toBe('1\u00a0234\u00a0567\u00a0octets')
  expect(fr.cover.journal(0)).toBe('0\u00a0acte')
  expect(en.cover.journal(0)).toBe('0\u00a0acts')
  expect(fr.format.seconds(1500)).toBe('1,500\u00a0s')
  expect(fr.format.tick(Date.UTC(2026, 2, 14, 9, 5), 'hour')).toBe('14\u00a0mars 09:05')
})
