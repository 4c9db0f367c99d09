// report/conversations/0007.html: a conversation whole, for a browser. One file that loads nothing (CSP), without script,
// written while it is read. Every text is escaped; signs that hide or reverse are shown as what they are.
import { createHash } from 'node:crypto'
import { exhibitId } from '../case/exhibit.ts'
import type { ChatHeader, ChatMessage } from '../metadata/chat/transcript.ts'
import { HIDDEN } from '../system/visible.ts'
import { headLines, marksOf, senderOf, shownTime } from './report/conversation.ts'
import type { ReportConversation } from './report/report-model.ts'
import type { ReportWords } from './report/report-words.ts'

const CHUNK = 64 * 1024
const STYLE = `body{font:16px/1.45 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem 1.2rem 3rem;color:#111;background:#fff}
h1{font-size:1.35rem;color:#1f3a5f;border-bottom:2px solid #1f3a5f;padding-bottom:.3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;font-size:.9rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
h2{font-size:1rem;color:#1f3a5f;border-bottom:1px solid #9a9a9a;margin:1.6rem 0 .5rem;position:sticky;top:0;background:#fff}
article{display:grid;grid-template-columns:5.2rem 1fr;gap:.1rem .6rem;padding:.25rem 0}
time{color:#555;font-size:.85rem;font-variant-numeric:tabular-nums}.odd{color:#9a6700;font-weight:600}
b{font-weight:600}small{color:#555}p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.quiet{color:#555;font-style:italic}
ul{margin:.1rem 0 0;padding-left:1rem;font-size:.85rem;color:#555}li.exhibit{color:#1f3a5f;font-weight:600}
.finding{font-size:.9rem;border-left:3px solid #9a6700;padding:.1rem .6rem;margin:.4rem 0}footer{margin-top:2rem;color:#555;font-size:.85rem}
@media print{h2{position:static}article{break-inside:avoid}}`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`

/** `7` → `report/conversations/0007.html`. */
export function conversationPagePath(exhibit: number): string {
  return `report/conversations/${exhibitId(exhibit)}.html`
}

export async function* conversationPage(conversation: ReportConversation, header: ChatHeader, words: ReportWords, timeZone: string): AsyncGenerator<Buffer> {
  const { chat, language } = words
  const title = chat.heading(exhibitId(conversation.exhibit))
  let held = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<dl>
${headLines(header, chat, timeZone).map(([label, value]) => `<dt>${escaped(label)}</dt><dd dir="auto">${escaped(value)}</dd>`).join('\n')}
<dt>${escaped(chat.labels.digest)}</dt><dd>${escaped(header.source.sha256)}</dd>
</dl>
${header.findings.map((finding) => findingText(finding, words)).join('\n')}
<main>
`
  const several = ['sms-backup', 'signal-desktop', 'telegram-json'].includes(header.detected.format)
  let day: string | undefined
  let begun = false
  for await (const message of conversation.messages()) {
    const time = shownTime(message, words, timeZone)
    if (!begun || time.day !== day) held += `<h2>${escaped(time.day === undefined ? chat.noDay : chat.day(time.day))}</h2>\n`
    begun = true
    day = time.day
    held += article(message, time.clock, words, several)
    if (held.length < CHUNK) continue
    yield Buffer.from(held)
    held = ''
  }
  yield Buffer.from(`${held}</main>\n<footer>${escaped(chat.footer)} ${escaped(words.running.tool(conversation.toolVersion))}</footer>\n</body>\n</html>\n`)
}

function findingText(finding: ChatHeader['findings'][number], words: ReportWords): string {
  const { title, means, innocent } = words.chat.finding(finding)
  return `<div class="finding"><b>${escaped(title)}</b><br>${escaped(means)} ${escaped(words.format.labelled(words.chat.innocent, innocent))}</div>`
}

function article(message: ChatMessage, clock: string, words: ReportWords, several: boolean): string {
  const { chat } = words
  const sender = senderOf(message, chat)
  const marks = marksOf(message, chat, several).join(' · ')
  const odd = message.at.defect !== undefined || message.backwards === true
  const attachments = message.attachments.map((one) => `<li${one.exhibit === undefined ? '' : ' class="exhibit"'}><bdi>${escaped(chat.attachment(one))}</bdi></li>`).join('')
  return `<article id="m${message.n}"><time${odd ? ' class="odd"' : ''} title="${escaped(message.at.raw)}">${escaped(clock)}</time><div>${sender === '' ? '' : `<b><bdi>${escaped(sender)}</bdi></b> `}${marks === '' ? '' : `<small>${escaped(marks)}</small>`}`
    + `${message.text === '' ? '' : `<p dir="auto"${message.kind === 'message' ? '' : ' class="quiet"'}>${escaped(message.text)}</p>`}${message.textCut === true ? `<small>${escaped(chat.textCut)}</small>` : ''}${attachments === '' ? '' : `<ul>${attachments}</ul>`}</div></article>\n`
}

const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}#*0-9\u{1f1e6}-\u{1f1ff}]$/u

/** Line breaks stay; joiners and selectors stay where they make one emoji of several; every other hidden sign is shown. */
function escaped(text: string): string {
  return text.replaceAll(HIDDEN, (sign, offset: number) => {
    if (sign === '\n') return sign
    if ((sign === '\u200d' || sign === '\ufe0f') && EMOJI_BEFORE.test(text.slice(Math.max(0, offset - 2), offset))) return sign
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`
  }).replaceAll(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`)
}
