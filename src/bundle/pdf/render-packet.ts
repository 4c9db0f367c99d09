// The packet on paper: each field in the form's order, in a box, with what is left to do and room for the receipt.
import { missingFields, ownFields, type Packet, type PacketField } from '../../signalement/packet/packet.ts'
import { fieldNames, namesOf, sayFormNotice, sayNotice } from '../../signalement/packet/packet-sentences.ts'
import type { PacketWords } from '../../signalement/packet/packet-words.ts'
import type { Instant } from '../../system/world.ts'
import { textFileName } from '../packet-files.ts'
import { openDocument } from './archival-document.ts'
import { drawDigest } from './digest.ts'
import { barred } from './front-pages.ts'
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import type { Mark } from './mark.ts'
import { neutralAddresses } from './neutral-address.ts'
import { ascent, PageFlow } from './page-flow.ts'
import { written } from './render-report.ts'
import { BASELINE, CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'

export interface PacketPrint {
  readonly at: Instant
  readonly toolVersion: string
  readonly reference: string | undefined
  readonly receiptCommand: string | undefined
}

const INDENT = 16
const PAD = 6
const TICK = 7.5
const WRITING_LINE = 26

/** Byte-identical for an identical packet. */
export async function* renderPacket(packet: Packet, words: PacketWords, print: PacketPrint): AsyncIterable<Uint8Array> {
  const title = words.title(packet.destination.name)
  const document = openDocument({
    title,
    author: `scelle ${print.toolVersion}`,
    subject: words.pdf.subject,
    language: words.language,
    toolVersion: print.toolVersion,
    at: print.at,
    identity: ['packet', packet.destination.id, packet.payloadSha256, print.reference ?? ''],
  })
  const flow = new PageFlow(document, {
    header: [title, ...(print.reference === undefined ? [] : [print.reference])].join(' · '),
    banner: undefined,
    footer: `SHA-256 ${packet.payloadSha256.slice(0, 16)} · scelle ${print.toolVersion}`,
    page: (number) => words.pdf.page(number),
    total: (count) => words.pdf.total(count),
  }, (first) => first)
  // Addresses of a content that may show a child are never what a viewer could make a link of.
  const shown = packet.prohibited ? neutralAddresses : (text: string): string => text
  flow.nextPage()
  head(flow, packet, words, print)
  for (const form of packet.forms) {
    if (packet.forms.length > 1) {
      flow.heading(words.form(form.number, packet.forms.length), 7 * BASELINE + 4 * PAD)
      if (form.number > 1) flow.text(words.sameAsFirst, { size: SIZE.table, ink: INK.grey })
      flow.space(4)
    }
    for (const field of ownFields(packet, form)) fieldBlock(flow, field, textFileName(packet, form.number, field), words, shown)
    yield* written(document)
  }
  closing(flow, packet, words, print)
  flow.finish()
  document.pdf.end()
  yield* written(document)
}

function head(flow: PageFlow, packet: Packet, words: PacketWords, print: PacketPrint): void {
  flow.space(2)
  flow.text(words.title(packet.destination.name), { face: 'bold', size: SIZE.title, maxLines: 2 })
  if (print.reference !== undefined) flow.text(print.reference, { face: 'bold', maxLines: 2 })
  flow.space(4)
  flow.rule(INK.accent, 1)
  flow.space(8)
  if (packet.prohibited) {
    barred(flow, words.prohibited, INK.red, 'bold')
    flow.text(words.pdf.neutralised, { size: SIZE.table, ink: INK.grey })
    flow.space(6)
  }
  flow.text(words.address, { size: SIZE.caption, ink: INK.grey })
  for (const { value, verified, label } of packet.destination.contacts) {
    flow.text([value, ...(label === undefined ? [] : [`— ${label}`]), ...(verified ? [] : [`(${words.toVerify})`])].join(' '), { maxLines: 3 })
  }
  if (packet.destination.contacts.length === 0) flow.text(words.addressUnknown)
  flow.space(6)
  for (const [index, step] of words.steps.entries()) numbered(flow, index + 1, step)
  flow.space(4)
  for (const notice of packet.notices) marked(flow, 'notice', sayFormNotice(notice, words), CONTENT_LEFT)
  const missing = packet.forms[0] === undefined ? [] : missingFields(packet.forms[0])
  if (missing.length > 0) marked(flow, 'failed', `${words.lead(words.missing)}${namesOf(missing)}`, CONTENT_LEFT)
  for (const { text, verified } of packet.destination.cautions) {
    marked(flow, 'notice', verified ? text : `${text} (${words.toVerify})`, CONTENT_LEFT)
  }
  flow.space(8)
}

function numbered(flow: PageFlow, number: number, text: string): void {
  flow.ensure(BASELINE)
  flow.draw(`${number}.`, CONTENT_LEFT, flow.y + ascent(SIZE.text, BASELINE), { ink: INK.accent, face: 'bold' })
  flow.text(text, { x: CONTENT_LEFT + INDENT, width: CONTENT_WIDTH - INDENT })
}

function fieldBlock(flow: PageFlow, field: PacketField, file: string | undefined, words: PacketWords, shown: (text: string) => string): void {
  const left = CONTENT_LEFT + INDENT
  const width = CONTENT_WIDTH - INDENT
  flow.ensure(5 * BASELINE + 2 * PAD)
  tickBox(flow, CONTENT_LEFT, flow.y + 3)
  const tags = [...(field.required ? [words.required] : []), ...(field.labelVerified ? [] : [words.labelUnverified])].join(' · ')
  const tagWidth = flow.faces.text.width(tags, SIZE.caption)
  const right = CONTENT_LEFT + CONTENT_WIDTH
  flow.draw(tags, right, flow.y + ascent(SIZE.text, BASELINE), { size: SIZE.caption, ink: INK.grey, align: 'right' })
  flow.text(`${field.number}. ${field.label}`, { face: 'bold', x: left, width: width - tagWidth - 12, maxLines: 4 })
  const small = { size: SIZE.table, leading: LEADING.table, ink: INK.grey, x: left, width } as const
  if (field.labelTranslated !== undefined) flow.text(field.labelTranslated, small)
  if (field.help !== undefined) flow.text(field.help, small)
  if (field.text === '') {
    marked(flow, field.state === 'missing' ? 'failed' : field.state === 'by-hand' ? 'declared' : 'unavailable', words.state[field.state], left)
  } else {
    if (field.kind === 'choice') flow.text(words.lead(words.choose).trimEnd(), small)
    flow.space(2)
    textBox(flow, shown(field.text), field, words)
    const size = field.size === undefined ? words.units('characters', field.text.length) : words.used(field.size.unit, field.size.used, field.size.max)
    flow.text(file === undefined ? size : `${size} · ${file}`, { size: SIZE.caption, ink: INK.grey, x: left, width })
    if (needsEscapes(flow, field.text)) flow.text(words.pdf.escapes, { size: SIZE.caption, ink: INK.grey, x: left, width })
  }
  for (const notice of field.notices) marked(flow, notice.code === 'missing' ? 'failed' : 'notice', sayNotice(notice, words), left)
  flow.space(9)
}

const needsEscapes = (flow: PageFlow, text: string): boolean => text.split('\n').some((line) => flow.faces[faceOf(text)].drawable(line) !== line)
/** What could be typed by hand is set so that l, I and 1 differ. */
const faceOf = (text: string): 'mono' | 'text' => (/[/@]/.test(text) && !/[^\S\n]/.test(text) ? 'mono' : 'text')

/** The text in a frame that goes on over pages. */
function textBox(flow: PageFlow, text: string, field: PacketField, words: PacketWords): void {
  const left = CONTENT_LEFT + INDENT
  const width = CONTENT_WIDTH - INDENT
  const face = faceOf(text)
  const style = face === 'mono' ? { face, size: SIZE.table, leading: 12.5 } : { face, size: SIZE.text, leading: BASELINE }
  let lines = text.split('\n').flatMap((line) => flow.lines(line, { ...style, width: width - 2 * PAD }))
  for (let part = 0; lines.length > 0; part += 1) {
    if (part > 0) {
      flow.nextPage()
      flow.text(`${field.number}. ${field.label} (${words.pdf.continued})`, { size: SIZE.table, leading: LEADING.table, ink: INK.grey, x: left, width, maxLines: 1 })
      flow.space(2)
    }
    const room = Math.max(1, Math.floor((flow.left - 2 * PAD) / style.leading))
    // No single line alone at the top of the next page.
    const taken = lines.length <= room ? lines.length : lines.length - room === 1 && room > 2 ? room - 1 : room
    const height = taken * style.leading + 2 * PAD
    const pdf = flow.document.pdf
    pdf.fillColor(INK.zebra).rect(left, flow.y, width, height).fill()
    pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline).rect(left, flow.y, width, height).stroke()
    for (const [index, line] of lines.slice(0, taken).entries()) {
      flow.draw(line, left + PAD, flow.y + PAD + ascent(style.size, style.leading) + index * style.leading, { face, size: style.size })
    }
    flow.y += height + 2
    lines = lines.slice(taken)
  }
}

