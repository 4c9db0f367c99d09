// What every route has at hand, and the options of a guichet.
import type { HarmRow } from '../signalement/harm-table.ts'
import type { ClockTable } from '../signalement/clock.ts'
import { msOfInstant } from '../system/time.ts'
import type { World } from '../system/world.ts'
import type { ClientsFile } from './clients-file.ts'
import type { Intake } from './intake.ts'
import type { GuichetStore } from './store/guichet-store.ts'
import type { GuichetWords, Language } from './words.ts'

export interface GuichetOptions {
  /** 0, the default: any free port. */
  readonly port?: number
  /** `127.0.0.1` unless it says otherwise; then `tls` is required. */
  readonly host?: string
  /** A path, or `postgres://…` without its password. Default: `guichet.sqlite` in the data folder of this user. */
  readonly database?: string
  readonly clients: ClientsFile
  readonly words: { readonly fr: GuichetWords; readonly en: GuichetWords }
  /** PEM. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** Of each client. */
  readonly requestsAMinute?: number
  /** One line a request: method, route, status, milliseconds. Nothing of what was sent. */
  readonly log?: (line: string) => void
  /** Waits between the tries of a webhook; as many tries as waits, and one. */
  readonly webhookWaitsMs?: readonly number[]
}

/** One guichet that runs. */
export interface Guichet {
  readonly world: World
  readonly store: GuichetStore
  readonly intake: Intake
  readonly clients: ClientsFile
  readonly words: { readonly fr: GuichetWords; readonly en: GuichetWords }
  readonly clocks: ClockTable
  readonly harms: readonly HarmRow[]
  readonly css: Buffer
  readonly secure: boolean
  readonly webhookWaitsMs: readonly number[]
  /** Something changed that a sender wants to be told. */
  readonly tell: () => void
}

export const nowMs = ({ world }: Pick<Guichet, 'world'>): number => msOfInstant(world.clock.now()) ?? 0

/** RFC 9110 §12.5.4; French when nothing else is wanted more. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'fr', weight: 0 }
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find((each) => each !== undefined)
    const weight = quality === undefined ? 1 : Number(quality)
    const language = /^(fr|en)(-|$)/.exec(range)?.[1] as Language | undefined
    if (language !== undefined && weight > best.weight) best = { language, weight }
  }
  return best.language
}
