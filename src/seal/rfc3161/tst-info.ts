// TSTInfo (RFC 3161 §2.4.2): what the authority signs.
import { fieldsOf, onlyChild } from '../der/fields.ts'
import { DerError, TAG, contextTag } from '../der/node.ts'
import type { DerNode } from '../der/node.ts'
import { booleanOf, countOf, integerOf, octetsOf, oidOf, plainAlgorithmOf, timeOf } from '../der/values.ts'
import type { DerTime } from '../der/values.ts'

export interface TstInfo {
  readonly version: bigint
  readonly policy: string
  readonly imprint: { readonly oid: string; readonly digest: Buffer }
  readonly serial: bigint
  readonly genTime: DerTime
  /** Milliseconds, microseconds as a fraction; null when the authority tells none. */
  readonly accuracyMs: number | null
  readonly ordering: boolean
  readonly nonce: bigint | undefined
  /** DER of the directory name in `tsa`, when it is one. */
  readonly tsaName: Buffer | undefined
  readonly criticalExtensions: readonly string[]
}

/** @throws DerError */
export function readTstInfo(node: DerNode): TstInfo {
  const fields = fieldsOf(node, TAG.sequence)
  const version = integerOf(fields.take())
  const policy = oidOf(fields.take())
  const imprintFields = fieldsOf(fields.take(), TAG.sequence)
  const algorithm = plainAlgorithmOf(imprintFields.take())
  const digest = octetsOf(imprintFields.take())
  imprintFields.done()
  const serial = integerOf(fields.take())
  const time = fields.take(TAG.generalizedTime)
  const accuracy = fields.maybe(TAG.sequence)
  const ordering = fields.maybe(TAG.boolean)
  const nonce = fields.maybe(TAG.integer)
  const tsa = fields.maybe(contextTag(0))
  const extensions = fields.maybe(contextTag(1))
  fields.done()
  return {
    version,
    policy,
    imprint: { oid: algorithm, digest },
    serial,
    genTime: timeOf(time),
    accuracyMs: accuracy === undefined ? null : accuracyOf(accuracy),
    ordering: ordering !== undefined && booleanOf(ordering),
    nonce: nonce === undefined ? undefined : integerOf(nonce),
    tsaName: tsa === undefined ? undefined : directoryNameOf(onlyChild(tsa)),
    criticalExtensions: (extensions?.children ?? []).flatMap(criticalOid),
  }
}

function accuracyOf(node: DerNode): number {
  const fields = fieldsOf(node, TAG.sequence)
  const seconds = fields.maybe(TAG.integer)
  const millis = fields.maybe(contextTag(0, 'primitive'))
  const micros = fields.maybe(contextTag(1, 'primitive'))
  fields.done()
  return (seconds === undefined ? 0 : countOf(seconds) * 1000) +
    (millis === undefined ? 0 : countOf(millis, contextTag(0, 'primitive'))) +
    (micros === undefined ? 0 : countOf(micros, contextTag(1, 'primitive')) / 1000)
}

/** GeneralName `directoryName [4]`; other forms of name are not compared. */
function directoryNameOf(name: DerNode): Buffer | undefined {
  return name.tag === contextTag(4) ? onlyChild(name).raw : undefined
}

function criticalOid(node: DerNode): string[] {
  const fields = fieldsOf(node, TAG.sequence)
  const oid = oidOf(fields.take())
  const critical = fields.maybe(TAG.boolean)
  if (fields.rest().length !== 1) throw new DerError('unexpected-shape', node.offset)
  return critical !== undefined && booleanOf(critical) ? [oid] : []
}
