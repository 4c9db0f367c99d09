import { exhibitId } from '../../case/exhibit.ts'
import type { SealResult } from '../../bundle/seal-case.ts'
import { formatHere } from '../../messages/format.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { Exit } from '../exit-codes.ts'
import { bold, green, yellow } from '../paint.ts'
import { textOf } from '../run.ts'

export function saySealed(result: SealResult, { words }: Context): string {
  const { seal, warning, dryRun } = words.cli
  const number = exhibitId(result.number)
  const names = result.authorities.map(({ name }) => name).join(', ')
  if (result.state === 'planned') return `${seal.plan(number, visible(names))}\n${dryRun}`
  if (result.state === 'unchanged') return seal.already(number)
  const lines = [result.state === 'complete' ? green(bold(seal.done(number))) : yellow(seal.pending(number))]
  for (const { authority, token } of result.received) lines.push(`  ${seal.token(visible(authority), formatHere(token.genTime))}`)
  for (const { authority, failure } of result.waiting) {
    const { message, remedy } = textOf(failure, words)
    lines.push(`  ${yellow(seal.waiting(visible(authority)))} — ${message} ${remedy}`)
  }
  if (result.tagmanifest !== null) lines.push(seal.digest, `  ${result.tagmanifest}`)
  if (result.received.some(({ url }) => url === null)) {
    lines.push(result.exercise ? seal.exerciseNote : `${yellow(warning)} ${seal.localWarning}`)
  }
  for (const { authority, anchored } of result.received) if (!anchored) lines.push(`${yellow(warning)} ${seal.noAnchor(authority)}`)
  return lines.join('\n')
}

export function sealJson(result: SealResult): unknown {
  return { ...result, waiting: result.waiting.map(({ authority, failure }) => ({ authority, code: failure.code, facts: failure.facts })) }
}

export function sealExit(result: SealResult): Exit {
  return result.state === 'pending' ? Exit.notFinished : Exit.done
}
