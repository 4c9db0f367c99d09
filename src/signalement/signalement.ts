// `signalement/1`: one content or account, one harm, n deliveries. Unknown members are refused, lists bounded, times
// zoned. No member names the victim: there is a band of age and nothing else.
import { z } from 'zod'
import { mayShowChild, mayWithholdIdentity } from './child-protection.ts'
import { Delivery } from './delivery.ts'
import {
  ADVICE_ONLY, AGE_BANDS, AUTHORITIES, CLOCK_BASES, CONTENT_KINDS, DSA_CATEGORIES, DSA_KEYWORDS, HARMS, HASH_ALGORITHMS, INTAKE_CHANNELS, LOCATOR_KINDS,
  PLATFORMS, REPRESENTATIONS, URGENCIES,
} from './vocabulary.ts'

export const SIGNALEMENT_FORMAT = 'signalement/1'

/** DSA Art. 16(2)(a): "sufficiently substantiated". The lower bound is ours. */
export const EXPLANATION = { min: 50, max: 5000 } as const
export const MAX_LOCATORS = 250

/** RFC 9562 UUID of version 7: the only name of a signalement that leaves. */
export const SignalementId = z.uuidv7()
/** RFC 3339, UTC, milliseconds. */
export const Moment = z.iso.datetime({ precision: 3 })

const text = (max: number, min = 1) => z.string().min(min).max(max)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const Locator = z.strictObject({
  kind: z.enum(LOCATOR_KINDS),
  what: z.enum(CONTENT_KINDS),
  /** As received: evidence. */
  raw: text(2048),
  canonical: text(4096),
  ids: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/), z.string().max(512)),
})
export type Locator = z.infer<typeof Locator>

export const Offence = z.strictObject({
  article: text(100),
  label: text(300),
  versionDate: z.iso.date().optional(),
  checkedOn: z.iso.date(),
  verified: z.boolean(),
})

/** Who agreed to what, so that something may be passed on. Never the name of a child. */
export const Consent = z.strictObject({
  by: z.enum(['self', 'parent', 'legal_guardian']),
  /** Destination that it allows, or `any`. */
  to: text(64),
  at: Moment,
  recordedBy: text(200),
})

export const Hash = z.strictObject({
  alg: z.enum(HASH_ALGORITHMS),
  value: z.string().regex(/^[0-9A-Za-z+/]{32,288}$/),
  /** Who computed it, on what: a digest without its origin proves nothing. */
  origin: text(300),
})

export const Evidence = z.strictObject({
  /** Number of the exhibit in its case. */
  id: text(64),
  sha256: Sha256,
  /** As the readers of the case detected it; absent when the exhibit was not inspected. */
  mime: text(255).optional(),
  bytes: z.int().nonnegative(),
  capturedAt: Moment,
  tool: text(100),
  storage: z.enum(['vault', 'none']),
  /** Identifier of the case that holds it. */
  case: z.uuid(),
})
export type Evidence = z.infer<typeof Evidence>

const Fields = z.strictObject({
  schema: z.literal(SIGNALEMENT_FORMAT),
  id: SignalementId,
  /** Goes up by one at each edit; deliveries derive their idempotency key from it. */
  revision: z.int().min(1),
  state: z.enum(['draft', 'validated', 'cancelled']),
  campaign: SignalementId.optional(),
  createdAt: Moment,
  createdBy: text(200),
  /** Of the last edit, link or delivery. */
  updatedAt: Moment.optional(),
  observedAt: Moment,
  occurredAt: Moment.optional(),
  intake: z.strictObject({ channel: z.enum(INTAKE_CHANNELS) }),
  harm: z.enum(HARMS),
  subHarm: text(200).optional(),
  dsaCategory: z.enum(DSA_CATEGORIES).optional(),
  dsaKeyword: z.array(z.enum(DSA_KEYWORDS)).max(10),
  offences: z.array(Offence).max(20),
  urgency: z.enum(URGENCIES),
  urgencyReason: text(3000).optional(),
  target: z.strictObject({
    platform: z.enum(PLATFORMS),
    legalEntity: text(200).optional(),
    country: z.string().regex(/^[A-Z]{2}$/).optional(),
    locators: z.array(Locator).max(MAX_LOCATORS),
    /** Never asserted to be a real person. */
    account: z.strictObject({ handle: text(200), id: text(200).optional(), displayName: text(200).optional(), profileUrl: text(2048).optional() }).optional(),
  }),
  victim: z.strictObject({
    ageBand: z.enum(AGE_BANDS),
    isCaller: z.boolean(),
    representation: z.enum(REPRESENTATIONS),
    consent: z.array(Consent).max(20),
  }),
  explanation: text(EXPLANATION.max, EXPLANATION.min),
  /** BCP 47, primary language with an optional region. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  country: z.string().regex(/^[A-Z]{2}$/),
  hashes: z.array(Hash).max(100),
  evidence: z.array(Evidence).max(100),
  notifier: z.strictObject({
    authority: z.enum(AUTHORITIES),
    org: text(200),
    flaggerArea: text(200).optional(),
    name: text(200).optional(),
    email: z.email().max(254).optional(),
    identity: z.enum(['disclosed', 'withheld']),
  }),
  attestation: z.strictObject({ goodFaith: z.literal(true), by: text(200), at: Moment }).optional(),
  legalOrder: z.strictObject({ authority: text(200), reference: text(200), issuedAt: Moment }).optional(),
  clock: z.strictObject({ basis: z.enum(CLOCK_BASES), dueAt: Moment, source: text(300) }),
  deliveries: z.array(Delivery).max(200),
  retention: z.strictObject({ policy: text(100), expiresAt: Moment, keyId: text(100) }),
})

/** What no single member can tell. Codes are those of record-problems.ts. */
export const Signalement = Fields.superRefine((record, context) => {
  const refuse = (path: readonly (string | number)[], code: string): void => {
    context.addIssue({ code: 'custom', path: [...path], params: { code } })
  }
  if (record.target.locators.length === 0 && !ADVICE_ONLY.has(record.harm)) refuse(['target', 'locators'], 'locators.needed')
  if (mayShowChild(record.harm, record.victim.ageBand) && record.evidence.length > 0) refuse(['evidence'], 'evidence.forbidden')
  if (record.notifier.identity === 'withheld') {
    if (!mayWithholdIdentity(record.harm, record.victim.ageBand)) refuse(['notifier', 'identity'], 'identity.not-withheld')
    if (record.notifier.name !== undefined || record.notifier.email !== undefined) refuse(['notifier', 'name'], 'identity.named')
  }
  if (record.state === 'validated' && record.attestation === undefined) refuse(['attestation'], 'attestation.needed')
  if (record.clock.basis === 'legal_order' && record.legalOrder === undefined) refuse(['clock', 'basis'], 'clock.no-order')
  if (record.clock.basis === 'dsa_priority' && record.notifier.authority !== 'trusted_flagger') refuse(['clock', 'basis'], 'clock.no-flagger')
  for (const member of ['observedAt', 'occurredAt'] as const) {
    const at = record[member]
    if (at !== undefined && at > (record.updatedAt ?? record.createdAt)) refuse([member], 'time.future')
  }
})
export type Signalement = z.infer<typeof Signalement>
