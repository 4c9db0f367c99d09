import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Exhibit } from '../../src/case/exhibit.ts'
import { bagDeclaration, bagInfo } from '../../src/seal/bag-info.ts'
import { byBytes, hasDigestThroughout, manifestLine, parseManifestLine, payloadManifest, tagFiles, tagManifest } from '../../src/seal/manifest.ts'
import { bundleWorld, bytesOf, each } from '../bundle/zip-world.ts'

const root = mkdtempSync(join(tmpdir(), 'scelle-manifest-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const sha = (name: 'sha256' | 'sha512', text: string): string => createHash(name).update(text).digest('hex')

function exhibit(number: number, content: string, over: Partial<Exhibit> = {}): Exhibit {
  return {
    number, name: `f${number}`, path: `f${number}`, stored: `data/${String(number).padStart(4, '0')}/f${number}`, kind: 'original', sensitive: 'none',
    size: content.length, digests: { sha256: sha('sha256', content), sha512: sha('sha512', content) },
    modifiedAt: '2026-11-01T10:00:00.000Z', receivedAt: '2026-11-23T10:00:00.000Z', source: null, origin: `/in/f${number}`, ...over,
  }
}

describe('a manifest line', () => {
  const digest = 'a'.repeat(64)
  it('is digest, two spaces, path; CR, LF and % are encoded', () => {
    expect(manifestLine('data/0001/a b.txt', digest)).toBe(`${digest}  data/0001/a b.txt\n`)
    expect(manifestLine('data/a\nb\rc%0Ad', digest)).toBe(`${digest}  data/a%0Ab%0Dc%250Ad\n`)
  })

  it('reads back whatever the path', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }).filter((path) => !/^[ \t*]/.test(path)), (path) => {
      const line = manifestLine(path, digest)
      expect(line.split('\n')).toHaveLength(2)
      expect(parseManifestLine(line)).toEqual({ path, digest })
    }))
  })

  it('accepts what md5sum and others write', () => {
    expect(parseManifestLine(`${'AB'.repeat(32)} *data/x`)).toEqual({ path: 'data/x', digest: 'ab'.repeat(32) })
    expect(parseManifestLine(`${digest}\t data/100%zz%0d\r\n`)).toEqual({ path: 'data/100%zz\r', digest })
  })

  it('is not any other line', () => {
    for (const line of ['', 'data/x', `${digest}data/x`, `${digest}  `, `zz  data/x`, `${digest}  a\nb`]) {
      expect(parseManifestLine(line)).toBeUndefined()
    }
  })
})

describe('the payload manifest', () => {
  it('lists the stored exhibits only, in their order', async () => {
    const bytes = await bytesOf(payloadManifest(each([exhibit(1, 'a'), exhibit(2, 'b', { stored: null }), exhibit(3, 'c')]), 'sha256'))
    expect(bytes.toString()).toBe(`${sha('sha256', 'a')}  data/0001/f1\n${sha('sha256', 'c')}  data/0003/f3\n`)
  })

  it('has SHA-512 only when each stored exhibit has', async () => {
    const without = exhibit(2, 'b', { digests: { sha256: sha('sha256', 'b') } })
    expect(await hasDigestThroughout(each([exhibit(1, 'a')]), 'sha512')).toBe(true)
    expect(await hasDigestThroughout(each([exhibit(1, 'a'), without]), 'sha512')).toBe(false)
    expect(await hasDigestThroughout(each([exhibit(1, 'a'), { ...without, stored: null }]), 'sha512')).toBe(true)
    expect(await hasDigestThroughout(each([]), 'sha512')).toBe(false)
    await expect(bytesOf(payloadManifest(each([without]), 'sha512'))).rejects
      .toMatchObject({ code: 'bag.missing-digest', facts: { path: 'data/0002/f2', algorithm: 'sha512' } })
  })

  it('refuses a digest of the wrong length', async () => {
    await expect(bytesOf(payloadManifest(each([exhibit(1, 'a', { digests: { sha256: 'abc' } })]), 'sha256'))).rejects
      .toMatchObject({ code: 'bag.missing-digest' })
  })

  it('is streamed: 100,000 exhibits come in many chunks', async () => {
    let chunks = 0
    let lines = 0
    const one = exhibit(1, 'a')
    async function* many(): AsyncGenerator<Exhibit> {
      for (let number = 1; number <= 100_000; number += 1) yield { ...one, number, stored: `data/${number}/f` }
    }
    for await (const chunk of payloadManifest(many(), 'sha256')) {
      expect(chunk.length).toBeLessThan(300_000)
      chunks += 1
      lines += chunk.toString().split('\n').length - 1
    }
    expect(lines).toBe(100_000)
    expect(chunks).toBeGreaterThan(20)
  })
})

