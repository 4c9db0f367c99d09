import { describe, expect, it } from 'vitest'
import { fieldOfHeader, keyOf } from '../../../src/signalement/import/header-words.ts'
import { ENTRY_FIELDS } from '../../../src/signalement/entry.ts'
import { failureOf, readBytes } from './reading.ts'

describe('words above columns', () => {
  it.each([
    ['URL', 'urls'], ['Lien du contenu', 'urls'], ['ADRESSE', 'urls'], ['url1', 'urls'], ['Lien 2', 'urls'], ['URL (3)', 'urls'],
    ['type d\'atteinte', 'harm'], ['Type d’atteinte', 'harm'], ['ATTEINTE', 'harm'], ['âge', 'ageBand'], ['a\u0302ge', 'ageBand'], ['Tranche d’âge', 'ageBand'], ['tranche_d_age', 'ageBand'],
    ['Réseau social', 'platform'], ['pseudo', 'account'], ['Compte', 'account'], ['faits', 'explanation'], ['Vu le', 'observedAt'], ['Date', 'observedAt'], ['constaté le', 'observedAt'],
    ['Canal', 'channel'], ['E-mail du notifiant', 'notifierEmail'], ['Bonne foi', 'goodFaith'], ['observedAt', 'observedAt'], ['observed_at', 'observedAt'], ['Observed at', 'observedAt'],
  ])('%s is %s', (header, field) => expect(fieldOfHeader(header)).toBe(field))

  it.each(['', ' ', 'Nom', 'Prénom', 'Nom de la victime', 'Identité', 'Référence', 'Date de naissance', 'Téléphone', 'compte2', 'âge 1'])('%s is no field', (header) => {
    expect(fieldOfHeader(header)).toBeUndefined()
  })

  it('has words for each field, and no word for two', () => {
    for (const field of ENTRY_FIELDS) expect(fieldOfHeader(field), field).toBe(field)
    expect(keyOf('  TRANCHE  d’Âge ')).toBe('tranche d age')
  })
})

describe('--map and what the table has', () => {
  it('overrides the words, and leaves out', async () => {
    const table = 'Adresse;Lien;Nature;Date\nhttps://example.com/1;https://example.com/2;doxxing;pas une date\n'
    const read = await readBytes(table, { map: [{ column: 'nature', field: 'harm' }, { column: 'LIEN', field: '-' }, { column: 'Date', field: '-' }] })
    expect(read.rows).toMatchObject([{ entry: { urls: 'https://example.com/1', harm: 'doxxing' }, problems: [], columns: { urls: 'Adresse', harm: 'Nature' } }])
    expect(read.warnings).toEqual([])
    // What is left out is still repeated in a rejects file.
    expect(read.rows[0]?.raw).toEqual(['https://example.com/1', 'https://example.com/2', 'doxxing', 'pas une date'])
  })

  it('takes a field by its own word too', async () => {
    expect((await readBytes('a;b\nx;doxxing\n', { map: [{ column: 'a', field: 'Lien' }, { column: 'b', field: 'HARM' }] })).rows[0]?.entry).toEqual({ urls: 'x', harm: 'doxxing' })
  })

  it('joins several columns of addresses, one a line', async () => {
    const { rows } = await readBytes('url1;url2;url3;atteinte\na;;c;doxxing\n')
    expect(rows).toMatchObject([{ entry: { urls: 'a\nc' }, columns: { urls: 'url1, url2, url3' } }])
  })

  it('refuses two columns of one field, and lets --map choose', async () => {
    const table = 'URL;Atteinte;Description;Faits\nx;doxxing;un;deux\n'
    expect(await failureOf(readBytes(table))).toEqual(['import.two-columns', { field: 'explanation', columns: ['Description', 'Faits'] }])
    expect((await readBytes(table, { map: [{ column: 'Faits', field: 'explanation' }] })).rows[0]?.entry.explanation).toBe('deux')
    expect((await readBytes(table, { map: [{ column: 'Faits', field: '-' }] })).rows[0]?.entry.explanation).toBe('un')
    expect((await failureOf(readBytes(table, { map: [{ column: 'Faits', field: 'explanation' }, { column: 'Description', field: 'explanation' }] })))[0]).toBe('import.two-columns')
  })

  it('says which column is missing, what there is, and which was perhaps meant', async () => {
    expect(await failureOf(readBytes('URL;Ateinte\nx;y\n'))).toEqual(['import.missing-columns', expect.objectContaining({ missing: [['harm']], found: ['URL', 'Ateinte'], nearest: 'Ateinte' })])
    expect(await failureOf(readBytes('Atteinte;Truc\ny;z\n'))).toEqual(['import.missing-columns', expect.objectContaining({ missing: [['urls', 'account', 'accountId']], nearest: null })])
    expect((await readBytes('Atteinte;Pseudo\ndoxxing;alice_ex\n')).rows).toHaveLength(1)
    expect((await readBytes('URL\nx\n', { needed: [['urls']] })).rows).toMatchObject([{ entry: { urls: 'x' } }])
  })

  it('says that there is no header', async () => {
    expect(await failureOf(readBytes('https://example.com/1;doxxing;14\nhttps://example.com/2;doxxing;14\n'))).toEqual([
      'import.no-header', expect.objectContaining({ first: ['https://example.com/1', 'doxxing', '14'] }),
    ])
  })

  it('refuses a --map that says nothing', async () => {
    const table = 'URL;Atteinte\nx;doxxing\n'
    expect(await failureOf(readBytes(table, { map: [{ column: 'Lien', field: 'urls' }] }))).toEqual(['import.map-unknown-column', { column: 'Lien', found: ['URL', 'Atteinte'], nearest: null }])
    expect(await failureOf(readBytes(table, { map: [{ column: 'URL', field: 'plateform' }] }))).toEqual(['import.map-unknown-field', { column: 'URL', field: 'plateform', nearest: 'platform' }])
    expect(await failureOf(readBytes(table, { map: [{ column: 'URL', field: 'urls' }, { column: 'url', field: 'account' }] }))).toEqual(['import.map-twice', { column: 'url' }])
    expect(await failureOf(readBytes(table, { timeZone: 'Europe/Pari' }))).toEqual(['import.unknown-zone', { zone: 'Europe/Pari' }])
  })
})
