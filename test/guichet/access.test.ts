// Nothing without authentication; tokens, client credentials, limits.
import { describe, expect, it } from 'vitest'
import { Problem } from '../../src/signalement/reporting-api/answers.ts'
import type { SqlParam } from '../../src/guichet/store/sql.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { instantOfMs } from '../../src/system/time.ts'
import { tempDir } from '../support/world.ts'
import { accepted, bearer, DESK_TOKEN, guichetWorld, post, runningGuichet, sampleClients, sampleNotice, TOKEN } from './running.ts'

const askToken = (url: string, body: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(body), headers })

describe('who asks', () => {
  it('every route but the health of the server and the login wants a token', async () => {
    const { url, routes } = await runningGuichet()
    const open = new Set(['GET /healthz', 'POST /oauth/token', 'GET /desk/login', 'POST /desk/login', 'GET /desk/page.css'])
    const closed = routes.filter((route) => !open.has(route))
    expect(closed.length).toBeGreaterThan(8)
    for (const route of closed) {
      const [method = '', path = ''] = route.split(' ')
      const answer = await fetch(url + path.replace(':id', '00000000-0000-4000-8000-000000000000').replace(':sha256', '0'.repeat(64)), { method, redirect: 'manual' })
      if (path.startsWith('/desk')) expect([303, 401], route).toContain(answer.status)
      else expect(answer.status, route).toBe(401)
    }
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
  })

  it.each([['none', ''], ['another scheme', `Basic ${TOKEN}`], ['an unknown one', `Bearer ${TOKEN.slice(0, -1)}x`], ['that of the desk', `Bearer ${DESK_TOKEN}`], ['rubbish', 'Bearer \u00e9']])('a token that is %s is refused', async (_name, authorization) => {
    const { url } = await runningGuichet()
    const answer = await post(url, sampleNotice(), { headers: { authorization } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(Problem.parse(await answer.json()).title).toBe('Authentification requise')
  })

  it('an address that was refused too often waits', async () => {
    const { url } = await runningGuichet()
    const answers: Response[] = []
    for (let tries = 0; tries < 32; tries += 1) answers.push(await post(url, sampleNotice(), { token: `${'x'.repeat(32)}${tries}` }))
    expect(answers.at(0)?.status).toBe(401)
    expect(answers.at(-1)?.status).toBe(429)
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
    // Who has a good token is not kept out by others behind the same address.
    expect((await post(url, sampleNotice())).status).toBe(202)
  })
})

describe('a flood of tokens that are none', () => {
  /** Statements about tokens that the store was asked. */
  function counted() {
    const world = guichetWorld()
    const counts = { lookUps: 0 }
    const databases: typeof world.databases = {
      ...world.databases,
      async open(path, options) {
        const database = await world.databases.open(path, options)
        const prepare = database.prepare.bind(database)
        return Object.assign(Object.create(database) as typeof database, {
          prepare(sql: string) {
            const statement = prepare(sql)
            if (!sql.includes('FROM access_tokens WHERE digest')) return statement
            return { ...statement, all: (...values: readonly SqlParam[]) => { counts.lookUps += 1; return statement.all(...values) } }
          },
        })
      },
    }
    return { world: { ...world, databases }, counts }
  }

  it('asks the store nothing for what it never made, and nothing more once it was refused too often', async () => {
    const { world, counts } = counted()
    const { url } = await runningGuichet({}, world)
    const made = async (): Promise<string> => (await (await askToken(url, { grant_type: 'client_credentials', client_id: 'hotline', client_secret: TOKEN })).json() as { access_token: string }).access_token
    const early = await made()
    for (const token of [`sgc_${'x'.repeat(43)}`, `sgd_${'x'.repeat(43)}`, `sga_${'x'.repeat(42)}`, `sga_${'x'.repeat(44)}`, `sga_${'x'.repeat(42)}~`]) expect((await post(url, sampleNotice(), { token })).status).toBe(401)
    expect(counts.lookUps).toBe(0)
    const statuses: number[] = []
    for (let tries = 100; tries < 160; tries += 1) statuses.push((await post(url, sampleNotice(), { token: `sga_${'x'.repeat(40)}${tries}` })).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(25)
    expect(statuses.slice(25).every((status) => status === 429)).toBe(true)
    // The one that was one too many was looked up; none after it.
    expect(counts.lookUps).toBe(26)
    // Good tokens of this guichet, made before or now, are not kept out by others behind the same address.
    for (const token of [early, await made(), TOKEN]) expect((await post(url, sampleNotice(), { token })).status).toBe(202)
    expect(counts.lookUps).toBe(26)
  })
})

describe('client credentials', () => {
  it('give a short token, in the body or by Basic', async () => {
    const dataDir = tempDir()
    const { url } = await runningGuichet({}, guichetWorld(dataDir))
    const answer = await askToken(url, { grant_type: 'client_credentials', client_id: 'hotline', client_secret: TOKEN })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { access_token: token, token_type: type, expires_in: seconds } = await answer.json() as Record<string, string | number>
    expect([type, seconds]).toEqual(['Bearer', 900])
    expect((await post(url, sampleNotice(), { token: String(token) })).status).toBe(202)
    const basic = await askToken(url, { grant_type: 'client_credentials' }, { authorization: `Basic ${Buffer.from(`hotline:${TOKEN}`).toString('base64')}` })
    expect(basic.status).toBe(200)
    // Only digests are in the database.
    const { readFileSync, readdirSync, statSync } = await import('node:fs')
    const files = readdirSync(dataDir).filter((name) => name.startsWith('guichet.sqlite'))
    expect(files.length).toBeGreaterThan(0)
    for (const name of files) {
      expect(statSync(`${dataDir}/${name}`).mode & 0o777).toBe(0o600)
      expect(readFileSync(`${dataDir}/${name}`).includes(String(token))).toBe(false)
    }
  })

  it.each([
    ['the secret of another', { grant_type: 'client_credentials', client_id: 'autre-association', client_secret: TOKEN }, 401, 'invalid_client'],
    ['no secret', { grant_type: 'client_credentials', client_id: 'hotline' }, 401, 'invalid_client'],
    ['another grant', { grant_type: 'password', username: 'a', password: 'b' }, 400, 'unsupported_grant_type'],
    ['no grant', { client_id: 'hotline' }, 400, 'invalid_request'],
  ])('%s: refused', async (_name, form, status, error) => {
    const { url } = await runningGuichet()
    const answer = await askToken(url, { ...form })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({ error })
  })

  it('the short token ends, and ends with its client', async () => {
    let ms = Date.now()
    const world = createNodeWorld({ dataDir: tempDir(), env: { SCELLE_KEYRING: 'off' }, clock: { now: () => instantOfMs(ms), monotonicMs: () => performance.now() } })
    const first = await runningGuichet({}, world)
    const { access_token: token } = await (await askToken(first.url, { grant_type: 'client_credentials', client_id: 'hotline', client_secret: TOKEN })).json() as { access_token: string }
    ms += 899_000
    expect((await post(first.url, sampleNotice(), { token })).status).toBe(202)
    await first.close()
    const restarted = await runningGuichet({}, world)
    expect((await post(restarted.url, sampleNotice(), { token })).status).toBe(202)
    ms += 2000
    expect((await post(restarted.url, sampleNotice(), { token })).status).toBe(401)
    const { access_token: second } = await (await askToken(restarted.url, { grant_type: 'client_credentials', client_id: 'hotline', client_secret: TOKEN })).json() as { access_token: string }
    await restarted.close()
    const without = await runningGuichet({ clients: { ...sampleClients(), clients: sampleClients().clients.slice(1) } }, world)
    expect((await post(without.url, sampleNotice(), { token: second })).status).toBe(401)
  })
})

describe('limits', () => {
  it('requests of a client are counted, told, and stopped', async () => {
    const { url } = await runningGuichet({ requestsAMinute: 3 })
    await accepted(url)
    const two = await fetch(`${url}/v1/signalements`, { headers: bearer() })
    expect([two.headers.get('ratelimit-limit'), two.headers.get('ratelimit-remaining')]).toEqual(['3', '1'])
    await accepted(url)
    const stopped = await post(url, sampleNotice(), { headers: { 'accept-language': 'en' } })
    expect(stopped.status).toBe(429)
    const seconds = Number(stopped.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(Problem.parse(await stopped.json()).title).toBe('Too many requests')
    // Another client is not concerned.
    expect((await post(url, sampleNotice(), { token: `sgc_${'b'.repeat(43)}` })).status).toBe(202)
  })
})
