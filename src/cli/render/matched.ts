import { exhibitId } from '../../case/exhibit.ts'
import type { MatchResult, MatchedList, MatchedSubject } from '../../metadata/match/match-case.ts'
import type { HashedPicture } from '../../metadata/match/near-duplicates.ts'
import { formatBytes } from '../../messages/format.ts'
import { visibleShort } from '../../system/visible.ts'
import type { DigestName } from '../../system/world.ts'
import type { Context } from '../context.ts'
import { bold, yellow } from '../paint.ts'

const NAMES: { readonly [name in DigestName]: string } = { sha512: 'SHA-512', sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5' }
const SHOWN = 200

export function sayMatched(result: MatchResult & { readonly dryRun: boolean }, { words }: Context): string {
  const { match, dryRun } = { match: words.match, dryRun: words.cli.dryRun }
  const { lists, matched, alike } = result
  const out: string[] = []
  if (lists.length > 0) out.push(match.lists, ...lists.flatMap((list) => sayList(list, words)))
  if (matched.length > 0) out.push(match.matched, ...cut(matched.flatMap((subject) => saySubject(subject, lists, words)), words))
  else if (lists.length > 0) out.push(match.none)
  if (alike.length > 0) {
    out.push(match.alike, ...cut(alike.flatMap(({ reference, others }) => [
      `  ${bold(pictureName(reference, words))} ${sizeOf(reference)}`, ...others.map(({ picture, distance }) => `    ${pictureName(picture, words)} ${sizeOf(picture)} — ${match.resembles(distance)}`),
    ]), words))
  }
  out.push(match.compared(result.exhibits, result.inside), match.pictures(result.pictures, result.lowQuality))
  if (result.uninspected > 0) out.push(match.uninspected(result.uninspected))
  if (result.computed > 0) out.push(match.computed(result.computed))
  if (result.changed.length > 0) out.push(yellow(match.changed(result.changed.slice(0, 20).map((number) => exhibitId(number)).join(', '))))
  if (lists.length > 0) out.push(result.dryRun ? dryRun : match.journal)
  return out.join('\n')
}

function sayList({ name, kind, entries, size, sha256, exact, near, lowQuality, notComparable }: MatchedList, { match, language }: Context['words']): string[] {
  return [
    `  ${bold(match.list(name, match.kinds[kind], entries, formatBytes(language, size)))}`, `    SHA-256 ${sha256}`, `    ${match.found(exact, near)}`,
    ...(lowQuality === 0 ? [] : [`    ${match.lowQualityEntries(lowQuality)}`]),
    ...(notComparable.exhibits === 0 ? [] : [`    ${yellow(match.notComparable(notComparable.exhibits, namesOf(notComparable.lacking)))}`]),
    ...(notComparable.inside === 0 ? [] : [`    ${match.notComparableInside(notComparable.inside)}`]),
  ]
}

function saySubject({ exhibit, name, inside, matches, more = 0 }: MatchedSubject, lists: readonly MatchedList[], { match }: Context['words']): string[] {
  const lines = matches.map((found) => {
    const list = lists[found.list]?.name ?? ''
    const label = [found.label, found.kind === 'exact' ? found.product : undefined].filter((part) => part !== undefined).map((part) => ` — ${visibleShort(part, 100)}`).join('')
    if (found.kind === 'near') return `    ${match.near(list, found.line, found.distance)}${label}`
    return `    ${match.exact(NAMES[found.by], list, found.line)}${label}${found.differs === undefined ? '' : ` — ${yellow(match.differs(namesOf(found.differs)))}`}`
  })
  const id = exhibitId(exhibit)
  return [`  ${bold(`${inside === undefined ? id : match.inside(id, inside)} — ${visibleShort(name, 100)}`)}`, ...lines, ...(more === 0 ? [] : [`    ${match.more(more)}`])]
}

function cut(lines: readonly string[], { match }: Context['words']): readonly string[] {
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `  ${match.more(lines.length - SHOWN)}`] : lines
}

function pictureName({ exhibit, inside }: HashedPicture, { match }: Context['words']): string {
  return inside === undefined ? exhibitId(exhibit) : match.inside(exhibitId(exhibit), inside)
}

function sizeOf({ width, height }: HashedPicture): string {
  return `(${width} × ${height})`
}

function namesOf(digests: readonly DigestName[]): string {
  return digests.map((name) => NAMES[name]).join(', ')
}
