// What a time-stamp token (RFC 3161 §2.4.2) says, as far as it can be told without verifying it: that it is over this
// signature, and when. `scelle verify` checks the token itself. No outside code.
import { createHash } from 'node:crypto'
import type { TimeFact } from '../../record.ts'
import { isoTime, secondsOf } from '../../times.ts'
import { chainOf, linkFaults } from './certificates.ts'

const TOKEN_LIMIT = 256 * 1024
const TEN_MINUTES = 600

export interface TokenTold {
  readonly faults: readonly string[]
  readonly evidence: readonly string[]
  readonly times: readonly TimeFact[]
  readonly bytes?: Buffer
}

export function tokenFaults({ token, certificates, signature, created }: { readonly token: string | undefined; readonly certificates: string | undefined; readonly signature: string; readonly created: string }): TokenTold {
  if (token === undefined) return { faults: ['timeSignature: absent'], evidence: [], times: [] }
  const bytes = Buffer.from(token.slice(0, TOKEN_LIMIT * 2), 'base64').subarray(0, TOKEN_LIMIT)
  const imprint = imprintIn(bytes, signature)
  const links = linkFaults(chainOf(certificates), 'timestampCert')
  if (imprint === undefined) return { faults: ['timeSignature: no token over this signature', ...links], evidence: [], times: [], bytes }
  const raw = genTimeAfter(bytes, imprint.end)
  if (raw === undefined) return { faults: ['timeSignature: no time after its imprint', ...links], evidence: [], times: [], bytes }
  const time = isoTime({ role: 'metadata', source: 'genTime', raw: raw.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/, '$1-$2-$3T$4:$5:$6$7Z') })
  const at = isoTime({ role: 'metadata', source: 'created', raw: created })
  const after = time.utc === undefined || at.utc === undefined ? Number.NaN : secondsOf(time.utc) - secondsOf(at.utc)
  return {
    faults: [...(after >= 0 && after <= TEN_MINUTES ? [] : [`timeSignature: its time ${raw} is not within ten minutes after created = ${created.slice(0, 40)}`]), ...links],
    evidence: [`timeSignature: over ${imprint.of}, at ${raw}; its own signature is to be verified with scelle verify`], times: [{ ...time, raw }], bytes,
  }
}

/** The tools differ in what they stamp: the signature as it is written, or its bytes. */
function imprintIn(token: Buffer, signature: string): { readonly end: number; readonly of: string } | undefined {
  for (const [of, stamped] of [['the signature as written', Buffer.from(signature)], ['the bytes of the signature', Buffer.from(signature, 'base64')]] as const) {
    for (const algorithm of ['sha256', 'sha512', 'sha384', 'sha1']) {
      const digest = createHash(algorithm).update(stamped).digest()
      const at = token.indexOf(Buffer.concat([Buffer.from([0x04, digest.length]), digest]))
      if (at !== -1) return { end: at + 2 + digest.length, of: `${of} (${algorithm})` }
    }
  }
  return undefined
}

/** In TSTInfo a serial number and the time follow the imprint. */
function genTimeAfter(token: Buffer, at: number): string | undefined {
  if (token[at] !== 0x02 || (token[at + 1] as number) > 0x40) return undefined
  const time = at + 2 + (token[at + 1] as number)
  const length = token[time + 1] ?? 0
  const text = token[time] === 0x18 && length >= 15 && length <= 30 ? token.toString('latin1', time + 2, time + 2 + length) : ''
  return /^\d{14}(?:\.\d{1,9})?Z$/.test(text) ? text : undefined
}
