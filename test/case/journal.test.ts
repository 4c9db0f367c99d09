import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/case/canonical-json.ts'
import { initCase, openCase, writeCase } from '../../src/case/case-folder.ts'
import { readJournal } from '../../src/case/journal.ts'
import { CASE_FIELDS, countedRandom, tempDir, testWorld, tickingClock } from '../support/world.ts'

async function caseOf(lines: number) {
  const world = testWorld()
  const dir = join(tempDir(), 'dossier')
  await initCase(world, dir, CASE_FIELDS)
  await writeCase(world, dir, 'test', (c) => c.append(Array.from({ length: lines - 1 }, (_, index) => ({
    action: 'bundle.written' as const, subject: 'case', facts: { index, note: 'été' },
  }))))
  return { world, dir, path: join(dir, 'journal.ndjson') }
}

describe('journal', () => {
  it('chains the SHA-256 of each line and counts from 0', async () => {
    const { world, dir } = await caseOf(5)
    let prev = '0'.repeat(64)
    let seq = 0
    for await (const { entry, bytes } of readJournal(world, dir)) {
      expect(entry.prev).toBe(prev)
      expect(entry.seq).toBe(seq)
      prev = createHash('sha256').update(bytes).digest('hex')
      seq += 1
    }
    expect(seq).toBe(5)
    expect((await openCase(world, dir)).state.head).toBe(prev)
  })

  it('is the same byte for byte with the same clock and chance', async () => {
    const texts: string[] = []
    for (let run = 0; run < 2; run += 1) {
      const world = testWorld({ clock: tickingClock(), random: countedRandom() })
      const dir = join(tempDir(), 'dossier')
      await initCase(world, dir, CASE_FIELDS)
      texts.push(readFileSync(join(dir, 'journal.ndjson'), 'utf8') + readFileSync(join(dir, 'metadata/case.json'), 'utf8'))
    }
    expect(texts[0]).toBe(texts[1])
  })

  const tampered: [string, (lines: string[]) => void, string, number][] = [
    ['a line that is not JSON', (l) => { l[2] = '{"a":' }, 'journal.not-json', 3],
    ['a space', (l) => { l[2] = (l[2] ?? '').replace(':', ': ') }, 'journal.not-canonical', 3],
    ['a name twice', (l) => { l[2] = (l[2] ?? '').replace('{', '{"action":"bundle.written",') }, 'journal.not-canonical', 3],
    ['a member too many', (l) => { l[2] = canonicalJson({ ...JSON.parse(l[2] ?? '') as object, extra: 1 }) }, 'journal.bad-entry', 3],
    ['a bad time', (l) => { l[2] = canonicalJson({ ...JSON.parse(l[2] ?? '') as object, at: 'yesterday' }) }, 'journal.bad-entry', 3],
    ['a removed line', (l) => { l.splice(2, 1) }, 'journal.bad-sequence', 3],
    ['two swapped lines', (l) => { [l[1], l[2]] = [l[2] ?? '', l[1] ?? ''] }, 'journal.bad-sequence', 2],
    ['a changed fact', (l) => { l[2] = (l[2] ?? '').replace('"index":1', '"index":7') }, 'journal.broken-chain', 4],
    ['an empty line', (l) => { l.splice(2, 0, '') }, 'journal.not-json', 3],
    ['nothing left', (l) => { l.length = 0; l.push('') }, 'journal.missing', 0],
  ]
  it.each(tampered)('names %s', async (_name, change, code, line) => {
    const { world, dir, path } = await caseOf(5)
    const lines = readFileSync(path, 'utf8').split('\n')
    change(lines)
    writeFileSync(path, lines.join('\n'))
    await expect(openCase(world, dir)).rejects.toMatchObject({ code, ...(line === 0 ? {} : { facts: { line } }) })
  })

  it('refuses bytes that are not UTF-8', async () => {
    const { world, dir, path } = await caseOf(3)
    const bytes = readFileSync(path)
    bytes[bytes.indexOf('é')] = 0xff
    writeFileSync(path, bytes)
    await expect(openCase(world, dir)).rejects.toMatchObject({ code: 'journal.not-canonical' })
  })

  it('reports a torn last line, and the next writer cuts it', async () => {
    const { world, dir, path } = await caseOf(3)
    const whole = readFileSync(path)
    writeFileSync(path, Buffer.concat([whole, Buffer.from('{"action":"exhib')]))
    expect((await openCase(world, dir)).state).toMatchObject({ size: 3, tornTail: true })
    await writeCase(world, dir, 'test', (c) => c.append([{ action: 'bundle.written', subject: 'case', facts: {} }]))
    expect((await openCase(world, dir)).state).toMatchObject({ size: 4, tornTail: false })
    expect(readFileSync(path).subarray(0, whole.length).equals(whole)).toBe(true)
  })

  it('never writes a line that a reader would refuse', async () => {
    const { world, dir, path } = await caseOf(2)
    const before = readFileSync(path)
    await expect(writeCase(world, dir, 'test', (c) => c.append([{ action: 'seal.completed', subject: 'seal/0001', facts: {} }])))
      .rejects.toMatchObject({ code: 'journal.bad-seal' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})
