import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeBagZip } from '../../src/bundle/zip.ts'
import { openLocalAuthority } from '../../src/seal/authority/local-authority.ts'
import type { CheckOutcome } from '../../src/seal/check.ts'
import { vkeyOf } from '../../src/seal/log/checkpoint.ts'
import { verifyCase, type VerifyResult } from '../../src/verify/verify-case.ts'
import { CaseBuilder, chain, sha256, tempDir, world } from './support/sealed-case.ts'

const verify = (path: string, anchors: readonly Buffer[] = []) => verifyCase(world, path, { anchors })

function codes(result: VerifyResult, outcome: CheckOutcome): string[] {
  return [...new Set(result.checks.filter((line) => line.outcome === outcome).map(({ code }) => code))].toSorted()
}

async function sealed(name = 'case', options = {}): Promise<CaseBuilder> {
  return await new CaseBuilder(tempDir(name), options).add('IMG_2041.HEIC', 'image').add('chat.txt', 'bonjour').inspect(1).inspect(2).seal()
}

async function zipOf(dir: string, target: string): Promise<void> {
  const parts: Uint8Array[] = []
  for await (const chunk of writeBagZip(world, dir, 'TEST-1')) parts.push(chunk)
  writeFileSync(target, Buffer.concat(parts))
}

describe('a sealed case', () => {
  let one: CaseBuilder
  beforeAll(async () => {
    one = await sealed()
  })

  it('is verified, every file named', async () => {
    const result = await verify(one.dir)
    expect(codes(result, 'failed')).toEqual([])
    expect(codes(result, 'indeterminate')).toEqual([])
    expect(result).toMatchObject({ verdict: 'verified', exercise: true })
    expect(result.coverage.unsealed.files).toBe(0)
    expect(result.coverage.outside.paths.every((path) => path.startsWith('seals/') || path === 'journal.ndjson')).toBe(true)
    expect(result.coverage.sealed.files + result.coverage.outside.files).toBe(one.files().length)
    expect(result.coverage.seals).toMatchObject([{ seal: 1, clocks: ['locale'] }])
    expect(codes(result, 'passed')).toEqual(expect.arrayContaining([
      'BAG.PAYLOAD.MATCHES', 'BAG.TAG.MATCHES', 'COVER.ALL_SEALED', 'LOG.CHAIN_INTACT', 'LOG.CHECKPOINT_SIGNED', 'LOG.CUSTODY_MATCHES', 'LOG.PREFIX_MATCHES',
      'LOG.ROOT_MATCHES', 'RECORD.EXHIBITS_MATCH', 'RECORD.MANIFESTS_AGREE', 'RECORD.METADATA_MATCHES', 'SEAL.CURRENT', 'SEAL.SOUND', 'TSP.SIGNATURE_VALID',
    ]))
    expect(codes(result, 'info')).toEqual(expect.arrayContaining(['LOG.UNANCHORED_TAIL', 'SEAL.EXERCISE_AUTHORITY']))
  })

  it('is verified from its seal folder, in a zip and in a hand-over folder', async () => {
    expect((await verify(join(one.dir, 'seals/0001'))).verdict).toBe('verified')
    const out = tempDir('out')
    await zipOf(one.dir, join(out, 'TEST-1.bag.zip'))
    const zipped = await verify(join(out, 'TEST-1.bag.zip'))
    expect(codes(zipped, 'failed')).toEqual([])
    expect(zipped.verdict).toBe('verified')
    writeFileSync(join(out, 'rapport.pdf'), one.read('report/rapport.pdf'))
    writeFileSync(join(out, 'attestation.pdf'), one.read('seals/0001/attestation.pdf'))
    writeFileSync(join(out, 'SHA256SUMS'), '')
    const handed = await verify(out)
    expect(handed.verdict).toBe('verified')
    expect(codes(handed, 'passed')).toContain('BUNDLE.LOOSE_COPY_MATCHES')
    writeFileSync(join(out, 'rapport.pdf'), '%PDF another')
    const changed = await verify(out)
    expect(codes(changed, 'failed')).toEqual(['BUNDLE.LOOSE_COPY_DIFFERS'])
    writeFileSync(join(out, 'second.bag.zip'), '')
    await expect(verify(out)).rejects.toThrow('verify.several-bags')
  })

  it('is not verified when its only clock is the local one and it is no exercise', async () => {
    const real = await sealed('real', { exercise: false })
    const result = await verify(real.dir)
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'indeterminate')).toEqual(['SEAL.LOCAL_AUTHORITY_ONLY'])
    // Not even when its root was configured.
    const anchors = [(await openLocalAuthority(world)).rootDer]
    expect((await verify(real.dir, anchors)).verdict).toBe('indeterminate')
    rmSync(join(real.dir, 'seals/0001/locale.chain.pem'))
    expect(codes(await verify(real.dir, anchors), 'indeterminate')).toEqual(['SEAL.LOCAL_AUTHORITY_ONLY'])
  })
})

