// Evidence over real HTTP: in parts, after a cut, with its digest; and never for what may show a child.
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, it, describe } from 'vitest'
import { Accepted, Problem } from '../../src/signalement/reporting-api/answers.ts'
import { deskOf } from './desk-client.ts'
import { accepted, bearer, OTHER_TOKEN, post, prohibitedNotice, runningGuichet, sampleNotice, TOKEN } from './running.ts'

const PART = 4 * 1024 * 1024
const bytesOf = (length: number, seed = 1): Buffer => Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + seed) & 0xff))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const put = (url: string, id: string, digest: string, body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${url}/v1/signalements/${id}/evidence/${digest}`, { method: 'PUT', body: typeof body === 'string' ? body : new Uint8Array(body), headers: { ...bearer(), 'content-type': 'image/png', ...headers } })
const head = (url: string, id: string, digest: string): Promise<Response> => fetch(`${url}/v1/signalements/${id}/evidence/${digest}`, { method: 'HEAD', headers: bearer() })
const offsetOf = (answer: Response): readonly (string | null)[] => [answer.headers.get('upload-offset'), answer.headers.get('upload-complete')]
const code = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).type.replace(/^.*problem\//, '')

describe('bytes', () => {
  it('in one part', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const bytes = bytesOf(1000)
    const answer = await put(url, id, sha256(bytes), bytes)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ sha256: sha256(bytes), received: 1000, complete: true })
    expect((await put(url, id, sha256(bytes), bytes)).status).toBe(200)
    expect(offsetOf(await head(url, id, sha256(bytes)))).toEqual(['1000', '?1'])
  })

  it('go on where they were cut', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const bytes = bytesOf(PART + 1234)
    const digest = sha256(bytes)
    expect(offsetOf(await head(url, id, digest))).toEqual(['0', '?0'])
    const range = (from: number, to: number): Record<string, string> => ({ 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` })
    const first = await put(url, id, digest, bytes.subarray(0, 1_000_000), range(0, 1_000_000))
    expect(first.status).toBe(202)
    // The line breaks in the middle of the second part.
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write([`PUT /v1/signalements/${id}/evidence/${digest} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${TOKEN}`, 'Content-Type: image/png', `Content-Range: bytes 1000000-2999999/${bytes.length}`, 'Content-Length: 2000000', '', ''].join('\r\n'))
    socket.write(bytes.subarray(1_000_000, 1_500_000))
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    socket.destroy()
    expect(offsetOf(await head(url, id, digest))).toEqual(['1000000', '?0'])
    const elsewhere = await put(url, id, digest, bytes.subarray(1_500_000, 2_000_000), range(1_500_000, 2_000_000))
    expect([elsewhere.status, ...offsetOf(elsewhere)]).toEqual([409, '1000000', '?0'])
    expect(Problem.parse(await elsewhere.json())).toMatchObject({ offset: 1_000_000 })
    const last = await put(url, id, digest, bytes.subarray(1_000_000), range(1_000_000, bytes.length))
    expect([last.status, ...offsetOf(last)]).toEqual([201, String(bytes.length), '?1'])
  })

  it('with another digest are erased', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const answer = await put(url, id, 'a'.repeat(64), bytesOf(10))
    expect([answer.status, await code(answer)]).toEqual([422, 'digest-mismatch'])
    expect(offsetOf(await head(url, id, 'a'.repeat(64)))).toEqual(['0', '?0'])
  })

  it.each([
    ['another type', 'a', { 'content-type': 'text/html' }, 415, 'unsupported-type'],
    ['a script in a picture', 'a', { 'content-type': 'image/svg+xml' }, 415, 'unsupported-type'],
    ['a range that is not of the body', 'abc', { 'content-range': 'bytes 0-3/10' }, 400, 'bad-range'],
    ['a range beyond the whole', 'abc', { 'content-range': 'bytes 8-10/10' }, 400, 'bad-range'],
    ['a range of unknown length', 'abc', { 'content-range': 'bytes 0-2/*' }, 400, 'bad-range'],
    ['more than is taken', 'abc', { 'content-range': 'bytes 0-2/52428801' }, 413, 'evidence-too-large'],
    ['nothing', '', {}, 400, 'bad-range'],
  ])('%s: refused', async (_name, body, headers, status, problem) => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const answer = await put(url, id, sha256(Buffer.from(body)), body, headers)
    expect([answer.status, await code(answer)]).toEqual([status, problem])
  })

  it('a part over the limit is refused, and so is a digest that is none', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    expect((await put(url, id, 'a'.repeat(64), bytesOf(PART + 1))).status).toBe(413)
    expect(await code(await put(url, id, 'A'.repeat(64), bytesOf(1)))).toBe('bad-digest')
  })
})

