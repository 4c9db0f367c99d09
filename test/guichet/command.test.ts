// `guichet token` and `guichet serve`: words in, a clients file, a server that answers and stops.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { ClientsFile, readClients } from '../../src/guichet/clients-file.ts'
import { startGuichet } from '../../src/guichet/server.ts'
import { guichetWordsInBoth, loadCatalog } from '../../src/messages/load.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { post, runningGuichet, sampleClients, sampleNotice } from './running.ts'

function commandLine() {
  const dataDir = tempDir()
  const cwd = tempDir()
  const stop = new AbortController()
  const scelle = async (argv: readonly string[], language: 'fr' | 'en' = 'fr') => {
    const terminal = fakeTerminal()
    const running = run({
      argv, terminal, settings: {}, words: await loadCatalog(language), cwd, stoppedBy: () => undefined,
      createWorld: async () => testWorld({ dataDir, configDir: join(dataDir, 'config'), signal: stop.signal, env: { SCELLE_KEYRING: 'off' } }),
    })
    return { running, terminal }
  }
  const ended = async (argv: readonly string[], language: 'fr' | 'en' = 'fr') => {
    const { running, terminal } = await scelle(argv, language)
    return { code: await running, ...terminal.printed }
  }
  return { scelle, ended, cwd, stop, file: join(cwd, 'clients.json') }
}

