// openssl as a peer: a second reader of requests and tokens, and a second authority.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) console.log('SKIPPED openssl')

/** Runs with each named content in a file of its own; `@name` in the arguments becomes its path. */
function inFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, work: (path: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'scelle-openssl-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    return work((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export interface OpensslVerify {
  readonly response: Uint8Array
  readonly digest: Buffer
  readonly rootPem: string
  readonly untrustedPem?: string
  readonly query?: Uint8Array
}

/** `openssl ts -verify`: whether it says OK, and what it says. */
export function opensslVerify({ response, digest, rootPem, untrustedPem, query }: OpensslVerify): { ok: boolean; output: string } {
  return inFolder({ response, root: rootPem, untrusted: untrustedPem ?? '', query: query ?? '' }, (path) => {
    const result = spawnSync('openssl', [
      'ts', '-verify', '-in', path('response'), '-CAfile', path('root'),
      ...(query === undefined ? ['-digest', digest.toString('hex')] : ['-queryfile', path('query')]),
      ...(untrustedPem === undefined ? [] : ['-untrusted', path('untrusted')]),
    ], { encoding: 'utf8' })
    const output = result.stdout + result.stderr
    return { ok: result.status === 0 && output.includes('Verification: OK'), output }
  })
}

export function opensslQueryText(query: Uint8Array): string {
  return inFolder({ query }, (path) => execFileSync('openssl', ['ts', '-query', '-in', path('query'), '-text'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
}

export function opensslReplyText(response: Uint8Array): string {
  return inFolder({ response }, (path) => execFileSync('openssl', ['ts', '-reply', '-in', path('response'), '-text'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
}

/** `openssl ts -reply` with the given signer: the response, granted or not. */
export function opensslReply(query: Uint8Array, signer: { keyPem: string; certificatePem: string; chainPem: string }, options: { digest?: string; essDigest?: string } = {}): Buffer {
  const config = [
    '[tsa]', 'serial = @serial', 'default_policy = 1.2.3.4.1', 'digests = sha256, sha384, sha512', 'accuracy = secs:1',
    `signer_digest = ${options.digest ?? 'sha256'}`, `ess_cert_id_alg = ${options.essDigest ?? 'sha256'}`, 'ess_cert_id_chain = no', 'tsa_name = yes', '',
  ].join('\n')
  return inFolder({ query, key: signer.keyPem, cert: signer.certificatePem, chain: signer.chainPem, serial: '01\n' }, (path) => {
    writeFileSync(path('config'), config.replace('@serial', path('serial')))
    execFileSync('openssl', [
      'ts', '-reply', '-config', path('config'), '-section', 'tsa', '-queryfile', path('query'),
      '-signer', path('cert'), '-inkey', path('key'), '-chain', path('chain'), '-out', path('reply'),
    ], { stdio: ['ignore', 'ignore', 'pipe'] })
    return readFileSync(path('reply'))
  })
}
