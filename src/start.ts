// One run with its terminal, settings, words, signals and world. Apart from main.ts so that --version loads none of it.
import { chooseLanguage } from './cli/language.ts'
import { choosePainters } from './cli/paint.ts'
import { run } from './cli/run.ts'
import { loadCatalog } from './messages/load.ts'
import { configFolder } from './system/host.ts'
import { readSettings, type Settings } from './system/settings.ts'
import { nodeTerminal, terminalStreams } from './system/terminal.ts'

type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export async function start(argv: readonly string[]): Promise<number> {
  const stop = new AbortController()
  let stoppedBy: StopSignal | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for the item in hand: nothing half-written counts as done anyway.
      if (stoppedBy !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143)
      stoppedBy = signal
      stop.abort(signal)
    })
  }
  const streams = terminalStreams()
  const colour = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined
  const { settings, problem } = settingsOrProblem()
  const [paint, words] = await Promise.all([choosePainters(colour, streams), loadCatalog(chooseLanguage(argv, settings, streams.variables))])
  return run({
    argv, words, settings,
    terminal: nodeTerminal(streams, paint),
    cwd: process.cwd(),
    createWorld: async () => {
      if (problem !== undefined) throw problem
      const { createNodeWorld } = await import('./system/node-world.ts')
      return createNodeWorld({ signal: stop.signal })
    },
    stoppedBy: () => stoppedBy,
  })
}

/** Settings that cannot be read stop the command, in words: not the words themselves. */
function settingsOrProblem(): { readonly settings: Settings; readonly problem?: unknown } {
  try {
    return { settings: readSettings(configFolder()) }
  } catch (problem) {
    return { settings: {}, problem }
  }
}
