// What of one signalement could leave, flat: the one door between a record and a form. What is not here cannot be asked for.
import type { Instant } from '../../system/world.ts'
import type { AgeBand, Authority, Harm, Platform, Representation, Urgency } from '../vocabulary.ts'

export interface Outgoing {
  readonly id?: string | undefined
  /** Canonical locators. */
  readonly locators?: readonly string[] | undefined
  readonly platform?: Platform | undefined
  /** Handle, with or without its `@`; never the name of a person. */
  readonly account?: string | undefined
  readonly explanation?: string | undefined
  /** The harm that routes and codes follow: `effectiveHarm`. */
  readonly harm?: Harm | undefined
  /** A DSA category code, or the category in the words of the destination. */
  readonly category?: string | undefined
  /** One a line, as `Code pénal 227-23, image à caractère pornographique d’un mineur`. */
  readonly offences?: readonly string[] | undefined
  readonly observedAt?: Instant | undefined
  readonly occurredAt?: Instant | undefined
  readonly language?: string | undefined
  readonly country?: string | undefined
  readonly ageBand?: AgeBand | undefined
  readonly representation?: Representation | undefined
  readonly urgency?: Urgency | undefined
  readonly notifierName?: string | undefined
  readonly notifierEmail?: string | undefined
  readonly notifierOrg?: string | undefined
  /** `trusted_flagger` only inside the flagger's area: recital 61 DSA. */
  readonly authority?: Authority | undefined
  /** True once the good faith was attested: the sentence is the form's, in its language. */
  readonly goodFaith?: boolean | undefined
  /** As `sha256 … (origin)`. */
  readonly hashes?: readonly string[] | undefined
  readonly legalOrder?: string | undefined
}
