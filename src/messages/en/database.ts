// English words of the databases: a file of this machine, or the server of a team.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 120)

export const databaseFailures: FailureWordsOf<'database'> = {
  'database.locked': ({ path, waitedMs }) => ({ message: `Another process has been writing to ${shown(path)} for more than ${formatNumber('en', waitedMs / 1000)} s.`, remedy: 'Wait until it is done, then try again: nothing was lost.' }),
  'database.damaged': ({ path, detail }) => ({ message: `File ${shown(path)} is damaged (${shown(detail)}).`, remedy: 'Do not delete it: start from a backup, or have it examined.' }),
  'database.password-in-address': ({ host }) => ({
    message: `The address of the database on ${shown(host)} holds a password: others could read it. Nothing was tried.`,
    remedy: 'Change that password, take it out of the address, and give the new one by "scelle config secret store.password", PGPASSWORD or ~/.pgpass.',
  }),
  'database.bad-address': ({ parameter }) => ({
    message: parameter === undefined ? 'The address of the PostgreSQL database is malformed.' : `The address of the PostgreSQL database has an unknown parameter, or one with an unknown value: ${shown(parameter)}.`,
    remedy: 'Write it so: postgres://user@server:5432/base?sslmode=verify-full (and sslrootcert=/path/authorities.pem if need be).',
  }),
  'database.not-encrypted': ({ host }) => ({ message: `${shown(host)} is not this machine, and nothing says that the connection is encrypted to the right server.`, remedy: 'Add ?sslmode=verify-full to the address, and &sslrootcert=/path/authorities.pem if your authority is your own.' }),
  'database.unreachable': ({ host, reason, unsure }) => ({
    message: `The server of the database on ${shown(host)} does not answer, or the connection is lost (${shown(reason)}).`,
    remedy: unsure === true ? 'It was lost while saving: look first whether the change is there, then try again.' : 'Check the network and the server, then try again: what was not saved is not half saved.',
  }),
  'database.login': ({ host }) => ({ message: `The server of the database on ${shown(host)} refuses this user or this password.`, remedy: 'Give the password by "scelle config secret store.password", PGPASSWORD or ~/.pgpass.' }),
  'database.failed': ({ path, code }) => ({ message: `Database ${shown(path)} refused (SQLSTATE ${shown(code)}).`, remedy: 'Show this code to who administers the database. Nothing was changed.' }),
  'database.not-durable': ({ host }) => ({ message: `The server of the database on ${shown(host)} may forget what it saved (fsync = off).`, remedy: 'Have who administers the database set fsync = on again.' }),
  'database.pooled': ({ host }) => ({ message: `A connection pooler stands before the database on ${shown(host)}: two machines could send the same thing.`, remedy: 'Give the direct address of the PostgreSQL server.' }),
}
