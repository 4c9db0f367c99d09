// A desk of its own that sends: store, settings, secret; what it has and what became of it, read from the clear columns.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { freshDir, scelle, start, type Ran } from './harness.ts'

export const EXPLANATION = 'Ce compte publie chaque jour depuis une semaine des moqueries et des menaces contre un élève.'
export const HEAD = 'Atteinte;Âge;Lien;Explication;Vu le;Bonne foi;Organisme'

export interface SendingDesk {
  readonly env: NodeJS.ProcessEnv
  /** Where its store and its secrets lie. */
  readonly folder: string
  run(args: readonly string[], options?: { readonly env?: NodeJS.ProcessEnv; readonly before?: readonly string[]; readonly input?: string; readonly timeoutMs?: number }): Ran
  start(args: readonly string[], env?: NodeJS.ProcessEnv): ReturnType<typeof start>
  /** Imports so many signalements that were not there; refuses to go on when one is not kept. */
  import(rows: number): void
  /** How many deliveries are in each state. */
  states(): Readonly<Record<string, number>>
  /** Signalements by identifier. */
  ids(): readonly string[]
}

let numbers = 0

export interface DeskOptions {
  /** `guichet`, `request-tracker`… */
  readonly destination?: string
  readonly url: string
  readonly token: string
  readonly settings?: Readonly<Record<string, string>>
  readonly data?: string
}

export function sendingDesk({ destination = 'guichet', url, token, settings = {}, data = freshDir('desk') }: DeskOptions): SendingDesk {
  const env = { SCELLE_KEYRING: 'off', XDG_DATA_HOME: data, XDG_CONFIG_HOME: freshDir('config') }
  const folder = join(data, 'scelle')
  const run: SendingDesk['run'] = (args, options = {}) => scelle(args, { ...options, env: { ...env, ...options.env } })
  const done = (args: readonly string[], input?: string): void => {
    const ran = run(args, input === undefined ? {} : { input })
    if (ran.code !== 0) throw new Error(`${args.join(' ')}: ${ran.code} ${ran.err}${ran.out}`)
  }
  for (const [name, value] of Object.entries({ url, live: 'true', always: 'true', perSecond: '1000', ...settings })) done(['config', `destination.${destination}.${name}`, value])
  done(['config', 'secret', `destination.${destination}.token`], token)
  const asked = (sql: string): Record<string, unknown>[] => {
    const file = new DatabaseSync(join(folder, 'signalements.sqlite'), { readOnly: true })
    try {
      return file.prepare(sql).all()
    } finally {
      file.close()
    }
  }
  return {
    env, folder, run,
    start: (args, more = {}) => start(args, { ...env, ...more }),
    import(rows) {
      const path = join(freshDir('table'), 'appel.csv')
      const lines = Array.from({ length: rows }, () => `harcèlement;14;https://galerie.example/p/${numbers += 1};${EXPLANATION};22/11/2026 10:00;oui;Association Exemple`)
      writeFileSync(path, [HEAD, ...lines].join('\n'))
      done(['signalement', 'import', path, '--notifier-name', 'Pôle Exemple', '--notifier-email', 'pole@association.example'])
    },
    states: () => Object.fromEntries(asked('SELECT state, count(*) AS n FROM deliveries GROUP BY state').map((row) => [String(row['state']), Number(row['n'])])),
    ids: () => asked('SELECT id FROM records ORDER BY number').map((row) => String(row['id'])),
  }
}

/** Runs under a clock that is wrong by so much: libfaketime's words, as `+2h`. */
export const CLOCK_LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
export const clockAt = (offset: string): NodeJS.ProcessEnv => ({ LD_PRELOAD: CLOCK_LIBRARY, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' })
