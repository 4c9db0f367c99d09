// The words of the signalement verbs. fr and en implement them in messages/{fr,en}/signalement.ts.
import type { EntryField } from '../signalement/entry.ts'
import type { AgeBand, Authority, ClockBasis, HashAlgorithm, IntakeChannel, Representation, State, Urgency } from '../signalement/vocabulary.ts'

export interface SignalementWords {
  readonly states: { readonly [state in State]: string }
  readonly ages: { readonly [age in AgeBand]: string }
  readonly urgencies: { readonly [urgency in Urgency]: string }
  readonly bases: { readonly [basis in ClockBasis]: string }
  readonly channels: { readonly [channel in IntakeChannel]: string }
  readonly representations: { readonly [representation in Representation]: string }
  readonly authorities: { readonly [authority in Authority]: string }
  readonly identities: { readonly disclosed: string; readonly withheld: string }
  readonly consents: { readonly self: string; readonly parent: string; readonly legal_guardian: string }
  readonly hashes: { readonly [alg in HashAlgorithm]: string }
  /** Names of answers, as a refusal cites them. */
  readonly fields: { readonly [field in EntryField]: string }
  readonly yes: string
  readonly no: string
  readonly new: {
    done(short: string, validated: boolean): string
    campaign(short: string, count: number): string
    duplicate: string
    partly(count: number): string
    nothingKept: string
    plan: string
    next: string
    notAttested: string
  }
  readonly known: {
    /** One signalement that holds the same contents. */
    line(short: string, state: string, at: string, by: string, locators: number): string
    delivery(destination: string, at: string, by: string, state: string): string
    force: string
  }
  readonly privacy: {
    found(count: number): string
    /** One hit: what it is, the words found, what would stand there instead. */
    hit(kind: string, text: string, replacement: string): string
    replaced(count: number): string
    howTo: string
  }
  readonly list: {
    readonly head: readonly [id: string, state: string, harm: string, platform: string, age: string, due: string, basis: string]
    empty: string
    more(shown: number, total: number): string
    ago(minutes: number): string
    dueIn(minutes: number): string
    overdue(minutes: number): string
  }
  readonly show: {
    readonly labels: {
      readonly id: string; readonly state: string; readonly created: string; readonly observed: string; readonly occurred: string; readonly due: string
      readonly harm: string; readonly offences: string; readonly urgency: string; readonly platform: string; readonly account: string; readonly locators: string
      readonly victim: string; readonly consent: string; readonly explanation: string; readonly notifier: string; readonly hashes: string; readonly evidence: string
      readonly order: string; readonly deliveries: string; readonly campaign: string; readonly retention: string; readonly channel: string; readonly same: string
      readonly dsa: string; readonly revision: string
    }
    by(name: string): string
    due(at: string, basis: string, source: string): string
    delivery(destination: string, state: string, at: string, by: string): string
    exhibit(number: string, sha256: string): string
    attested(by: string): string
    notAttested: string
    /** A fact of law that was not verified. */
    toVerify: string
    checkedOn(day: string): string
    treatedAsCsam: string
    readonly none: string
  }
  readonly edit: { done(short: string, revision: number, state: string): string; nothing: string; reattest: string; plan: string; unlinked(count: number): string; identity(mode: string): string }
  readonly cancel: { done(short: string): string; already(short: string): string; plan(short: string): string }
  readonly host: { title: string; contact(name: string, mails: string, what: string): string; readonly classes: { readonly 'ip network': string; readonly autnum: string; readonly domain: string; readonly other: string } }
  readonly link: { done(exhibit: string, path: string): string }
  readonly packet: {
    written(destination: string, dir: string): string
    already(destination: string, at: string, by: string, state: string): string
    none: string
    notForm(destination: string): string
    plan: string
    human: string
  }
  readonly purge: {
    plan(count: number): string
    nothing: string
    done(count: number): string
    counts: string
    confirm(count: number): string
    line(short: string, harm: string, platform: string, expired: string): string
    abandoned: string
    packets: string
    held: string
    /** The same of a store on a server, where less can be promised. */
    readonly server: { done(count: number): string; held: string }
  }
  readonly import: {
    kept(count: number): string
    drafts(count: number): string
    known(count: number): string
    partly(count: number): string
    refused(count: number): string
    skipped(count: number): string
    privacy(count: number, rows: readonly number[]): string
    /** `ligne 17, colonne url : raison remède` */
    row(row: number, column: string, message: string, remedy: string): string
    danger(rows: readonly number[]): string
    note(rows: number, first: number, message: string, remedy: string): string
    more(count: number): string
    rejects(path: string): string
    noRejects: string
    plan: string
    warnings(count: number): string
    readonly stage: string
    readonly checking: string
    campaign(short: string): string
  }
  readonly ask: {
    readonly danger: string
    readonly dangerYes: string
    readonly dangerNo: string
    readonly dangerStop: string
    readonly harm: string
    readonly age: string
    readonly urls: string
    readonly urlsEnd: string
    readonly platform: string
    readonly account: string
    readonly displayName: string
    readonly explanation: string
    readonly explanationEnd: string
    counted(found: number, min: number): string
    readonly observedAt: string
    readonly now: string
    readonly caller: string
    readonly representation: string
    readonly consent: string
    readonly consentNone: string
    readonly identity: string
    readonly notifierName: string
    readonly notifierEmail: string
    readonly organisation: string
    readonly identityNeeded: string
    readonly goodFaith: string
    readonly goodFaithYes: string
    readonly goodFaithNo: string
    readonly replace: string
    keep(count: number): string
    readonly drop: string
    readonly harmByNumber: string
    readonly preview: string
    readonly abandoned: string
    readonly pasteOrType: string
    located(platform: string, what: string): string
    refused(reason: string): string
    byPlatform(platform: string, count: number): string
  }
  problem(field: string, message: string, remedy: string): string
}
