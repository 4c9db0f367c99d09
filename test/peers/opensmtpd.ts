// Debian's opensmtpd with a configuration of its own: submission on loopback, delivery into a maildir. It drops its rights
// and keeps its queue in /var/spool, so that only root can start it. In clear and without a login: the TLS of bookworm's
// 6.8.0p2 ends every handshake with an alert, that of `openssl s_client` too, and it offers no login without TLS.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { tempDir } from '../support/world.ts'
import { answersWithin, freePort } from './free-port.ts'

const SMTPD = '/usr/sbin/smtpd'

/** Why it cannot be had here. */
export function opensmtpdAbsent(): string | undefined {
  if (!existsSync(SMTPD)) return 'Debian package opensmtpd is not installed'
  if (process.getuid?.() !== 0) return 'only root can start smtpd'
  return undefined
}

export interface Opensmtpd {
  readonly port: number
  stop(): Promise<void>
  /** Messages in the order of their names, with the line ends of a mailbox. */
  delivered(): readonly Buffer[]
}

const userNumber = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

export async function startOpensmtpd(): Promise<Opensmtpd> {
  const dir = tempDir('scelle-smtpd-')
  chmodSync(dir, 0o711)
  const maildir = join(dir, 'maildir')
  mkdirSync(maildir)
  chownSync(maildir, userNumber('-u'), userNumber('-g'))
  const port = await freePort()
  writeFileSync(join(dir, 'smtpd.conf'), [
    'table people { "@" = nobody }', `listen on 127.0.0.1 port ${port} hostname peer.example`,
    `action "keep" maildir "${maildir}" virtual <people>`, 'match from any for domain "peer.example" action "keep"', '',
  ].join('\n'), { mode: 0o600 })
  const child = spawn(SMTPD, ['-d', '-f', join(dir, 'smtpd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  let ended = false
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { log += chunk.toString() })
  const end = new Promise<void>((resolve) => { child.once('exit', () => { ended = true; resolve() }) })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await end
  }
  onTestFinished(stop)
  if (!await answersWithin(port, 10_000, () => ended)) throw new Error(`smtpd did not start: ${log.slice(0, 2000)}`)
  return {
    port, stop,
    delivered() {
      const fresh = join(maildir, 'new')
      return existsSync(fresh) ? readdirSync(fresh).sort().map((name) => readFileSync(join(fresh, name))) : []
    },
  }
}
