// What a signalement is about: the locators of one platform, and the account as it was told.
import type { Entry } from './entry.ts'
import { locate } from './locators/locate.ts'
import { locateHandle } from './locators/locate.ts'
import type { Located, LocatorRefusal } from './locators/located.ts'
import { problem, type Problem } from './problem.ts'
import { MAX_LOCATORS, type Locator } from './signalement.ts'
import type { Platform } from './vocabulary.ts'

declare module './problem.ts' {
  interface ProblemFacts {
    'locator.refused': { text: string; refusal: LocatorRefusal }
    /** One signalement is about one platform. */
    'locator.platforms-differ': { one: string; other: string }
    'locator.platform-told-otherwise': { told: string; found: string }
    'locators.too-many': { max: number; found: number }
  }
}

export interface Target {
  readonly platform: Platform
  readonly locators: readonly Locator[]
  readonly account?: { readonly handle: string; readonly id?: string; readonly displayName?: string }
}

/** URLs one a line, or between spaces; commas and semicolons belong to URLs and do not part them. Guillemets and dashes alone are none. */
export function splitUrls(text: string): readonly string[] {
  return text.split(/[\s\u00a0]+/).filter((part) => /[\p{L}\p{N}]/u.test(part) && !/^(?:et|ou|and|or|puis)$/i.test(part))
}

export function readTarget(entry: Entry, told: Platform, optional: boolean, problems: Problem[]): Target {
  const texts = splitUrls(entry.urls ?? '')
  const account = accountOf(entry)
  if (texts.length > MAX_LOCATORS) {
    problems.push(problem('urls', 'locators.too-many', { max: MAX_LOCATORS, found: texts.length }))
    return { platform: told, locators: [], ...account }
  }
  const found: Located[] = []
  for (const text of texts) {
    const result = locate(text)
    if (result.ok) found.push(result.located)
    else problems.push(problem('urls', 'locator.refused', { text: text.slice(0, 200), refusal: result.refusal }))
  }
  // A handle alone is an exact place on platforms that have no address for people.
  if (found.length === 0 && texts.length === 0 && entry.account !== undefined && told !== 'autre') {
    const result = locateHandle(told, entry.account)
    if (result.ok) found.push(result.located)
    else problems.push(problem('account', 'locator.refused', { text: entry.account.slice(0, 200), refusal: result.refusal }))
  }
  const platform = platformOf(found, told, problems)
  if (texts.length === 0 && found.length === 0 && !optional && entry.account === undefined) problems.push(problem('urls', 'field.missing', {}))
  const locators = [...new Map(found.map(({ raw, kind, what, canonical, ids }) => [canonical, { kind, what, raw, canonical, ids: { ...ids } }])).values()]
  return { platform, locators, ...account }
}

function platformOf(found: readonly Located[], told: Platform, problems: Problem[]): Platform {
  const [first] = found
  if (first === undefined) return told
  const other = found.find(({ platform }) => platform !== first.platform)
  if (other !== undefined) problems.push(problem('urls', 'locator.platforms-differ', { one: first.platform, other: other.platform }))
  // A server of the fediverse has any host: what the counsellor says holds where the address does not tell.
  if (first.platform === 'autre') return told
  if (told !== 'autre' && told !== first.platform) problems.push(problem('platform', 'locator.platform-told-otherwise', { told, found: first.platform }))
  return first.platform
}

function accountOf(entry: Entry): Pick<Target, 'account'> {
  if (entry.account === undefined) return {}
  return {
    account: {
      handle: entry.account.replace(/^@/, ''),
      ...(entry.accountId === undefined ? {} : { id: entry.accountId }),
      ...(entry.displayName === undefined ? {} : { displayName: entry.displayName }),
    },
  }
}
