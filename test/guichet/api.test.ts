// The reporting API over real HTTP: what is taken, what is refused and why, in both languages.
import { describe, expect, it } from 'vitest'
import { Accepted, BatchLine, Problem, Standing, StandingPage } from '../../src/signalement/reporting-api/answers.ts'
import { accepted, bearer, OTHER_TOKEN, post, prohibitedNotice, runningGuichet, sampleNotice, TOKEN } from './running.ts'

const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  return Problem.parse(await answer.json())
}
const code = (problem: Problem): string => problem.type.replace(/^.*problem\//, '')
const get = (url: string, token: string = TOKEN): Promise<Response> => fetch(url, { headers: bearer(token) })

describe('one notice', () => {
  it('is answered 202 with its place, and stands there', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const answer = await post(url, notice)
    expect(answer.status).toBe(202)
    const body = Accepted.parse(await answer.json())
    expect(body.state).toBe('received')
    expect(answer.headers.get('location')).toBe(`/v1/signalements/${body.id}`)
    expect(answer.headers.get('idempotency-replayed')).toBeNull()
    const standing = Standing.parse(await (await get(`${url}/v1/signalements/${body.id}`)).json())
    expect(standing).toEqual({ id: body.id, correlationId: notice.correlationId, state: 'received', receivedAt: body.receivedAt, updatedAt: body.receivedAt, test: false })
  })

  it('the same key and body give the same answer; another body is refused; keys are per client', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const first = await (await post(url, notice, { key: 'k1' })).text()
    const again = await post(url, notice, { key: 'k1' })
    expect(again.status).toBe(202)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await again.text()).toBe(first)
    const other = await post(url, { ...notice, revision: 2 }, { key: 'k1' })
    expect(other.status).toBe(409)
    expect(code(await problemOf(other))).toBe('idempotency-conflict')
    const elsewhere = await post(url, { ...notice, revision: 2 }, { key: 'k1', token: OTHER_TOKEN })
    expect(elsewhere.status).toBe(202)
    // The digest is over the bytes: the same members written otherwise are another body.
    expect((await post(url, JSON.stringify(notice, null, 1), { key: 'k1' })).status).toBe(409)
  })

  it('twenty at once with one key are kept once', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(url, notice, { key: 'once' })))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202))
    const ids = new Set(await Promise.all(answers.map(async (answer) => Accepted.parse(await answer.json()).id)))
    expect(ids.size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19)
    const two = await Promise.all([post(url, sampleNotice(), { key: 'both' }), post(url, sampleNotice(), { key: 'both' })])
    expect(two.map(({ status }) => status).sort((a, b) => a - b)).toEqual([202, 409])
  })

  it.each([
    ['no key', {}, { 'idempotency-key': '' }, 400, 'idempotency-key-needed'],
    ['a key of 129 characters', {}, { 'idempotency-key': 'x'.repeat(129) }, 400, 'idempotency-key-needed'],
    ['a key with a space inside', {}, { 'idempotency-key': 'a b' }, 400, 'idempotency-key-needed'],
    ['another type', {}, { 'content-type': 'text/plain' }, 415, 'unsupported-type'],
    ['a type of files', {}, { 'content-type': 'application/octet-stream' }, 415, 'unsupported-type'],
  ])('%s is refused', async (_name, changes, headers, status, problem) => {
    const { url } = await runningGuichet()
    const answer = await post(url, sampleNotice(changes), { headers })
    expect(answer.status).toBe(status)
    expect(code(await problemOf(answer))).toBe(problem)
  })

  it.each([
    ['identifiers of one locator', { ids: true }, '/locators/0/ids', '32'],
    ['members', { members: true }, '', '32'],
    ['items', { items: true }, '/dsaKeyword', '250'],
    ['values in all', { values: true }, '', '10000'],
    ['depth', { deep: true }, '/offences/0/0/0/0/0/0/0', 'forme'],
  ])('too many %s are refused at once, and nobody else waits', async (_name, what, pointer, words) => {
    const { url } = await runningGuichet()
    const many = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, '']))
    const notice = sampleNotice()
    const sent = {
      ...notice,
      ...('ids' in what ? { locators: [{ ...notice.locators[0], ids: many(170_000) }] } : {}),
      ...('members' in what ? many(170_000) : {}),
      ...('items' in what ? { dsaKeyword: Array.from({ length: 900_000 }, () => 0) } : {}),
      ...('values' in what ? { offences: Array.from({ length: 250 }, () => Array.from({ length: 250 }, () => 0)) } : {}),
      ...('deep' in what ? { offences: 'DEEP' } : {}),
    }
    const body = JSON.stringify(sent).replace('"DEEP"', '['.repeat(100_000) + ']'.repeat(100_000))
    expect(body.length).toBeLessThan(2 * 1024 * 1024)
    const started = performance.now()
    const sending = post(url, body)
    const [answer, health] = await Promise.all([sending, fetch(`${url}/healthz`)])
    expect(performance.now() - started).toBeLessThan(2000)
    expect([answer.status, health.status]).toEqual([422, 200])
    const { errors = [] } = await problemOf(answer)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.pointer).toBe(pointer)
    expect(errors[0]?.detail).toContain(words)
  })

  it('a hundred faults are named, all are counted', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const ids = Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`_${index}`, '']))
    const { errors = [], detail } = await problemOf(await post(url, { ...notice, locators: Array.from({ length: 250 }, () => ({ ...notice.locators[0], ids })) }))
    expect(errors).toHaveLength(100)
    expect(detail?.replaceAll(/\s/g, '')).toContain('8000')
  })

  it('a notice with all its lists full is taken', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const ids = Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`n${index}`, 'x']))
    const full = sampleNotice({
      locators: Array.from({ length: 250 }, () => ({ kind: 'url', what: 'post', canonical: 'https://www.instagram.com/p/Invente1/', ids })),
      hashes: Array.from({ length: 100 }, () => ({ alg: 'md5', value: 'a'.repeat(32), origin: 'x' })),
      offences: Array.from({ length: 20 }, () => ({ article: 'x', label: 'y', versionDate: '2026-01-01', checkedOn: '2026-11-23', verified: true })),
    })
    expect((await post(url, { ...full, account: { handle: 'x', id: '1' }, legalOrder: { authority: 'x', reference: 'y', issuedAt: notice.observedAt } })).status).toBe(202)
  })

  it('each wrong member is named by its pointer, and nothing of what was sent comes back', async () => {
    const { url } = await runningGuichet()
    const HOSTILE = '<script>alert(1)</script>'
    const { explanation: _gone, ...notice } = sampleNotice()
    const answer = await post(url, { ...notice, harm: HOSTILE, goodFaith: false, 'a/b~c': HOSTILE, locators: [{ ...notice.locators[0], raw: 'x' }], revision: 0 })
    expect(answer.status).toBe(422)
    const text = await answer.clone().text()
    expect(text).not.toContain('alert')
    const { errors = [], detail } = await problemOf(answer)
    expect(Object.fromEntries(errors.map((each) => [each.pointer, each.detail]))).toMatchObject({
      '/explanation': 'Ce membre manque.', '/a~1b~0c': expect.stringContaining('inconnu'), '/locators/0/raw': expect.stringContaining('inconnu'),
      '/harm': expect.stringContaining('cyberharcelement | '), '/goodFaith': expect.stringContaining('true'), '/revision': expect.stringContaining('1 au moins'),
    })
    expect(detail).toContain('6')
    const english = await problemOf(await post(url, { ...notice, harm: HOSTILE }, { headers: { 'accept-language': 'en-GB,fr;q=0.5' } }))
    expect(english.title).toBe('Content refused')
    expect(english.errors?.map((each) => each.detail)).toContain('This member is missing.')
    const identity = await problemOf(await post(url, { ...sampleNotice(), notifier: { authority: 'individual', organisation: 'x', identity: 'withheld' } }))
    expect(identity.errors?.[0]).toMatchObject({ pointer: '/notifier/identity', detail: expect.stringContaining('mineur') })
  })

  it.each([['not JSON', '{"a":'], ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])], ['nothing', ''], ['a BOM', '\ufeff{}']])('%s is no notice', async (_name, body) => {
    const { url } = await runningGuichet()
    const answer = await fetch(`${url}/v1/signalements`, { method: 'POST', body, headers: { ...bearer(), 'content-type': 'application/json', 'idempotency-key': 'k' } })
    expect(answer.status).toBe(400)
    expect(['not-json', 'bad-request']).toContain(code(await problemOf(answer)))
  })

  it('a body over the limit is refused with the limit', async () => {
    const { url } = await runningGuichet()
    const answer = await post(url, `{"x":"${'y'.repeat(2 * 1024 * 1024)}"}`)
    expect(answer.status).toBe(413)
    expect((await problemOf(answer)).detail).toBe('2 Mio au plus.')
    // Deep nesting breaks nothing.
    expect((await post(url, '['.repeat(200_000) + ']'.repeat(200_000))).status).toBeGreaterThanOrEqual(400)
    expect((await post(url, sampleNotice())).status).toBe(202)
  })
})