describe('states that are open, not wrong', () => {
  it('never sealed', async () => {
    const open = new CaseBuilder(tempDir('open')).add('a.txt', 'a')
    const result = await verify(open.dir)
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'failed')).toEqual([])
    expect(codes(result, 'indeterminate')).toEqual(['BAG.MANIFEST_MISSING', 'SEAL.NONE'])
    expect(result.coverage.sealed.files).toBe(0)
    open.write('data/0001/a.txt', 'b')
    expect(codes(await verify(open.dir), 'failed')).toEqual(['RECORD.EXHIBIT_DIGEST_MISMATCH'])
  })

  it('pending', async () => {
    const pending = await new CaseBuilder(tempDir('pending')).add('a.txt', 'a').seal({ tokens: [], complete: false })
    const result = await verify(pending.dir)
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'failed')).toEqual([])
    expect(codes(result, 'indeterminate')).toEqual(['SEAL.PENDING'])
    expect(result.coverage.sealed.files).toBe(0)
  })

  it('exhibits added and records made anew after the seal', async () => {
    const grown = (await sealed('grown')).add('late.txt', 'late').inspect(3).inspect(1, 'again')
    const result = await verify(grown.dir)
    expect(codes(result, 'failed')).toEqual([])
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'indeterminate')).toEqual(['COVER.CHANGED_SINCE_SEAL', 'COVER.UNSEALED_EXHIBIT', 'SEAL.TAG_FILE_CHANGED'])
    expect(result.coverage.unsealed.paths).toEqual(expect.arrayContaining(['data/0003/late.txt', 'metadata/records/0003.json']))
  })

  it('a seal begun and not frozen', async () => {
    const begun = await sealed('begun')
    begun.log('seal.started', 'seal/0002', {})
    begun.write('metadata/custody.ndjson', begun.read('journal.ndjson'))
    const result = await verify(begun.dir)
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'failed')).toEqual([])
    expect(codes(result, 'indeterminate')).toContain('SEAL.UNFINISHED')
  })

  it('a second seal supersedes the first, and both stay verifiable', async () => {
    const twice = await (await sealed('twice')).add('late.txt', 'late').seal()
    const result = await verify(twice.dir)
    expect(codes(result, 'failed')).toEqual([])
    expect(result.verdict).toBe('verified')
    expect(codes(result, 'info')).toContain('SEAL.SUPERSEDED_TAG_FILE')
    expect(result.coverage.seals.map(({ seal, files }) => [seal, files > 0])).toEqual([[1, true], [2, true]])
    expect(result.checks.filter(({ code }) => code === 'LOG.PREFIX_MATCHES').length).toBe(2)
  })
})

