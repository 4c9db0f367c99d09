// The words that packets are written with. fr and en implement them in messages/{fr,en}/packet.ts.
import type { Instant } from '../../system/world.ts'
import type { LeavingField } from '../destination.ts'
import type { AgeBand, Authority, Harm, Platform, Representation, Urgency } from '../vocabulary.ts'
import type { LimitUnit } from './fit-text.ts'
import type { FieldState, FormNoticeFacts, NoticeFacts } from './packet.ts'

/** What is written into a form: in the language of the form. */
export interface ValueWords {
  readonly platform: Readonly<Record<Platform, string>>
  readonly harm: Readonly<Record<Harm, string>>
  /** DSA category codes as a person writes them. */
  readonly category: Readonly<Record<string, string>>
  readonly ageBand: Readonly<Record<AgeBand, string>>
  readonly representation: Readonly<Record<Representation, string>>
  readonly urgency: Readonly<Record<Urgency, string>>
  readonly authority: Readonly<Record<Authority, string>>
  /** DSA Art. 16(2)(d). */
  readonly goodFaith: string
  /** Exactly the handle: a form that asks for a username refuses any word around it. Its label says that it is an account. */
  account(handle: string): string
  instant(instant: Instant, timeZone: string): string
  language(code: string): string
  country(code: string): string
}

/** What is said about a packet: in the language of the person who fills the form. */
export interface PacketWords {
  readonly language: 'fr' | 'en'
  readonly values: ValueWords
  /** File names, ASCII. */
  readonly files: { readonly readme: string; readonly page: string; readonly pdf: string; readonly payload: string }
  readonly fieldNames: Readonly<Record<LeavingField, string>>
  readonly units: (unit: LimitUnit, count: number) => string
  /** `412 sur 3 000 caractères`. */
  used(unit: LimitUnit, used: number, max: number): string
  readonly state: Readonly<Record<FieldState, string>>
  readonly notices: { readonly [C in keyof NoticeFacts]: (facts: NoticeFacts[C]) => string }
  readonly formNotices: { readonly [C in keyof FormNoticeFacts]: (facts: FormNoticeFacts[C]) => string }
  readonly required: string
  readonly labelUnverified: string
  readonly toVerify: string
  /** Before the choice to make in a list. */
  readonly choose: string
  /** Nothing goes in, and why is said by the state. */
  readonly nothing: string
  /** `Aide : `, with the space that the language wants. */
  lead(label: string): string
  title(destination: string): string
  readonly fieldsTitle: string
  form(number: number, count: number): string
  readonly sameAsFirst: string
  readonly address: string
  readonly addressUnknown: string
  readonly prohibited: string
  readonly cautions: string
  readonly sources: string
  source(source: string, day: string, verified: boolean): string
  readonly proof: { readonly title: string; fields(names: string): string; digest(file: string): string }
  readonly receipt: { readonly title: string; readonly number: string; readonly when: string; readonly note: string; readonly command: string }
  readonly steps: readonly string[]
  readonly missing: string
  readonly byHand: string
  madeBy(version: string): string
  readonly page: {
    readonly intro: string
    readonly copy: string
    readonly copied: string
    readonly copyFailed: string
    copyField(label: string): string
    copiedField(label: string): string
    readonly pasted: string
    readonly done: string
    /** `{n} sur {total}` for the script: filled by it. */
    readonly progress: string
    readonly keepsNothing: string
  }
  readonly pdf: {
    readonly subject: string
    readonly neutralised: string
    page(number: number): string
    total(count: number): string
    readonly continued: string
    readonly escapes: string
  }
  readonly terminal: {
    begin(signs: number, lines: number): string
    readonly end: string
    readonly escapes: string
  }
}
