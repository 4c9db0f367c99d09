// The Merkle tree of the journal (RFC 9162 §2.1.1): lines without their LF are the leaves. What is kept is one digest
// a level, so that a journal of any length costs the same memory.
import { createHash } from 'node:crypto'

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/** Root of a tree without leaves: the SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest()

/** SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(leaf).digest()
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** A tree that only grows. */
export class LogTree {
  /** Root of a complete subtree of 2^level leaves, where the size has that bit. */
  readonly #complete: (Buffer | undefined)[] = []
  #size = 0

  append(leaf: Uint8Array): void {
    this.appendHash(leafHash(leaf))
  }

  /** Adds a leaf that is hashed already. */
  appendHash(hash: Buffer): void {
    let node = hash
    let level = 0
    for (;;) {
      const left = this.#complete[level]
      if (left === undefined) break
      node = nodeHash(left, node)
      this.#complete[level] = undefined
      level += 1
    }
    this.#complete[level] = node
    this.#size += 1
  }

  get size(): number {
    return this.#size
  }

  root(): Buffer {
    let root: Buffer | undefined
    for (const left of this.#complete) {
      if (left !== undefined) root = root === undefined ? left : nodeHash(left, root)
    }
    return root ?? EMPTY_ROOT
  }
}
