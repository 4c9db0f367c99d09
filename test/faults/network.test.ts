// G5: nothing leaves the computer except to the authorities that were named; and authorities that misbehave.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestTsa } from '../support/tsa/test-tsa.ts'
import { copyOf, ENV, freshDir, have, makeEvidence, newCase, scelle, start, tree } from './harness.ts'

function readyCase(): string {
  const dir = newCase()
  expect(scelle(['add', makeEvidence(4), '--case', dir]).code).toBe(0)
  return dir
}

describe('net/no-packet', () => {
  it.skipIf(!have('unshare', '-n', 'true'))('does the whole job without any network interface', () => {
    const dir = join(freshDir(), 'exercice')
    const ran = scelle(['exercise', dir], { before: ['unshare', '-n'] })
    expect(ran.code, ran.err + ran.out).toBe(0)
  })

  it.skipIf(!have('strace', '-V'))('opens no network socket', () => {
    const log = join(freshDir(), 'log')
    const dir = join(freshDir(), 'exercice')
    const ran = scelle(['exercise', dir], { before: ['strace', '-f', '--seccomp-bpf', '-qq', '-o', log, '-e', 'trace=connect,sendto,sendmsg'] })
    expect(ran.code, ran.err).toBe(0)
    expect(readFileSync(log, 'latin1')).not.toMatch(/AF_INET6?/)
  })
})

describe('an authority that misbehaves', () => {
  it.each([
    ['html', 'tsp.not-a-reply'], ['http-500', 'tsp.http-status'], ['wrong-nonce', 'tsp.bad-token'], ['wrong-digest', 'tsp.bad-token'],
    ['expired', 'tsp.bad-token'], ['not-a-tsa', 'tsp.bad-token'], ['50mb', 'http.too-large'], ['redirect', 'http.redirect'],
  ] as const)('%s leaves the seal pending, says %s, and another authority completes it', async (behaviour, code) => {
    const dir = readyCase()
    const bad = await startTestTsa({ behaviour })
    const good = await startTestTsa({ behaviour: 'good' })
    try {
      const pending = await start(['seal', '--case', dir, '--tsa', bad.url, '--json']).ended
      expect(pending.code, pending.err).toBe(75)
      const result = JSON.parse(pending.out) as { state: string; waiting: { code: string }[] }
      expect(result.state).toBe('pending')
      expect(result.waiting.map((one) => one.code)).toEqual([code])
      expect([...tree(join(dir, 'seals')).keys()].filter((path) => path.endsWith('.tsr'))).toEqual([])
      expect(scelle(['verify', dir]).code).toBe(24)
      const done = await start(['seal', '--case', dir, '--resume', '--tsa', good.url]).ended
      expect(done.code, done.err).toBe(0)
    } finally {
      await bad.close()
      await good.close()
    }
  })

  it('verifies with the authority\'s root and answers indeterminate without it', async () => {
    const dir = readyCase()
    const tsa = await startTestTsa({ behaviour: 'good' })
    const root = join(freshDir(), 'root.pem')
    try {
      const { writeFileSync } = await import('node:fs')
      writeFileSync(root, tsa.rootPem)
      expect((await start(['seal', '--case', dir, '--tsa', tsa.url, '--trust', root]).ended).code).toBe(0)
    } finally {
      await tsa.close()
    }
    expect(scelle(['verify', dir]).code).toBe(24)
    const trusted = scelle(['verify', dir, '--trust', root])
    expect(trusted.code, trusted.out).toBe(0)
  })

  it('needs two tokens when two are asked for', async () => {
    const dir = readyCase()
    const good = await startTestTsa({ behaviour: 'good' })
    const bad = await startTestTsa({ behaviour: 'http-500' })
    try {
      expect((await start(['seal', '--case', dir, '--tsa', good.url, '--tsa', bad.url]).ended).code).toBe(75)
      const one = copyOf(dir)
      expect((await start(['seal', '--case', one, '--tsa', good.url, '--tsa', bad.url, '--policy-min-authorities', '1']).ended).code).toBe(0)
    } finally {
      await good.close()
      await bad.close()
    }
  })

  it('without network the seal is pending and can be resumed', () => {
    const dir = readyCase()
    const ran = scelle(['seal', '--case', dir, '--tsa', 'http://127.0.0.1:9/'])
    expect(ran.code, ran.err).toBe(75)
    expect(scelle(['status', '--case', dir, '--json']).out).toContain('"next":"resume"')
    expect(scelle(['bundle', '--case', dir]).code).toBe(75)
  })

  it('refuses an address that is not http or https before anything is written', () => {
    const dir = readyCase()
    const before = tree(dir)
    for (const url of ['ftp://tsa.invalid/', 'javascript:alert(1)', 'tsa.invalid', 'http://user:secret@tsa.invalid/']) {
      expect(scelle(['seal', '--case', dir, '--tsa', url]).code).toBe(64)
    }
    expect(tree(dir)).toEqual(before)
  })

  it('does not wait for an authority after Ctrl+C', async () => {
    const dir = readyCase()
    const silent = await startTestTsa({ behaviour: 'silent' })
    const running = start(['seal', '--case', dir, '--tsa', silent.url], ENV)
    await expect.poll(() => silent.requests, { timeout: 20_000 }).toBeGreaterThan(0)
    running.kill('SIGINT')
    const ended = await running.ended
    await silent.close()
    expect(ended.code, ended.err).toBe(130)
    expect(scelle(['seal', '--case', dir, '--tsa', 'http://127.0.0.1:9/']).code).toBe(75)
  })
})
