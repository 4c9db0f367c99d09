import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyReplacements } from '../../../src/signalement/privacy/apply-replacements.ts'
import { scanText } from '../../../src/signalement/privacy/scan.ts'
import { ENGLISH, FRENCH, SILENT } from './sentences.ts'
import { UNSEEN, UNSEEN_SILENT } from './unseen-sentences.ts'

const lines = (text: string): string[] => text.trim().split('\n')

interface Marked {
  readonly text: string
  readonly expected: readonly string[]
}

/** The sentence without its marks, and what must be found in it. */
function unmark(marked: string): Marked {
  let text = ''
  const expected: string[] = []
  for (const part of marked.split(/(\{\w+\|[^}]*\})/)) {
    const found = /^\{(\w+)\|([^}]*)\}$/.exec(part)
    if (found?.[2] !== undefined) expected.push(`${found[1]} ${text.length} ${found[2]}`)
    text += found?.[2] ?? part
  }
  return { text, expected }
}

const found = (text: string, account = '@autre'): string[] => scanText(text, { account }).map((hit) => `${hit.kind} ${hit.start} ${hit.text}`)

describe('sentences', () => {
  it.each(lines(FRENCH).map(unmark))('$text', ({ text, expected }) => { expect(found(text)).toEqual(expected) })
  it.each(lines(ENGLISH).map(unmark))('$text', ({ text, expected }) => { expect(found(text)).toEqual(expected) })
  it.each(lines(UNSEEN).map(unmark))('$text', ({ text, expected }) => { expect(found(text)).toEqual(expected) })
  it.each([...lines(SILENT), ...lines(UNSEEN_SILENT)])('nothing in: %s', (text) => { expect(found(text)).toEqual([]) })
})

const all = [FRENCH, ENGLISH, UNSEEN].flatMap(lines).map(unmark)
const every = [...all.map(({ text }) => text), ...lines(SILENT), ...lines(UNSEEN_SILENT)]
const kindsAndWords = (text: string): string[] => scanText(text).map((hit) => `${hit.kind} ${hit.text.normalize('NFC')}`)