describe('the tag manifest', () => {
  function bag(name: string): string {
    const dir = join(root, name)
    const files = {
      'bagit.txt': bagDeclaration(), 'bag-info.txt': 'Payload-Oxum: 1.1\n', 'manifest-sha256.txt': '', 'manifest-sha512.txt': '',
      'tagmanifest-sha256.txt': 'old', 'journal.ndjson': '', 'notes.txt': 'unsealed', 'data/0001/a': 'a', 'seals/0001/seal.json': '{}', '.scelle/lock': '',
      'metadata/case.json': '{}', 'metadata/records/0002.json': '{}', 'metadata/records/0001.json': '{}', 'report/rapport.pdf': '%PDF',
      'metadata/.0123456789abcdef.scelle-tmp': 'left by a crash',
    }
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(dir, path, '..'), { recursive: true })
      writeFileSync(join(dir, path), content)
    }
    return dir
  }

  it('covers the declaration, the information, the payload manifests, metadata and report: nothing else', async () => {
    expect(await tagFiles(bundleWorld(), bag('covered'))).toEqual([
      'bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt',
      'metadata/case.json', 'metadata/records/0001.json', 'metadata/records/0002.json', 'report/rapport.pdf',
    ])
  })

  it('is what sha256sum checks, sorted by path bytes', async () => {
    const dir = bag('checked')
    const world = bundleWorld()
    const bytes = await bytesOf(tagManifest(world, dir, (await tagFiles(world, dir)).toReversed()))
    const paths = bytes.toString().trimEnd().split('\n').map((line) => parseManifestLine(line)?.path ?? '')
    expect(paths).toEqual(paths.toSorted(byBytes))
    writeFileSync(join(dir, 'tagmanifest-sha256.txt'), bytes)
    const check = spawnSync('sha256sum', ['--strict', '-c', 'tagmanifest-sha256.txt'], { cwd: dir, encoding: 'utf8' })
    expect(check.status).toBe(0)
    expect(check.stdout.match(/: OK$/gm)).toHaveLength(paths.length)
    writeFileSync(join(dir, 'metadata/case.json'), '{"changed":true}')
    expect(spawnSync('sha256sum', ['-c', '--quiet', 'tagmanifest-sha256.txt'], { cwd: dir }).status).toBe(1)
  })

  it('refuses a link among the tag files, and a file that went away', async () => {
    const dir = bag('linked')
    symlinkSync('/etc/hostname', join(dir, 'metadata/link'))
    await expect(tagFiles(bundleWorld(), dir)).rejects.toMatchObject({ code: 'bag.foreign-entry', facts: { path: 'metadata/link', type: 'symlink' } })
    await expect(bytesOf(tagManifest(bundleWorld(), dir, ['metadata/gone']))).rejects
      .toMatchObject({ code: 'bag.unreadable-tag', facts: { path: 'metadata/gone', reason: 'missing' } })
  })

  it('sorts by code point, not by UTF-16 unit', () => {
    expect(['\u{1f600}', '\uff01'].toSorted(byBytes)).toEqual(['\uff01', '\u{1f600}'])
  })
})

describe('bag-info.txt', () => {
  const record = {
    format: 'case/1', id: '6f1b6c1e-5a52-4c8e-9a43-0f6f0f8f7c11', reference: '2026-00042', title: 'Essai', frame: '', operator: 'A. Martin',
    unit: '', profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris', createdAt: '2026-11-23T10:00:00.000Z',
  } as const
  const facts = { record, exhibits: 3, bytes: 1234, date: '2026-11-23T23:30:00.000Z', toolVersion: '0.1.0' }

  it('has the labels of the standard; an empty one is left out', () => {
    expect(bagInfo(facts)).toBe([
      'External-Identifier: 2026-00042', 'External-Description: Essai', `Internal-Sender-Identifier: ${record.id}`,
      'Bagging-Date: 2026-11-23', 'Bag-Software-Agent: scelle 0.1.0', 'Payload-Oxum: 1234.3', '',
    ].join('\n'))
  })

  it('no value can add a line or a label', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const title = `a${text}\r\nPayload-Oxum: 9.9\u2028x`
      const lines = bagInfo({ ...facts, record: { ...record, title } }).split(/\r\n|[\r\n\u0085\u2028\u2029]/)
      expect(lines).toHaveLength(7)
      expect(lines.filter((line) => line.startsWith('Payload-Oxum'))).toEqual(['Payload-Oxum: 1234.3'])
    }))
  })
})
