import { dirname, resolve } from 'node:path'
import { addToken, type NewToken } from '../../guichet/clients-file.ts'
import { Failure } from '../../system/failure.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold } from '../paint.ts'
import { defaultTokenFile } from './guichet-serve.ts'

export const command = defineCommand<{ path: string; name: string; desk: boolean; webhookUrl?: string }, NewToken & { name: string; file: string }>({
  read(raw, context) {
    const [name = ''] = raw.arguments
    const file = raw.text('tokenFile')
    const webhookUrl = raw.text('webhook')
    if (webhookUrl !== undefined && raw.flag('desk')) throw new Failure('usage.conflict', { one: '--desk', other: '--webhook' })
    return { name, path: file === undefined ? defaultTokenFile(context) : resolve(context.cwd, file), desk: raw.flag('desk'), ...(webhookUrl === undefined ? {} : { webhookUrl }) }
  },
  async act({ path, ...asked }, { world }) {
    await world.files.makeDir(dirname(path))
    return { name: asked.name, file: path, ...await addToken(world, path, asked) }
  },
  say({ name, isNew, token, webhookSecret }, { words: { cli: { guichet } } }) {
    return [
      guichet.tokenMade(name, isNew), `${bold(guichet.token)} ${token}`, ...(webhookSecret === undefined ? [] : [`${bold(guichet.webhookSecret)} ${webhookSecret}`]), guichet.once, guichet.restart,
    ].join('\n')
  },
  exit: () => Exit.done,
})
