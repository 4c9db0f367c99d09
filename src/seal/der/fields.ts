// The fields of a SEQUENCE or SET in order: what is wanted is taken, what is left over is a defect.
import { DerError } from './node.ts'
import type { DerNode } from './node.ts'

export interface Fields {
  /** The next field, which must have this identifier octet (any, when undefined). @throws DerError `unexpected-shape` */
  take(tag?: number): DerNode
  /** The next field when it has this identifier octet. */
  maybe(tag: number): DerNode | undefined
  /** Identifier octet of the next field. */
  peek(): number | undefined
  rest(): DerNode[]
  /** Nothing may be left. @throws DerError `unexpected-shape` */
  done(): void
}

/** @throws DerError `unexpected-shape` when the node is not the wanted constructed type */
export function fieldsOf(node: DerNode, tag: number): Fields {
  expectTag(node, tag)
  if (!node.constructed) throw new DerError('unexpected-shape', node.offset)
  const children = node.children
  let index = 0
  return {
    take(wanted) {
      const child = children[index]
      if (child === undefined) throw new DerError('unexpected-shape', node.offset)
      if (wanted !== undefined) expectTag(child, wanted)
      index += 1
      return child
    },
    maybe(wanted) {
      const child = children[index]
      if (child?.tag !== wanted) return undefined
      index += 1
      return child
    },
    peek: () => children[index]?.tag,
    rest() {
      const left = children.slice(index)
      index = children.length
      return left
    },
    done() {
      const child = children[index]
      if (child !== undefined) throw new DerError('unexpected-shape', child.offset)
    },
  }
}

/** The one value inside an explicit tag. @throws DerError `unexpected-shape` */
export function onlyChild(node: DerNode): DerNode {
  const [child, second] = node.children
  if (child === undefined || second !== undefined) throw new DerError('unexpected-shape', node.offset)
  return child
}

/** @throws DerError `unexpected-shape` */
export function expectTag(node: DerNode, tag: number): void {
  if (node.tag !== tag) throw new DerError('unexpected-shape', node.offset)
}
