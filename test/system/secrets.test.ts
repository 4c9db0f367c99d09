// Where keys live: the file of the user, and a real Secret Service when this machine can run one.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeFiles } from '../../src/system/node-files.ts'
import { createSecrets } from '../../src/system/secrets.ts'
import { repository } from '../architecture/lint-run.ts'
import { tempDir } from '../support/world.ts'

const SECRET = new Uint8Array(32).fill(7)

describe('keys in files', () => {
  const inFiles = (dir: string) => createSecrets(dir, createNodeFiles(), { SCELLE_KEYRING: 'off' })

  it('are kept for their owner alone, and found again', async () => {
    const dir = tempDir()
    expect(await inFiles(dir).keep('k', SECRET)).toBe('file')
    expect(statSync(join(dir, 'keys', 'k.key')).mode & 0o777).toBe(0o600)
    expect(await inFiles(dir).read('k', 'file')).toEqual(SECRET)
    expect(await inFiles(dir).read('other', 'file')).toBeUndefined()
  })

  it('that others may read, or that are none, are refused by name', async () => {
    const dir = tempDir()
    await inFiles(dir).keep('k', SECRET)
    chmodSync(join(dir, 'keys', 'k.key'), 0o640)
    await expect(inFiles(dir).read('k', 'file')).rejects.toMatchObject({ code: 'secret.file-exposed', facts: { mode: '0640' } })
    writeFileSync(join(dir, 'keys', 'k.key'), 'zz')
    chmodSync(join(dir, 'keys', 'k.key'), 0o600)
    await expect(inFiles(dir).read('k', 'file')).rejects.toMatchObject({ code: 'secret.file-damaged' })
  })

  it('the kernel’s key store is never taken for a keyring: it is empty after a restart', async () => {
    // No session bus here: the library alone would fall back to the kernel.
    const dir = tempDir()
    expect(await createSecrets(dir, createNodeFiles(), {}).keep('k', SECRET)).toBe(process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined ? 'file' : expect.any(String))
  })
})

const SESSION = `
mkdir -p "$HOME/.cache" "$HOME/.local/share/keyrings"
printf pw | gnome-keyring-daemon --unlock --components=secrets > "$HOME/daemon.env" 2>/dev/null
for try in 1 2 3 4 5 6 7 8 9 10; do
  "$NODE" "$SCELLE" signalement new --harm haine --age 15 --url https://example.com/1 --explanation "$EXPLANATION" --good-faith --organisation A --notifier-name N --notifier-email n@example.org --json > "$HOME/new.json" && break
done
"$NODE" "$SCELLE" signalement list --json
pkill gnome-keyring-d; sleep 0.3
SCELLE_KEYRING=2 "$NODE" "$SCELLE" signalement list --json
`

describe('keys in the keyring of a session', () => {
  const missing = ['dbus-run-session', 'gnome-keyring-daemon', 'pkill'].find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
  if (missing !== undefined) console.log(`SKIPPED ${missing}`)

  it.skipIf(missing !== undefined)('the store’s key lies there and in no file; without the keyring nothing is made anew', () => {
    const home = tempDir()
    mkdirSync(join(home, 'data'))
    const ran = spawnSync('dbus-run-session', ['--', 'bash', '-c', SESSION], {
      encoding: 'utf8', timeout: 60_000,
      env: {
        PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config'), NODE: process.execPath, SCELLE: join(repository, 'bin/scelle.js'),
        EXPLANATION: 'Une page publie chaque jour des propos haineux contre un groupe de personnes.', LANG: 'C.UTF-8',
      },
    })
    const [first = ''] = ran.stdout.split('\n')
    expect(JSON.parse(first), ran.stderr).toMatchObject({ total: 1 })
    expect(existsSync(join(home, 'data/scelle/keys')) ? readdirSync(join(home, 'data/scelle/keys')) : []).toEqual([])
    expect(ran.stderr).toMatch(/"code":"(secret\.keyring-unavailable|store\.key-missing)","exit":77/)
  })
})
