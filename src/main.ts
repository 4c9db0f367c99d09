// Wires the real world to the command line and returns the exit code. The only reader of process besides system/.
import { chooseLanguage } from './cli/language.ts'
import { painters } from './cli/paint.ts'
import { run } from './cli/run.ts'
import { loadCatalog } from './messages/load.ts'
import { readSettings, type Settings } from './system/settings.ts'
import { nodeTerminal } from './system/terminal.ts'
import { configFolder, toolVersion } from './system/host.ts'

export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController()
  let stoppedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for the item in hand: nothing half-written counts as done anyway.
      if (stoppedBy !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143)
      stoppedBy = signal
      stop.abort()
    })
  }
  const colour = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined
  const terminal = nodeTerminal(painters(colour))
  let settings: Settings = {}
  let settingsError: unknown
  try {
    settings = readSettings(configFolder())
  } catch (error) {
    settingsError = error
  }
  const words = await loadCatalog(chooseLanguage(argv, settings, terminal.variables))
  return run({
    argv, terminal, words, settings,
    cwd: process.cwd(),
    version: toolVersion(),
    createWorld: async () => {
      if (settingsError !== undefined) throw settingsError
      const { createNodeWorld } = await import('./system/node-world.ts')
      return createNodeWorld({ signal: stop.signal })
    },
    stoppedBy: () => stoppedBy,
  })
}
