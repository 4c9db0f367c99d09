import type { HarmCodes, HarmRow, HarmTable } from '../../signalement/harm-table.ts'
import type { Law } from '../../signalement/law.ts'
import type { Provenance } from '../../signalement/fact.ts'
import { mayShowChild } from '../../signalement/child-protection.ts'
import { AGE_BANDS } from '../../signalement/vocabulary.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { bold, dim, yellow } from '../paint.ts'
import { cell, paragraph, textWidth } from './paragraph.ts'
import { mark, sourceLine } from './provenance.ts'

type Screen = Pick<Context, 'words' | 'terminal'>
const ID = 26
const NAME = 30
const LAW = 22

/** One line a harm: code, name, first texts of law. */
export function sayHarms({ harms }: HarmTable, law: Law, { words: { language, routing: words } }: Screen): string {
  const lines = harms.map((row) => {
    const [first, second] = row.codes.minor.offences.map((id) => law.texts.find((text) => text.id === id))
    const more = second === undefined ? '' : ' …'
    const cited = first === undefined ? '' : first.verified ? `${first.citation}${more}` : `${first.citation}, ${words.harmList.toVerify}`
    return `${cell(row.id, ID)} ${cell(visible(row.name[language]), NAME)} ${row.adviceOnly ? dim(words.harmList.adviceOnly) : cell(visible(cited), LAW).trimEnd()}`.trimEnd()
  })
  return [bold(words.harmList.head), ...lines, '', words.harmList.more].join('\n')
}

/** All that is known of one: words, law with penalties, codes for an adult and a minor. */
export function sayHarm(row: HarmRow, law: Law, context: Screen): string {
  const { words: { language, routing, signalement }, terminal } = context
  const words = routing.harmList
  const width = textWidth(terminal)
  const shared = JSON.stringify(row.codes.adult) === JSON.stringify(row.codes.minor)
  const texts = [...new Set([...row.codes.minor.offences, ...row.codes.adult.offences])].flatMap((id) => law.texts.filter((text) => text.id === id))
  return [
    `${bold(visible(row.name[language]))} (${row.id})`,
    paragraph(visible(row.explain[language]), width),
    ...(row.adviceOnly ? [yellow(words.adviceOnly)] : []),
    ...(row.id !== 'csam' && mayShowChild(row.id, 'lt15') ? [yellow(paragraph(words.treatedAsCsam, width))] : []),
    '',
    bold(words.words),
    paragraph([...new Set([...row.words.fr, ...row.words.en])].map((word) => visible(word)).join(', '), width, '  '),
    bold(words.urgency),
    ...AGE_BANDS.map((age) => `  ${cell(signalement.ages[age], 18)} ${signalement.urgencies[row.urgency[age]]}`),
    ...(texts.length === 0 ? [] : [bold(`${words.law}, ${words.penalties.toLowerCase()}`)]),
    ...texts.flatMap((text) => [
      paragraph(`${visible(text.citation)} — ${visible(text.label[language])}${text.versionDate === undefined ? '' : ` (${words.version} ${text.versionDate})`}` + mark(text, context), width, '  ', '    '),
      ...text.penalties.map((penalty) => paragraph(visible(penalty.text[language]) + mark(penalty, context), width, '    - ')),
      source(text, context, width),
    ]),
    ...(texts.length === 0 ? [] : [dim(`  ${visible(law.files[0]?.note[language] ?? '')}`)]),
    ...(row.adviceOnly ? [] : shared
      ? codeLines(words.codes, row.codes.minor, context)
      : [...codeLines(`${words.codes}, ${words.minor}`, row.codes.minor, context), ...codeLines(`${words.codes}, ${words.adult}`, row.codes.adult, context)]),
    '',
    source(row, context, width),
  ].join('\n')
}

function codeLines(head: string, codes: HarmCodes, context: Screen): string[] {
  const { language, routing } = context.words
  const width = textWidth(context.terminal)
  const line = (label: string, value: string, provenance: Provenance): string[] => [
    paragraph(`${label} ${visible(value)}` + mark(provenance, context), width, '  ', '    '), source(provenance, context, width),
  ]
  const { dsa, atproto, xarf, ncmec, pharos } = codes
  const lines = [
    ...(dsa === undefined ? [] : line('DSA', [dsa.category, ...dsa.keywords].join(', '), dsa)),
    ...(pharos === undefined ? [] : line(routing.harmList.pharos, pharos.label[language], pharos)),
    ...(atproto === undefined ? [] : line('ATProto', atproto.reasons.join(', '), atproto)),
    ...(xarf === undefined ? [] : line('XARF', [xarf.category, xarf.type, xarf.exploitation].filter((part) => part !== undefined).join(' / '), xarf)),
    ...(ncmec === undefined ? [] : line('NCMEC', [ncmec.incidentType, ...(ncmec.annotations ?? []), ...(ncmec.fileAnnotations ?? [])].join(', '), ncmec)),
  ]
  return lines.length === 0 ? [] : [bold(head), ...lines]
}

function source(provenance: Provenance, context: Screen, width: number): string {
  return paragraph(sourceLine(provenance, context), width, '    ', '      ').split('\n').map(dim).join('\n')
}
