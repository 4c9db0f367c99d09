import { describe, expect, it } from 'vitest'
import { readBytes } from './reading.ts'

const lines = (...values: readonly unknown[]): string => values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('')

describe('JSONL', () => {
  it('takes fields and words of headers, texts, numbers, truth and lists', async () => {
    const read = await readBytes(lines(
      { urls: ['https://example.com/1', 'https://example.com/2'], harm: 'doxxing', ageBand: 14, goodFaith: true, observedAt: '23/11/2026 18:04', campaign: null },
      { 'Lien du contenu': 'x', Atteinte: 'menaces', 'Vu le': '23/11/2026', Pseudo: 'élève_e\u0301' },
    ))
    expect(read.format).toBe('jsonl')
    expect(read.rows).toMatchObject([
      { row: 1, entry: { urls: 'https://example.com/1\nhttps://example.com/2', harm: 'doxxing', ageBand: '14', goodFaith: 'true', observedAt: '2026-11-23T17:04:00.000Z' }, problems: [], notes: [] },
      { row: 2, entry: { urls: 'x', harm: 'menaces', observedAt: '2026-11-22T23:00:00.000Z', account: 'élève_é' }, problems: [], notes: [{ code: 'date.day-alone' }], columns: { urls: 'Lien du contenu', observedAt: 'Vu le' } },
    ])
  })

  it('keeps a broken line to itself, with its number', async () => {
    const read = await readBytes(lines({ url: 'a', harm: 'doxxing' }, '', '{"url":"b"', '[1]', '"text"', { url: 'c', harm: 'doxxing' }), {}, 'x.jsonl')
    expect(read.rows.map(({ row, problems }) => [row, problems.map(({ code }) => code)])).toEqual([
      [1, []], [3, ['row.not-json']], [4, ['row.not-an-object']], [5, ['row.not-an-object']], [6, []],
    ])
    expect(read.rows[1]?.raw).toBe('{"url":"b"')
  })

  it('is strict: unknown members, wrong types, members said twice', async () => {
    const read = await readBytes(lines(
      { url: 'a', harm: 'doxxing', nom: 'x', couleur: 1 },
      { url: 'a', harm: ['doxxing'], explanation: { a: 1 }, urls: [1] },
      '{"url":"a","harm":"doxxing","harm":"menaces"}',
      '{"url":"a","harm":"doxxing","atteinte":"menaces"}',
      '{"url":"a","harm":"doxxing","accountId":12345678901234567890}',
      '{"url":"a","harm":"doxxing","__proto__":{"polluted":1}}',
      '{"explanation":"\\"harm\\": deux fois \\" : ","url":"a","harm":"doxxing"}',
    ))
    expect(read.rows.map(({ problems }) => problems.map(({ path, code }) => `${path} ${code}`))).toEqual([
      ['nom field.unknown', 'couleur field.unknown'],
      ['harm field.wrong-type', 'explanation field.wrong-type', 'urls field.wrong-type'],
      [' row.member-twice'],
      ['harm row.member-twice'],
      ['accountId cell.number-rounded'],
      ['__proto__ field.unknown'],
      [],
    ])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('bounds a line, and goes on behind it', async () => {
    const read = await readBytes(lines({ url: 'a', harm: 'doxxing' }, { url: 'b', explanation: 'x'.repeat(1024 * 1024) }, { url: 'c', harm: 'doxxing' }))
    expect(read.rows.map(({ row, problems, entry }) => [row, problems.map(({ code }) => code), entry.urls])).toEqual([[1, [], 'a'], [2, ['row.too-long'], undefined], [3, [], 'c']])
  })

  it('survives nesting without end', async () => {
    expect((await readBytes(lines({ url: 'a' }, `{"url":${'['.repeat(200_000)}`))).rows[1]?.problems).toMatchObject([{ code: 'row.not-json' }])
  })

  it('reads UTF-16 and marks, and obeys --map', async () => {
    const text = lines({ lieu: 'x', harm: 'doxxing', note: 'y' })
    const map = [{ column: 'lieu', field: 'urls' }, { column: 'note', field: '-' }]
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      expect((await readBytes(bytes, { map })).rows).toMatchObject([{ entry: { urls: 'x', harm: 'doxxing' }, problems: [] }])
    }
  })
})
