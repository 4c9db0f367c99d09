import { formatShortInstant } from '../../messages/format.ts'
import type { ListedSignalement } from '../../signalement/store/signalement-store.ts'
import { Failure } from '../../system/failure.ts'
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import { ask } from '../ask.ts'
import { deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { red } from '../paint.ts'
import { listedJson } from '../render/signalement-list.ts'
import { sweepSpools } from '../spool.ts'

interface Purge {
  readonly dryRun: boolean
  readonly done: boolean
  /** False: a reader held the file, and old pages are still in it. */
  readonly overwritten?: boolean
  readonly onServer: boolean
  readonly items: readonly ListedSignalement[]
  readonly counts: Readonly<Record<string, number>>
}

const SHOWN = 20

/** What has expired, or what is named: a person may ask for it before its time (GDPR Art. 17). */
export const command = defineCommand<{ readonly parts: readonly string[]; readonly dryRun: boolean }, Purge>({
  read: (raw) => ({ parts: raw.arguments, dryRun: raw.flag('dryRun') }),
  act: ({ parts, dryRun }, context) => withExistingStore<Purge>(context, () => ({ dryRun, done: false, onServer: false, items: [], counts: {} }), async (store) => {
    const now = context.world.clock.now()
    const items = parts.length === 0
      ? store.expired(msOfInstant(now) ?? 0)
      : [...new Set(parts.map((part) => store.resolve(part)))].map((id) => {
        const row = store.listed(id)
        if (row === undefined) throw new Failure('signalement.purged', { id })
        return row
      })
    const result = (done: boolean): Purge => ({ dryRun, done, onServer: store.isOnServer, items, counts: Object.fromEntries(store.counts('harm')) })
    if (dryRun) return result(false)
    // An earlier purge may have been unable to overwrite what it erased.
    if (items.length === 0) return { ...result(false), overwritten: store.purge([], now) }
    if (!context.yes) {
      // What cannot be undone is never done because nobody was there to say no.
      if (!context.mayAsk) throw new Failure('usage.missing-option', { option: '--yes' })
      const { words: { signalement: words } } = context
      const answer = await ask<'yes' | 'no'>(context, { message: words.purge.confirm(items.length), choices: [{ value: 'no', name: words.no }, { value: 'yes', name: words.yes }] })
      if (answer === 'no') return result(false)
    }
    const overwritten = store.purge(items.map(({ id }) => id), now)
    await sweepSpools(context)
    return { ...result(true), overwritten }
  }),
  say({ dryRun, done, overwritten, onServer, items, counts }, context) {
    const { words: { signalement: { purge }, cli, routing, locators } } = context
    const words = onServer ? purge.server : purge
    if (items.length === 0) return overwritten === false ? red(words.held) : purge.nothing
    const { timeZone } = deskDefaults(context)
    const lines = items.slice(0, SHOWN).map(({ id, harm, platform, expiresMs }) => purge.line(shortId(id), routing.harms[harm], locators.platforms[platform], formatShortInstant(instantOfMs(expiresMs), timeZone).slice(0, 10)))
    if (!done) return [purge.plan(items.length), ...lines, dryRun ? cli.dryRun : purge.abandoned].join('\n')
    return [words.done(items.length), purge.packets, ...(overwritten === false ? [red(words.held)] : []), purge.counts, ...Object.entries(counts).map(([harm, count]) => `  ${String(count).padStart(7)}  ${routing.harms[harm as keyof typeof routing.harms] ?? harm}`)].join('\n')
  },
  json: ({ items, onServer: _onServer, ...rest }) => ({ ...rest, signalements: items.map(listedJson) }),
  exit: ({ overwritten }) => (overwritten === false ? Exit.notFinished : Exit.done),
})
