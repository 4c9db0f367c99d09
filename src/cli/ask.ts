// The one place that asks. Questions go to stderr, and only when stdin and stderr are terminals.
import type { Context } from './context.ts'

export interface Question<T> {
  readonly message: string
  readonly initial?: string
  readonly choices?: readonly { readonly value: T; readonly name: string }[]
  /** True, or why the answer is not taken. */
  readonly accept?: (answer: string) => true | string
}

/** @throws whatever inquirer throws on Ctrl+C: `ExitPromptError`, read in run.ts */
export async function ask<T extends string = string>(context: Context, question: Question<T>): Promise<T> {
  const { createPromptModule } = await import('inquirer')
  const prompt = createPromptModule({ input: context.terminal.streams.input, output: context.terminal.streams.messages })
  const message = question.message
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
