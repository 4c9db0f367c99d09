// The words of harms, destinations and routes. fr and en implement them in messages/{fr,en}/routing.ts.
import type { Destination, LackCode } from '../destination.ts'
import type { Channel, Harm } from '../vocabulary.ts'
import type { RouteCall } from './route.ts'

export interface RoutingWords {
  readonly harms: { readonly [harm in Harm]: string }
  readonly delivery: { readonly [channel in Channel]: string }
  readonly roles: { readonly [role in Destination['role']]: string }
  readonly lacks: { readonly [code in LackCode]: string }
  readonly excludes: { readonly [code in Destination['excludes'][number]]: string }
  readonly identity: { readonly [mode in Destination['identity']]: string }
  readonly calls: { readonly [when in RouteCall['when']]: string }
  readonly onlyFor: { readonly [who in NonNullable<Destination['onlyFor']>[number]]: string }
  /** Right of an unverified fact. */
  readonly toVerify: string
  readonly source: string
  readonly checkedOn: string
  stale(count: number, days: number): string
  readonly harmList: {
    readonly head: string
    /** Short, for the table. */
    readonly toVerify: string
    readonly adviceOnly: string
    readonly more: string
    readonly explain: string; readonly words: string; readonly law: string; readonly penalties: string; readonly version: string
    readonly urgency: string; readonly codes: string; readonly adult: string; readonly minor: string; readonly pharos: string
    readonly treatedAsCsam: string
  }
  readonly destinationList: {
    readonly head: string
    readonly more: string
    readonly noContact: string
    readonly contacts: string; readonly facts: string; readonly leaves: string; readonly nothingLeaves: string; readonly form: string; readonly say: string
    readonly required: string; readonly publishes: string; readonly identity: string; readonly excludes: string; readonly consent: string; readonly onlyFor: string
    readonly cautions: string; readonly languages: string; readonly platforms: string; readonly intake: string; readonly statusUnknown: string
    unverified(count: number): string
  }
  readonly route: {
    readonly stop: string
    readonly calls: string
    readonly steps: string
    readonly noSteps: string
    readonly refused: string
    readonly advice: string
    readonly because: string
    readonly lacks: string
    readonly say: string
    readonly priority: string
    callFirst(name: string): string
    readonly caution: string
    rule(id: string): string
  }
}
