// Short tokens that the guichet makes, `sga_…`: in the store as digests, and for as long as they are good in memory. Whatever
// has not their form was never made here and costs the store no question.
import { tokenSha256 } from './clients-file.ts'
import { nowMs, type Guichet } from './guichet.ts'
import { LIMITS } from './limits.ts'

/** 256 bits in base64url. */
const FORM = /^sga_[A-Za-z0-9_-]{43}$/
/** In memory; beyond it all are looked up again. */
const MAX_KNOWN = 10_000

export interface ShortTokens {
  /** A new one, kept. */
  made(client: string): Promise<string>
  /** The client of a good token that was seen or made here. */
  known(token: string): string | undefined
  /** The client of a good token, as the store says. */
  lookedUp(token: string): Promise<string | undefined>
}

export function openShortTokens(guichet: Pick<Guichet, 'world' | 'store'>): ShortTokens {
  const inMemory = new Map<string, { readonly client: string; readonly expiresMs: number }>()
  const remember = (digest: string, client: string, expiresMs: number): void => {
    if (inMemory.size >= MAX_KNOWN) inMemory.clear()
    inMemory.set(digest, { client, expiresMs })
  }
  return {
    async made(client) {
      const token = `sga_${Buffer.from(guichet.world.random.bytes(32)).toString('base64url')}`
      const [digest, now] = [tokenSha256(token), nowMs(guichet)]
      const expiresMs = now + LIMITS.accessTokenSeconds * 1000
      await guichet.store.keepToken(digest, client, expiresMs, now)
      remember(digest, client, expiresMs)
      return token
    },
    known(token) {
      const found = FORM.test(token) ? inMemory.get(tokenSha256(token)) : undefined
      return found !== undefined && found.expiresMs > nowMs(guichet) ? found.client : undefined
    },
    async lookedUp(token) {
      if (!FORM.test(token)) return undefined
      const digest = tokenSha256(token)
      const found = await guichet.store.tokenClient(digest, nowMs(guichet))
      if (found !== undefined) remember(digest, found.client, found.expiresMs)
      return found?.client
    },
  }
}