function marked(flow: PageFlow, mark: Mark, text: string, x: number): void {
  flow.ensure(LEADING.table)
  drawMark(flow, mark, x, flow.y + ascent(SIZE.table, LEADING.table))
  flow.text(text, {
    size: SIZE.table, leading: LEADING.table, x: x + MARK_WIDTH, width: CONTENT_LEFT + CONTENT_WIDTH - x - MARK_WIDTH, ink: MARK_INK[mark],
  })
}

function tickBox(flow: PageFlow, x: number, y: number): void {
  flow.document.pdf.lineWidth(0.75).strokeColor(INK.black).rect(x, y, TICK, TICK).stroke()
}

function closing(flow: PageFlow, packet: Packet, words: PacketWords, print: PacketPrint): void {
  flow.heading(words.receipt.title, 2 * WRITING_LINE + 2 * BASELINE)
  for (const label of [words.receipt.number, words.receipt.when]) {
    flow.space(WRITING_LINE - BASELINE)
    const width = flow.draw(words.lead(label), CONTENT_LEFT, flow.y + ascent(SIZE.text, BASELINE))
    flow.document.pdf.lineWidth(HAIRLINE).strokeColor(INK.black)
      .moveTo(CONTENT_LEFT + width + 4, flow.y + BASELINE - 2).lineTo(CONTENT_LEFT + CONTENT_WIDTH, flow.y + BASELINE - 2).stroke()
    flow.space(BASELINE)
  }
  flow.space(5)
  flow.text(words.receipt.note, { size: SIZE.table, leading: LEADING.table })
  if (print.receiptCommand !== undefined) {
    flow.text(words.lead(words.receipt.command).trimEnd(), { size: SIZE.table, leading: LEADING.table })
    flow.text(print.receiptCommand, { face: 'mono', size: SIZE.table, leading: LEADING.table })
  }
  flow.heading(words.proof.title, 4 * BASELINE)
  flow.text(words.proof.fields(fieldNames(packet, words)))
  flow.text(words.lead(words.proof.digest(words.files.payload)).trimEnd(), { size: SIZE.caption, ink: INK.grey })
  flow.ensure(LEADING.table)
  drawDigest(flow, packet.payloadSha256, CONTENT_LEFT, flow.y + ascent(SIZE.caption, LEADING.table))
  flow.space(LEADING.table)
  flow.heading(words.sources, 2 * BASELINE)
  for (const { source, checkedOn, verified } of packet.sources) {
    flow.text(words.source(source, checkedOn, verified), { size: SIZE.caption, ink: INK.grey })
  }
}
