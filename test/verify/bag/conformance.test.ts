// The Library of Congress suite. Its own harness counts any non-zero exit as a success for an invalid bag: here each
// case has its reasons, all of them, and no other failing code may appear.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../../src/seal/check.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import { checkBag } from '../../../src/verify/bag/check-bag.ts'
import { CheckSheet } from '../../../src/verify/check-sheet.ts'
import { openFolder } from '../../../src/verify/folder-container.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

const world = createNodeWorld()
const suite = sharedFolder('vectors', 'bagit')

const INVALID: Readonly<Record<string, readonly string[]>> = {
  'v1.0/invalid/bagit-with-invalid-whitespace': ['BAG.DECLARATION_INVALID'],
  'v1.0/invalid/notAllManifestsListAllFiles': ['BAG.PAYLOAD.UNLISTED_FILE'],
  // The declaration has a blank at the end of a line, and its tag manifest was made without it.
  'v1.0/invalid/same-filename-listed-twice-with-different-hashes': ['BAG.DECLARATION_INVALID', 'BAG.MANIFEST.DUPLICATE_PATH', 'BAG.TAG.DIGEST_MISMATCH'],
  'v1.0/invalid/same-filename-listed-twice-with-the-same-hash': ['BAG.MANIFEST.DUPLICATE_PATH', 'BAG.TAG.DIGEST_MISMATCH'],
  'v0.97/invalid/baginfo-missing-encoding': ['BAG.DECLARATION_INVALID', 'BAG.TAG.DIGEST_MISMATCH'],
  'v0.97/invalid/bom-in-bagit.txt': ['BAG.DECLARATION_INVALID'],
  'v0.97/invalid/corrupt-data-file': ['BAG.OXUM_MISMATCH', 'BAG.PAYLOAD.DIGEST_MISMATCH'],
  'v0.97/invalid/corrupt-tag-file': ['BAG.TAG.DIGEST_MISMATCH'],
  // data/bar is not listed; the Oxum counts data/foo alone, with another size.
  'v0.97/invalid/extra-file-in-bag': ['BAG.OXUM_MISMATCH', 'BAG.PAYLOAD.UNLISTED_FILE'],
  'v0.97/invalid/invalid-version-number': ['BAG.DECLARATION_INVALID', 'BAG.TAG.DIGEST_MISMATCH'],
  'v0.97/invalid/missing-baginfo': ['BAG.TAG.MISSING_FILE'],
  'v0.97/invalid/missing-bagit.txt': ['BAG.DECLARATION_MISSING', 'BAG.TAG.MISSING_FILE'],
  'v0.97/invalid/out-of-scope-file-paths-using-dot-notation': ['BAG.MANIFEST.UNSAFE_PATH'],
  'v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch': ['BAG.FETCH_UNSAFE_PATH'],
  'v0.97/invalid/same-filename-listed-twice-with-different-hashes': ['BAG.MANIFEST.DUPLICATE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-absolute-path': ['BAG.MANIFEST.UNSAFE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch': ['BAG.FETCH_UNSAFE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut': ['BAG.MANIFEST.UNSAFE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-for-fetch': ['BAG.FETCH_UNSAFE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username': ['BAG.MANIFEST.UNSAFE_PATH'],
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch': ['BAG.FETCH_UNSAFE_PATH'],
}

/** Warnings that must be there; a few cases also lose a file on a Linux checkout, and then they are not valid any more. */
const WARNING: Readonly<Record<string, { warnings: readonly string[]; failed: readonly string[] }>> = {
  // The checkout lacks HELLO.txt.
  'v0.97/warning/duplicate-file-with-different-case': { warnings: ['BAG.PATH.CASE_TWIN'], failed: ['BAG.PAYLOAD.MISSING_FILE'] },
  'v0.97/warning/made-with-md5sum-tools': { warnings: ['BAG.MANIFEST.BINARY_MARK', 'BAG.MANIFEST.WEAK_DIGESTS_ONLY'], failed: [] },
  'v0.97/warning/relative-path': { warnings: ['BAG.MANIFEST.LEADING_DOT_SLASH'], failed: [] },
  // One file on a system that normalises names, two on this one, of which one is not there.
  'v0.97/warning/same-filename-listed-twice-with-different-normalization': { warnings: ['BAG.PATH.NORMALIZATION_TWIN'], failed: ['BAG.PAYLOAD.MISSING_FILE'] },
  'v0.97/warning/same-filename-listed-twice-with-the-same-hash': { warnings: ['BAG.MANIFEST.DUPLICATE_PATH'], failed: [] },
  // The checkout lacks .DS_Store.
  'v0.97/warning/special-system-files': { warnings: ['BAG.PATH.SYSTEM_FILE'], failed: ['BAG.OXUM_MISMATCH', 'BAG.PAYLOAD.MISSING_FILE'] },
}

async function checksOf(name: string) {
  const sheet = new CheckSheet()
  await checkBag(openFolder(world, join(suite ?? '', name)), sheet, world.signal)
  return sheet.checks()
}

const codes = (checks: readonly { code: string; outcome: string }[], outcome: string) =>
  [...new Set(checks.filter((line) => line.outcome === outcome).map(({ code }) => code))].toSorted()

function cases(kind: string): string[] {
  if (suite === undefined) return []
  return readdirSync(suite).filter((version) => /^v\d/.test(version)).flatMap((version) => {
    const folder = join(suite, version, kind)
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
    return readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()).map((name) => `${version}/${kind}/${name}`)
  })
}

describe.skipIf(suite === undefined)('bagit-conformance-suite', () => {
  it('has the cases that the tables name, and no other', () => {
    expect([...cases('invalid'), ...cases('linux-only')].toSorted()).toEqual(Object.keys(INVALID).toSorted())
    expect(cases('warning').toSorted()).toEqual(Object.keys(WARNING).toSorted())
    expect(cases('valid').length).toBe(27)
  })

  it.each(cases('valid'))('%s', async (name) => {
    const checks = await checksOf(name)
    expect(codes(checks, 'failed')).toEqual([])
    expect(verdictOf(checks)).toBe('verified')
  })

  it.each(Object.keys(INVALID))('%s', async (name) => {
    const checks = await checksOf(name)
    expect(codes(checks, 'failed')).toEqual(INVALID[name])
    expect(verdictOf(checks)).toBe('failed')
  })

  it.each(Object.keys(WARNING))('%s', async (name) => {
    const checks = await checksOf(name)
    expect(codes(checks, 'warning')).toEqual(expect.arrayContaining([...WARNING[name]?.warnings ?? []]))
    expect(codes(checks, 'failed')).toEqual(WARNING[name]?.failed)
  })

  it.each(cases('windows-only'))('%s', async (name) => {
    const failed = codes(await checksOf(name), 'failed')
    expect(failed.length).toBeGreaterThan(0)
  })
})
