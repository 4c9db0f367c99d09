// A destination as data: `templates/destinations/<id>.json`. One without an API is this file and its wording.
import { z } from 'zod'
import { BothLanguages, Fact, Provenance } from './fact.ts'
import { MISSING_PARTS } from './locators/located.ts'
import { CHANNELS, HARMS, PLATFORMS } from './vocabulary.ts'

/** What of a signalement may leave for a destination. Anything that is not named here never does. */
export const LEAVING_FIELDS = [
  'id', 'locators', 'platform', 'account', 'explanation', 'harm', 'category', 'offences', 'observedAt', 'occurredAt', 'language', 'country',
  'ageBand', 'representation', 'urgency', 'notifierName', 'notifierEmail', 'notifierOrg', 'authority', 'goodFaith', 'hashes', 'legalOrder',
] as const
export type LeavingField = (typeof LEAVING_FIELDS)[number]

/** What may still be missing before a step can be taken: parts of the locator, and what the channel asks. Words in messages/. */
export const LACKS = [
  ...MISSING_PARTS, 'consent', 'identity', 'explanation', 'locator', 'public-locator', 'account', 'good-faith', 'country', 'host-contact',
] as const
export type LackCode = (typeof LACKS)[number]

export const Limit = z.strictObject({ unit: z.enum(['characters', 'graphemes', 'bytes']), max: z.int().positive(), ...Provenance.shape })

/** One field of a form, in the form's order. */
export const FormField = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What stands beside the field on the form; `verified: false` when the live label could not be read. */
  label: z.strictObject({ ...BothLanguages.shape, ...Provenance.shape }),
  required: z.boolean(),
  /** What goes in. `fixed`: the same text each time, in `text`. `human`: only the person at the screen can (CAPTCHA, a box to tick). */
  value: z.enum([...LEAVING_FIELDS, 'fixed', 'human']),
  text: BothLanguages.optional(),
  /** The choice to make for each harm, in the form's own words. */
  choices: z.partialRecord(z.enum(HARMS), BothLanguages).optional(),
  /** Where the choice differs for an adult victim. */
  adultChoices: z.partialRecord(z.enum(HARMS), BothLanguages).optional(),
  /** The choice to make for each platform, where the form lists kinds of place. */
  platformChoices: z.partialRecord(z.enum(PLATFORMS), BothLanguages).optional(),
  limit: Limit.optional(),
  /** One value a line, or the form must be filled once for each. */
  many: z.enum(['one-per-line', 'one-form-each', 'first-only']).optional(),
  help: BothLanguages.optional(),
})
export type FormField = z.infer<typeof FormField>

export const Contact = z.strictObject({
  kind: z.enum(['url', 'email', 'phone', 'app']),
  value: z.string().min(1),
  label: BothLanguages.optional(),
  /** Only for these; for all when absent. */
  harms: z.array(z.enum(HARMS)).optional(),
  ...Provenance.shape,
})

export const Destination = z.strictObject({
  format: z.literal('destination/1'),
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: BothLanguages,
  /** Other words people type for it. */
  aliases: z.array(z.string().min(1)).optional(),
  role: z.enum(['platform', 'authority', 'partner', 'hotline', 'emergency', 'network']),
  channel: z.enum(CHANNELS),
  /** Folder of src/delivery/destinations that speaks to it by machine. */
  adapter: z.string().regex(/^[a-z0-9-]+$/).optional(),
  /** Platforms whose contents it can remove. Empty: it is chosen by rule. */
  platforms: z.array(z.enum(PLATFORMS)),
  /** It may show a notice to third parties or print it (Lumen): never for a child's image, never for a minor. */
  publishes: z.boolean(),
  /** Only these people may use it, as a law-enforcement portal. */
  onlyFor: z.array(z.enum(['trusted_flagger', 'partner', 'law_enforcement', 'individual'])).optional(),
  languages: z.array(z.enum(['fr', 'en'])).min(1),
  contacts: z.array(Contact),
  /** Identity of the notifier on this channel. */
  identity: z.enum(['required', 'optional', 'account', 'never']),
  /** Consent of the child or the parents must be on record before anything is passed on. */
  needsConsent: z.boolean(),
  /** Private messages, affairs between known persons… what it does not take. */
  excludes: z.array(z.enum(['private-message', 'no-public-locator', 'known-persons', 'emergency', 'adult-victim', 'minor-victim'])),
  /** What it cannot do without, beyond the required fields of its form. */
  needs: z.array(z.enum(LACKS)).optional(),
  allow: z.array(z.enum(LEAVING_FIELDS)),
  /** To be said each time somebody is sent there. */
  cautions: z.array(Fact).optional(),
  facts: z.array(Fact),
  form: z.strictObject({ language: z.enum(['fr', 'en']).optional(), fields: z.array(FormField).min(1) }).optional(),
  /** What to say on the phone, or to whom one is referred. */
  referral: z.strictObject({ say: BothLanguages, ...Provenance.shape }).optional(),
})
export type Destination = z.infer<typeof Destination>
