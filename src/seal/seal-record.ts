// seals/0001/seal.json, format "seal/1": what this seal fixed and which authorities were asked. Advisory: a verifier
// believes the tokens and the frozen manifests beside it, never this file.
import { z } from 'zod'
import { SEAL_FORMAT } from './seal-file.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

export const SealRecord = z.strictObject({
  format: z.literal(SEAL_FORMAT),
  number: z.int().positive(),
  startedAt: z.iso.datetime({ precision: 3 }),
  state: z.enum(['pending', 'complete']),
  /** SHA-256 of the frozen tagmanifest-sha256.txt: the message imprint of every token. */
  tagmanifest: hex,
  /** SHA-256 of manifest-sha256.txt. */
  payloadManifest: hex,
  log: z.strictObject({ origin: z.string(), size: z.int().positive(), root: hex }),
  minAuthorities: z.int().positive(),
  authorities: z.array(z.strictObject({
    /** File stem: `<name>.tsr`, `<name>.chain.pem`. */
    name: z.string(),
    /** null: the embedded local authority. */
    url: z.string().nullable(),
    state: z.enum(['waiting', 'received']),
  })),
})
export type SealRecord = z.infer<typeof SealRecord>
