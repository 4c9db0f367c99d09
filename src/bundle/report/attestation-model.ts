// What the attestation is made from: written after the tokens were received and verified, outside the sealed object.
import type { CaseRecord } from '../../case/case-record.ts'
import type { Instant } from '../../system/world.ts'

export interface AttestationModel {
  readonly record: CaseRecord
  readonly language: 'fr' | 'en'
  readonly toolVersion: string
  readonly sealNumber: number
  /** SHA-256 of the frozen tagmanifest-sha256.txt, hex: what the tokens stamp. */
  readonly tagmanifestSha256: string
  /** SHA-256 of manifest-sha256.txt, hex. */
  readonly payloadManifestSha256: string
  readonly journal: { readonly size: number; readonly root: string; readonly origin: string }
  readonly totals: { readonly exhibits: number; readonly bytes: number; readonly refused: number }
  readonly tokens: readonly AttestedToken[]
  /** Shell lines that check this seal without scelle, run at the top of the case or of the unpacked bag. */
  readonly commands: readonly string[]
}

export interface AttestedToken {
  readonly authority: string
  /** null: the embedded local authority. */
  readonly url: string | null
  readonly genTime: Instant
  readonly accuracyMs: number | null
  /** Object identifier of the policy. */
  readonly policy: string
  /** Hex. */
  readonly serial: string
  /** Subject of the signing certificate. */
  readonly signer: string
  readonly signerSha256: string
  /** End of the signing certificate's validity. */
  readonly notAfter: Instant
  readonly rootSha256: string | null
  readonly local: boolean
  /** `anchor`: chain to a configured root; `exercise`: trusted for exercise cases only; `none`: no root configured. */
  readonly trusted: 'anchor' | 'exercise' | 'none'
  /** Paths in the case, as `seals/0001/local.tsr`. */
  readonly file: string
  readonly chainFile: string
}
