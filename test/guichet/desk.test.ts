// The page of the desk by its forms: what it shows, what it refuses, what the sender sees after.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Standing } from '../../src/signalement/reporting-api/answers.ts'
import { csrfIn, deskOf, send } from './desk-client.ts'
import { accepted, bearer, DESK_TOKEN, prohibitedNotice, runningGuichet, sampleNotice, TOKEN } from './running.ts'

const standing = async (url: string, id: string): Promise<Standing> => Standing.parse(await (await fetch(`${url}/v1/signalements/${id}`, { headers: bearer() })).json())

describe('who may enter', () => {
  it('only a person of the desk, with a session that others cannot use', async () => {
    const { url } = await runningGuichet()
    await expect(deskOf(url, 'agent.1', TOKEN)).rejects.toThrow('login: 401')
    await expect(deskOf(url, 'hotline', TOKEN)).rejects.toThrow('login: 401')
    const login = await fetch(`${url}/desk/login`)
    const set = login.headers.getSetCookie().join()
    expect(set).toMatch(/HttpOnly/)
    expect(set).toMatch(/SameSite=Strict/)
    // A form of the login from elsewhere.
    expect((await send(url, '/desk/login', { csrf: csrfIn(await login.text()), name: 'agent.1', token: DESK_TOKEN }, {})).status).toBe(400)
    const desk = await deskOf(url)
    expect((await desk.get('/desk')).status).toBe(200)
    // A session is no bearer token, and a bearer token no session.
    expect((await fetch(`${url}/desk`, { headers: bearer(), redirect: 'manual' })).status).toBe(303)
    expect((await fetch(`${url}/v1/signalements`, { headers: { cookie: desk.cookie } })).status).toBe(401)
    expect((await desk.post('/desk/logout', {})).status).toBe(303)
    expect((await desk.get('/desk')).status).toBe(303)
  })

  it('a token of the form with as many letters and more bytes is a forged form', async () => {
    const { url } = await runningGuichet()
    const cookie = (await fetch(`${url}/desk/login`)).headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
    expect((await send(url, '/desk/login', { csrf: 'é'.repeat(43), name: 'agent.1', token: DESK_TOKEN }, { cookie })).status).toBe(400)
    expect((await (await deskOf(url)).post('/desk/logout', { csrf: 'é'.repeat(43) })).status).toBe(400)
  })

  it('tries are counted', async () => {
    const { url } = await runningGuichet()
    const statuses: number[] = []
    for (let tries = 0; tries < 33; tries += 1) await deskOf(url, 'agent.1', `wrong-${tries}`).catch((error: unknown) => { statuses.push(Number(/\d+/.exec(String(error))?.[0])) })
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
    // Who has the right token is not kept out by others.
    expect((await (await deskOf(url)).get('/desk')).status).toBe(200)
  })

  it('a forged form changes nothing', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const desk = await deskOf(url)
    const form = { act: 'removed', seen: 'received', grounds: 'x' }
    expect((await desk.post(`/desk/notices/${id}/move`, { ...form, csrf: '' })).status).toBe(400)
    expect((await desk.post(`/desk/notices/${id}/move`, { ...form, csrf: desk.csrf.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')) })).status).toBe(400)
    expect((await desk.post(`/desk/notices/${id}/move`, form, { 'sec-fetch-site': 'cross-site' })).status).toBe(400)
    expect((await desk.post(`/desk/notices/${id}/move`, form, { 'sec-fetch-site': 'same-site' })).status).toBe(400)
    expect((await send(url, `/desk/notices/${id}/move`, { ...form, csrf: desk.csrf }, {})).status).toBe(401)
    expect((await standing(url, id)).state).toBe('received')
  })
})

describe('what it shows', () => {
  it('hostile text is text, and no address is a link', async () => {
    const { url } = await runningGuichet()
    const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> \u202egnp.exe \' & </textarea>'
    const id = await accepted(url, sampleNotice({
      explanation: HOSTILE.padEnd(60, '.'), account: { handle: HOSTILE }, locators: [{ kind: 'url', what: 'post', canonical: `https://www.instagram.com/p/${HOSTILE}`, ids: {} }],
      notifier: { authority: 'individual', organisation: HOSTILE, name: HOSTILE, email: 'a@example.org', identity: 'disclosed' }, hashes: [{ alg: 'md5', value: 'a'.repeat(32), origin: HOSTILE }],
    }))
    const answer = await (await deskOf(url)).get(`/desk/notices/${id}`)
    const page = await answer.text()
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<img')
    expect(page).not.toContain('\u202e')
    expect(page).toContain('\\u{202e}')
    expect(page.match(/<\/textarea>/g)).toHaveLength(2)
    expect(page).not.toMatch(/href="https?:/)
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('what may show a child is said, and nothing of it is offered', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url, prohibitedNotice())
    const desk = await deskOf(url)
    const page = await (await desk.get(`/desk/notices/${id}`)).text()
    expect(page).toContain('peut montrer un enfant')
    expect(page.match(/href="[^"]*"/g)?.every((link) => link.startsWith('href="/desk') || link === 'href="#main"')).toBe(true)
  })

  it('the queue: the most urgent first, tests apart, filtered', async () => {
    const { url } = await runningGuichet()
    const normal = await accepted(url, sampleNotice({ urgency: 'normal' }))
    const critical = await accepted(url, prohibitedNotice())
    const test = await accepted(url, sampleNotice({ test: true, urgency: 'imminent_danger' }))
    const desk = await deskOf(url)
    const order = async (path: string): Promise<string[]> => [...(await (await desk.get(path)).text()).matchAll(/href="\/desk\/notices\/([0-9a-f-]{36})"/g)].map((match) => match[1] ?? '')
    expect(await order('/desk')).toEqual([critical, normal])
    expect(await order('/desk?test=1')).toEqual([test])
    expect(await order('/desk?harm=csam')).toEqual([critical])
    expect(await order('/desk?state=in_review')).toEqual([])
    expect(await order('/desk?state=%3Cscript%3E&harm=x&page=-1')).toEqual([critical, normal])
    await desk.move(normal, 'rejected', 'received', 'Pas illicite')
    expect(await order('/desk')).toEqual([critical])
    expect(await order('/desk?state=all')).toEqual([critical, normal])
    const testPage = await (await desk.get(`/desk/notices/${test}`)).text()
    expect(testPage).toContain('>essai<')
    expect((await standing(url, test))).toMatchObject({ test: true, state: 'received' })
  })

  it('in English when that is wanted, and it stays so', async () => {
    const { url } = await runningGuichet()
    const desk = await deskOf(url)
    expect(await (await desk.get('/desk')).text()).toContain('<html lang="fr">')
    expect(await (await desk.get('/desk', { 'accept-language': 'en' })).text()).toContain('Queue of notices')
    const chosen = await desk.get('/desk?lang=en')
    const cookie = chosen.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
    expect(await (await desk.get('/desk', { cookie: `${desk.cookie}; ${cookie}` })).text()).toContain('<html lang="en">')
    expect(await (await desk.get('/desk?state=all&lang=en')).text()).toContain('href="/desk?state=all&amp;lang=fr"')
  })

  it('a long queue has pages', async () => {
    const { url } = await runningGuichet()
    for (let count = 0; count < 51; count += 1) await accepted(url)
    const desk = await deskOf(url)
    const first = await (await desk.get('/desk')).text()
    expect(first).toContain('1 / 2')
    expect((await (await desk.get('/desk?page=2')).text()).match(/\/desk\/notices\//g)).toHaveLength(1)
  })
})

describe('what it does', () => {
  it('acknowledge, review, decide, take up again: the sender sees each', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const desk = await deskOf(url)
    await desk.move(id, 'acknowledge', 'received')
    expect((await standing(url, id)).state).toBe('acknowledged')
    await desk.move(id, 'review', 'acknowledged')
    expect((await standing(url, id)).state).toBe('in_review')
    await desk.move(id, 'restricted', 'in_review', 'Réservé aux adultes')
    expect(await standing(url, id)).toMatchObject({ state: 'decided_restricted', decision: { kind: 'restricted', grounds: 'Réservé aux adultes' } })
    await desk.move(id, 'review', 'decided_restricted')
    expect((await standing(url, id)).decision).toBeUndefined()
    const page = await (await desk.get(`/desk/notices/${id}`)).text()
    expect(page.match(/\(agent\.1\)/g)).toHaveLength(4)
    expect(page).toContain('Réservé aux adultes')
  })

  it('a refusal needs grounds; what somebody else did is not undone', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const desk = await deskOf(url)
    const without = await desk.post(`/desk/notices/${id}/move`, { act: 'rejected', seen: 'received', grounds: '  ' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Écrivez les motifs')
    await desk.move(id, 'acknowledge', 'received')
    const stale = await desk.post(`/desk/notices/${id}/move`, { act: 'removed', seen: 'received', grounds: 'x' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('entre-temps')
    expect((await standing(url, id)).state).toBe('acknowledged')
    for (const form of [{ act: 'delete', seen: 'acknowledged' }, { act: 'acknowledge', seen: 'acknowledged' }, { act: 'removed', seen: 'nothing' }]) {
      expect((await desk.post(`/desk/notices/${id}/move`, form)).status).toBe(400)
    }
    expect((await desk.get('/desk/notices/%3Cscript%3E')).status).toBe(404)
  })

  it('evidence is saved, never shown', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const bytes = Buffer.from('<html><script>alert(1)</script>')
    const digest = createHash('sha256').update(bytes).digest('hex')
    await fetch(`${url}/v1/signalements/${id}/evidence/${digest}`, { method: 'PUT', body: bytes, headers: { ...bearer(), 'content-type': 'text/plain' } })
    const desk = await deskOf(url)
    expect(await (await desk.get(`/desk/notices/${id}`)).text()).toContain(digest)
    const answer = await desk.get(`/desk/notices/${id}/evidence/${digest}`)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${digest}"`)
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(answer.headers.get('content-type')).toBe('text/plain')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await fetch(`${url}/desk/notices/${id}/evidence/${digest}`)).status).toBe(401)
  })
})
