// How `signalements-2` was made, once: a store of version 2, in which deliveries were still inside their records: one with two
// packets, one with none, one withdrawn, one purged. Never run again over it.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCipher } from '../../src/signalement/store/record-cipher.ts'
import { lookupKeys } from '../../src/signalement/store/lookup-keys.ts'
import { migrate } from '../../src/signalement/store/schema.ts'
import { overallState } from '../../src/signalement/state-machine.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { NOW } from '../signalement/sample-record.ts'
import { frozenRecords } from './frozen-records-2.ts'

const out = process.argv[2] ?? ''
const dataDir = mkdtempSync(join(tmpdir(), 'scelle-golden-'))
const world = createNodeWorld({ dataDir, env: { SCELLE_KEYRING: 'off' } })
const database = await world.databases.open(join(dataDir, 'signalements.sqlite'))
const key = world.random.bytes(32)
const cipher = createCipher(key, world.random)
const name = 'signalements-frozen-2'
await world.secrets.keep(name, key)
database.transaction(() => {
  migrate(database, { open: () => '', seal: cipher.seal }, 2)
  const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
  for (const [member, value] of [['key_name', name], ['key_place', 'file'], ['key_check', cipher.check], ['created', NOW]] as const) put.run(member, value)
  const insert = database.prepare(`INSERT INTO records (id, revision, campaign, state, harm, age, platform, urgency, channel, created, due, basis, expires, purged, wrapped_key, body)
    VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const locate = database.prepare('INSERT INTO locators (digest, record) VALUES (?, ?)')
  for (const [index, record] of frozenRecords().entries()) {
    const { wrappedKey, body } = cipher.seal(record.id, record.revision, Buffer.from(JSON.stringify(record)))
    const gone = index === 3
    insert.run(record.id, record.revision, overallState(record.state, record.deliveries), record.harm, record.victim.ageBand, record.target.platform, record.urgency, record.intake.channel, Date.parse(record.createdAt),
      gone ? null : Date.parse(record.clock.dueAt), gone ? null : record.clock.basis, Date.parse(record.retention.expiresAt), gone ? Date.parse(NOW) : null, gone ? null : wrappedKey, gone ? null : body)
    if (!gone) for (const each of lookupKeys(record)) locate.run(cipher.digest(each), index + 1)
  }
})
database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
database.close()
mkdirSync(out, { recursive: true })
copyFileSync(join(dataDir, 'signalements.sqlite'), join(out, 'signalements.sqlite'))
for (const file of readdirSync(join(dataDir, 'keys'))) copyFileSync(join(dataDir, 'keys', file), join(out, file))
