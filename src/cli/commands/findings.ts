import { openCase } from '../../case/case-folder.ts'
import { FINDING_LEVELS, findingsOfCase, findingsOfKind, type CaseFindings, type FindingKind, type FoundIn } from '../../metadata/overview/case-findings.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import { caseAtHand } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, yellow } from '../paint.ts'
import type { RawInput } from '../raw-input.ts'
import { evidenceLines, explanation, levelWord, placeOf } from '../render/finding.ts'
import { paragraph, textWidth } from '../render/paragraph.ts'

const CHUNK = 65_536

/**
 * Streams: a case of any size is said kind by kind, the most serious first, the explanation once over all the exhibits that
 * it is for. `--json` streams one value: `{ findings, counts, exhibits, uninspected }`.
 */
export async function command(raw: RawInput, context: Context): Promise<Exit> {
  const { world, terminal, words: { inspection }, json, quiet } = context
  const dir = await caseAtHand(raw, context)
  const level = raw.choice('level', ['info', 'notice', 'warn']) ?? 'notice'
  const numbers = raw.wholes('exhibit', 1, 999_999_999)
  const { state } = await openCase(world, dir)
  const absent = numbers.find((number) => number > state.exhibits)
  if (absent !== undefined) throw new Failure('case.no-such-exhibit', { number: absent, exhibits: state.exhibits })
  const found = await findingsOfCase(world, dir, numbers.length === 0 ? undefined : new Set(numbers))
  const kinds = found.kinds.filter((kind) => FINDING_LEVELS.indexOf(kind.level) <= FINDING_LEVELS.indexOf(level))
  if (quiet && !json) return Exit.done
  let text = json ? '{"findings":[' : ''
  for await (const part of json ? jsonOf(kinds, dir, context) : textOf(kinds, dir, context)) {
    text += part
    if (text.length < CHUNK) continue
    await terminal.out(text)
    text = ''
  }
  const { counts, exhibits, uninspected } = found
  if (json) text += `],"counts":${jsonText(counts)},"exhibits":${exhibits},"uninspected":${uninspected}}\n`
  else {
    if (kinds.length === 0) text += `${inspection.none(exhibits, level)}\n`
    text += `${tail(found, inspection.counts(counts.warn, counts.notice, counts.info, level), context)}\n`
  }
  await terminal.out(text)
  return Exit.done
}

async function* jsonOf(kinds: readonly FindingKind[], dir: string, { world, words }: Context): AsyncGenerator<string> {
  let comma = ''
  for (const kind of kinds) {
    for await (const { exhibit, name, path, finding } of findingsOfKind(world, dir, kind)) {
      yield `${comma}${jsonText({ exhibit, name, ...(path.length === 0 ? {} : { path }), ...finding, ...words.finding(finding) })}`
      comma = ','
    }
  }
}

async function* textOf(kinds: readonly FindingKind[], dir: string, context: Context): AsyncGenerator<string> {
  const { words: { inspection, finding: say }, terminal, world } = context
  const width = textWidth(terminal)
  for (const kind of kinds) {
    const first = await firstOf(findingsOfKind(world, dir, kind))
    if (first === undefined) continue
    const head = say(first.finding)
    // Facts may stand in the title and in what it may mean: then each exhibit says its own.
    let [sameTitle, sameMeaning] = [true, true]
    for await (const { finding } of findingsOfKind(world, dir, kind)) {
      const { title, means } = say(finding)
      sameTitle &&= title === head.title
      sameMeaning &&= means === head.means
      if (!sameTitle && !sameMeaning) break
    }
    const title = sameTitle ? visible(head.title) : `${visible(head.title)} (${inspection.andTheLike})`
    yield `${paragraph(`${levelWord(kind.level, context)} — ${bold(title)} — ${inspection.kind(kind.findings, kind.exhibits.length)}`, width, '', '  ')}\n`
    yield explanation(sameMeaning ? head.means : '', head.innocent, width, context).map((line) => `${line}\n`).join('')
    for await (const found of findingsOfKind(world, dir, kind)) {
      const own = say(found.finding)
      yield [
        paragraph(`${bold(placeOf(found))}${sameTitle ? '' : ` — ${visible(own.title)}`}`, width, '  ', '      '),
        ...evidenceLines(found.finding.evidence, width, context), ...explanation(sameMeaning ? '' : own.means, '', width, context, '      '),
      ].map((line) => `${line}\n`).join('')
    }
    yield '\n'
  }
}

async function firstOf(found: AsyncIterable<FoundIn>): Promise<FoundIn | undefined> {
  for await (const each of found) return each
  return undefined
}

function tail({ uninspected }: CaseFindings, counts: string, { words: { inspection } }: Context): string {
  return [counts, ...(uninspected > 0 ? [yellow(inspection.uninspected(uninspected))] : [])].join('\n')
}
