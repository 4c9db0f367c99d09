// The one place that asks. Questions go to stderr, and only when stdin and stderr are terminals.
import type { Context } from './context.ts'
import { bold, dim } from './paint.ts'

export interface Question<T> {
  readonly message: string
  readonly initial?: string
  readonly choices?: readonly { readonly value: T; readonly name: string }[]
  /** Narrows the choices by what is typed. */
  readonly search?: (typed: string) => readonly { readonly value: T; readonly name: string }[]
  /** True, or why the answer is not taken. */
  readonly accept?: (answer: string) => true | string
}

/** @throws whatever inquirer throws on Ctrl+C: `ExitPromptError`, read in run.ts */
export async function ask<T extends string = string>(context: Context, question: Question<T>): Promise<T> {
  const { createPromptModule } = await import('inquirer')
  const prompt = createPromptModule({ input: context.terminal.streams.input, output: context.terminal.streams.messages })
  const message = question.message
  const { search } = question
  if (search !== undefined && !context.terminal.variables.ACCESSIBLE) {
    const answer: { value: unknown } = await prompt([{
      type: 'search', name: 'value', message, pageSize: 12, source: (typed: string | undefined) => search(typed ?? ''),
      theme: { style: { keysHelpTip: () => context.words.cli.ask.keys } },
    }] as never)
    return answer.value as T
  }
  if (question.choices !== undefined) {
    // Arrow menus repaint at every key: a numbered list serves screen readers.
    const type = context.terminal.variables.ACCESSIBLE ? 'rawlist' : 'select'
    const answer: { value: unknown } = await prompt([{ type, name: 'value', message, choices: [...question.choices], theme: { style: { keysHelpTip: () => context.words.cli.ask.keys } }, ...(question.initial === undefined ? {} : { default: question.initial }) }] as never)
    return answer.value as T
  }
  const answer: { value: unknown } = await prompt([{
    type: 'input', name: 'value', message,
    ...(question.initial === undefined ? {} : { default: question.initial }),
    ...(question.accept === undefined ? {} : { validate: question.accept }),
  }] as never)
  return String(answer.value).trim() as T
}

/** What is typed is not shown. @throws as `ask` */
export async function askSecret(context: Context, message: string): Promise<string> {
  const { createPromptModule } = await import('inquirer')
  const prompt = createPromptModule({ input: context.terminal.streams.input, output: context.terminal.streams.messages })
  const answer: { value: unknown } = await prompt([{ type: 'password', name: 'value', message, mask: '*' }] as never)
  return String(answer.value)
}

/** Lines typed or pasted until an empty one; `onLine` answers each. @throws as `ask` */
export async function askLines(context: Context, message: string, end: string, onLine: (line: string) => string | undefined): Promise<readonly string[]> {
  context.terminal.err(`${bold('?')} ${bold(message)} ${dim(`(${end})`)}\n`)
  const { readTypedLines } = await import('../system/terminal-lines.ts')
  const { input, messages } = context.terminal.streams
  return readTypedLines(input, messages, '  ', (line) => {
    const answer = onLine(line)
    if (answer !== undefined) context.terminal.err(`${answer}\n`)
  })
}