describe('tampering', () => {
  const tampers: Readonly<Record<string, { readonly act: (c: CaseBuilder) => void | Promise<void>; readonly code: string; readonly outcome?: CheckOutcome }>> = {
    'an exhibit changed': { act: (c) => c.write('data/0002/chat.txt', 'bonsoir'), code: 'BAG.PAYLOAD.DIGEST_MISMATCH' },
    'an exhibit deleted': { act: (c) => rmSync(join(c.dir, 'data/0002/chat.txt')), code: 'BAG.PAYLOAD.MISSING_FILE' },
    'a file put among the exhibits': { act: (c) => c.write('data/0003/extra.txt', 'x'), code: 'BAG.PAYLOAD.UNLISTED_FILE' },
    'a link put among the exhibits': { act: (c) => symlinkSync('/etc/passwd', join(c.dir, 'data/0002/link')), code: 'BAG.FILE_NOT_REGULAR' },
    'an exhibit and the manifest changed together': {
      act: (c) => {
        const old = sha256('bonjour')
        c.write('data/0002/chat.txt', 'bonsoir')
        for (const path of ['manifest-sha256.txt']) c.write(path, c.read(path).toString().replace(old, sha256('bonsoir')))
        c.write('tagmanifest-sha256.txt', c.files().filter((path) => /^(?:bagit|bag-info|manifest-sha256)\.txt$|^(?:metadata|report)\//.test(path))
          .map((path) => `${sha256(c.read(path))}  ${path}\n`).join(''))
      },
      code: 'SEAL.ROOT_DIFFERS',
    },
    'the journal cut before the seal': { act: (c) => c.write('journal.ndjson', c.lines().slice(0, 3).join('\n') + '\n'), code: 'LOG.TRUNCATED' },
    'the tail of the journal cut': { act: (c) => c.write('journal.ndjson', c.lines().slice(0, -1).join('\n') + '\n'), code: 'SEAL.NOT_RECORDED', outcome: 'indeterminate' },
    'the journal removed': { act: (c) => rmSync(join(c.dir, 'journal.ndjson')), code: 'LOG.JOURNAL_MISSING', outcome: 'indeterminate' },
    'a middle line dropped': { act: (c) => c.write('journal.ndjson', c.lines().toSpliced(2, 1).join('\n') + '\n'), code: 'LOG.CHAIN_BROKEN' },
    'two lines swapped': {
      act: (c) => {
        const lines = c.lines()
        c.write('journal.ndjson', lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '').join('\n') + '\n')
      },
      code: 'LOG.SEQUENCE_BROKEN',
    },
    'a line written otherwise': { act: (c) => c.write('journal.ndjson', c.lines().with(1, (c.lines()[1] ?? '').replace('{', '{ ')).join('\n') + '\n'), code: 'LOG.LINE_NOT_CANONICAL' },
    'the journal edited and chained again': {
      act: (c) => {
        const entries = c.lines().map((line) => JSON.parse(line))
        entries[1].facts.source = 'someone else'
        c.write('journal.ndjson', chain(entries).map((line) => `${line}\n`).join(''))
      },
      code: 'LOG.ROOT_MISMATCH',
    },
    'the key damaged': { act: (c) => c.write('metadata/custody.vkey', 'scelle/test+00000000+AAAA\n'), code: 'LOG.KEY_INVALID' },
    'the checkpoint signed by another under the same name': {
      act: (c) => c.write('metadata/custody.vkey', `${vkeyOf('scelle/test', generateKeyPairSync('ed25519').publicKey)}\n`),
      code: 'LOG.CHECKPOINT_NOT_SIGNED',
    },
    'the attestation deleted': { act: (c) => rmSync(join(c.dir, 'seals/0001/attestation.pdf')), code: 'SEAL.PAPER_DIFFERS' },
    'the token deleted': { act: (c) => rmSync(join(c.dir, 'seals/0001/locale.tsr')), code: 'SEAL.TOKEN_MISSING' },
    'the token of another case': {
      act: async (c) => {
        const other = await new CaseBuilder(tempDir('other')).add('x.txt', 'x').seal()
        c.write('seals/0001/locale.tsr', other.read('seals/0001/locale.tsr'))
      },
      code: 'TSP.IMPRINT_MISMATCH',
    },
    'another token over the same seal': {
      act: async (c) => {
        const twin = new CaseBuilder(tempDir('twin')).add('IMG_2041.HEIC', 'image').add('chat.txt', 'bonjour').inspect(1).inspect(2)
        await twin.seal()
        c.write('seals/0001/locale.tsr', twin.read('seals/0001/locale.tsr'))
      },
      code: 'SEAL.TOKEN_DIFFERS',
    },
    'the seal removed': { act: (c) => rmSync(join(c.dir, 'seals'), { recursive: true }), code: 'SEAL.MISSING' },
    'a record changed': { act: (c) => c.write('metadata/records/0001.json', '{}'), code: 'RECORD.METADATA_DIGEST_MISMATCH' },
    'a record added': { act: (c) => c.write('metadata/records/0009.json', '{}'), code: 'RECORD.METADATA_NOT_IN_JOURNAL' },
    'the exhibit list changed': { act: (c) => c.write('metadata/exhibits.ndjson', ''), code: 'RECORD.EXHIBITS_DIFFER' },
    'the frozen manifest changed': { act: (c) => c.write('seals/0001/manifest-sha256.txt', ''), code: 'SEAL.FROZEN_FILE_DIFFERS' },
    'the seal\'s record changed': { act: (c) => c.write('seals/0001/seal.json', c.read('seals/0001/seal.json').toString().replace('"number":1', '"number":2')), code: 'SEAL.RECORD_DISAGREES' },
    'an unsealed file put in the case': { act: (c) => c.write('report/other.pdf', 'x'), code: 'COVER.UNSEALED_FILE', outcome: 'warning' },
  }

  it.each(Object.entries(tampers))('%s', async (_name, { act, code, outcome = 'failed' }) => {
    const one = await sealed('tampered')
    await act(one)
    const result = await verify(one.dir)
    expect(codes(result, outcome)).toContain(code)
    if (outcome !== 'warning') expect(result.verdict).not.toBe('verified')
  })

  it('tokens swapped between two seals', async () => {
    const twice = await (await sealed('swap')).add('late.txt', 'late').seal()
    const [a, b] = ['seals/0001/locale.tsr', 'seals/0002/locale.tsr'].map((path) => join(twice.dir, path)) as [string, string]
    renameSync(a, `${a}.x`)
    renameSync(b, a)
    renameSync(`${a}.x`, b)
    const result = await verify(twice.dir)
    expect(codes(result, 'failed')).toEqual(expect.arrayContaining(['SEAL.TOKEN_DIFFERS', 'TSP.IMPRINT_MISMATCH']))
  })

  it('an exhibit of an older seal changed and sealed again', async () => {
    const one = await sealed('resealed')
    one.write('data/0002/chat.txt', 'bonsoir')
    await one.seal()
    expect(codes(await verify(one.dir), 'failed')).toEqual(expect.arrayContaining(['BAG.PAYLOAD.DIGEST_MISMATCH', 'SEAL.PAYLOAD_CHANGED']))
  })
})

