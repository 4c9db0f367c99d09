import { pathsFromStdin } from '../../case/paths-from-stdin.ts'
import { locate, locateHandle } from '../../signalement/locators/locate.ts'
import type { LocateResult } from '../../signalement/locators/located.ts'
import { PLATFORMS, type Platform } from '../../signalement/vocabulary.ts'
import { Failure } from '../../system/failure.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import type { RawInput } from '../raw-input.ts'
import { sayLocated } from '../render/located.ts'

const CHUNK = 65_536

/** Streams: a list of any length is said line by line; `--json` prints one object a line. Nothing is fetched. */
export async function command(raw: RawInput, context: Context): Promise<Exit> {
  const { terminal, words, json, quiet } = context
  const platform = platformOf(raw)
  const fromInput = raw.arguments.includes('-')
  if (fromInput && raw.arguments.length > 1) throw new Failure('usage.conflict', { one: '-', other: raw.arguments.find((word) => word !== '-') ?? '-' })
  const seen = new Set<string>()
  const counts = { located: 0, refused: 0, same: 0 }
  let text = ''
  for await (const typed of fromInput ? linesOfInput(context) : raw.arguments) {
    const result = platform === undefined ? locate(typed) : locateHandle(platform, typed)
    if (!result.ok) counts.refused += 1
    else {
      counts.located += 1
      if (!json && seen.size === seen.add(result.located.canonical).size) counts.same += 1
    }
    text += json ? `${jsonText(valueOf(result, typed, context))}\n` : `${sayLocated(result, typed, context)}\n`
    if (text.length > CHUNK) {
      if (json || !quiet) await terminal.out(text)
      text = ''
    }
  }
  const total = counts.located + counts.refused
  if (total === 0) throw new Failure('usage.missing-argument', { word: 'url' })
  if (!json && total > 1) text += `${words.locators.summary(counts.located, counts.refused, counts.same)}\n`
  if (json || !quiet) await terminal.out(text)
  return counts.refused === 0 ? Exit.done : counts.located === 0 ? Exit.badInput : Exit.someFailed
}

function platformOf(raw: RawInput): Platform | undefined {
  const choice = raw.choice('platform', [...PLATFORMS, 'twitter'])
  return choice === 'twitter' ? 'x' : choice
}

async function* linesOfInput({ terminal }: Context): AsyncIterable<string> {
  for await (const line of pathsFromStdin(terminal.readInput(), 'lf')) {
    const text = line.toString('utf8').trim()
    if (text !== '') yield text
  }
}

function valueOf(result: LocateResult, typed: string, { words }: Context): unknown {
  if (result.ok) return { ok: true, ...result.located }
  const { message, remedy } = words.locators.refusals[result.refusal]
  return { ok: false, raw: typed.trim(), refusal: result.refusal, message, hint: remedy }
}
