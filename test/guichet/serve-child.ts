// A guichet in a process of its own, to be killed: `node serve-child.ts DATA_DIR [DATABASE]`; says its address.
import { startGuichet } from '../../src/guichet/server.ts'
import { guichetWordsInBoth } from '../../src/messages/load.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import { sampleClients } from './running.ts'

const [, , dataDir = '', database] = process.argv
const world = createNodeWorld({ dataDir, env: { SCELLE_KEYRING: 'off' }, timeZone: 'Europe/Paris' })
const { url } = await startGuichet(world, { clients: sampleClients(), words: await guichetWordsInBoth(), requestsAMinute: 1_000_000, ...(database === undefined ? {} : { database }) })
process.stdout.write(`${url}\n`)
