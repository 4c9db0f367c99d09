// Holds a name on a server until it is killed; with `end`, it has nothing more to do and forgets to close.
import { createDatabases } from '../../src/system/database.ts'

const [place = '', name = '', then] = process.argv.slice(2)
const database = await createDatabases().open(place)
if (database.sessionLocks?.tryHold(name) !== true) process.exit(3)
process.send?.('held')
if (then === 'end') process.disconnect()
else setInterval(() => undefined, 1000)
