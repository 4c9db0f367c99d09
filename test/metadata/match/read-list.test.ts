// Lists as tools write them, read back row for row; a line that cannot be read stops the reading and is named.
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelText } from '../../../src/metadata/match/list-row.ts'
import type { ListRow } from '../../../src/metadata/match/list-row.ts'
import { readList } from '../../../src/metadata/match/read-list.ts'
import type { ListFacts } from '../../../src/metadata/match/read-list.ts'
import type { DigestName } from '../../../src/system/world.ts'
import { worldOf } from '../support/cases.ts'

const world = worldOf()
const folder = mkdtempSync(join(tmpdir(), 'lists-'))
let files = 0

async function read(content: string | Buffer, pdq = false, foreign?: (name: DigestName, prefix: number) => boolean): Promise<ListFacts & { rows: (ListRow & { line: number })[] }> {
  const path = join(folder, `${files += 1}`)
  writeFileSync(path, content)
  const rows: (ListRow & { line: number })[] = []
  const facts = await readList(world, path, pdq, { row: (row, line) => rows.push({ ...row, label: labelText(row.label), line }), ...(foreign === undefined ? {} : { foreign: () => foreign }) })
  return { ...facts, rows }
}

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const name = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ._-éœ漢/,;"()='), minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text)
const item = fc.record({ md5: hex(32), sha1: hex(40), sha256: hex(64), sha512: hex(128), name })
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
type Item = { readonly md5: string; readonly sha1: string; readonly sha256: string; readonly sha512: string; readonly name: string }

const WRITERS: Readonly<Record<string, readonly [string, (items: readonly Item[]) => string, (item: Item) => ListRow]>> = {
  'sha256sum': ['sums', (items) => items.map((each) => `${each.sha256}  ${each.name}\n`).join(''), ({ sha256, name: label }) => ({ digests: { sha256 }, label })],
  'md5sum, binary, CRLF, upper case': ['sums', (items) => items.map((each) => `${each.md5.toUpperCase()} *${each.name}\r\n`).join(''), ({ md5, name: label }) => ({ digests: { md5 }, label })],
  'sha1sum without a last line end': ['sums', (items) => items.map((each) => `${each.sha1}  ${each.name}`).join('\n'), ({ sha1, name: label }) => ({ digests: { sha1 }, label })],
  'BSD': ['sums', (items) => items.map((each) => `SHA512 (${each.name}) = ${each.sha512}\n`).join(''), ({ sha512, name: label }) => ({ digests: { sha512 }, label })],
  'openssl': ['sums', (items) => items.map((each) => `SHA2-256(${each.name})= ${each.sha256}\n`).join(''), ({ sha256, name: label }) => ({ digests: { sha256 }, label })],
  'hashdeep': ['hashdeep', (items) => `%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /x\n## \n${items.map((each) => `12,${each.md5},${each.sha256},${each.name}\n`).join('')}`, ({ md5, sha256, name: label }) => ({ digests: { md5, sha256 }, label })],
  'digests alone, comments and empty lines': ['plain', (items) => `# liste\n\n${items.map((each) => `${each.md5}\n\n`).join('')}`, ({ md5 }) => ({ digests: { md5 }, label: '' })],
  'CSV with three digests': ['csv', (items) => `\u{feff}Nom;MD5;SHA-1;SHA-256;File name\n${items.map((each) => `x;${each.md5};${each.sha1};${each.sha256};${quoted(each.name)}\n`).join('')}`, ({ md5, sha1, sha256, name: label }) => ({ digests: { md5, sha1, sha256 }, label })],
  'Get-FileHash': ['csv', (items) => `"Algorithm","Hash","Path"\r\n${items.map((each) => `"SHA256","${each.sha256.toUpperCase()}",${quoted(each.name)}\r\n`).join('')}`, ({ sha256, name: label }) => ({ digests: { sha256 }, label })],
  'PDQ with quality': ['pdq', (items) => items.map((each, at) => `${each.sha256},${at % 101},${each.name}\n`).join(''), ({ sha256, name: label }) => ({ digests: {}, pdq: { hash: sha256, quality: expect.any(Number) as number }, label })],
  'PDQ in a CSV': ['pdq', (items) => `pdq,label\n${items.map((each) => `${each.sha256},${quoted(each.name)}\n`).join('')}`, ({ sha256, name: label }) => ({ digests: {}, pdq: { hash: sha256 }, label })],
}

describe('what tools write', () => {
  it.each(Object.entries(WRITERS))('%s', async (_, [kind, write, expected]) => {
    await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 8 }), async (items) => {
      const content = write(items)
      const found = await read(content)
      expect(found).toMatchObject({ kind, entries: items.length, size: Buffer.byteLength(content), sha256: createHash('sha256').update(content).digest('hex') })
      expect(found.rows.map(({ line: _line, ...row }) => row)).toEqual(items.map(expected))
    }), { numRuns: 20 })
  })

  it('a list said to be of PDQ has 64 digits that are no SHA-256', async () => {
    const hash = 'ab'.repeat(32)
    expect((await read(`${hash}\n`)).rows).toEqual([{ digests: { sha256: hash }, label: '', line: 1 }])
    expect((await read(`${hash}\n${hash},77,x\n${hash},vu\n`, true)).rows).toEqual([
      { digests: {}, pdq: { hash }, label: '', line: 1 }, { digests: {}, pdq: { hash, quality: 77 }, label: 'x', line: 2 }, { digests: {}, pdq: { hash }, label: 'vu', line: 3 },
    ])
  })

  it('keeps its place over chunks and tells the line', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => createHash('sha256').update(`${at}`).digest('hex'))
    const { rows, entries } = await read(lines.map((digest, at) => `${digest}  fichier ${at}\n`).join(''))
    expect(entries).toBe(5000)
    expect(rows[4321]).toEqual({ digests: { sha256: lines[4321] }, label: 'fichier 4321', line: 4322 })
  })
})

