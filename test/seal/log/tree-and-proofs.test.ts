import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../../src/seal/log/proof.ts'
import { EMPTY_ROOT, leafHash, LogTree } from '../../../src/seal/log/tree.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** The definition of RFC 9162 §2.1.1, word for word. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return sha256(Buffer.of(0), only)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

function treeOf(leaves: readonly Buffer[]): LogTree {
  const tree = new LogTree()
  for (const leaf of leaves) tree.append(leaf)
  return tree
}

const leavesArb = fc.array(fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)), { minLength: 1, maxLength: 70 })

describe('LogTree', () => {
  it('has the root of RFC 9162 at every size', () => {
    expect(new LogTree().root()).toEqual(EMPTY_ROOT)
    fc.assert(fc.property(leavesArb, (leaves) => {
      const tree = new LogTree()
      leaves.forEach((leaf, index) => {
        tree.append(leaf)
        expect(tree.root()).toEqual(naiveRoot(leaves.slice(0, index + 1)))
      })
      expect(tree.size).toBe(leaves.length)
    }), { numRuns: 60 })
  })

  it('never takes a node for a leaf, nor doubles the last leaf', () => {
    const [a, b, c] = [Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]
    expect(treeOf([a, b, c]).root()).not.toEqual(treeOf([a, b, c, c]).root())
    expect(treeOf([Buffer.concat([leafHash(a), leafHash(b)])]).root()).not.toEqual(treeOf([a, b]).root())
  })
})

describe('proofs', () => {
  it('are accepted for every leaf and every pair of sizes, and only for those', () => {
    fc.assert(fc.property(leavesArb, fc.nat(), fc.nat(), fc.nat(), (leaves, x, y, z) => {
      const size = leaves.length
      const hashes = leaves.map(leafHash)
      const root = treeOf(leaves).root()
      const index = x % size
      const proof = inclusionProof(index, hashes)
      const leaf = hashes[index] ?? EMPTY_ROOT
      expect(verifyInclusion({ index, size, leaf, root, proof })).toBe(true)
      expect(verifyInclusion({ index: size, size, leaf, root, proof })).toBe(false)
      expect(verifyInclusion({ index, size, leaf, root, proof: [...proof, root] })).toBe(false)
      if (proof.length > 0) {
        expect(verifyInclusion({ index, size, leaf, root, proof: proof.slice(1) })).toBe(false)
        expect(verifyInclusion({ index, size, leaf, root, proof: proof.with(z % proof.length, EMPTY_ROOT) })).toBe(false)
      }
      const size1 = 1 + (y % size)
      const root1 = treeOf(leaves.slice(0, size1)).root()
      const extension = consistencyProof(size1, hashes)
      expect(verifyConsistency({ size1, size2: size, root1, root2: root, proof: extension })).toBe(true)
      expect(verifyConsistency({ size1, size2: size, root1: EMPTY_ROOT, root2: root, proof: extension })).toBe(false)
      expect(verifyConsistency({ size1, size2: size, root1, root2: EMPTY_ROOT, proof: extension })).toBe(false)
      expect(verifyConsistency({ size1, size2: size, root1, root2: root, proof: [...extension, root] })).toBe(false)
    }))
  })

  it('refuses a first size of 0, sizes that go back and hashes of a wrong length', () => {
    const hashes = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]
    const root = treeOf([Buffer.from('a'), Buffer.from('b')]).root()
    expect(verifyConsistency({ size1: 0, size2: 2, root1: EMPTY_ROOT, root2: root, proof: [] })).toBe(false)
    expect(verifyConsistency({ size1: 2, size2: 1, root1: root, root2: root, proof: [] })).toBe(false)
    expect(verifyConsistency({ size1: 1, size2: 2, root1: Buffer.alloc(3), root2: root, proof: [EMPTY_ROOT] })).toBe(false)
    expect(verifyInclusion({ index: 0, size: 2, leaf: Buffer.alloc(31), root, proof: [EMPTY_ROOT] })).toBe(false)
    expect(() => consistencyProof(0, hashes)).toThrow(RangeError)
    expect(() => inclusionProof(2, hashes)).toThrow(RangeError)
  })
})

interface Vector {
  readonly wantErr: boolean
  readonly root: string
  readonly root1: string
  readonly root2: string
  readonly leafHash: string
  readonly proof: readonly string[] | null
  readonly size1: string
  readonly size2: string
  readonly leafIdx: string
  readonly treeSize: string
}

function vectors(folder: string): [string, Vector][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).toSorted().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(/("(?:size1|size2|leafIdx|treeSize)":\s*)(-?\d+)/g, '$1"$2"')
    return [name, JSON.parse(text) as Vector]
  })
}

const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64')

describe('vectors of transparency-dev/merkle', () => {
  const folder = sharedFolder('vectors', 'rfc9162', 'testdata')

  it.skipIf(folder === undefined)('inclusion', () => {
    const all = vectors(join(folder ?? '', 'inclusion'))
    expect(all.length).toBe(98)
    const wrong = all.filter(([, v]) => verifyInclusion({
      index: Number(v.leafIdx), size: Number(v.treeSize), leaf: bytes(v.leafHash), root: bytes(v.root), proof: (v.proof ?? []).map(bytes),
    }) === v.wantErr)
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  it.skipIf(folder === undefined)('consistency', () => {
    const all = vectors(join(folder ?? '', 'consistency'))
    expect(all.length).toBe(98)
    const wrong = all.filter(([, v]) => verifyConsistency({
      size1: Number(v.size1), size2: Number(v.size2), root1: bytes(v.root1), root2: bytes(v.root2), proof: (v.proof ?? []).map(bytes),
    }) === v.wantErr)
    expect(wrong.map(([name]) => name)).toEqual([])
  })
})
