// The words of sending and following. fr and en implement them in messages/{fr,en}/delivery.ts.
import type { CannotCode } from '../delivery/adapter.ts'
import type { SetupProblem } from '../delivery/setup.ts'
import type { ContentState } from '../signalement/vocabulary.ts'

export interface DeliveryWords {
  /** `queued`, of what a machine sends. */
  readonly queued: string
  readonly contents: { readonly [state in ContentState]: string }
  readonly cannot: { readonly [code in CannotCode]: string }
  readonly setup: { readonly [code in SetupProblem['code']]: (setting: string) => string }
  /** What a code of an attempt means; codes that are not here are shown as they are. */
  readonly codes: Readonly<Record<string, string>>
  readonly send: {
    readonly head: readonly [id: string, destination: string, outcome: string, what: string]
    sent(receipt: string): string
    rejected(code: string, words: string): string
    waiting(until: string, code: string): string
    waits(destination: string, count: number, until: string | undefined): string
    waitingCredential(code: string): string
    unknown(code: string): string
    already(state: string, at: string, by: string): string
    refusedBefore(at: string): string
    alreadyOther(short: string, state: string): string
    cannot(why: string): string
    lacks(what: string): string
    refused(why: string): string
    personal(count: number): string
    danger: string
    notValidated(state: string): string
    paused(destination: string, id: string): string
    missingSecret(name: string): string
    test: string
    totals(sent: number, rejected: number, waiting: number, unknown: number, held: number): string
    nothing: string
    stopping: string
    nothingByMachine(count: number): string
    alreadyQueued(name: string): string
    confirm(count: number, destinations: string): string
    abandoned: string
    preview(short: string, destination: string, fields: string, digest: string): string
    /** Back in the queue after an interruption. */
    recovered(count: number): string
    /** Of which nobody knows whether they arrived. */
    lost(count: number): string
    notSetUp(name: string, id: string): string
    progress: string
    unpaidCase(dir: string, lines: number, code: string): string
    certificate(destination: string, reason: string): string
    more(count: number): string
  }
  readonly outbox: {
    readonly head: readonly [id: string, destination: string, state: string, tries: string, what: string, due: string]
    empty: string
    count(state: string, count: number): string
    paused(destination: string, id: string, code: string): string
    closed(destination: string, until: string): string
    resumed(destination: string): string
    notPaused(destination: string): string
    now: string
    inPause: string
    more(shown: number, total: number): string
  }
  readonly reconcile: {
    nothing: string
    underWay(count: number): string
    found(short: string, destination: string, receipt: string): string
    notFound(short: string, destination: string): string
    cannotTell(short: string, destination: string, why: string): string
    ask(short: string, destination: string): string
    choices: { arrived: string; notArrived: string; later: string }
    remoteId: string
    remoteIdMissing: string
    risk: string
  }
  readonly receipt: { done(short: string, destination: string, remoteId: string): string }
  readonly follow: {
    readonly head: readonly [id: string, destination: string, state: string, content: string, due: string, basis: string]
    empty: string
    basis(basis: string, open: number, late: number): string
    news(short: string, destination: string, before: string, after: string): string
    reuploaded(short: string): string
    appeal(short: string, destination: string, until: string): string
    appealTitle: string
    cannot(short: string, destination: string, code: string): string
    checked(count: number): string
    unasked(count: number): string
    more(shown: number, total: number): string
  }
  readonly worker: { started(concurrency: number): string; notSetUp(destination: string): string; waiting(count: number): string; done(sent: number, rejected: number, unknown: number, again: number): string }
  readonly export: { written(path: string): string }
  readonly secret: { kept(name: string, place: string): string; stillThere(name: string, place: string): string; removed(name: string): string; ask(name: string): string; set: string; unset: string; keyPlace(name: string, place: string): string; keyShown: string; places: { readonly keyring: string; readonly environment: string; readonly file: string } }
}
