// What is wrong with a signalement, one line an answer: its name, the option that corrects it, the reason and the remedy.
import type { Catalog, FailureText } from '../messages/catalog.ts'
import type { EntryField } from '../signalement/entry.ts'
import type { Problem } from '../signalement/problem.ts'
import { optionOfField } from './option-of-field.ts'

export interface RefusedLine extends FailureText {
  readonly field: string
  readonly option: string
  readonly code: string
}

export function refusedLines(problems: readonly Problem[], words: Catalog): readonly RefusedLine[] {
  return problems.map(({ path, code, facts }) => {
    const say = words.problems[code] as (facts: unknown) => FailureText
    return { field: Object.hasOwn(words.signalement.fields, path) ? words.signalement.fields[path as EntryField] : path, option: optionOfField(path), code, ...say(facts) }
  })
}
