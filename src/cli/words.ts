// The words of the command line. fr and en implement them in messages/{fr,en}/cli.ts.
import type { Action } from '../case/journal-entry.ts'
import type { ExhibitKind } from '../case/exhibit.ts'
import type { Verdict } from '../seal/check.ts'
import type { CommandName, GroupName, OptionKey } from './command-table.ts'

export interface CliWords {
  readonly about: string
  /** As `<verb> [options]`. */
  readonly usageLine: string
  readonly helpTitles: { readonly usage: string; readonly arguments: string; readonly options: string; readonly globalOptions: string; readonly commands: string }
  readonly helpOption: string
  readonly versionOption: string
  readonly seeAlso: string
  readonly commands: { readonly [name in CommandName]: { readonly summary: string; readonly details: string } }
  readonly groups: { readonly [name in GroupName]: { readonly summary: string; readonly details: string } }
  readonly options: { readonly [key in OptionKey]: string }
  readonly error: string
  readonly remedy: string
  readonly warning: string
  readonly interrupted: string
  readonly bugNotice: string
  readonly ask: {
    readonly reference: string
    readonly title: string
    readonly frame: string
    readonly operator: string
    readonly unit: string
    readonly profile: string
    readonly profilePolice: string
    readonly profileHotline: string
    readonly needed: string
    readonly keys: string
  }
  readonly stages: { readonly add: string; readonly inspect: string; readonly report: string; readonly seal: string; readonly tokens: string; readonly bundle: string; readonly verify: string; readonly samples: string; readonly match: string }
  readonly kinds: { readonly [kind in ExhibitKind]: string }
  readonly verdicts: { readonly [verdict in Verdict]: string }
  readonly outcomes: { readonly passed: string; readonly failed: string; readonly indeterminate: string; readonly warning: string; readonly info: string }
  readonly actions: { readonly [action in Action]: string }
  readonly none: string
  readonly dryRun: string
  readonly init: { done(dir: string, reference: string): string; plan(dir: string): string }
  readonly add: {
    done(added: number, bytes: string, first: string, last: string): string
    nothing: string
    known(count: number): string
    refused(count: number): string
    andMore(count: number): string
    plan(files: number, bytes: string): string
  }
  readonly inspect: { plan(toInspect: number, already: number): string; done(inspected: number, already: number): string; failed(count: number): string; findings(warn: number, notice: number): string }
  readonly report: { done(path: string, draft: boolean): string; plan(path: string, draft: boolean): string }
  readonly seal: {
    done(number: string): string
    pending(number: string): string
    token(authority: string, time: string): string
    waiting(authority: string): string
    localWarning: string
    exerciseNote: string
    noAnchor(authority: string): string
    already(number: string): string
    digest: string
    plan(number: string, authorities: string): string
    resume: string
  }
  readonly bundle: { done(dir: string): string; plan(dir: string): string; file(name: string, bytes: string): string }
  readonly verify: {
    verdict(verdict: Verdict): string
    coverage: string
    sealed(files: number, bytes: string): string
    unsealed(files: number): string
    outside(files: number): string
    sealedBy(number: string, clocks: string): string
    exercise: string
    token: string
    genTime: string
    authority: string
  }
  readonly status: {
    exhibits(count: number, bytes: string): string
    refused(count: number): string
    inspected(count: number, total: number): string
    journal(size: number): string
    sealed(number: string, at: string): string
    pendingSeal(number: string): string
    interruptedSeal(number: string): string
    neverSealed: string
    beyond(count: number): string
    lockedBy(pid: number, host: string, user: string, since: string): string
    next: string
    nextAdd: string
    nextInspect: string
    nextSeal: string
    nextResume: string
    nextBundle: string
    nextVerify: string
    profile: string
    exercise: string
    operator: string
    createdAt: string
  }
  readonly log: { beyondSeal: string; number: string }
  readonly exercise: {
    intro: string
    done(dir: string): string
    samples(count: number): string
    exhibits(count: number, findings: number): string
    sealed(authority: string, time: string): string
    pdf(path: string): string
    bundle(path: string): string
    verified: string
    commands: string
    warning: string
  }
  readonly tsa: { serving(url: string): string; stop: string; answered(count: number): string }
  readonly guichet: {
    serving(url: string): string
    stop: string
    outside(host: string): string
    tokenMade(name: string, isNew: boolean): string
    token: string
    webhookSecret: string
    once: string
    restart: string
  }
  readonly config: { saved(key: string): string; removed(key: string): string; origin: { setting: string; default: string; environment: string }; file: string; unset: string }
  readonly doctor: {
    ok: string; warn: string; bad: string
    node: string; disk: string; write: string; clock: string; fonts: string; authority: string; roots: string; settings: string; openssl: string
    freeBytes(bytes: string): string
    roots_(count: number, folder: string): string
    clockOffset(ms: number, host: string): string
    clockUnknown: string
    localOnly: string
    reachable(ms: number, trusted: boolean): string
    notAsked: string
    writes: string
    verdict(bad: number, warn: number): string
  }
}
