// What a new case needs to know: from options, then settings, then questions when they may be asked.
import type { CaseRecord } from '../case/case-record.ts'
import { isTimeZone } from '../case/record-file.ts'
import { Failure } from '../system/failure.ts'
import { ask } from './ask.ts'
import type { Context } from './context.ts'
import { optionName, type RawInput } from './raw-input.ts'

export type CaseFields = Omit<CaseRecord, 'format' | 'id' | 'createdAt'>

/** @throws `usage.missing-option`, `usage.bad-value` */
export async function readCaseFields(raw: RawInput, context: Context): Promise<CaseFields> {
  const { settings, words: { cli: words } } = context
  const given = (key: 'title' | 'frame' | 'operator' | 'unit'): string | undefined => raw.text(key) ?? (key === 'operator' || key === 'unit' ? settings[key] : undefined)
  const profile = raw.choice('profile', ['police', 'hotline']) ?? settings.profile
  const language = raw.choice('caseLang', ['fr', 'en']) ?? context.words.language
  const timeZone = raw.text('timeZone') ?? settings.timeZone ?? context.world.host.timeZone
  if (!isTimeZone(timeZone)) throw new Failure('usage.bad-value', { option: optionName('timeZone'), value: timeZone, expected: 'Europe/Paris, UTC…' })
  const asks = context.mayAsk && !context.yes
  let reference = raw.text('reference')
  if (reference === undefined && !context.mayAsk) throw new Failure('usage.missing-option', { option: optionName('reference') })
  reference ??= await ask(context, { message: words.ask.reference, accept: (answer) => (answer.trim() === '' ? words.ask.needed : true) })
  const text = async (key: 'title' | 'frame' | 'operator' | 'unit', initial = ''): Promise<string> =>
    given(key) ?? (asks ? ask(context, { message: words.ask[key], initial }) : initial)
  const fields = {
    reference,
    title: await text('title'),
    frame: await text('frame'),
    operator: await text('operator', context.world.host.user),
    unit: await text('unit'),
    profile: profile ?? (asks
      ? await ask<'police' | 'hotline'>(context, { message: words.ask.profile, choices: [{ value: 'police', name: words.ask.profilePolice }, { value: 'hotline', name: words.ask.profileHotline }] })
      : 'police'),
    language, exercise: false, timeZone,
  } as const
  for (const [key, limit] of [['reference', 200], ['title', 500], ['frame', 500], ['operator', 200], ['unit', 200]] as const) {
    if (fields[key].length > limit) throw new Failure('usage.bad-value', { option: optionName(key), value: `${fields[key].slice(0, 40)}…`, expected: `≤ ${limit}` })
  }
  return fields
}