describe('entries of no interest', () => {
  const entry = fc.oneof(
    fc.tuple(fc.constantFrom(32, 40, 64, 128).chain(hex), fc.constantFrom('', '\r', '  a', ' *b c', ' x', ',x', '  ', ',77,z', ' ')).map(([digest, rest]) => digest + rest),
    hex(63), fc.constantFrom('', '# x', 'MD5 (a) = 00', 'mot'),
  )

  it('are counted and not told; all else is read as without passing over', async () => {
    await fc.assert(fc.asyncProperty(hex(64), fc.array(entry, { maxLength: 12 }), fc.constantFrom('', '\n'), fc.boolean(), async (first, lines, end, all) => {
      const content = [first, ...lines].join('\n') + end
      const known = (digest: string): boolean => Number.parseInt(digest.slice(0, 6), 16) % 2 === 0
      const outcome = async (foreign?: (name: DigestName, prefix: number) => boolean) => await read(content, false, foreign).catch((error: unknown) => ({ code: (error as { code: string }).code, facts: (error as { facts: { line?: number; reason?: string } }).facts }))
      const [plain, passing] = [await outcome(), await outcome((_, prefix) => all || prefix % 2 === 1)]
      if ('code' in plain || 'code' in passing) {
        expect({ ...passing, facts: { ...('facts' in passing ? passing.facts : {}), path: '' } }).toEqual({ ...plain, facts: { ...('facts' in plain ? plain.facts : {}), path: '' } })
        return
      }
      expect({ entries: passing.entries, kind: passing.kind, sha256: passing.sha256 }).toEqual({ entries: plain.entries, kind: plain.kind, sha256: plain.sha256 })
      const told = new Map(passing.rows.map((row) => [row.line, row]))
      for (const row of plain.rows) {
        const digest = Object.values(row.digests)[0] ?? ''
        if (told.has(row.line)) expect(told.get(row.line)).toEqual(row)
        else expect(all || !known(digest)).toBe(true)
      }
    }), { numRuns: 300 })
  })
})

describe('what cannot be read is named', () => {
  const ok = `${'a'.repeat(64)}  x\n`
  it.each([
    ['words', `${ok}bonjour\n`, 2, 'no-digest'], ['a cut digest', `${ok}${ok}${'a'.repeat(63)}  x\n`, 3, 'digest'], ['no digit', `${'g'.repeat(64)}\n`, 1, 'no-digest'],
    ['a long line', `${ok}${'a'.repeat(70_000)}\n`, 2, 'too-long'], ['a long line without an end', `${ok}${'a'.repeat(200_000)}`, 2, 'too-long'],
    ['UTF-16', Buffer.from(`\u{feff}${ok}`, 'utf16le'), 1, 'utf-16'], ['hashdeep with a bad digest', `%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n1,${'z'.repeat(32)},x\n`, 3, 'digest'],
    ['hashdeep with a column less', `%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n1\n`, 3, 'columns'], ['hashdeep without columns', `%%%% HASHDEEP-1.0\n1,2,3\n`, 2, 'columns'],
    ['CSV with an open quote', `sha256,name\n${'a'.repeat(64)},"x\n`, 2, 'quote-open'], ['CSV with a column less', `name,sha256\nx\n`, 2, 'columns'], ['CSV with another digest', `sha256\n${'a'.repeat(40)}\n`, 2, 'digest'],
    ['CSV row without any', `sha256,md5\n,\n`, 2, 'no-digest'], ['CSV with a bad PDQ quality', `pdq,quality\n${'a'.repeat(64)},101\n`, 2, 'digest'],
  ] as const)('%s', async (_, content, line, reason) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'match.bad-line', facts: { line, reason } })
  })

  it.each([['nothing', '', 'match.empty-list'], ['comments', '# a\n\n', 'match.empty-list'], ['a header alone', 'sha256,name\n', 'match.empty-list'], ['a program', Buffer.from('7f454c46020101000000', 'hex'), 'match.not-a-list']] as const)('%s', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code })
  })

  it('a file that is not there', async () => {
    await expect(readList(world, join(folder, 'absent'), false, { row: () => undefined })).rejects.toMatchObject({ code: 'input.missing' })
    await expect(readList(world, folder, false, { row: () => undefined })).rejects.toMatchObject({ code: 'input.missing' })
  })

  it('no text makes it throw anything but a failure of its own', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: fc.constantFrom(...'0af,;\t" ()=%#\n\r*\\pdqsha256m1'), maxLength: 300 }), fc.string({ maxLength: 100 })), fc.boolean(), async (text, pdq) => {
      await read(text, pdq).catch((error: unknown) => { expect((error as { code?: string }).code).toMatch(/^match\./) })
    }), { numRuns: 200 })
  })
})
