import type { HandOverResult } from '../../bundle/hand-over.ts'
import { formatBytes } from '../../messages/format.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold } from '../paint.ts'

export function sayHandedOver(result: HandOverResult, { words }: Context): string {
  const { bundle, dryRun } = words.cli
  const planned = result.outcome === 'planned'
  const head = planned ? bundle.plan(visible(result.out)) : bold(bundle.done(visible(result.out)))
  const files = result.files.map(({ name, bytes }) => bundle.file(visible(name), bytes === undefined ? '…' : formatBytes(words.language, bytes)))
  return [head, ...files, ...(planned ? [dryRun] : [])].join('\n')
}
