// The options that say what is taken in, for `add` and `pack`.
import type { AddInput } from '../case/add-exhibits.ts'
import { pathsFromStdin } from '../case/paths-from-stdin.ts'
import { Failure } from '../system/failure.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'
import type { RawInput } from './raw-input.ts'

/** @throws `usage.conflict` */
export function readIntake(raw: RawInput, context: Context): AddInput {
  const words = raw.arguments
  const fromInput = words.includes('-')
  if (fromInput && words.length > 1) throw new Failure('usage.conflict', { one: '-', other: words.find((word) => word !== '-') ?? '-' })
  return {
    paths: fromInput ? pathsFromStdin(context.terminal.readInput(), raw.flag('null') ? 'nul' : 'lf') : words.map((word) => Buffer.from(absolute(context, word))),
    source: raw.text('source') ?? null,
    kind: raw.choice('kind', ['original', 'working-copy', 'derived']) ?? 'original',
    sensitive: raw.choice('sensitive', ['none', 'prohibited']) ?? 'none',
    digests: (['sha512', 'sha1', 'md5'] as const).filter((name) => raw.flag(name)),
  }
}
