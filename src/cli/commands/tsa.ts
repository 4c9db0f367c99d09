import { serveAuthority } from '../../seal/authority/serve-authority.ts'
import { Failure } from '../../system/failure.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

export const command = defineCommand({
  read(raw) {
    const [action = ''] = raw.arguments
    if (action !== 'serve' && action !== 'servir') throw new Failure('usage.unknown-command', { word: `tsa ${action}`, suggestion: 'tsa serve' })
    return { port: raw.whole('port', 0, 65_535) ?? 3161 }
  },
  async act({ port }, context) {
    const { words: { cli }, terminal, json } = context
    let answered = 0
    const server = await serveAuthority(context.world, { port, onRequest: () => { answered += 1 } })
    if (json) await terminal.out(`${JSON.stringify({ url: server.url })}\n`)
    else context.note(`${cli.tsa.serving(server.url)}\n${cli.tsa.stop}`)
    await server.closed
    return { url: server.url, answered }
  },
  say: (result, { words: { cli } }) => cli.tsa.answered(result.answered),
  exit: () => Exit.done,
})
