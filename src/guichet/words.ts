// The words of the guichet: what it answers to machines and shows to its desk. fr and en implement them in
// messages/{fr,en}/guichet.ts; they are handed in as values.
import type { Standing } from '../signalement/reporting-api/answers.ts'
import type { AgeBand, Authority, Urgency } from '../signalement/vocabulary.ts'
import type { Instant } from '../system/world.ts'
import type { Fault } from './notice-faults.ts'
import type { RefusalCode, RefusalFacts } from './refusal.ts'
import type { DecisionKind, EvidenceRow } from './store/guichet-store.ts'

export type Language = 'fr' | 'en'
type NoticeState = Standing['state']

export interface GuichetWords {
  readonly language: Language
  readonly problems: { readonly [C in RefusalCode]: (facts: RefusalFacts[C]) => { readonly title: string; readonly detail: string } }
  fault(fault: Fault): string
  readonly desk: DeskWords
}

export interface DeskWords {
  readonly title: string
  readonly states: { readonly [state in NoticeState]: string }
  readonly urgencies: { readonly [urgency in Urgency]: string }
  readonly ages: { readonly [age in AgeBand]: string }
  readonly authorities: { readonly [authority in Authority]: string }
  instant(instant: Instant, timeZone: string): string
  readonly otherLanguage: string
  readonly skip: string
  readonly login: { readonly title: string; readonly name: string; readonly token: string; readonly enter: string; readonly refused: string; readonly wait: string }
  readonly logout: string
  readonly queue: {
    readonly title: string
    readonly tests: string
    readonly real: string
    readonly testsNote: string
    readonly filter: string
    readonly state: string
    readonly open: string
    readonly all: string
    readonly harm: string
    readonly anyHarm: string
    readonly apply: string
    readonly empty: string
    readonly urgency: string
    readonly due: string
    readonly late: string
    readonly sender: string
    readonly openOne: string
    count(total: number): string
    readonly previous: string
    readonly next: string
  }
  readonly notice: {
    title(short: string): string
    readonly back: string
    readonly test: string
    readonly prohibited: string
    readonly neverOpen: string
    readonly identifier: string
    readonly correlation: string
    readonly revision: string
    readonly due: string
    readonly age: string
    readonly platform: string
    readonly account: string
    readonly locators: string
    readonly locator: string
    readonly copy: string
    readonly explanation: string
    readonly offences: string
    readonly unverified: string
    readonly observedAt: string
    readonly occurredAt: string
    readonly hashes: string
    readonly notifier: string
    readonly withheld: string
    readonly order: string
    readonly evidence: string
    evidence_(row: EvidenceRow): string
    readonly download: string
    /** A line of the history. */
    readonly erased: string
    readonly history: string
    readonly arrived: string
    readonly grounds: string
  }
  readonly act: {
    readonly title: string
    readonly acknowledge: string
    readonly review: string
    readonly reopen: string
    readonly kinds: { readonly [kind in DecisionKind]: string }
    readonly kind: string
    readonly grounds: string
    readonly groundsHint: string
    readonly record: string
    readonly done: string
    readonly groundsNeeded: string
    readonly changed: string
    readonly testNote: string
  }
  readonly refused: { readonly title: string; readonly form: string; readonly missing: string; readonly internal: string; readonly back: string }
}
