// From options to the texts that the composer judges.
import type { Entry, EntryField } from '../signalement/entry.ts'
import { Failure } from '../system/failure.ts'
import { absolute } from './case-at-hand.ts'
import type { OptionKey } from './command-table.ts'
import type { Context } from './context.ts'
import { MANY_OF, OPTION_OF } from './option-of-field.ts'
import { optionName, type RawInput } from './raw-input.ts'

const TEXT_LIMIT = 1024 * 1024

/** @throws `usage.conflict`, `system.*` */
export async function readEntry(raw: RawInput, context: Context): Promise<Entry> {
  const texts: { [field in EntryField]?: string } = {}
  for (const [field, key] of Object.entries(OPTION_OF) as [EntryField, OptionKey][]) {
    const value = raw.given(key)
    if (value !== undefined) texts[field] = value.normalize('NFC')
  }
  for (const [field, key] of Object.entries(MANY_OF) as [EntryField, OptionKey][]) {
    const values = raw.texts(key)
    if (values.length > 0) texts[field] = (field === 'urls' ? await urlTexts(values, raw, context) : values.map((value) => value.trim())).join('\n')
  }
  if (raw.flag('goodFaith')) texts.goodFaith = 'oui'
  const file = raw.text('explanationFile')
  if (file !== undefined) {
    if (texts.explanation !== undefined) throw new Failure('usage.conflict', { one: optionName('explanation'), other: optionName('explanationFile') })
    texts.explanation = (await textOf(file, context)).trim().normalize('NFC')
  }
  return texts
}

async function urlTexts(values: readonly string[], raw: RawInput, context: Context): Promise<string[]> {
  if (!values.includes('-')) return values.map((value) => value.trim())
  if (raw.text('explanationFile') === '-') throw new Failure('usage.conflict', { one: `${optionName('url')} -`, other: `${optionName('explanationFile')} -` })
  return [...values.filter((value) => value !== '-').map((value) => value.trim()), await textOf('-', context)]
}

async function textOf(file: string, context: Context): Promise<string> {
  if (file !== '-') {
    const path = absolute(context, file)
    const bytes = await context.world.files.read(path, TEXT_LIMIT)
    if (bytes === undefined) throw new Failure('input.missing', { path })
    return bytes.toString('utf8').replace(/^\uFEFF/, '')
  }
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of context.terminal.readInput()) {
    total += chunk.length
    if (total > TEXT_LIMIT) throw new Failure('system.too-large', { path: '-', limit: TEXT_LIMIT })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8').replace(/^\uFEFF/, '')
}