describe('tamper/flip-all', () => {
  it('a flipped bit of any file is never verified unless the file is named as outside every seal', async () => {
    const one = await sealed('flip')
    const before = await verify(one.dir)
    const outside = new Set(before.coverage.outside.paths)
    let flips = 0
    const undetected = new Set<string>()
    for (const path of one.files()) {
      const original = one.read(path)
      const step = Math.max(1, Math.floor(original.length / 60))
      for (let at = 0; at < original.length; at += step) {
        const bytes = Buffer.from(original)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
        one.write(path, bytes)
        flips += 1
        const result = await verify(one.dir).catch(() => undefined)
        if (result?.verdict !== 'verified') {
          // The lines that say so name the file, or the seal or journal that vouched for it.
          const named = result?.checks.some(({ outcome, subject }) => outcome !== 'passed' && outcome !== 'info' && (subject === path || path.startsWith(subject)))
          if (result !== undefined && !outside.has(path)) expect(named, `${path} at ${at}`).toBe(true)
        } else undetected.add(path)
      }
      one.write(path, original)
    }
    expect(flips).toBeGreaterThan(1000)
    // What no seal covers is said to be outside: advisory fields, certificates that the
    // token holds itself, and the last line of the journal.
    const allowed = ['journal.ndjson', 'seals/0001/locale.chain.pem', 'seals/0001/seal.json']
    expect([...undetected].filter((path) => !allowed.includes(path))).toEqual([])
    for (const path of undetected) expect(outside.has(path)).toBe(true)
    expect((await verify(one.dir)).verdict).toBe('verified')
  }, 600_000)
})

describe('targets', () => {
  it('says what it cannot take', async () => {
    const dir = tempDir('targets')
    await expect(verify(join(dir, 'nothing'))).rejects.toThrow('verify.not-found')
    await expect(verify(dir)).rejects.toThrow('verify.not-a-target')
    writeFileSync(join(dir, 'x.txt'), 'x')
    await expect(verify(join(dir, 'x.txt'))).rejects.toThrow('verify.not-a-target')
    writeFileSync(join(dir, 'x.bag.zip.age'), 'age-encryption.org/v1\n')
    await expect(verify(join(dir, 'x.bag.zip.age'))).rejects.toThrow('verify.encrypted')
    await expect(verify(dir)).rejects.toThrow('verify.encrypted')
  })

  it('refuses a newer format by name', async () => {
    const one = await sealed('newer')
    one.write('metadata/case.json', '{"format":"case/2"}')
    await expect(verify(one.dir)).rejects.toThrow('verify.newer-format')
  })

  it('gives no verdict on a valid bag that no clock vouches for', async () => {
    const one = await sealed('plain')
    const dir = tempDir('bag')
    mkdirSync(join(dir, 'data'))
    writeFileSync(join(dir, 'bagit.txt'), one.read('bagit.txt'))
    writeFileSync(join(dir, 'data/a'), 'a')
    writeFileSync(join(dir, 'manifest-sha256.txt'), `${sha256('a')}  data/a\n`)
    const result = await verify(dir)
    expect(result.verdict).toBe('indeterminate')
    expect(codes(result, 'failed')).toEqual([])
    expect(codes(result, 'indeterminate')).toEqual(['SEAL.NONE'])
    expect(result.coverage.unsealed.files).toBe(3)
  })

  it('follows a link that the user names', async () => {
    const one = await sealed('linked')
    const link = join(tempDir('links'), 'case')
    symlinkSync(one.dir, link)
    expect((await verify(link)).verdict).toBe('verified')
    cpSync(one.dir, `${link}-copy`, { recursive: true })
    expect((await verify(`${link}-copy`)).verdict).toBe('verified')
  })
})
