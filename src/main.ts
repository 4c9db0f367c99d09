// Wires the real world to the command line and returns the exit code: the only reader of process besides system/.
// Everything but --version is imported when it is needed.
import { configFolder, toolVersion } from './system/host.ts'
import type { Settings } from './system/settings.ts'

type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    // Written by hand: the terminal would be four times slower to load. A reader that went away is no error.
    return new Promise((exit) => {
      process.stdout.on('error', (error: NodeJS.ErrnoException) => { exit(error.code === 'EPIPE' ? 0 : 74) })
      process.stdout.write(`${toolVersion()}\n`, (error) => { if (!error) exit(0) })
    })
  }
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
  const [{ run }, { chooseLanguage }, { choosePainters }, { firstWordsIn }, { nodeTerminal, terminalStreams }] = await Promise.all([
    import('./cli/run.ts'), import('./cli/language.ts'), import('./cli/paint.ts'), import('./messages/load.ts'), import('./system/terminal.ts'),
  ])
  const streams = terminalStreams()
  const colour = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined
  const { settings, problem } = await settingsOrProblem()
  const [paint, words] = await Promise.all([choosePainters(colour, streams), firstWordsIn(chooseLanguage(argv, settings, streams.variables))])
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

/** Settings that cannot be read stop the command with a message; the message itself still has a language. */
async function settingsOrProblem(): Promise<{ readonly settings: Settings; readonly problem?: unknown }> {
  const { readSettings } = await import('./system/settings.ts')
  try {
    return { settings: readSettings(configFolder()) }
  } catch (problem) {
    return { settings: {}, problem }
  }
}
