import { join, resolve } from 'node:path'
import { readClients } from '../../guichet/clients-file.ts'
import type { GuichetOptions } from '../../guichet/guichet.ts'
import { startGuichet } from '../../guichet/server.ts'
import { POSTGRES } from '../../guichet/store/open-store.ts'
import { guichetWordsInBoth } from '../../messages/load.ts'
import { Failure } from '../../system/failure.ts'
import { readPrivateFile } from '../../system/private-file.ts'
import type { Context } from '../context.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'guichet.tls-missing': { path: string }
  }
}

const PEM_BYTES = 1024 * 1024
const PORT = 8418

export const command = defineCommand<GuichetOptions & { readonly host: string }, { readonly url: string }>({
  async read(raw, context) {
    const { world, cwd, terminal } = context
    const db = raw.text('db')
    const tokenFile = raw.text('tokenFile')
    const rate = raw.whole('rate', 1, 10_000_000)
    const [cert, key] = [raw.text('cert'), raw.text('key')]
    if (cert !== undefined && key === undefined) throw new Failure('usage.missing-option', { option: '--key' })
    if (key !== undefined && cert === undefined) throw new Failure('usage.missing-option', { option: '--cert' })
    return {
      host: raw.text('host') ?? '127.0.0.1', port: raw.whole('port', 0, 65_535) ?? PORT,
      database: db === undefined ? join(world.host.dataDir, 'guichet.sqlite') : POSTGRES.test(db) ? db : resolve(cwd, db),
      clients: await readClients(tokenFile === undefined ? defaultTokenFile(context) : resolve(cwd, tokenFile)),
      words: await guichetWordsInBoth(),
      ...(cert === undefined || key === undefined ? {} : { tls: { certificate: await certificateAt(context, resolve(cwd, cert)), key: await keyAt(resolve(cwd, key)) } }),
      ...(rate === undefined ? {} : { requestsAMinute: rate }),
      ...(raw.flag('verbose') ? { log: (line: string) => { terminal.err(`${line}\n`) } } : {}),
    }
  },
  async act(options, context) {
    const { world, words: { cli }, terminal, json } = context
    const server = await startGuichet(world, options)
    if (options.tls !== undefined && options.host !== '127.0.0.1') context.note(cli.guichet.outside(options.host))
    if (json) await terminal.out(`${JSON.stringify({ url: server.url })}\n`)
    else context.note(`${cli.guichet.serving(server.url)}\n${cli.guichet.stop}`)
    await server.closed
    return { url: server.url }
  },
  say: () => '',
  exit: () => Exit.done,
})

/** In the settings of this user. */
export function defaultTokenFile({ world }: Context): string {
  return join(world.host.configDir, 'guichet-clients.json')
}

async function certificateAt({ world }: Context, path: string): Promise<string> {
  const bytes = await world.files.read(path, PEM_BYTES)
  if (bytes === undefined) throw new Failure('guichet.tls-missing', { path })
  return bytes.toString('latin1')
}

async function keyAt(path: string): Promise<string> {
  const bytes = await readPrivateFile(path, PEM_BYTES)
  if (bytes === undefined) throw new Failure('guichet.tls-missing', { path })
  return bytes.toString('latin1')
}
