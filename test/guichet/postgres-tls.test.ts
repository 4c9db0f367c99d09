// The guichet and a PostgreSQL that wants a password and speaks TLS: the right authority and the right name, or nothing is kept there.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { GuichetStore } from '../../src/guichet/store/guichet-store.ts'
import { openGuichetStore } from '../../src/guichet/store/open-store.ts'
import { PASSWORD, testPostgres, type TestPostgres } from '../support/postgres.ts'
import { tempDir, testWorld } from '../support/world.ts'

const postgres = await testPostgres()

describe.skipIf(postgres === undefined)('a PostgreSQL with a password', () => {
  const server = postgres as TestPostgres
  const opened = async (place: string, env: Readonly<Record<string, string>> = { SCELLE_SECRET_GUICHET_POSTGRES: PASSWORD }): Promise<GuichetStore> => {
    const store = await openGuichetStore(testWorld({ env: { SCELLE_KEYRING: 'off', ...env } }), place)
    onTestFinished(() => store.close())
    return store
  }

  it('the secret of the guichet opens it, and so does PGPASSWORD; a wrong one is told', async () => {
    const place = await server.newDatabase()
    expect(await (await opened(place)).ofClient('hotline', { limit: 1 })).toEqual([])
    await expect(opened(place, { SCELLE_SECRET_GUICHET_POSTGRES: 'wrong' })).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: '28P01' } })
    vi.stubEnv('PGPASSWORD', PASSWORD)
    onTestFinished(() => { vi.unstubAllEnvs() })
    expect(await (await opened(place, {})).ofClient('hotline', { limit: 1 })).toEqual([])
  })

  it('PGSSLMODE undoes nothing', async () => {
    const place = await server.newDatabase()
    vi.stubEnv('PGSSLMODE', 'no-verify')
    onTestFinished(() => { vi.unstubAllEnvs() })
    await expect(opened(`${place}?sslmode=verify-full`)).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: 'NO_TLS' } })
    await expect(opened('postgres://guichet@db.example/x')).rejects.toMatchObject({ code: 'database.not-encrypted' })
  })

  it('verify-full: encrypted for whom was meant', async () => {
    const dir = tempDir()
    const [key, certificate] = [join(dir, 'key.pem'), join(dir, 'certificate.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=server', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
    const files = [server.putFile('server.key', readFileSync(key, 'utf8')), server.putFile('server.pem', readFileSync(certificate, 'utf8'))]
    for (const [name, value] of [['ssl_key_file', files[0]], ['ssl_cert_file', files[1]], ['ssl', 'on']]) await server.asAdmin(`ALTER SYSTEM SET ${name} = '${value}'`)
    await server.asAdmin('SELECT pg_reload_conf()')
    await expect.poll(async () => server.asAdmin('SHOW ssl')).toEqual([{ ssl: 'on' }])
    const place = await server.newDatabase()
    const withAuthority = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(certificate)}`
    await opened(place + withAuthority)
    const speaking = await server.asAdmin("SELECT ssl, version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'scelle guichet'", place)
    expect(speaking.length).toBeGreaterThan(0)
    expect(speaking.every(({ ssl, version }) => ssl === true && version === 'TLSv1.3')).toBe(true)
    await expect(opened(`${place}?sslmode=verify-full`)).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) } })
    await expect(opened(place.replace('127.0.0.1', 'localhost') + withAuthority)).rejects.toMatchObject({ code: 'guichet.database-unreachable', facts: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' } })
  })
})
