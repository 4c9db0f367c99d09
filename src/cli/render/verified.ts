import { exhibitId } from '../../case/exhibit.ts'
import { formatBytes, formatInstant } from '../../messages/format.ts'
import type { Check, CheckOutcome, Verdict } from '../../seal/check.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { VerifyResult } from '../../verify/verify-case.ts'
import type { TokenFileResult } from '../../verify/verify-token-file.ts'
import type { Context } from '../context.ts'
import { Exit } from '../exit-codes.ts'
import { bold, dim, green, red, yellow } from '../paint.ts'

const PAINT: Record<CheckOutcome, (text: string) => string> = { passed: green, failed: red, indeterminate: yellow, warning: yellow, info: dim }
const SYMBOL: Record<CheckOutcome, string> = { passed: '✓', failed: '✗', indeterminate: '?', warning: '!', info: '·' }
const UNSEALED_SHOWN = 20
const SAME_CODE_SHOWN = 30

export function sayVerified(result: VerifyResult, context: Context): string {
  const { words } = context
  const { verify } = words.cli
  const lines = checkLines(result.checks, context)
  lines.push('', bold(verify.coverage))
  const { coverage } = result
  for (const { seal, clocks } of coverage.seals) lines.push(`  ${verify.sealedBy(exhibitId(seal), clocks.map(visible).join(', ') || words.cli.none)}`)
  lines.push(`  ${verify.sealed(coverage.sealed.files, formatBytes(words.language, coverage.sealed.bytes))}`)
  lines.push(`  ${coverage.unsealed.files > 0 ? yellow(verify.unsealed(coverage.unsealed.files)) : verify.unsealed(0)}`)
  for (const path of coverage.unsealed.paths.slice(0, UNSEALED_SHOWN)) lines.push(`    ${visibleShort(path, 110)}`)
  if (coverage.unsealed.files > UNSEALED_SHOWN) lines.push(`    ${words.cli.add.andMore(coverage.unsealed.files - UNSEALED_SHOWN)}`)
  lines.push(`  ${verify.outside(coverage.outside.files)}`, '')
  if (result.exercise) lines.push(yellow(verify.exercise))
  lines.push(verdictLine(result.verdict, context))
  return lines.join('\n')
}

export function sayTokenVerified(result: TokenFileResult, context: Context): string {
  const { verify } = context.words.cli
  const lines = result.checks.map((one) => checkLine(one, context))
  if (result.token !== undefined) {
    lines.push('', `${verify.genTime} ${formatInstant(context.words.language, result.token.genTime, 'UTC')}`)
    if (result.token.signer !== null) lines.push(`${verify.authority} ${visible(result.token.signer.subject)}`)
  }
  lines.push('', paintVerdict(result.verdict, bold(context.words.cli.verdicts[result.verdict])))
  return lines.join('\n')
}

/** At most so many lines of one code: `--json` has them all. What no seal covers is listed once, under coverage. */
function checkLines(checks: readonly Check[], context: Context): string[] {
  const counts = new Map<string, number>()
  const lines: string[] = []
  for (const one of checks) {
    if (one.code === 'COVER.UNSEALED_FILE') continue
    const count = (counts.get(one.code) ?? 0) + 1
    counts.set(one.code, count)
    if (count <= SAME_CODE_SHOWN) lines.push(checkLine(one, context))
  }
  for (const [code, count] of counts) {
    if (count > SAME_CODE_SHOWN) lines.push(`  ${code.padEnd(43)} ${context.words.cli.add.andMore(count - SAME_CODE_SHOWN)}`)
  }
  return lines
}

export function checkLine(one: Check, { words }: Context): string {
  const say = words.checks[one.code] as (facts: unknown) => string
  const label = words.cli.outcomes[one.outcome].padEnd(11)
  return `${PAINT[one.outcome](`${SYMBOL[one.outcome]} ${label}`)} ${one.code.padEnd(30)} ${visibleShort(one.subject, 70)} — ${say(one.facts)}`
}

function verdictLine(verdict: Verdict, { words }: Context): string {
  return paintVerdict(verdict, bold(words.cli.verify.verdict(verdict)))
}

function paintVerdict(verdict: Verdict, text: string): string {
  return verdict === 'verified' ? green(text) : verdict === 'failed' ? red(text) : yellow(text)
}

/** Only `verified` is 0 (law 4). */
export function verdictExit(verdict: Verdict): Exit {
  return verdict === 'verified' ? Exit.done : verdict === 'failed' ? Exit.mismatch : Exit.indeterminate
}
