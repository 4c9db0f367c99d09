// What every signalement verb has before it: the store, opened and closed, and what this desk says when nothing else is said.
import type { ComposeDefaults } from '../signalement/compose.ts'
import { openStore, storeExists } from '../signalement/store/open-store.ts'
import type { SignalementStore } from '../signalement/store/signalement-store.ts'
import { RETENTION_DAYS } from '../signalement/retention.ts'
import { HARMS } from '../signalement/vocabulary.ts'
import { Failure } from '../system/failure.ts'
import { isPostgresAddress, parsePostgresAddress } from '../system/postgres-address.ts'
import type { Context } from './context.ts'

/** A shared store's address, when there is one: what was typed, then the environment, then the settings. */
export function storePlace({ store, world, settings }: Pick<Context, 'store' | 'world' | 'settings'>): string | undefined {
  const place = store ?? world.host.storePlace ?? settings.store
  if (place !== undefined) checkStorePlace(place)
  return place
}

/** A path, or the address of a server. @throws `database.password-in-address`, `database.bad-address`, `database.not-encrypted` */
export function checkStorePlace(place: string): void {
  if (isPostgresAddress(place)) parsePostgresAddress(place, {})
  // Another scheme is no path, and may hold a password.
  else if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) throw new Failure('database.bad-address', {})
}

export async function withStore<T>(context: Context, work: (store: SignalementStore) => T | Promise<T>): Promise<T> {
  const store = await openStore(context.world, storePlace(context))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** For what only reads: a machine without a store gets none by being asked. */
export async function withExistingStore<T>(context: Context, absent: () => T | Promise<T>, work: (store: SignalementStore) => T | Promise<T>): Promise<T> {
  return storePlace(context) !== undefined || await storeExists(context.world) ? withStore(context, work) : absent()
}

/** A store that is not there has no signalement of that name. */
export const absent = (part = '') => (): never => {
  throw new Failure('signalement.not-found', { id: part })
}

export function deskDefaults({ settings, world, words }: Context): ComposeDefaults {
  const days = settings.retentionDays ?? RETENTION_DAYS
  return {
    by: settings.operator ?? world.host.user,
    organisation: settings.unit ?? '',
    authority: settings.authority ?? 'individual',
    notifierName: settings.notifierName,
    notifierEmail: settings.notifierEmail,
    // Outside its area a notice must not carry the quality (recital 61 DSA): what was not set is outside.
    flaggerHarms: settings.flaggerHarms?.includes('all') === true ? HARMS : HARMS.filter((harm) => settings.flaggerHarms?.includes(harm) ?? false),
    channel: settings.profile === 'hotline' ? '3018_tel' : settings.profile === 'police' ? 'gendarmerie' : 'autre',
    language: words.language,
    country: settings.country ?? 'FR',
    timeZone: settings.timeZone ?? world.host.timeZone,
    retention: { policy: `${settings.retentionDays === undefined ? 'default' : 'setting'}-${days}-days`, days },
  }
}

/** How a screen names a signalement: the end of its identifier, where chance is. */
export function shortId(id: string): string {
  return id.slice(-8)
}
