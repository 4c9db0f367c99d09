// Conversations as one reads them: the head that says how dates were understood, then day by day who wrote what. Long ones
// show their ends and say where the whole is. Every string is untrusted.
import { exhibitId } from '../../case/exhibit.ts'
import type { ChatHeader, ChatMessage } from '../../metadata/chat/transcript.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import { headLines, marksOf, printedOf, senderOf, shownTime } from '../report/conversation.ts'
import type { Printed } from '../report/conversation.ts'
import type { ReportConversation, ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { drawDigest } from './digest.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'

const LABEL_WIDTH = 110
const CLOCK_WIDTH = 48
const TEXT_LEFT = CONTENT_LEFT + CLOCK_WIDTH
const TEXT_WIDTH = CONTENT_WIDTH - CLOCK_WIDTH
/** Signs of one message on paper; the rest is in the page and in the exhibit. */
const MAX_TEXT = 4_000
const MAX_LINES = 120
const MAX_ATTACHMENTS = 30
const MESSAGES_BETWEEN_YIELDS = 40

export async function* conversationPages(flow: PageFlow, model: ReportModel, words: ReportWords, number: string, onHead: (exhibit: number) => void): AsyncGenerator<void> {
  const { chat } = words
  flow.section(number, chat.title)
  flow.text(chat.intro)
  let printed = 0
  for (const conversation of model.conversations ?? []) {
    const header = await conversation.header()
    if (header === undefined) continue
    const extent = printedOf(header.counts.messages, printed)
    printed += extent.whole ? header.counts.messages : 2 * extent.ends
    flow.about(chat.heading(exhibitId(conversation.exhibit)))
    head(flow, model, words, conversation, header, extent)
    onHead(conversation.exhibit)
    yield
    yield* messages(flow, model, words, conversation, header, extent)
    flow.space(16)
  }
  flow.about(undefined)
}

function head(flow: PageFlow, model: ReportModel, words: ReportWords, { exhibit, page, transcript }: ReportConversation, header: ChatHeader, extent: Printed): void {
  const { chat } = words
  flow.heading(chat.heading(exhibitId(exhibit)), 8 * LEADING.table)
  for (const [label, value] of headLines(header, chat, model.record.timeZone)) {
    const lines = flow.lines(visible(value.slice(0, 3000)), { size: SIZE.table, width: CONTENT_WIDTH - LABEL_WIDTH, maxLines: 12 })
    flow.ensure(Math.min(2, lines.length) * LEADING.table)
    flow.draw(label, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: INK.grey })
    flow.text(visible(value.slice(0, 3000)), { size: SIZE.table, x: CONTENT_LEFT + LABEL_WIDTH, width: CONTENT_WIDTH - LABEL_WIDTH, maxLines: 12 })
  }
  flow.ensure(LEADING.table)
  flow.draw(chat.labels.digest, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: INK.grey })
  drawDigest(flow, header.source.sha256, CONTENT_LEFT + LABEL_WIDTH, flow.y + ascent(SIZE.caption, LEADING.table))
  flow.y += LEADING.table + 4
  for (const finding of header.findings) {
    const { title, means, innocent } = chat.finding(finding)
    const amber = finding.level === 'notice'
    flow.text(visible(title), { size: SIZE.table, ...(amber ? { face: 'bold' as const, ink: INK.amber } : { ink: INK.grey }) })
    flow.text(`${means} ${words.format.labelled(chat.innocent, innocent)}`, { size: SIZE.caption, ink: INK.grey, x: CONTENT_LEFT + 10, width: CONTENT_WIDTH - 10 })
  }
  flow.space(4)
  flow.text(extent.whole ? chat.whole(page, transcript) : chat.shortened(header.counts.messages, extent.ends, page, transcript), extent.whole ? { size: SIZE.caption, ink: INK.grey } : { size: SIZE.table })
  flow.space(6)
}

