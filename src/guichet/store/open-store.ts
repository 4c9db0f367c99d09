// Opens the store: an SQLite file of this machine, or a PostgreSQL that several guichets may have together.
import type { World } from '../../system/world.ts'
import { accessOf, messagesOf } from './access.ts'
import { evidenceOf } from './evidence.ts'
import type { GuichetStore } from './guichet-store.ts'
import { noticesOf } from './notices.ts'
import { postgresDatabase } from './postgres.ts'
import { prepareSchema } from './schema.ts'
import type { SqlDatabase } from './sql.ts'
import { sqliteDatabase } from './sqlite.ts'

export const POSTGRES = /^postgres(ql)?:\/\//i

/**
 * @param place a path, or `postgres://…` without a password, with `sslmode=verify-full` beyond this machine
 * @throws `guichet.database-unreachable`, `guichet.password-in-address`, `guichet.store-newer`, `database.*`, `system.*`
 */
export async function openGuichetStore(world: Pick<World, 'databases' | 'secrets'>, place: string): Promise<GuichetStore> {
  const database = POSTGRES.test(place) ? await postgresDatabase(place, await passwordOf(world)) : sqliteDatabase(await world.databases.open(place))
  try {
    await prepareSchema(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return storeOver(database)
}

async function passwordOf({ secrets }: Pick<World, 'secrets'>): Promise<string | undefined> {
  const found = await secrets.find('guichet.postgres')
  return found === undefined ? undefined : Buffer.from(found.secret).toString('utf8')
}

function storeOver(database: SqlDatabase): GuichetStore {
  return { ...noticesOf(database), ...evidenceOf(database), ...messagesOf(database), ...accessOf(database), close: () => database.close() }
}
