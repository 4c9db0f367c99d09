// The page that a person fills the form from: one HTML file that needs no network, no font and no other file, and that can
// load nothing (CSP). Every text is escaped here; the texts of fields are in it byte for byte.
import { createHash } from 'node:crypto'
import { missingFields, ownFields, type Packet, type PacketField, type PacketForm } from '../signalement/packet/packet.ts'
import { fieldNames, namesOf, sayFormNotice, sayNotice } from '../signalement/packet/packet-sentences.ts'
import type { PacketWords } from '../signalement/packet/packet-words.ts'
import { escapeHtml } from '../signalement/fill-template.ts'

export interface PacketPageParts {
  /** From templates/packet/: fixed, so that the policy can name them by digest. */
  readonly style: string
  readonly script: string
  readonly toolVersion: string
  /** What the person calls the signalement. */
  readonly reference: string | undefined
  /** What to type once the receipt is known. */
  readonly receiptCommand: string | undefined
}

class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
type Piece = Markup | string | number | undefined | readonly Piece[]

function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((string, index) => (index === 0 ? string : `${textOf(pieces[index - 1])}${string}`)).join(''))
}

function textOf(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece))
  return piece.map(textOf).join('')
}

/** The text itself, joiners and marks of direction included: what is copied is what leaves. No CR and no NUL can be in it. */
function exact(text: string): Markup {
  return new Markup(text.replaceAll(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`))
}

const digestOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`
/** Lines of 70 signs in the box, as long as the text when it is short. */
const rowsOf = (text: string): number => Math.min(14, text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 70)), 0))
const LONG = 1200