async function* messages(flow: PageFlow, model: ReportModel, words: ReportWords, conversation: ReportConversation, header: ChatHeader, extent: Printed): AsyncGenerator<void> {
  const total = header.counts.messages
  const several = header.detected.format === 'sms-backup' || header.detected.format === 'signal-desktop' || header.detected.format === 'telegram-json'
  let day: string | undefined
  let begun = false
  let leftOut = 0
  let count = 0
  for await (const message of conversation.messages()) {
    count += 1
    if (!extent.whole && count > extent.ends && count <= total - extent.ends) {
      leftOut += 1
      if (leftOut % 500 === 0) yield
      continue
    }
    if (leftOut > 0) {
      flow.space(6)
      flow.text(`… ${words.chat.leftOut(leftOut)} …`, { size: SIZE.table, ink: INK.grey, x: TEXT_LEFT, width: TEXT_WIDTH })
      leftOut = 0
      begun = false
    }
    const time = shownTime(message, words, model.record.timeZone)
    if (!begun || time.day !== day) dayHeading(flow, time.day === undefined ? words.chat.noDay : words.chat.day(time.day))
    begun = true
    day = time.day
    printMessage(flow, words, message, time.clock, several)
    if (count % MESSAGES_BETWEEN_YIELDS === 0) yield
  }
}

function dayHeading(flow: PageFlow, title: string): void {
  flow.ensure(5 + 3 * LEADING.table + LEADING.caption)
  flow.y += 5
  flow.draw(title, CONTENT_LEFT, flow.y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, face: 'bold', ink: INK.accent })
  flow.y += LEADING.table + 1
  flow.rule()
  flow.y += 3
}

function printMessage(flow: PageFlow, words: ReportWords, message: ChatMessage, clock: string, several: boolean): void {
  const { chat } = words
  const sender = visibleShort(senderOf(message, chat), 80)
  const marks = visibleShort(marksOf(message, chat, several).join(' · '), 300)
  const quiet = message.kind !== 'message' ? { ink: INK.grey } : {}
  // The sender is never left alone at the foot of a page.
  flow.ensure(3 * LEADING.table)
  const baseline = flow.y + ascent(SIZE.table, LEADING.table)
  flow.draw(clock, CONTENT_LEFT, baseline, { size: SIZE.caption, ink: message.at.defect === undefined && message.backwards !== true ? INK.grey : INK.amber })
  const width = sender === '' ? 0 : flow.draw(oneLine(flow, sender, TEXT_WIDTH * 0.6), TEXT_LEFT, baseline, { size: SIZE.table, face: 'bold' }) + 6
  const rest = marks === '' ? [] : flow.lines(marks, { size: SIZE.caption, width: TEXT_WIDTH - width, maxLines: 1 })
  if (rest[0] !== undefined) flow.draw(rest[0], TEXT_LEFT + width, baseline, { size: SIZE.caption, ink: INK.grey })
  if (width > 0 || rest.length > 0) flow.y += LEADING.table
  const cut = message.text.length > MAX_TEXT || message.textCut === true
  let lines = 0
  for (const part of message.text === '' ? [] : message.text.slice(0, MAX_TEXT).split('\n')) {
    if (lines >= MAX_LINES) break
    lines += 1
    if (part === '') flow.space(LEADING.table / 2)
    else flow.text(visible(part), { size: SIZE.table, x: TEXT_LEFT, width: TEXT_WIDTH, ...quiet })
  }
  if (cut || lines >= MAX_LINES) flow.text(chat.textCut, { size: SIZE.caption, ink: INK.amber, x: TEXT_LEFT, width: TEXT_WIDTH })
  for (const attachment of message.attachments.slice(0, MAX_ATTACHMENTS)) {
    flow.text(`› ${visibleShort(chat.attachment(attachment), 300)}`, { size: SIZE.caption, x: TEXT_LEFT, width: TEXT_WIDTH, maxLines: 3, ink: attachment.exhibit === undefined ? INK.grey : INK.accent })
  }
  if (message.attachments.length > MAX_ATTACHMENTS) flow.text(`› … +${message.attachments.length - MAX_ATTACHMENTS}`, { size: SIZE.caption, ink: INK.grey, x: TEXT_LEFT })
  flow.space(3)
}

function oneLine(flow: PageFlow, text: string, width: number): string {
  return flow.lines(text, { face: 'bold', size: SIZE.table, width, maxLines: 1 })[0] ?? ''
}