describe('who may, and for what', () => {
  it('another client finds nothing', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const answer = await put(url, id, 'a'.repeat(64), bytesOf(1), bearer(OTHER_TOKEN))
    expect(answer.status).toBe(404)
  })

  it.each([
    ['child sexual abuse material', prohibitedNotice()],
    ['an intimate image of unknown age', sampleNotice({ harm: 'revenge_porn', ageBand: 'unknown' })],
    ['blackmail of a minor', sampleNotice({ harm: 'chantage_webcam', ageBand: '15_17' })],
  ])('%s: neither byte nor reference', async (_name, notice) => {
    const { url } = await runningGuichet()
    const id = await accepted(url, notice)
    const bytes = bytesOf(10)
    const answer = await put(url, id, sha256(bytes), bytes, { 'evidence-statement': 'shows-no-child' })
    expect([answer.status, await code(answer)]).toEqual([403, 'evidence-refused'])
    const reference = await put(url, id, sha256(bytes), JSON.stringify({ format: 'evidence-reference/1', heldBy: 'x', reference: 'y', mimeType: 'image/png', bytes: 10 }), { 'content-type': 'application/json' })
    expect([reference.status, await code(reference)]).toEqual([403, 'evidence-refused'])
    expect((await head(url, id, sha256(bytes))).status).toBe(403)
  })

  it('a later revision that may show a child erases what was given for those before; nothing leads to it any more', async () => {
    const { url } = await runningGuichet()
    const adult = sampleNotice({ harm: 'revenge_porn', ageBand: '18plus' })
    const [first, other] = [await accepted(url, adult), await accepted(url, sampleNotice({ harm: 'revenge_porn', ageBand: '18plus' }))]
    const bytes = bytesOf(10)
    const digest = sha256(bytes)
    const reference = JSON.stringify({ format: 'evidence-reference/1', heldBy: 'x', reference: 'y', mimeType: 'image/png', bytes: 10 })
    for (const id of [first, other]) expect((await put(url, id, digest, bytes)).status).toBe(201)
    expect((await put(url, first, 'b'.repeat(64), reference, { 'content-type': 'application/json' })).status).toBe(201)
    const half = await put(url, first, 'c'.repeat(64), bytesOf(10), { 'content-range': 'bytes 0-9/20' })
    expect(half.status).toBe(202)
    const desk = await deskOf(url)
    const path = `/desk/notices/${first}/evidence/${digest}`
    expect((await desk.get(path)).status).toBe(200)
    expect(await (await desk.get(`/desk/notices/${first}`)).text()).toContain(path)
    const second = await accepted(url, { ...adult, revision: 2, ageBand: '15_17' })
    for (const id of [first, second]) {
      expect((await head(url, id, digest)).status).toBe(403)
      const again = await put(url, id, digest, bytes)
      expect([again.status, await code(again)]).toEqual([403, 'evidence-refused'])
      const named = await put(url, id, 'b'.repeat(64), reference, { 'content-type': 'application/json' })
      expect([named.status, await code(named)]).toEqual([403, 'evidence-refused'])
    }
    const gone = await desk.get(path)
    expect([gone.status, await gone.text()]).toEqual([403, expect.stringContaining('peut montrer un enfant')])
    const page = await (await desk.get(`/desk/notices/${first}`)).text()
    for (const trace of [digest, 'b'.repeat(64), 'c'.repeat(64), '/evidence/']) expect(page).not.toContain(trace)
    expect(page).toContain('Ce contenu peut montrer un enfant')
    expect(page).toContain('preuves effacées')
    // Another signalement, and the same identifier at another sender, are not concerned.
    expect(offsetOf(await head(url, other, digest))).toEqual(['10', '?1'])
    const foreign = Accepted.parse(await (await post(url, adult, { token: OTHER_TOKEN })).json()).id
    expect((await put(url, foreign, digest, bytes, bearer(OTHER_TOKEN))).status).toBe(201)
    // The first revision that comes once more, later and under another key, is no way around; a correction that says adult is heard.
    expect((await put(url, await accepted(url, adult), digest, bytes)).status).toBe(403)
    expect((await put(url, await accepted(url, { ...adult, revision: 3 }), digest, bytes)).status).toBe(201)
    expect((await put(url, first, digest, bytes)).status).toBe(403)
  })

  it('where it might, only with a statement', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url, sampleNotice({ harm: 'grooming', ageBand: 'lt15' }))
    const bytes = bytesOf(10)
    const without = await put(url, id, sha256(bytes), bytes)
    expect([without.status, await code(without)]).toEqual([403, 'evidence-statement-needed'])
    expect((await put(url, id, sha256(bytes), bytes, { 'evidence-statement': 'shows-no-child' })).status).toBe(201)
  })
})

describe('a reference', () => {
  const REFERENCE = { format: 'evidence-reference/1', heldBy: 'Association Exemple', reference: '2026-00042/0003', mimeType: 'image/png', bytes: 12_345 }
  const give = (url: string, id: string, value: unknown): Promise<Response> => put(url, id, 'b'.repeat(64), typeof value === 'string' ? value : JSON.stringify(value), { 'content-type': 'application/json' })

  it('is kept once; another one for the same digest is refused', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    expect((await give(url, id, REFERENCE)).status).toBe(201)
    expect((await give(url, id, REFERENCE)).status).toBe(200)
    const other = await give(url, id, { ...REFERENCE, reference: '9' })
    expect([other.status, await code(other)]).toEqual([409, 'evidence-differs'])
  })

  it.each([
    ['an address', { ...REFERENCE, reference: 'https://example.org/x.png' }, '/reference'],
    ['an unknown member', { ...REFERENCE, url: 'https://example.org' }, '/url'],
    ['another type', { ...REFERENCE, mimeType: 'text/html' }, '/mimeType'],
  ])('%s is refused', async (_name, value, pointer) => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    const answer = await give(url, id, value)
    expect(answer.status).toBe(422)
    expect(Problem.parse(await answer.json()).errors?.[0]?.pointer).toBe(pointer)
    expect((await give(url, id, '{')).status).toBe(400)
  })
})
