// Debian's Request Tracker 5 (request-tracker5, rt5-db-sqlite, rt5-standalone) on an SQLite file of its own and a port of
// loopback, with a token, a queue and two custom fields.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { tempDir } from '../support/world.ts'
import { answersWithin, freePort } from './free-port.ts'

const LIB = '/usr/share/request-tracker5/lib'
const SERVER = '/usr/share/request-tracker5/libexec/rt-server'
const SETUP = '/usr/sbin/rt-setup-database-5'

/** Why it cannot be had here. */
export function rtAbsent(): string | undefined {
  const missing = [LIB, SERVER, SETUP].find((path) => !existsSync(path))
  return missing === undefined ? undefined : `Debian packages request-tracker5 rt5-db-sqlite rt5-standalone: no ${missing}`
}

export interface Rt {
  readonly url: string
  readonly token: string
  /** Runs statements of Perl inside RT, as `$ticket->SetStatus(…)`; `$ticket` is the one of that number. */
  change(ticket: string, perl: string): void
  stop(): Promise<void>
}

const ESTABLISH = `
use lib '${LIB}'; use RT; RT::LoadConfig(); RT::Init();
my $root = RT::User->new(RT->SystemUser); $root->Load('root');
my $queue = RT::Queue->new(RT->SystemUser); my ($ok, $said) = $queue->Create(Name => 'Signalements'); die $said unless $ok;
for my $name ('Signalement', 'Decision') {
  my $field = RT::CustomField->new(RT->SystemUser);
  ($ok, $said) = $field->Create(Name => $name, Type => 'FreeformSingle', LookupType => RT::Ticket->CustomFieldLookupType, Queue => $queue->Id); die $said unless $ok;
}
my $token = RT::AuthToken->new(RT->SystemUser); my $text;
($ok, $said, $text) = $token->Create(Owner => $root->Id, Description => 'peer'); die $said unless $ok;
print $text;
`

export async function startRt(): Promise<Rt> {
  const dir = tempDir('scelle-rt-')
  const port = await freePort()
  const sink = join(dir, 'sendmail')
  writeFileSync(sink, '#!/bin/sh\nexec cat >/dev/null\n', { mode: 0o755 })
  mkdirSync(join(dir, 'site.d'))
  writeFileSync(join(dir, 'RT_SiteConfig.pm'), [
    'Set($rtname, "rt.example");', 'Set($Organization, "rt.example");', 'Set($DatabaseType, "SQLite");', `Set($DatabaseName, "${join(dir, 'rt5.sqlite')}");`,
    'Set($WebDomain, "127.0.0.1");', `Set($WebPort, ${port});`, 'Set($WebPath, "");', `Set($SendmailPath, "${sink}");`, 'Set($LogToSyslog, undef);', 'Set($LogToSTDERR, "error");', '1;', '',
  ].join('\n'))
  const env = { ...process.env, RT_SITE_CONFIG: join(dir, 'RT_SiteConfig.pm'), RT_SITE_CONFIG_DIR: join(dir, 'site.d') }
  const perl = (program: string): string => execFileSync('perl', ['-e', program], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  execFileSync(SETUP, ['--action', 'init', '--dba', 'root', '--dba-password', ''], { env, stdio: 'pipe' })
  const token = perl(ESTABLISH).trim()
  const child = spawn(SERVER, ['--server', 'Standalone', '--host', '127.0.0.1', '--port', String(port)], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  let ended = false
  child.stderr.on('data', (chunk: Buffer) => { log += chunk.toString() })
  const end = new Promise<void>((resolve) => { child.once('exit', () => { ended = true; resolve() }) })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await end
  }
  onTestFinished(stop)
  if (!await answersWithin(port, 60_000, () => ended)) throw new Error(`Request Tracker did not start: ${log.slice(0, 2000)}`)
  return {
    url: `http://127.0.0.1:${port}`, token, stop,
    change(ticket, statements) {
      perl(`use lib '${LIB}'; use RT; RT::LoadConfig(); RT::Init(); my $ticket = RT::Ticket->new(RT->SystemUser); $ticket->Load(${Number(ticket)}); my ($ok, $said) = ${statements}; die $said unless $ok;`)
    },
  }
}
