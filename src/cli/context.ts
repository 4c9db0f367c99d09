// What a command has at hand: the world, the words, the terminal, and how it may talk.
import type { Catalog } from '../messages/catalog.ts'
import type { Settings } from '../system/settings.ts'
import type { Terminal } from '../system/terminal.ts'
import type { World } from '../system/world.ts'
import type { Progress } from './progress.ts'

export interface Context {
  readonly world: World
  readonly terminal: Terminal
  readonly words: Catalog
  readonly settings: Settings
  readonly json: boolean
  readonly quiet: boolean
  readonly yes: boolean
  /** `--store`. */
  readonly store?: string
  /** A question may be asked: stdin and stderr are terminals and nothing forbids it. */
  readonly mayAsk: boolean
  readonly progress: Progress
  /** Where the command was started. */
  readonly cwd: string
  /** A message on stderr, unless --quiet. */
  note(text: string): void
}