describe('a batch', () => {
  const batch = (url: string, lines: readonly unknown[], headers: Record<string, string> = {}): Promise<Response> => fetch(`${url}/v1/signalements/batch`, {
    method: 'POST', body: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'), headers: { ...bearer(), 'content-type': 'application/x-ndjson', ...headers },
  })
  const linesOf = async (answer: Response): Promise<BatchLine[]> => (await answer.text()).trimEnd().split('\n').map((line) => BatchLine.parse(JSON.parse(line)))

  it('keeps the good lines and tells the bad ones, in their order', async () => {
    const { url } = await runningGuichet()
    const [one, two] = [sampleNotice(), prohibitedNotice()]
    const answer = await batch(url, [{ key: 'b1', notice: one }, { key: 'b2', notice: { ...one, harm: 'rien' } }, 'garbage', '', { key: 'b1', notice: one }, { key: 'b1', notice: two }, { key: 'b3', notice: two }, { key: 'b4', notice: one, more: 1 }])
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = await linesOf(answer)
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(lines.map((line) => ('accepted' in line ? 'accepted' : code((line as { problem: Problem }).problem)))).toEqual([
      'accepted', 'invalid-notice', 'not-json', 'not-json', 'accepted', 'idempotency-conflict', 'accepted', 'bad-batch-line',
    ])
    expect(lines[4]).toMatchObject({ replayed: true, accepted: (lines[0] as { accepted: Accepted }).accepted })
    expect((lines[1] as { problem: Problem }).problem.errors?.[0]?.pointer).toBe('/harm')
    // A line and a single request with one key are one notice.
    const single = await post(url, one, { key: 'b1' })
    expect(single.headers.get('idempotency-replayed')).toBe('true')
    expect(Accepted.parse(await single.json())).toEqual((lines[0] as { accepted: Accepted }).accepted)
    const english = await linesOf(await batch(url, ['{'], { 'accept-language': 'en' }))
    expect((english[0] as { problem: Problem }).problem.title).toBe('Unreadable JSON')
  })

  it('lines too large for any notice are told each, and nobody else waits', async () => {
    const { url } = await runningGuichet()
    const good = { key: 'g', notice: sampleNotice() }
    const wide = JSON.stringify({ key: 'w', notice: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`${index}`, 0])) })
    const deep = `{"key":"d","notice":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const extra = JSON.stringify({ key: 'e', ...Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`${index}`, 0])) })
    const lines = await linesOf(await batch(url, [good, wide, deep, extra]))
    expect(lines.map((line) => ('accepted' in line ? 'accepted' : code((line as { problem: Problem }).problem)))).toEqual(['accepted', 'invalid-notice', 'invalid-notice', 'bad-batch-line'])
    // A hundred lines with as many faults as fit: a question in between is answered before the end.
    const ids = Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`_${index}`, '']))
    const faulty = { key: 'f', notice: { ...sampleNotice(), locators: Array.from({ length: 250 }, () => ({ kind: 'url', what: 'post', canonical: 'x', ids })) } }
    const answers: Response[] = []
    const sending = batch(url, Array.from({ length: 100 }, () => faulty)).then(async (answer) => {
      answers.push(answer)
      return linesOf(answer)
    })
    let between = 0
    while (answers.length === 0) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      if (answers.length === 0) between += 1
    }
    expect(between).toBeGreaterThan(3)
    expect((await sending).every((line) => !('accepted' in line))).toBe(true)
  })

  it('takes a hundred lines and not one more', async () => {
    const { url } = await runningGuichet()
    const lines = Array.from({ length: 101 }, (_, index) => ({ key: `c${index}`, notice: sampleNotice() }))
    const tooMany = await batch(url, lines)
    expect(tooMany.status).toBe(413)
    expect(code(await problemOf(tooMany))).toBe('too-many-lines')
    expect(StandingPage.parse(await (await get(`${url}/v1/signalements`)).json()).items).toEqual([])
    expect((await linesOf(await batch(url, lines.slice(1)))).filter((line) => 'accepted' in line)).toHaveLength(100)
    expect(code(await problemOf(await batch(url, [])))).toMatch(/empty-batch|bad-request/)
  })
})

describe('where notices stand', () => {
  it('a list goes page by page, newest first, each once', async () => {
    const { url } = await runningGuichet()
    const notice = sampleNotice()
    const ids: string[] = []
    for (let revision = 1; revision <= 5; revision += 1) ids.push(await accepted(url, { ...notice, revision }))
    await accepted(url)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = StandingPage.parse(await (await get(`${url}/v1/signalements?correlationId=${notice.correlationId}&limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`)).json())
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(ids.toReversed())
    expect(StandingPage.parse(await (await get(`${url}/v1/signalements`)).json()).items).toHaveLength(6)
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=%3Cscript%3E', 'cursor=', 'correlationId=1', 'state=received', 'limit=1&limit=2'])('%s is refused', async (query) => {
    const { url } = await runningGuichet()
    const answer = await get(`${url}/v1/signalements?${query}`)
    expect(answer.status).toBe(400)
    expect(code(await problemOf(answer))).toBe('bad-query')
  })

  it('a client sees its own only', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const answer = await get(`${url}/v1/signalements/${id}`, OTHER_TOKEN)
    expect(answer.status).toBe(404)
    const unknown = await get(`${url}/v1/signalements/00000000-0000-4000-8000-000000000000`, OTHER_TOKEN)
    expect(await answer.text()).toBe(await unknown.text())
    expect(StandingPage.parse(await (await get(`${url}/v1/signalements`, OTHER_TOKEN)).json()).items).toEqual([])
    expect((await get(`${url}/v1/signalements/%27%20OR%201=1--`)).status).toBe(404)
  })
})

it.each(['/%zz', '/v1/signalements/%zz', `/v1/signalements/${'x'.repeat(5000)}`, '/v1/signalements/%00', '//evil.example/', '/desk/notices/%ff'])('%s is no address, and is not repeated', async (address) => {
  const { url } = await runningGuichet()
  const answer = await get(url + address)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await answer.text()).not.toMatch(/%zz|xxxx|evil|%ff/)
})

it('answers are hardened, and the log has no content', async () => {
  const lines: string[] = []
  const { url } = await runningGuichet({ log: (line) => { lines.push(line) } })
  const answer = await post(url, sampleNotice(), { key: 'secret-key' })
  for (const [name, value] of [['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer'], ['cache-control', 'no-store'], ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"]] as const) {
    expect(answer.headers.get(name)).toBe(value)
  }
  const echo = await get(`${url}/%3Cscript%3Ealert(1)%3C/script%3E`)
  expect(echo.status).toBe(404)
  expect(await echo.text()).not.toContain('alert')
  await accepted(url)
  expect(lines[0]).toMatch(/^POST \/v1\/signalements 202 [\d.]+ ms$/)
  expect(lines[1]).toMatch(/^GET - 404 /)
})