describe('guichet token', () => {
  it('makes the file, 0600, with digests only; each token is good', async () => {
    const { ended, file } = commandLine()
    const first = await ended(['guichet', 'token', 'hotline', '--token-file', 'clients.json', '--webhook', 'https://hotline.example/hook'])
    expect(first.code).toBe(0)
    const token = /sgc_[\w-]{43}/.exec(first.out)?.[0] ?? ''
    expect(first.out).toMatch(/whsec_[A-Za-z0-9+/]{43}=/)
    expect(first.out).toContain('ne sera plus affiché')
    const second = await ended(['guichet', 'jeton', 'hotline', '--token-file', 'clients.json'])
    expect(second.out).toContain('les précédents restent valables')
    expect(second.out).not.toContain('whsec_')
    const desk = await ended(['guichet', 'token', 'agent.1', '--desk', '--token-file', 'clients.json'], 'en')
    expect(desk.out).toMatch(/Token made for agent\.1\.\n.*sgd_/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain('sgc_')
    const clients = await readClients(file)
    expect(clients.clients[0]?.tokenSha256).toHaveLength(2)
    expect(clients.clients[0]?.webhook?.url).toBe('https://hotline.example/hook')
    const { url } = await runningGuichet({ clients })
    for (const each of [token, /sgc_[\w-]{43}/.exec(second.out)?.[0] ?? '']) expect((await post(url, sampleNotice(), { token: each })).status).toBe(202)
  })

  it.each([
    ['Majuscule', [], 64, 'ne peut pas être un nom'], ['../x', [], 64, 'ne peut pas être un nom'],
    ['a', ['--webhook', 'http://hotline.example/hook'], 64, 'webhook'], ['a', ['--webhook', 'https://u:p@hotline.example/'], 64, 'webhook'],
    ['a', ['--desk', '--webhook', 'https://hotline.example/'], 64, '--desk'],
  ])('%s %j: refused, and nothing is written', async (name, options, code, words) => {
    const { ended, file } = commandLine()
    const refused = await ended(['guichet', 'token', name, '--token-file', 'clients.json', ...options])
    expect(refused.code).toBe(code)
    expect(refused.err).toContain(words)
    expect(existsSync(file)).toBe(false)
  })
})

describe('the clients file', () => {
  it('is not read when others can, nor when a member is wrong', async () => {
    const { ended, file } = commandLine()
    expect(await ended(['guichet', 'serve', '--token-file', 'clients.json'])).toMatchObject({ code: 66, err: expect.stringContaining('guichet token') })
    writeFileSync(file, JSON.stringify(sampleClients()), { mode: 0o600 })
    chmodSync(file, 0o640)
    expect(await ended(['guichet', 'serve', '--token-file', 'clients.json'])).toMatchObject({ code: 77, err: expect.stringContaining('0640') })
    chmodSync(file, 0o600)
    for (const [content, member] of [['{', ''], [JSON.stringify({ ...sampleClients(), more: 1 }), ''], [JSON.stringify({ ...sampleClients(), desk: [{ id: 'x', tokenSha256: ['secret'] }] }), 'desk.0.tokenSha256.0']] as const) {
      writeFileSync(file, content)
      const refused = await ended(['guichet', 'serve', '--token-file', 'clients.json'])
      expect(refused.code).toBe(78)
      expect(refused.err).toContain(member)
      expect(refused.err).not.toContain('secret')
    }
    // Two of one name would be two persons with one name.
    const [one] = sampleClients().clients
    expect(ClientsFile.safeParse({ ...sampleClients(), clients: [one, one] }).success).toBe(false)
  })
})

describe('guichet serve', () => {
  it('serves until it is stopped, and says what it did only when asked', async () => {
    const { scelle, ended, stop } = commandLine()
    const token = /sgc_[\w-]{43}/.exec((await ended(['guichet', 'token', 'hotline', '--token-file', 'clients.json'])).out)?.[0] ?? ''
    const { running, terminal } = await scelle(['guichet', 'servir', '--port', '0', '--token-file', 'clients.json', '--db', 'sous/guichet.sqlite', '--verbose'])
    await vi.waitFor(() => { expect(terminal.printed.err).toContain('http://127.0.0.1:') }, 10_000)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(terminal.printed.err)?.[0] ?? ''
    expect((await post(url, sampleNotice(), { token })).status).toBe(202)
    await vi.waitFor(() => { expect(terminal.printed.err).toMatch(/POST \/v1\/signalements 202 [\d.]+ ms/) })
    expect(terminal.printed.err).not.toContain(token)
    stop.abort()
    expect(await running).toBe(0)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
  })

  it('is not seen by other machines without TLS', async () => {
    const { ended, file } = commandLine()
    writeFileSync(file, JSON.stringify(sampleClients()), { mode: 0o600 })
    const refused = await ended(['guichet', 'serve', '--host', '0.0.0.0', '--token-file', 'clients.json', '--port', '0'])
    expect(refused.code).toBe(64)
    expect(refused.err).toContain('TLS est obligatoire')
    expect((await ended(['guichet', 'serve', '--cert', 'x.pem', '--token-file', 'clients.json'])).code).toBe(64)
    expect((await ended(['guichet', 'serve', '--db', 'postgres://a:b@127.0.0.1/x', '--token-file', 'clients.json'])).err).toContain('mot de passe')
    const taken = await runningGuichet()
    const port = new URL(taken.url).port
    expect(await ended(['guichet', 'serve', '--port', port, '--token-file', 'clients.json'])).toMatchObject({ code: 69, err: expect.stringContaining('EADDRINUSE') })
  })

  it.skipIf(spawnSync('openssl', ['version']).status !== 0)('speaks TLS', async () => {
    const dir = tempDir()
    spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'], { cwd: dir })
    const [certificate, key] = [readFileSync(join(dir, 'cert.pem'), 'latin1'), readFileSync(join(dir, 'key.pem'), 'latin1')]
    const { url } = await runningGuichet({ tls: { certificate, key } })
    expect(url).toMatch(/^https:/)
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      request(`https://localhost:${new URL(url).port}/desk/login`, { ca: certificate }, (response) => { resolve(response.resume().headers) }).on('error', reject).end()
    })
    expect(headers['strict-transport-security']).toMatch(/max-age=\d+/)
    expect(String(headers['set-cookie'])).toContain('Secure')
    await expect(startGuichet(testWorld(), { clients: sampleClients(), words: await guichetWordsInBoth(), tls: { certificate, key: 'x' } })).rejects.toMatchObject({ code: 'guichet.tls-invalid' })
  })
})
