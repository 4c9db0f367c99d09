import { describe, expect, it } from 'vitest'
import { importFailures as enFailures, importProblems as enProblems, importWarnings as enWarnings } from '../../../src/messages/en/import.ts'
import { importFailures as frFailures, importProblems as frProblems, importWarnings as frWarnings } from '../../../src/messages/fr/import.ts'

const HOSTILE = 'a\u202eb\u001b[2J'
/** Enough facts for any of the sentences. */
const FACTS = {
  path: '/tmp/tableau.csv', errno: 'EACCES', kind: 'jpeg', first: ['https://example.com/1', HOSTILE], missing: [['harm'], ['urls', 'account']], found: ['URL', HOSTILE], nearest: 'URL', field: HOSTILE, columns: ['A', HOSTILE],
  max: 256, column: HOSTILE, zone: HOSTILE, encoding: 'UTF-8', offset: 5_242_880, row: 17, limit: 1024 * 1024, detail: HOSTILE, value: HOSTILE, month: 23, timeZone: 'Europe/Paris', expected: 8, start: HOSTILE, name: HOSTILE,
}
type Say = (facts: typeof FACTS) => { readonly message: string; readonly remedy: string }

describe.each([['fr', frFailures, frProblems], ['en', enFailures, enProblems]] as const)('words of the import in %s', (language, failures, problems) => {
  it.each(Object.entries({ ...failures, ...problems }))('%s says what happened and what to do, and shows nothing hidden', (code, say) => {
    const count = code === 'import.too-many-columns' || code.startsWith('row.') ? { found: 300 } : {}
    const { message, remedy } = (say as unknown as Say)({ ...FACTS, ...count } as typeof FACTS)
    for (const text of [message, remedy]) {
      expect(text).not.toMatch(/undefined|NaN|\[object|[\u202e\u001b]/)
      expect(text.length).toBeGreaterThan(10)
      if (language === 'fr') expect(text).not.toMatch(/[^\u00a0 ][;!?»]|\p{L}'\p{L}/u)
    }
    expect(remedy).toMatch(/[.?]$/)
  })
})

it('speaks of the file as a whole', () => {
  const columns = [{ name: 'Nom de la victime', nearest: null }, { name: 'Plateforma', nearest: 'platform' }]
  expect(frWarnings['columns-unread']({ columns })).toBe('Colonnes non lues\u00a0: «\u00a0Nom de la victime\u00a0», «\u00a0Plateforma\u00a0». Pour en lire une\u00a0: --map "Plateforma=platform".')
  expect(enWarnings['columns-unread']({ columns: columns.slice(0, 1) })).toBe('Column not read: “Nom de la victime”.')
  expect(frWarnings['cells-merged']({ count: 1 })).toBe('1\u00a0cellule fusionnée reprend la valeur écrite en haut de la fusion.')
  expect(enWarnings['cells-merged']({ count: 2 })).toBe('2\u00a0merged cells take the value written at the top of the merge.')
  expect(frWarnings['sheets-unread']({ read: 'Novembre', others: ['Listes'] })).toBe('La feuille «\u00a0Novembre\u00a0» est lue. Feuille non lue\u00a0: «\u00a0Listes\u00a0».')
  expect(enWarnings['header-lower']({ row: 3 })).toBe('The names of the columns are in row 3; what is above is not read.')
})

it('reads well in the hand of a counsellor', () => {
  expect(frProblems['date.month-first']({ value: '11/23/2026', month: 23 }).message).toBe('«\u00a011/23/2026\u00a0»\u00a0: il n’y a pas de mois 23. Le jour s’écrit avant le mois.')
  expect(frFailures['import.missing-columns']({ path: 'a.csv', missing: [['harm']], found: ['URL', 'Ateinte'], nearest: 'Ateinte' })).toEqual({
    message: 'Aucune colonne de a.csv ne donne l’atteinte. Colonnes trouvées\u00a0: «\u00a0URL\u00a0», «\u00a0Ateinte\u00a0».',
    remedy: 'Nommez la colonne «\u00a0Atteinte\u00a0», ou dites laquelle c’est\u00a0: --map "Ateinte=harm".',
  })
  expect(frFailures['import.empty']({ path: '-' }).message).toBe('Il n’y a rien à lire dans l’entrée standard.')
  expect(frFailures['import.json-array']({ path: '-' }).message).toBe('L’entrée standard est un document JSON en un seul bloc.')
})
