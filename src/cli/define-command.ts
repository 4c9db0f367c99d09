// A command is data plus three functions: read what was typed, act, and say the result. The act takes one value and
// returns one value (law 3); `--json` prints that value itself.
import { HIDDEN } from '../system/visible.ts'
import type { Context } from './context.ts'
import type { Exit } from './exit-codes.ts'
import type { RawInput } from './raw-input.ts'

export interface CommandParts<Input, Result> {
  /** From the words typed to the verb's one value; asks for what is missing when it may. @throws `usage.*` */
  readonly read: (raw: RawInput, context: Context) => Input | Promise<Input>
  readonly act: (input: Input, context: Context) => Promise<Result>
  /** The text for stdout. Pure. */
  readonly say: (result: Result, context: Context) => string
  /** What `--json` prints, when it is not the result itself. */
  readonly json?: (result: Result) => unknown
  readonly exit: (result: Result) => Exit
}

export interface CommandModule {
  readonly command: (raw: RawInput, context: Context) => Promise<Exit>
}

export function defineCommand<Input, Result>(parts: CommandParts<Input, Result>): CommandModule['command'] {
  return async (raw, context) => {
    const input = await parts.read(raw, context)
    const result = await parts.act(input, context)
    if (context.json) {
      const value = parts.json === undefined ? result : parts.json(result)
      await context.terminal.out(`${jsonText(value)}\n`)
    } else {
      const text = parts.say(result, context)
      if (text !== '' && !context.quiet) await context.terminal.out(text.endsWith('\n') ? text : `${text}\n`)
    }
    return parts.exit(result)
  }
}


/** One line of JSON; characters that the terminal would make visible are JSON escapes, so that what is printed stays JSON; bigints as strings, bytes as base64. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'bigint') return item.toString()
    return item instanceof Uint8Array ? Buffer.from(item).toString('base64') : item
  }).replace(HIDDEN, (char) => Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))
}
