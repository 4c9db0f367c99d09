// Looks up the highest number and writes the next, again and again: run by several processes at once.
import { createDatabases } from '../../src/system/database.ts'

const [place = '', name = '', times = '0'] = process.argv.slice(2)
const database = await createDatabases().open(place)
const highest = database.prepare('SELECT coalesce(max(whole), 0) AS n FROM things')
const put = database.prepare('INSERT INTO things (name, whole) VALUES (?, ?)')
for (let index = 0; index < Number(times); index += 1) {
  database.transaction(() => { put.run(`${name}/${index}`, Number(highest.get()?.['n']) + 1) })
}
database.close()
process.disconnect()
