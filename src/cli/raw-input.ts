// What was typed, with readers that refuse by name. Values are words until a command reads them.
import { Failure } from '../system/failure.ts'
import type { OptionKey } from './command-table.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'usage.unknown-command': { word: string; suggestion: string | null }
    'usage.unknown-option': { word: string }
    'usage.missing-argument': { word: string }
    'usage.excess-arguments': { word: string }
    'usage.missing-value': { option: string }
    'usage.bad-value': { option: string; value: string; expected: string }
    'usage.missing-option': { option: string }
    'usage.conflict': { one: string; other: string }
    'usage.no-command': Record<never, never>
    'usage.other': { detail: string }
  }
}

export class RawInput {
  readonly arguments: readonly string[]
  private readonly options: Readonly<Record<string, unknown>>

  constructor(words: readonly string[], options: Readonly<Record<string, unknown>>) {
    this.arguments = words
    this.options = options
  }

  text(key: OptionKey): string | undefined {
    const value = this.options[key]
    if (typeof value !== 'string') return undefined
    if (value === '') throw new Failure('usage.missing-value', { option: optionName(key) })
    return value
  }

  /** As typed, empty included: an edit takes a value away. */
  given(key: OptionKey): string | undefined {
    const value = this.options[key]
    return typeof value === 'string' ? value.trim() : undefined
  }

  texts(key: OptionKey): readonly string[] {
    const value = this.options[key]
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  }

  flag(key: OptionKey): boolean {
    return this.options[key] === true
  }

  /** True for `--no-x`. */
  refuses(key: OptionKey): boolean {
    return this.options[key] === false
  }

  /** `--x`, `--no-x`, or neither. */
  tristate(key: OptionKey): boolean | undefined {
    const value = this.options[key]
    return typeof value === 'boolean' ? value : undefined
  }

  choice<T extends string>(key: OptionKey, choices: readonly T[]): T | undefined {
    const value = this.text(key)
    if (value === undefined) return undefined
    const found = choices.find((choice) => choice === value)
    if (found === undefined) throw new Failure('usage.bad-value', { option: optionName(key), value, expected: choices.join(' | ') })
    return found
  }

  whole(key: OptionKey, min: number, max: number): number | undefined {
    const value = this.text(key)
    return value === undefined ? undefined : wholeNumber(optionName(key), value, min, max)
  }

  wholes(key: OptionKey, min: number, max: number): readonly number[] {
    return this.texts(key).map((value) => wholeNumber(optionName(key), value, min, max))
  }
}

function wholeNumber(option: string, value: string, min: number, max: number): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max)) throw new Failure('usage.bad-value', { option, value, expected: `${min} … ${max}` })
  return number
}

/** Options whose word means something else for another verb, or is longer than its key. */
const OTHER_NAMES: { readonly [key in OptionKey]?: string } = { minAuthorities: '--policy-min-authorities', toOne: '--to', deliveryKey: '--key', resumeOne: '--resume', firstDay: '--from', lastDay: '--to', figuresFormat: '--format', exportFormat: '--format', allTags: '--verbose', outFolder: '--out' }

/** `dryRun` → `--dry-run`. */
export function optionName(key: OptionKey): string {
  return OTHER_NAMES[key] ?? `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
