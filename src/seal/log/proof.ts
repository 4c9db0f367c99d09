// Inclusion and consistency proofs over the journal's tree (RFC 9162 §2.1.3 and §2.1.4). Verifying is total: any input
// gives true or false. Making takes the leaf hashes.
import { LogTree, nodeHash } from './tree.ts'

const HASH_BYTES = 32

/** Path of a leaf to the root (§2.1.3.1). @throws RangeError when the index is outside the tree */
export function inclusionProof(index: number, leafHashes: readonly Buffer[]): Buffer[] {
  if (!isSize(index) || index >= leafHashes.length) throw new RangeError('index outside the tree')
  return pathOf(index, 0, leafHashes.length, leafHashes)
}

/** Proof that the tree of all leaves extends that of the first `size1` (§2.1.4.1). @throws RangeError for sizes outside 1…n */
export function consistencyProof(size1: number, leafHashes: readonly Buffer[]): Buffer[] {
  if (!isSize(size1) || size1 < 1 || size1 > leafHashes.length) throw new RangeError('size outside the tree')
  return size1 === leafHashes.length ? [] : subproof(size1, 0, leafHashes.length, leafHashes, true)
}

/** §2.1.3.2. A proof that is too short or too long is refused, as is an index beyond the size. */
export function verifyInclusion(
  { index, size, leaf, root, proof }: { index: number; size: number; leaf: Uint8Array; root: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  const walk = new Walk(index, size - 1)
  let node: Buffer = Buffer.from(leaf)
  for (const sibling of proof) {
    if (walk.finished) return false
    node = walk.isRight ? nodeHash(sibling, node) : nodeHash(node, sibling)
    walk.up()
  }
  return walk.finished && node.equals(root)
}

/** §2.1.4.2. A first size of 0 is refused: every tree extends the empty one, so such a proof says nothing. */
export function verifyConsistency(
  { size1, size2, root1, root2, proof }: { size1: number; size2: number; root1: Uint8Array; root2: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2) return false
  if (size1 === size2) return proof.length === 0 && Buffer.from(root1).equals(root2)
  if (!areHashes([root1, root2, ...proof])) return false
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined || proof.length === 0) return false
  const walk = new Walk(size1 - 1, size2 - 1)
  walk.skipRights()
  let old: Buffer = Buffer.from(first)
  let now: Buffer = Buffer.from(first)
  for (const sibling of rest) {
    if (walk.finished) return false
    if (walk.isRight) {
      old = nodeHash(sibling, old)
      now = nodeHash(sibling, now)
    } else {
      now = nodeHash(now, sibling)
    }
    walk.up()
  }
  return walk.finished && old.equals(root1) && now.equals(root2)
}

/** The counters fn and sn of the standard. Division instead of shifts: sizes may exceed 32 bits. */
class Walk {
  #fn: number
  #sn: number

  constructor(fn: number, sn: number) {
    this.#fn = fn
    this.#sn = sn
  }

  get finished(): boolean {
    return this.#sn === 0
  }

  get isRight(): boolean {
    return this.#fn % 2 === 1 || this.#fn === this.#sn
  }

  up(): void {
    if (this.isRight) while (this.#fn !== 0 && this.#fn % 2 === 0) this.#shift()
    this.#shift()
  }

  skipRights(): void {
    while (this.#fn % 2 === 1) this.#shift()
  }

  #shift(): void {
    this.#fn = Math.floor(this.#fn / 2)
    this.#sn = Math.floor(this.#sn / 2)
  }
}

function pathOf(index: number, start: number, end: number, leaves: readonly Buffer[]): Buffer[] {
  if (end - start === 1) return []
  const middle = start + splitOf(end - start)
  return index < middle
    ? [...pathOf(index, start, middle, leaves), rootOf(middle, end, leaves)]
    : [...pathOf(index, middle, end, leaves), rootOf(start, middle, leaves)]
}

/** SUBPROOF(m, D[start:end], whole): `whole` while the old tree's root is known to the verifier. */
function subproof(end1: number, start: number, end: number, leaves: readonly Buffer[], whole: boolean): Buffer[] {
  if (end1 === end) return whole ? [] : [rootOf(start, end, leaves)]
  const middle = start + splitOf(end - start)
  return end1 <= middle
    ? [...subproof(end1, start, middle, leaves, whole), rootOf(middle, end, leaves)]
    : [...subproof(end1, middle, end, leaves, false), rootOf(start, middle, leaves)]
}

function rootOf(start: number, end: number, leaves: readonly Buffer[]): Buffer {
  const tree = new LogTree()
  for (const hash of leaves.slice(start, end)) tree.appendHash(hash)
  return tree.root()
}

/** Largest power of two below n (n ≥ 2). */
function splitOf(n: number): number {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

function isPowerOfTwo(n: number): boolean {
  return n === 1 || splitOf(n) * 2 === n
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.every((value) => value.length === HASH_BYTES)
}
