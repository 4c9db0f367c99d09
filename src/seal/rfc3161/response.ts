// TimeStampResp and PKIStatusInfo (RFC 3161 §2.4.2): granted or refused, and why.
import { fieldsOf } from '../der/fields.ts'
import { TAG } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { bitsOf, countOf, textOf } from '../der/values.ts'
import { integer, namedBits, sequence, utf8String } from '../der/writer.ts'

export const STATUS_NAMES = [
  'granted', 'grantedWithMods', 'rejection', 'waiting', 'revocationWarning', 'revocationNotification',
] as const
export type StatusName = (typeof STATUS_NAMES)[number] | 'unknown'

const FAIL_INFO_BITS = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const
export type FailInfo = keyof typeof FAIL_INFO_BITS

export interface TimeStampResp {
  readonly status: number
  readonly statusName: StatusName
  /** PKIFreeText, its parts joined by `; `. Untrusted: escape before showing. */
  readonly statusText: string
  /** Names of RFC 3161; `bit 7` for one that it does not name. */
  readonly failInfo: readonly string[]
  readonly token: DerNode | undefined
}

/** Whether the value is a TimeStampResp rather than a bare token: its first field is a SEQUENCE that starts with an INTEGER. */
export function isResponse(node: DerNode): boolean {
  const first = node.children[0]
  return node.tag === TAG.sequence && first?.tag === TAG.sequence && first.children[0]?.tag === TAG.integer
}

/** @throws DerError */
export function readResponse(node: DerNode): TimeStampResp {
  const fields = fieldsOf(node, TAG.sequence)
  const info = fieldsOf(fields.take(), TAG.sequence)
  const status = countOf(info.take())
  const text = info.maybe(TAG.sequence)
  const failInfo = info.maybe(TAG.bitString)
  info.done()
  const token = fields.maybe(TAG.sequence)
  fields.done()
  return {
    status,
    statusName: STATUS_NAMES[status] ?? 'unknown',
    statusText: text === undefined ? '' : text.children.map(textOf).join('; ').slice(0, 500),
    failInfo: failInfo === undefined ? [] : bitsOf(failInfo).slice(0, 32).map(failInfoName),
    token,
  }
}

function failInfoName(bit: number): string {
  return Object.entries(FAIL_INFO_BITS).find(([, position]) => position === bit)?.[0] ?? `bit ${bit}`
}

/** A response that grants `token` (a ContentInfo). */
export function grant(token: Uint8Array): Buffer {
  return sequence(sequence(integer(0)), token)
}

/** A response without token: PKIStatus `rejection`. */
export function rejection(reason: FailInfo, text: string): Buffer {
  return sequence(sequence(integer(2), sequence(utf8String(text)), namedBits([FAIL_INFO_BITS[reason]])))
}
