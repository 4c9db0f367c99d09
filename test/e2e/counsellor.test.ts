// A counsellor of a hotline, in English and French: what may not be kept is never kept, and what is told stays short.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, journal, scelle, sha256, tree, type Ran } from '../faults/harness.ts'

const place = freshDir('ecoute')
const dir = join(place, 'dossier')
const SECRET = 'CONTENU-INTERDIT-7f3a9c'

function ok(args: readonly string[], code = 0): Ran {
  const ran = scelle(args, { cwd: place })
  expect(ran.code, `${args.join(' ')}\n${ran.out}${ran.err}`).toBe(code)
  return ran
}

/** Files anywhere below that hold these bytes. */
function holding(below: string, bytes: Buffer): string[] {
  return [...tree(below).keys()].filter((path) => readFileSync(join(below, path)).includes(bytes))
}

describe('the counsellor', () => {
  const prohibited = join(place, 'interdit.bin')
  const picture = join(place, 'interdit.png')

  it('keeps digests of prohibited content and not one byte of it, anywhere', () => {
    writeFileSync(prohibited, `${SECRET} `.repeat(4000))
    // A picture would have a thumbnail.
    writeFileSync(picture, Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), Buffer.from(SECRET)]))
    ok(['init', dir, '--reference', '3018-2026-0117', '--title', 'Class', '--profile', 'hotline', '--operator', 'Listener 12', '--lang', 'en'])
    ok(['add', prohibited, picture, '--case', dir, '--sensitive', 'prohibited', '--source', 'https://exemple.invalid/p/1', '--md5', '--sha1', '--lang', 'en'])
    for (const { facts } of journal(dir).filter(({ action }) => action === 'exhibit.added')) {
      expect(facts['stored']).toBeNull()
      expect(facts['sensitive']).toBe('prohibited')
    }
    expect(existsSync(join(dir, 'data/0001'))).toBe(false)
    const capture = join(place, 'capture.txt')
    writeFileSync(capture, 'https://exemple.invalid/p/1\n')
    ok(['pack', capture, '--case', dir, '-o', join(place, 'liasse'), '--lang', 'en'])
    ok(['report', '--draft', '--case', dir, '-o', join(place, 'projet.pdf'), '--images', 'clear', '--lang', 'fr'])

    const content = Buffer.from(SECRET)
    for (const below of [dir, join(place, 'liasse')]) expect(holding(below, content)).toEqual([])
    expect(holding(dir, readFileSync(picture).subarray(33, 60))).toEqual([])
    expect(readFileSync(join(dir, 'metadata/exhibits.ndjson'), 'utf8')).toContain(sha256(readFileSync(prohibited)))
    // It is not listed as a file: a manifest names what is there.
    expect(readFileSync(join(dir, 'manifest-sha256.txt'), 'utf8')).not.toContain(sha256(readFileSync(prohibited)))
    const verified = ok(['verify', dir, '--lang', 'en'], 24)
    expect(verified.out).not.toMatch(/ failed /)
    ok(['verify', join(place, 'liasse'), '--lang', 'fr'], 24)
  })

  it('a second delivery goes into a second seal; running again changes nothing', () => {
    const more = join(place, 'capture-2.txt')
    writeFileSync(more, 'https://exemple.invalid/p/2\n')
    ok(['pack', more, '--case', dir, '--lang', 'en'])
    const before = tree(dir)
    const liasse = tree(`${dir}-liasse-0002`)
    ok(['pack', more, '--case', dir, '--lang', 'en'])
    expect([...tree(`${dir}-liasse-0002`)]).toEqual([...liasse])
    for (const [path, facts] of before) if (!path.startsWith('.scelle')) expect(tree(dir).get(path), path).toEqual(facts)
    expect(JSON.parse(ok(['status', '--case', dir, '--json']).out)).toMatchObject({ exhibits: 4 })
    expect(ok(['verify', dir, '--lang', 'en'], 24).out).not.toMatch(/ failed /)
  })

  it('is answered in the language that was asked for, errors and remedies too', () => {
    expect(ok(['status', '--case', place, '--lang', 'fr'], 66).err).toMatch(/^Erreur\s: /m)
    expect(ok(['status', '--case', place, '--lang', 'en'], 66).err).toMatch(/^Error: /m)
    expect(ok(['etat', '--case', dir, '--lang', 'fr']).out).toContain('pièce')
    expect(ok(['status', '--case', dir, '--lang', 'en']).out).toContain('exhibit')
    for (const verb of ['pack', 'init', 'add', 'inspect', 'report', 'seal', 'bundle', 'verify', 'status', 'log', 'exercise', 'tsa', 'config', 'doctor']) {
      expect(ok([verb, '--help', '--lang', 'fr']).out, verb).not.toBe(ok([verb, '--help', '--lang', 'en']).out)
    }
  })
})
