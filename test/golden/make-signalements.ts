// How `signalements-1` was made, once: a store of version 1 with three records and one purged. Never run again over it.
import { mkdirSync, readdirSync, copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCipher } from '../../src/signalement/store/record-cipher.ts'
import { migrate } from '../../src/signalement/store/schema.ts'
import { lookupKeys } from '../../src/signalement/store/lookup-keys.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { NOW, sampleRecord } from '../signalement/sample-record.ts'

const out = process.argv[2] ?? ''
const dataDir = mkdtempSync(join(tmpdir(), 'scelle-golden-'))
const world = createNodeWorld({ dataDir, env: { SCELLE_KEYRING: 'off' } })
const database = await world.databases.open(join(dataDir, 'signalements.sqlite'))
const key = world.random.bytes(32)
const cipher = createCipher(key, world.random)
const name = 'signalements-frozen-1'
await world.secrets.keep(name, key)
database.transaction(() => {
  migrate(database, { open: () => '', seal: cipher.seal }, 1)
  const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
  for (const [member, value] of [['key_name', name], ['key_place', 'file'], ['key_check', cipher.check], ['created', NOW]] as const) put.run(member, value)
  const insert = database.prepare(`INSERT INTO records (id, revision, campaign, state, harm, age, platform, urgency, channel, created, expires, purged, wrapped_key, body)
    VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const locate = database.prepare('INSERT INTO locators (digest, record) VALUES (?, ?)')
  for (const number of [1, 2, 3, 4]) {
    const record = sampleRecord(number)
    const { wrappedKey, body } = cipher.seal(record.id, 1, Buffer.from(JSON.stringify(record)))
    const gone = number === 4
    insert.run(record.id, 1, record.state, record.harm, record.victim.ageBand, record.target.platform, record.urgency, record.intake.channel,
      Date.parse(record.createdAt), Date.parse(record.retention.expiresAt), gone ? Date.parse(NOW) : null, gone ? null : wrappedKey, gone ? null : body)
    if (!gone) for (const each of lookupKeys(record)) locate.run(cipher.digest(each), number)
  }
})
database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
database.close()
mkdirSync(out, { recursive: true })
copyFileSync(join(dataDir, 'signalements.sqlite'), join(out, 'signalements.sqlite'))
for (const file of readdirSync(join(dataDir, 'keys'))) copyFileSync(join(dataDir, 'keys', file), join(out, file))
