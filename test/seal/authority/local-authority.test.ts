import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_POLICY, isLocalAuthorityRoot, openLocalAuthority } from '../../../src/seal/authority/local-authority.ts'
import { serveAuthority } from '../../../src/seal/authority/serve-authority.ts'
import { readCertificates } from '../../../src/seal/rfc3161/anchors.ts'
import { buildTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { verifyToken } from '../../../src/seal/rfc3161/verify-token.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import type { World } from '../../../src/system/world.ts'
import { makeTestPki } from '../../support/tsa/index.ts'
import { hasOpenssl, opensslReplyText, opensslVerify } from '../../support/tsa/openssl.ts'
import { imprintOf, requestFor } from '../rfc3161/support.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'scelle-authority-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const worldAt = (now?: string, signal?: AbortSignal): World => createNodeWorld({
  dataDir,
  ...(now === undefined ? {} : { clock: { now: () => now, monotonicMs: () => 0 } }),
  ...(signal === undefined ? {} : { signal }),
})

describe('the local authority', () => {
  it.each(['sha256', 'sha384', 'sha512'] as const)('%s: verified by us, and by openssl', async (algorithm) => {
    const authority = await openLocalAuthority(worldAt())
    const request = requestFor('liste', algorithm)
    const response = await authority.respond(request.der)
    const { verdict, checks, token } = verifyToken(response, { request, anchors: [authority.rootDer], subject: 'locale' })
    expect(checks.filter((check) => check.outcome !== 'passed')).toEqual([])
    expect(verdict).toBe('verified')
    expect(token).toMatchObject({ policy: LOCAL_POLICY, accuracyMs: 1000, nonce: true })
    if (!hasOpenssl) return
    const peer = opensslVerify({ response, digest: request.imprint.digest, query: request.der, rootPem: authority.rootPem })
    expect(peer.ok, peer.output).toBe(true)
    expect(opensslReplyText(response)).toContain(`Policy OID: ${LOCAL_POLICY}`)
  })

  it('says in both languages, in root, leaf and token, that it proves nothing', async () => {
    const authority = await openLocalAuthority(worldAt())
    const { token } = verifyToken(await authority.respond(requestFor('x').der), { request: requestFor('x'), anchors: [authority.rootDer], subject: 'locale' })
    expect(token?.path?.subjects).toHaveLength(2)
    for (const subject of token?.path?.subjects ?? []) {
      expect(subject).toContain('sans valeur probante')
      expect(subject).toContain('no evidential value')
    }
    expect(isLocalAuthorityRoot(authority.rootDer)).toBe(true)
    expect(isLocalAuthorityRoot(makeTestPki().root)).toBe(false)
    expect(isLocalAuthorityRoot(Buffer.from('x'))).toBe(false)
  })

  it('is the same at each opening; the key is readable by its owner only, and the root has none', async () => {
    const first = await openLocalAuthority(worldAt())
    const second = await openLocalAuthority(worldAt())
    expect(second.chainPem).toBe(first.chainPem)
    expect(readCertificates(first.chainPem).at(-1)).toEqual(first.rootDer)
    const folder = join(dataDir, 'authority')
    expect(readdirSync(folder).toSorted()).toEqual(['tsa.chain.pem', 'tsa.key.pem'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it('eight first uses at once agree on one authority and leave nothing aside', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openLocalAuthority(worldAt())))
    expect(new Set(all.map((authority) => authority.chainPem)).size).toBe(1)
    expect(readdirSync(dataDir)).toEqual(['authority'])
    const request = requestFor('x')
    for (const authority of all) {
      expect(verifyToken(await authority.respond(request.der), { request, anchors: [authority.rootDer], subject: 'x' }).verdict).toBe('verified')
    }
  })

  it('no two serial numbers are the same; certificates only when asked for', async () => {
    const authority = await openLocalAuthority(worldAt())
    const request = requestFor('x', 'sha256', { certReq: false })
    const options = { request, anchors: [authority.rootDer], extraCertificates: readCertificates(authority.chainPem), subject: 'x' }
    const [one, two] = [await authority.respond(request.der), await authority.respond(request.der)]
    expect(verifyToken(one, options).token?.serial).not.toBe(verifyToken(two, options).token?.serial)
    expect(verifyToken(one, options).verdict).toBe('verified')
    expect(one.length).toBeLessThan((await authority.respond(requestFor('x').der)).length - 800)
  })

  it.each([
    ['unacceptedPolicy', requestFor('x', 'sha256', { policy: '1.2.3' }).der],
    ['badDataFormat', Buffer.from('bonjour')],
    ['badDataFormat', Buffer.alloc(0)],
  ])('refuses with %s', async (reason, bytes) => {
    const authority = await openLocalAuthority(worldAt())
    const response = await authority.respond(bytes)
    expect(verifyToken(response, { anchors: [], subject: 'x' }).checks).toMatchObject([{ code: 'TSP.STATUS_NOT_GRANTED', facts: { status: 'rejection', failInfo: [reason] } }])
    if (hasOpenssl) expect(opensslReplyText(response)).toContain('Status: Rejected.')
  })

  it('its own policy may be asked for', async () => {
    const authority = await openLocalAuthority(worldAt())
    const request = requestFor('x', 'sha256', { policy: LOCAL_POLICY })
    expect(verifyToken(await authority.respond(request.der), { request, anchors: [authority.rootDer], subject: 'x' }).verdict).toBe('verified')
  })
})

describe('a local authority that cannot be used is not replaced behind the back', () => {
  const failure = () => openLocalAuthority(worldAt()).then(() => undefined, (error: unknown) => error)

  it('a missing, a damaged and a foreign key', async () => {
    await openLocalAuthority(worldAt())
    const key = join(dataDir, 'authority', 'tsa.key.pem')
    const original = readFileSync(key)
    writeFileSync(key, makeTestPki().key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(await failure()).toMatchObject({ code: 'tsp.authority-damaged', facts: { reason: 'key-mismatch' } })
    writeFileSync(key, original.subarray(0, 60))
    expect(await failure()).toMatchObject({ code: 'tsp.authority-damaged', facts: { reason: 'unreadable' } })
    rmSync(key)
    expect(await failure()).toMatchObject({ code: 'tsp.authority-damaged', facts: { reason: 'incomplete' } })
    writeFileSync(key, original)
    expect(await failure()).toBeUndefined()
  })

  it('a clock outside its validity', async () => {
    await openLocalAuthority(worldAt('2026-11-23T12:00:00.000Z'))
    for (const now of ['2026-11-20T12:00:00.000Z', '2037-01-01T00:00:00.000Z']) {
      await expect(openLocalAuthority(worldAt(now))).rejects.toMatchObject({ code: 'tsp.authority-out-of-date', facts: { now } })
    }
    await expect(openLocalAuthority(worldAt('2036-11-01T00:00:00.000Z'))).resolves.toBeDefined()
  })
})

describe('over HTTP', () => {
  const post = (url: string, body: Uint8Array, type = 'application/timestamp-query', method = 'POST') =>
    fetch(url, { method, headers: { 'content-type': type }, ...(method === 'GET' ? {} : { body: Buffer.from(body) }) })

  it('answers queries, and nothing else', async () => {
    const world = worldAt()
    const seen: number[] = []
    const server = await serveAuthority(world, { port: 0, onRequest: ({ status }) => seen.push(status) })
    const { rootDer } = await openLocalAuthority(world)
    const request = buildTimeStampReq(imprintOf('http'), Buffer.alloc(16, 7))
    const answer = await post(server.url, request.der, 'Application/Timestamp-Query; charset=binary')
    expect(answer.headers.get('content-type')).toBe('application/timestamp-reply')
    expect(verifyToken(Buffer.from(await answer.arrayBuffer()), { request, anchors: [rootDer], subject: 'x' }).verdict).toBe('verified')
    expect((await post(server.url, request.der, 'text/plain')).status).toBe(415)
    const get = await post(server.url, request.der, 'application/timestamp-query', 'GET')
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await post(server.url, Buffer.alloc(64 * 1024 + 1))).status).toBe(413)
    expect((await post(server.url, Buffer.from('x'))).status).toBe(200)
    expect(seen).toEqual([200, 415, 405, 200])
    await server.close()
    await expect(post(server.url, request.der)).rejects.toThrow()
  })

  it('listens on the loopback interface alone, stops with the signal, and says which port is taken', async () => {
    const stop = new AbortController()
    const server = await serveAuthority(worldAt(undefined, stop.signal), { port: 0 })
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const port = Number(new URL(server.url).port)
    await expect(serveAuthority(worldAt(), { port })).rejects.toMatchObject({ code: 'tsp.port-unavailable', facts: { port, errno: 'EADDRINUSE' } })
    stop.abort()
    await server.closed
    await expect(post(server.url, Buffer.alloc(1))).rejects.toThrow()
  })
})