export function packetPage(packet: Packet, words: PacketWords, parts: PacketPageParts): string {
  const policy = `default-src 'none'; style-src ${digestOf(parts.style)}; script-src ${digestOf(parts.script)}; base-uri 'none'; form-action 'none'`
  const title = words.title(packet.destination.name)
  const first = packet.forms[0]
  const missing = first === undefined ? [] : missingFields(first)
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${title}</title>
<style>${new Markup(parts.style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${parts.reference === undefined ? undefined : html`<p class="sub">${parts.reference}</p>\n`}<p class="sub">${words.page.intro}</p>
</header>
<div class="bar"><span>${words.page.pasted}</span><progress id="meter" value="0" max="1" aria-label="${words.page.pasted}"></progress><span id="count" data-words="${words.page.progress}"></span></div>
<main>
${packet.prohibited ? html`<p class="notice stop">${words.prohibited}</p>\n` : undefined}<ol>
${words.steps.map((step, index) => html`<li>${step}${index === 0 ? contacts(packet, words) : undefined}</li>\n`)}</ol>
${packet.notices.map((notice) => html`<p class="notice">${sayFormNotice(notice, words)}</p>\n`)}${missing.length === 0 ? undefined : html`<p class="notice lack"><strong>${words.lead(words.missing)}</strong>${namesOf(missing)}</p>\n`}${packet.destination.cautions.length === 0 ? undefined : html`<h2>${words.cautions}</h2>
<ul>
${packet.destination.cautions.map(({ text, verified }) => html`<li>${text}${verified ? undefined : ` (${words.toVerify})`}</li>\n`)}</ul>
`}<h2>${words.fieldsTitle}</h2>
${packet.forms.length === 1 && first !== undefined ? fields(first, words) : packet.forms.map((form) => folded(packet, form, words))}
<h2>${words.receipt.title}</h2>
<div class="receipt">
<label>${words.receipt.number}<input type="text" autocomplete="off" spellcheck="false"></label>
<label>${words.receipt.when}<input type="text" autocomplete="off" spellcheck="false"></label>
<p class="small">${words.receipt.note}</p>
${parts.receiptCommand === undefined ? undefined : html`<p>${words.lead(words.receipt.command)}<code>${parts.receiptCommand}</code></p>\n`}<p class="small">${words.page.keepsNothing}</p>
</div>
</main>
<p id="said" class="said" role="status" data-failed="${words.page.copyFailed}"></p>
<footer>
<p>${words.proof.fields(fieldNames(packet, words))}</p>
<p>${words.lead(words.sources)}${packet.sources.map(({ source, checkedOn, verified }) => words.source(source, checkedOn, verified)).join(' · ')}</p>
<p>${words.madeBy(parts.toolVersion)}</p>
</footer>
<script>${new Markup(parts.script)}</script>
</body>
</html>
`.text
}

/** A form's own address may be opened; no other address of the packet may. */
function contacts(packet: Packet, words: PacketWords): Markup {
  const list = packet.destination.contacts
  if (list.length === 0) return html`<br>${words.addressUnknown}`
  return html`${list.map(({ kind, value, verified, label }) => html`<br>${kind === 'url' && /^https?:\/\//i.test(value)
    ? html`<a href="${value}" rel="noreferrer noopener" target="_blank">${value}</a>` : html`<strong>${value}</strong>`}${label === undefined ? undefined : ` — ${label}`}${verified ? undefined : ` (${words.toVerify})`}`)}`
}

function folded(packet: Packet, form: PacketForm, words: PacketWords): Markup {
  const [own] = form.number === 1 ? packet.forms[1] === undefined ? [] : ownFields(packet, packet.forms[1]) : ownFields(packet, form)
  const about = own === undefined ? undefined : form.fields[own.number - 1]?.text
  return html`<details class="form"${form.number === 1 ? html` open` : undefined}>
<summary>${words.form(form.number, packet.forms.length)}${about === undefined || about === '' ? undefined : html` <code>${exact(shortened(about))}</code>`}</summary>
${fields(form, words)}</details>
`
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  return line.length <= 80 ? line : `${line.slice(0, 78).toWellFormed()}…`
}

function fields(form: PacketForm, words: PacketWords): Markup[] {
  return form.fields.map((field) => card(field, `${form.number}-${field.number}`, words))
}

function card(field: PacketField, key: string, words: PacketWords): Markup {
  const { text, state } = field
  const byHand = state === 'by-hand'
  const kind = text !== '' ? byHand ? 'hand' : '' : byHand ? 'hand' : state === 'missing' ? 'lack' : 'void'
  const tick = text !== '' || byHand || state === 'missing'
  return html`<section class="field ${kind}${text.length > LONG ? ' long' : ''}" aria-labelledby="label-${key}">
<div class="head"><h3><span class="number">${field.number}</span> <span id="label-${key}">${field.label}</span></h3>${field.required ? html`<span class="tag needed">${words.required}</span>` : undefined}${field.labelVerified ? undefined : html`<span class="tag">${words.labelUnverified}</span>`}</div>
${field.labelTranslated === undefined ? undefined : html`<p class="help">${field.labelTranslated}</p>\n`}${field.help === undefined ? undefined : html`<p class="help">${field.help}</p>\n`}${field.notices.map((notice) => html`<p class="notice${notice.code === 'missing' ? ' lack' : ''}">${sayNotice(notice, words)}</p>\n`)}${text !== '' ? body(field, key, words) : html`<p class="state">${words.state[state]}</p>\n`}${text === '' && tick ? html`<div class="row">${tickBox(words.page.done, field.label)}</div>\n` : undefined}</section>
`
}

function body(field: PacketField, key: string, words: PacketWords): Markup {
  const { text, size } = field
  return html`${field.kind === 'choice' ? html`<p class="state">${words.lead(words.choose)}</p>\n` : undefined}<textarea id="text-${key}" readonly dir="auto" spellcheck="false" autocomplete="off" rows="${rowsOf(text)}" aria-labelledby="label-${key}">
${exact(text)}</textarea>
<div class="row"><button type="button" data-copy="text-${key}" data-copied="${words.page.copied}" data-said="${words.page.copiedField(field.label)}" aria-label="${words.page.copyField(field.label)}">${words.page.copy}</button>${tickBox(field.kind === 'choice' ? words.page.done : words.page.pasted, field.label)}<span class="count">${size === undefined ? words.units('characters', text.length) : words.used(size.unit, size.used, size.max)}</span></div>
`
}

function tickBox(word: string, label: string): Markup {
  return html`<label class="tick"><input type="checkbox" data-step aria-label="${word} — ${label}">${word}</label>`
}
