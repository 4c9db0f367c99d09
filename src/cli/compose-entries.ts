// From entries to records, for `new`: several platforms become several signalements of one campaign.
import { compose } from '../signalement/compose.ts'
import type { Entry } from '../signalement/entry.ts'
import { uuidV7 } from '../signalement/identifier.ts'
import { locate } from '../signalement/locators/locate.ts'
import type { Problem } from '../signalement/problem.ts'
import { splitUrls } from '../signalement/read-target.ts'
import type { Signalement } from '../signalement/signalement.ts'
import { Failure } from '../system/failure.ts'
import type { Context } from './context.ts'
import { deskDefaults } from './desk.ts'
import type { DeskTables } from './tables.ts'

/** One entry a platform: a signalement is about one. An address that cannot be read stays in the first. */
export function byPlatform(entry: Entry): readonly Entry[] {
  const groups = new Map<string, string[]>()
  const unread: string[] = []
  for (const text of splitUrls(entry.urls ?? '')) {
    const result = locate(text)
    if (!result.ok) unread.push(text)
    else groups.set(result.located.platform, [...(groups.get(result.located.platform) ?? []), text])
  }
  if (groups.size < 2) return [entry]
  const { platform: _told, ...rest } = entry
  return [...groups.values()].map((urls, index) => ({ ...rest, urls: [...(index === 0 ? unread : []), ...urls].join('\n') }))
}

/** @throws `signalement.refused` with every problem of every part */
export function composeAll(entries: readonly Entry[], context: Context, tables: DeskTables): readonly Signalement[] {
  const now = context.world.clock.now()
  const group = entries[0]?.campaign ?? (entries.length > 1 ? newId(context, now) : undefined)
  const results = entries.map((entry) => compose(entry, deskDefaults(context), tables, { id: newId(context, now), now, campaign: entry.campaign === undefined ? group : undefined }))
  const problems = results.flatMap((result): readonly Problem[] => (result.ok ? [] : result.problems))
  if (problems.length > 0) throw new Failure('signalement.refused', { problems: [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()] })
  return results.flatMap((result) => (result.ok ? [result.record] : []))
}

function newId(context: Context, now: string): string {
  return uuidV7(now, context.world.random.bytes(10))
}
