// `notice/1`: what a signalement says to a destination that takes the reporting API (templates/openapi.yaml). The sender
// writes it, the receiver reads it, both by this model. DSA Art. 16(2): (a) explanation, (b) exact locations, (c) name and
// e-mail unless the law lets them out, (d) good faith.
import { z } from 'zod'
import { mayWithholdIdentity } from '../child-protection.ts'
import { EXPLANATION, Hash, Locator, MAX_LOCATORS, Moment, Offence, SignalementId } from '../signalement.ts'
import { AGE_BANDS, AUTHORITIES, DSA_CATEGORIES, DSA_KEYWORDS, HARMS, PLATFORMS, REPRESENTATIONS, URGENCIES } from '../vocabulary.ts'

export const NOTICE_FORMAT = 'notice/1'

const text = (max: number) => z.string().min(1).max(max)

/** Fields that a destination does not take are absent; nothing else is ever in it. */
export const Notice = z.strictObject({
  format: z.literal(NOTICE_FORMAT),
  /** Identifier of the signalement at the sender: pseudonymous. */
  correlationId: SignalementId,
  /** Goes up by one when the sender corrected the signalement. */
  revision: z.int().min(1),
  /** True: validated, kept apart, acted upon by nobody. */
  test: z.boolean(),
  harm: z.enum(HARMS),
  ageBand: z.enum(AGE_BANDS),
  urgency: z.enum(URGENCIES),
  dsaCategory: z.enum(DSA_CATEGORIES).optional(),
  dsaKeyword: z.array(z.enum(DSA_KEYWORDS)).max(10).optional(),
  offences: z.array(Offence).max(20).optional(),
  platform: z.enum(PLATFORMS),
  /** What the sender was given stays with the sender: `raw` never leaves. */
  locators: z.array(Locator.omit({ raw: true })).min(1).max(MAX_LOCATORS),
  account: z.strictObject({ handle: text(200), id: text(200).optional() }).optional(),
  explanation: z.string().min(EXPLANATION.min).max(EXPLANATION.max),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  country: z.string().regex(/^[A-Z]{2}$/),
  observedAt: Moment,
  occurredAt: Moment.optional(),
  representation: z.enum(REPRESENTATIONS).optional(),
  hashes: z.array(Hash).max(100).optional(),
  notifier: z.strictObject({
    authority: z.enum(AUTHORITIES),
    organisation: text(200),
    name: text(200).optional(),
    email: z.email().max(254).optional(),
    identity: z.enum(['disclosed', 'withheld']),
  }),
  goodFaith: z.literal(true),
  legalOrder: z.strictObject({ authority: text(200), reference: text(200), issuedAt: Moment }).optional(),
}).superRefine((notice, context) => {
  const refuse = (path: readonly string[], code: string): void => {
    context.addIssue({ code: 'custom', path: [...path], params: { code } })
  }
  const { identity, name, email } = notice.notifier
  if (identity === 'withheld') {
    if (!mayWithholdIdentity(notice.harm, notice.ageBand)) refuse(['notifier', 'identity'], 'identity.not-withheld')
    if (name !== undefined || email !== undefined) refuse(['notifier', 'name'], 'identity.named')
  } else {
    if (name === undefined) refuse(['notifier', 'name'], 'field.missing')
    if (email === undefined) refuse(['notifier', 'email'], 'field.missing')
  }
})
export type Notice = z.infer<typeof Notice>
