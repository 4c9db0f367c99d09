import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFailure } from '../../src/system/failure.ts'
import { verifyCase } from '../../src/verify/verify-case.ts'
import { openZip } from '../../src/verify/zip-container.ts'
import { rawZip, type RawEntry } from './support/raw-zip.ts'
import { sha256, tempDir, world } from './support/sealed-case.ts'

const dir = tempDir('zips')
let count = 0

function zipFile(bytes: Buffer): string {
  count += 1
  const path = join(dir, `${count}.bag.zip`)
  writeFileSync(path, bytes)
  return path
}

const bag: readonly RawEntry[] = [
  { name: 'bag/bagit.txt', data: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' },
  { name: 'bag/manifest-sha256.txt', data: `${sha256('a')}  data/a\n` },
  { name: 'bag/data/a', data: 'a', deflate: true },
]

const verify = (entries: readonly RawEntry[]) => verifyCase(world, zipFile(rawZip(entries)), { anchors: [] })

describe('a bag in a zip', () => {
  it('is read in place, stored or deflated', async () => {
    const result = await verify(bag)
    expect(result.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(result.checks.find(({ code }) => code === 'BAG.PAYLOAD.MATCHES')?.facts).toMatchObject({ files: 1, bytes: 1 })
    expect(result.verdict).toBe('indeterminate')
  })

  it('has exactly one base directory', async () => {
    const codes = async (entries: readonly RawEntry[]) => (await verify(entries)).checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code)
    expect(await codes([...bag, { name: 'other/x' }])).toEqual(['BAG.SERIALIZATION_SEVERAL_BASE_DIRECTORIES'])
    expect(await codes(bag.map((entry) => ({ ...entry, name: String(entry.name).slice(4) })))).toContain('BAG.SERIALIZATION_NO_BASE_DIRECTORY')
    expect((await verify([])).verdict).toBe('indeterminate')
  })
})

const hostile: Readonly<Record<string, { readonly entries: readonly RawEntry[]; readonly code: string; readonly reason?: string }>> = {
  'zip-slip': { entries: [{ name: 'bag/../../etc/passwd' }], code: 'zip.unsafe-name', reason: 'parent' },
  'absolute': { entries: [{ name: '/etc/passwd' }], code: 'zip.unsafe-name', reason: 'absolute' },
  'drive': { entries: [{ name: 'C:/x' }], code: 'zip.unsafe-name', reason: 'drive' },
  'backslash': { entries: [{ name: 'bag\\..\\x' }], code: 'zip.unsafe-name', reason: 'backslash' },
  'nul': { entries: [{ name: 'bag/a\u0000.txt' }], code: 'zip.unsafe-name', reason: 'nul' },
  'empty part': { entries: [{ name: 'bag//a' }], code: 'zip.unsafe-name', reason: 'empty-part' },
  'dot part': { entries: [{ name: 'bag/./a' }], code: 'zip.unsafe-name', reason: 'empty-part' },
  'not UTF-8': { entries: [{ name: Buffer.from([0x62, 0x2f, 0xff]) }], code: 'zip.unsafe-name', reason: 'encoding' },
  'UTF-8 without the flag': { entries: [{ name: 'bag/é', flags: 0 }], code: 'zip.unsafe-name', reason: 'encoding' },
  'same name twice': { entries: [...bag, { name: 'bag/data/a', data: 'b' }], code: 'zip.duplicate-entry' },
  'file and folder': { entries: [{ name: 'bag/x', data: 'x' }, { name: 'bag/x/y', data: 'y' }], code: 'zip.duplicate-entry' },
  'symbolic link': { entries: [{ name: 'bag/x', data: '/etc/passwd', mode: 0o120777 }], code: 'zip.symlink' },
  'device': { entries: [{ name: 'bag/x', mode: 0o020666 }], code: 'zip.symlink' },
  'encrypted': { entries: [{ name: 'bag/x', flags: 0x0801, data: 'x'.repeat(20), uncompressedSize: 8 }], code: 'zip.encrypted' },
  'unknown method': { entries: [{ name: 'bag/x', method: 12, data: 'x' }], code: 'zip.unsupported-method' },
  'two names': { entries: [{ name: 'bag/x', localName: 'bag/y' }], code: 'zip.headers-disagree' },
  'overlap': { entries: [{ name: 'bag/x', data: 'x'.repeat(100) }, { name: 'bag/x', data: 'x'.repeat(100), sameAs: 0 }], code: 'zip.duplicate-entry' },
  'announces more than it can hold': { entries: [{ name: 'bag/x', data: Buffer.alloc(1000), deflate: true, uncompressedSize: 0xfffffff0 }], code: 'zip.bomb' },
}

describe('a hostile zip', () => {
  it.each(Object.entries(hostile))('%s', async (_name, { entries, code, reason }) => {
    const error: unknown = await verify(entries).catch((thrown: unknown) => thrown)
    expect(isFailure(error) ? error.code : error).toBe(code)
    if (reason !== undefined && isFailure(error, 'zip.unsafe-name')) expect(error.facts.reason).toBe(reason)
  })

  it('is refused when one entry lies within another', async () => {
    // The second central entry points into the stored bytes of the first, where a local header stands.
    const inner = rawZip([{ name: 'bag/y', data: 'y' }])
    const outer = rawZip([{ name: 'bag/x', data: inner }, { name: 'bag/y', data: 'y' }])
    const second = outer.lastIndexOf('PK\u0001\u0002')
    outer.writeUInt32LE(outer.indexOf('PK\u0003\u0004', 4), second + 42)
    await expect(openZip(world, zipFile(outer))).rejects.toThrow('zip.overlap')
  })

  it('is refused when it is a bomb, before anything is unpacked', async () => {
    const path = zipFile(rawZip([{ name: 'bag/zeros', data: Buffer.alloc(80 * 1024 * 1024), deflate: true }]))
    await expect(verifyCase(world, path, { anchors: [] })).rejects.toThrow('zip.bomb')
  })

  it('is refused beyond the count of entries', async () => {
    const path = zipFile(rawZip(bag))
    await expect(openZip(world, path, { entries: 2, ratio: 200, freeBytes: 1e6 })).rejects.toThrow('zip.too-many-entries')
  })

  it('gives a failed check when data are damaged', async () => {
    const result = await verify(bag.map((entry) => entry.name === 'bag/data/a' ? { ...entry, crc: 1 } : entry))
    expect(result.checks.find(({ code }) => code === 'BAG.FILE_UNREADABLE')).toMatchObject({ outcome: 'failed', subject: 'data/a' })
    expect(result.verdict).toBe('failed')
  })

  it('is unreadable wherever it is cut', async () => {
    const whole = rawZip(bag)
    for (let length = 0; length < whole.length; length += 7) {
      const error: unknown = await verifyCase(world, zipFile(whole.subarray(0, length)), { anchors: [] }).catch((thrown: unknown) => thrown)
      expect(isFailure(error, 'zip.unreadable') ? 'refused' : error).toBe('refused')
    }
  })

  it('never gives anything but a failure or a verdict that is not yes', async () => {
    const whole = rawZip(bag)
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ mask
      const outcome = await verifyCase(world, zipFile(bytes), { anchors: [] }).then(({ verdict }) => verdict, (error: unknown) => isFailure(error) ? 'failure' : error)
      expect(['failed', 'indeterminate', 'failure']).toContain(outcome)
    }), { numRuns: 300 })
  })
})

describe('peers', () => {
  const seven = spawnSync('7z', ['i']).status === 0
  if (!seven) process.stderr.write('SKIPPED 7z\n')
  it.skipIf(!seven)('reads what 7z packs', async () => {
    const folder = join(tempDir('seven'), 'bag')
    mkdirSync(join(folder, 'data'), { recursive: true })
    for (const { name, data } of bag) writeFileSync(join(folder, '..', String(name)), data ?? '')
    const path = join(folder, '..', 'x.bag.zip')
    execFileSync('7z', ['a', '-tzip', path, folder], { stdio: 'ignore' })
    const { checks } = await verifyCase(world, path, { anchors: [] })
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(checks.some(({ code }) => code === 'BAG.PAYLOAD.MATCHES')).toBe(true)
  })
})