describe('forms of one text', () => {
  it.each([
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['typographic apostrophes', (text: string) => text.replaceAll('\'', '’')],
    ['straight apostrophes', (text: string) => text.replaceAll('’', '\'')],
    ['no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
    ['narrow no-break spaces', (text: string) => text.replaceAll(' ', '\u202f')],
    ['tabs', (text: string) => text.replaceAll(' ', '\t')],
    ['emoji and Arabic around', (text: string) => `🙂 مرحبا\n${text}\n👩‍👧 שלום`],
  ])('%s: the same is found', (_, change) => {
    const normal = (hits: readonly string[]): string[] => hits.map((text) => text.normalize('NFC').replaceAll(/[’']/g, '\'').replaceAll(/\s/g, ' '))
    for (const text of every) expect.soft(normal(kindsAndWords(change(text))), text).toEqual(normal(kindsAndWords(text)))
  })

  it('hidden characters inside are covered, and go with the rest', () => {
    const text = 'tel \u202a06\u200b 39\u00ad 98 12 34\u202c, je m’appelle L\u200be\u0301a\ufe0f !'
    expect(scanText(text).map((hit) => hit.kind)).toEqual(['phone', 'name'])
    expect(applyReplacements(text, scanText(text), 'fr').replaceAll(/[\u202a\u202c\ufe0f]/g, '')).toBe('tel [téléphone], je m’appelle [prénom] !')
    expect(kindsAndWords('0\ufe0f\u20e36\ufe0f\u20e33\ufe0f\u20e39\ufe0f\u20e39\ufe0f\u20e38\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3')).toHaveLength(1)
    expect(kindsAndWords('appelle le ٠٦ ٣٩ ٩٨ ١٢ ٣٤')).toEqual(['phone ٠٦ ٣٩ ٩٨ ١٢ ٣٤'])
  })
})

describe('the reported account', () => {
  it.each([
    ['son insta est lea_mrt', '@lea_mrt'],
    ['son insta est @Lea_Mrt.', 'lea_mrt'],
    ['mon snap : lea.mrt12', 'https://www.snapchat.com/add/lea.mrt12'],
  ])('%s, reported as %s: not flagged', (text, account) => {
    expect(found(text, '@autre')).toHaveLength(1)
    expect(found(text, account)).toEqual([])
  })

  it('accounts and addresses of the reported URLs are not flagged', () => {
    const text = 'Son compte : https://instagram.com/moqueur.4 et son pseudo est moqueur.4'
    expect(scanText(text).map((hit) => hit.text)).toEqual(['https://instagram.com/moqueur.4', 'moqueur.4'])
    expect(scanText(text, { urls: ['https://www.instagram.com/moqueur.4/?hl=fr'] })).toEqual([])
    expect(scanText('mon compte @lea_m', { urls: ['https://www.instagram.com/moqueur.4/'] })).toHaveLength(1)
  })
})

describe('desks of services', () => {
  it.each([
    ['support@snapchat.com', []], ['signalement@interieur.gouv.fr', []], ['prenom.nom@interieur.gouv.fr', ['sure']],
    ['contact@famille.example.fr', ['likely']], ['support@gmail.com', ['sure']],
  ])('%s', (text, certainties) => { expect(scanText(text).map((hit) => hit.certainty)).toEqual(certainties) })
})

describe('numbers that must add up', () => {
  it.each([
    ['2 12 03 75 116 001 62', 'sure'], ['212037511600162', 'sure'], ['1 85 05 2A 004 025 39', null],
    ['N° de sécu 2 12 03 75 116 001 63', 'likely'], ['2 12 03 75 116 001 63', null],
    ['FR76 3000 6000 0112 3456 7890 189', 'sure'], ['FR76 3000 6000 0112 3456 7890 188', null], ['de89370400440532013000', 'sure'],
    ['FR7630006000011234567890189 et 3 messages', 'sure'],
  ])('%s: %s', (text, certainty) => { expect(scanText(text)[0]?.certainty ?? null).toBe(certainty) })

  it('the key of a Corsican number counts 2A as 19', () => {
    const key = 97 - (1_850_519_004_025 % 97)
    expect(scanText(`1 85 05 2A 004 025 ${key}`)[0]?.kind).toBe('nir')
    expect(scanText(`1 85 05 2A 004 025 ${(key % 97) + 1}`)).toEqual([])
  })
})

describe('replacements', () => {
  it('in French and in English', () => {
    const text = 'Je m’appelle Léa, j’ai 13 ans, mon frère 16 ans, en 4e B au collège Jean Moulin. Tel 06 39 98 12 34.'
    const hits = scanText(text)
    expect(applyReplacements(text, hits, 'fr')).toBe(
      'Je m’appelle [prénom], j’ai [tranche d’âge\u00a0: moins de 15 ans], mon frère [tranche d’âge\u00a0: 15 à 17 ans], en [classe] au [établissement scolaire]. Tel [téléphone].',
    )
    expect(applyReplacements(text, hits.filter(({ kind }) => kind === 'name' || kind === 'phone'), 'en')).toBe(
      'Je m’appelle [first name], j’ai 13 ans, mon frère 16 ans, en 4e B au collège Jean Moulin. Tel [phone number].',
    )
    expect(hits.map((hit) => hit.certainty)).toEqual(['sure', 'sure', 'likely', 'sure', 'sure', 'sure'])
  })

  it('hits that overlap count as one; the longest names it, and nothing of the others is left', () => {
    const [hit] = scanText('tel 06 39 98 12 34')
    if (hit === undefined) throw new Error('no hit')
    const name = { ...hit, kind: 'name', start: 0, end: 8, replacement: { fr: '[x]', en: '[x]' }, certainty: 'likely' } as const
    expect(applyReplacements('tel 06 39 98 12 34 !', [name, hit], 'fr')).toBe('[téléphone] !')
    expect(applyReplacements('court', [hit, { ...hit, start: -1 }], 'fr')).toBe('court')
  })

  const joined = fc.array(fc.constantFrom(...every), { minLength: 1, maxLength: 12 }).chain((parts) => fc.constantFrom(' ', '\n', ' ; ').map((by) => parts.join(by)))
  it.each(['fr', 'en'] as const)('once replaced, nothing more is found (%s)', (language) => {
    fc.assert(fc.property(joined, (text) => {
      expect(scanText(applyReplacements(text, scanText(text), language))).toEqual([])
    }), { numRuns: 1000, seed: 3018 })
  })
})

const SHARDS = [
  'je m\'appelle', 'ma fille', 'Léa', 'Martin', 'M.', 'Mme', 'de', 'Le', '06 39 98 12 34', '+33', '0', '12', '2012', '/', '-', '.', ',', ' ', '  ', '\n', '@', 'lea.m', 'example.fr', 'arobase',
  'rue', 'des Lilas', '75011', 'Paris', 'collège', 'Jean Moulin', 'en', '4e', 'B', 'CM2', 'née le', 'mars', 'ans', 'j\'ai', '13', 'mon compte', ':', 'lea_m', 'FR76', '3000', '48.8566', '[prénom]', '[classe]',
  '[', ']', '(', ')', '"', '«', '»', 'É', '\u0301', '\u200b', '🙂', 'محمد', 'https://x.com/', '\ud800', 'ÇA', 'NE', 'RIEN',
]
const shattered = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...SHARDS), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...SHARDS), { maxLength: 40 }).map((parts) => parts.join(' ')),
)

describe('any text', () => {
  it('hits lie in the text, in order, apart, and quote it', () => {
    fc.assert(fc.property(shattered, (text) => {
      let last = 0
      for (const hit of scanText(text, { account: text.slice(0, 9), urls: [text.slice(3, 30)] })) {
        expect(hit.start).toBeGreaterThanOrEqual(last)
        expect(hit.end).toBeGreaterThan(hit.start)
        expect(hit.text).toBe(text.slice(hit.start, hit.end))
        last = hit.end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    }), { numRuns: 2000, seed: 3018 })
  })

  it('what was replaced is never found again', () => {
    fc.assert(fc.property(shattered, (text) => {
      const hits = scanText(text)
      const replaced = applyReplacements(text, hits, 'fr')
      for (const hit of scanText(replaced)) for (const { replacement } of hits) expect(hit.text).not.toContain(replacement.fr)
    }), { numRuns: 2000, seed: 3018 })
  })

  // Each would take minutes with one pattern that backtracks; the suite's own limit is the judge.
  it.each(['a', ' ', '0', '06 39 ', 'Lea ', 'lea-', 'a@', 'a.a@', 'at ', 'x arobase ', 'a.', 'a/', 'http://', '[', 'je m\'appelle ', '12 rue ', 'rue de la ', '13 ans, ', 'née le ', 'mon compte ', 'FR76 ', 'e\u0301',
    'en 4e ', 'collège ', 'Mme ', '48.8566, ', '2 12 03 ', 'point ', 'd\'', 'nom : ', '\u200b', '"', 'A B '])('a megabyte of %j is read', (unit) => {
    expect(() => scanText(unit.repeat(Math.ceil(1_000_000 / unit.length)))).not.toThrow()
  })
})
