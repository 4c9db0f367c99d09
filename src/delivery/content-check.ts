// Whether reported content is still there, asked politely of its public address: one HEAD, nothing kept. Never for what may
// show a child, and never where a person would have to log in: there an answer says nothing.
import { mayShowChild, needsStatement } from '../signalement/child-protection.ts'
import type { AgeBand, ContentState, Harm, Platform } from '../signalement/vocabulary.ts'
import { isFailure } from '../system/failure.ts'
import type { Http } from '../system/world.ts'

export interface ContentCheck {
  readonly state: ContentState
  readonly method: string
  readonly detail: string
}

/** No request leaves for these. */
export function mayFetch(harm: Harm, age: AgeBand): boolean {
  return !mayShowChild(harm, age) && !needsStatement(harm, age)
}

/**
 * Where an answer means that it is there: public to everybody, and the server itself says what is gone. YouTube, PeerTube
 * and Bluesky answer 200 with a page whose script says that the content is not there.
 */
const OPEN_SITES: ReadonlySet<Platform> = new Set(['mastodon', 'autre'])

export async function checkContent(http: Pick<Http, 'exchange'>, address: string, platform: Platform, before: ContentState | undefined): Promise<ContentCheck> {
  let method = 'HEAD'
  if (!address.startsWith('https://')) return { state: 'cannot_check', method, detail: 'no-public-address' }
  let status: number
  try {
    const ask = async (verb: 'HEAD' | 'GET') => {
      method = verb
      return http.exchange({ method: verb, url: address, headers: { accept: '*/*' }, timeoutMs: 20_000, maxBytes: 512 * 1024 })
    }
    status = (await ask('HEAD')).status
    if (status === 405 || status === 501) status = (await ask('GET')).status
  } catch (error) {
    if (!isFailure(error) || error.code === 'system.interrupted') throw error
    return { state: 'cannot_check', method, detail: error.code }
  }
  return { state: stateOf(status, platform, before), method, detail: `http-${status}` }
}

function stateOf(status: number, platform: Platform, before: ContentState | undefined): ContentState {
  if (status === 404 || status === 410) return 'removed'
  if (status === 451) return 'restricted_country'
  if (status >= 200 && status < 300 && OPEN_SITES.has(platform)) return before === 'removed' || before === 'account_gone' || before === 'reuploaded' ? 'reuploaded' : 'reachable'
  return 'cannot_check'
}
