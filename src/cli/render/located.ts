import { WARNINGS, type LocateResult, type Located } from '../../signalement/locators/located.ts'
import { remedyFor } from '../../signalement/locators/locator-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, yellow } from '../paint.ts'

/** What a counsellor should know of an address: what it lacks, what to look at, what was done. One line each. */
export function sayNotes(located: Located, { words: { locators: words } }: Context): string[] {
  const { labels } = words
  const lines: string[] = []
  for (const part of located.missing) {
    lines.push(`${labels.missing} ${words.missing[part].message}`, `${labels.toDo} ${remedyFor(words, located.platform, part)}`)
  }
  const say = (warning: boolean): string => located.notes.filter((note) => WARNINGS.has(note) === warning).map((note) => words.notes[note]).join(' · ')
  if (say(true) !== '') lines.push(`${labels.look} ${say(true)}`)
  if (say(false) !== '') lines.push(`${labels.note} ${say(false)}`)
  return lines
}

/** `raw` as it was typed: a refusal says it again. */
export function sayLocated(result: LocateResult, raw: string, context: Context): string {
  const { locators: words } = context.words
  if (!result.ok) {
    const { message, remedy } = words.refusals[result.refusal]
    return `${yellow(`${words.labels.refused} ${visibleShort(raw.trim(), 120)}`)}\n  ${message}\n  ${words.labels.toDo} ${remedy}`
  }
  const { located } = result
  const ids = Object.entries(located.ids).map(([name, value]) => `${name} ${visibleShort(value, 80)}`).join(', ')
  return [
    bold(`${words.platforms[located.platform]}, ${words.what[located.what]}`),
    `  ${words.labels.address} ${visibleShort(located.canonical, 2048)}`,
    ...(ids === '' ? [] : [`  ${words.labels.identifiers} ${dim(ids)}`]),
    ...sayNotes(located, context).map((line) => `  ${line}`),
  ].join('\n')
}
