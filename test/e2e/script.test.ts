// A script: JSON in and out, exit codes, no terminal; and the embedded authority asked by openssl and curl.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, ENV, freshDir, have, makeEvidence, scelle, type Ran } from '../faults/harness.ts'
import { hasOpenssl } from '../support/tsa/openssl.ts'

const place = freshDir('script')

function json(args: readonly string[], code = 0, input?: string): Record<string, unknown> {
  const ran: Ran = scelle([...args, '--json', '--quiet'], { cwd: place, ...(input === undefined ? {} : { input }) })
  expect(ran.code, `${args.join(' ')}\n${ran.out}${ran.err}`).toBe(code)
  return JSON.parse(code === 0 || code === 20 || code === 24 || code === 75 ? ran.out : ran.err) as Record<string, unknown>
}

describe('the script', () => {
  const dir = join(place, 'dossier')

  it('does the job in one command and reads one object', () => {
    const packed = json(['pack', makeEvidence(4), '--case', dir, '--reference', 'CI-1', '-o', join(place, 'out')])
    expect(packed).toMatchObject({ reference: 'CI-1', opened: true, added: { added: 4, refusedCount: 0 }, sealed: { state: 'complete', number: 1 } })
    expect(json(['pack', makeEvidence(4), '--case', dir, '-o', join(place, 'out'), '--dry-run'])).toMatchObject({ opened: false, added: { plan: { files: 4 } }, sealed: { state: 'planned' }, bundle: null })
    expect(json(['verify', dir], 24)).toMatchObject({ verdict: 'indeterminate' })
    expect(json(['add', '/nulle/part', '--case', dir], 20)).toMatchObject({ refusedCount: 1 })
    expect(json(['seal', '--case', dir, '--dry-run'])).toMatchObject({ state: 'planned' })
    expect(json(['config', 'list'])['settings']).toBeInstanceOf(Array)
    expect(json(['doctor'])).toMatchObject({ bad: 0 })
  })

  it('a plan on a place where there is nothing makes nothing', () => {
    const absent = join(place, 'absent')
    expect(json(['pack', makeEvidence(3), '--case', absent, '--reference', 'R', '--dry-run'])).toMatchObject({ added: { plan: { files: 3 } } })
    expect(json(['init', absent, '--reference', 'R', '--dry-run'])).toMatchObject({ opened: false })
    expect(readdirSync(place)).not.toContain('absent')
  })

  it('errors are one object with the code that is also the exit', () => {
    for (const [args, code, name] of [
      [['status', '--case', join(place, 'rien')], 66, 'case.not-found'], [['init', join(place, 'x')], 64, 'usage.missing-option'],
      [['add'], 64, 'usage.missing-argument'], [['verify', join(place, 'rien.zip')], 66, 'verify.not-found'], [['zzz'], 64, 'usage.unknown-command'],
      [['seal', '--case', dir, '--tsa', 'gopher://x'], 64, 'usage.bad-value'], [['status', '--case', dir, '--wat'], 64, 'usage.unknown-option'],
    ] as const) {
      const error = json(args, code)
      expect(error, args.join(' ')).toMatchObject({ type: 'error', code: name, exit: code })
      expect(error['message']).not.toBe('')
      expect(error['hint']).not.toBe('')
    }
  })

  it('progress is NDJSON on stderr when asked for', () => {
    const ran = scelle(['add', makeEvidence(5), '--case', dir, '--source', 'encore', '--events', 'ndjson', '--json'])
    expect(ran.code, ran.err).toBe(0)
    const events = ran.err.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as object)
    expect(events.length).toBeGreaterThan(0)
  })

  it.skipIf(!hasOpenssl || !have('curl'))('the embedded authority answers openssl\'s query through curl', async () => {
    const server = spawn(process.execPath, [BIN, 'tsa', 'serve', '--port', '0', '--json'], { env: ENV, stdio: ['ignore', 'pipe', 'ignore'] })
    const ended = new Promise<number | null>((done) => { server.on('close', done) })
    try {
      const { url } = await new Promise<{ url: string }>((told) => { server.stdout.once('data', (text: Buffer) => { told(JSON.parse(text.toString()) as { url: string }) }) })
      const data = join(place, 'donnees.bin')
      writeFileSync(data, 'données')
      const run = (name: string, args: readonly string[]) => spawnSync(name, args, { cwd: place, encoding: 'utf8' })
      expect(run('openssl', ['ts', '-query', '-data', data, '-sha512', '-cert', '-out', 'q.tsq']).status).toBe(0)
      expect(run('curl', ['-sS', '--fail', '-H', 'Content-Type: application/timestamp-query', '--data-binary', '@q.tsq', '-o', 'r.tsr', url]).status).toBe(0)
      const chain = join(String(ENV['XDG_DATA_HOME']), 'scelle/authority/tsa.chain.pem')
      expect(run('openssl', ['ts', '-verify', '-queryfile', 'q.tsq', '-in', 'r.tsr', '-CAfile', chain]).stdout).toContain('Verification: OK')
      expect(json(['verify', 'r.tsr', '--data', data, '--query', 'q.tsq', '--trust', chain])).toMatchObject({ verdict: 'verified' })
      // A GET, and a body that is no query.
      expect(run('curl', ['-sS', '-o', '/dev/null', '-w', '%{http_code}', url]).stdout).toMatch(/^4\d\d$/)
      expect(run('curl', ['-sS', '-o', 'n.tsr', '-w', '%{http_code}', '-H', 'Content-Type: application/timestamp-query', '--data-binary', 'bonjour', url]).stdout).toMatch(/^[24]\d\d$/)
      expect(readFileSync(join(place, 'r.tsr')).length).toBeGreaterThan(500)
    } finally {
      server.kill('SIGTERM')
    }
    expect([0, 143]).toContain(await ended)
  })
})
