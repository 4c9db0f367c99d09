// One writer a format: as the application or the exporter writes it.
import type { FormatCase } from '../format-case.ts'
import { utcText } from '../format-case.ts'

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, null, 1))
const markup = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** Each byte of UTF-8 as its own sign: what Instagram's exporter does. */
const mojibake = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

export const whatsappIos: FormatCase = {
  name: 'whatsapp', fileName: '_chat.txt', instants: false, attachments: true,
  write: (said) => Buffer.from(said.map(({ ms, from, text, attachment }) => {
    const [year, month, day] = utcText(ms).slice(0, 10).split('-')
    return `\u200e[${day}/${month}/${year} ${utcText(ms).slice(11)}] ${from}: ${attachment === undefined ? text : `\u200e<pièce jointe : ${attachment}>`}\r\n`
  }).join('')),
}

export const whatsappAndroid: FormatCase = {
  name: 'whatsapp', fileName: 'Discussion WhatsApp.txt', instants: false, minutes: true, attachments: true,
  write: (said) => Buffer.from(said.map(({ ms, from, text, attachment }) => {
    const [year, month, day] = utcText(ms).slice(0, 10).split('-')
    const hour = Number(utcText(ms).slice(11, 13))
    return `${Number(month)}/${Number(day)}/${year?.slice(2)}, ${hour % 12 === 0 ? 12 : hour % 12}:${utcText(ms).slice(14, 16)}\u202f${hour < 12 ? 'AM' : 'PM'} - ${from}: ${attachment === undefined ? text : `${attachment} (file attached)`}\n`
  }).join('')),
}

export const telegramJson: FormatCase = {
  name: 'telegram-json', fileName: 'result.json', instants: true, attachments: true,
  write: (said) => json({ name: 'Groupe', type: 'private_group', id: 1, messages: said.map(({ ms, from, text, attachment }, index) => ({
    id: index, type: 'message', date: utcText(ms), date_unixtime: String(ms / 1000), from, from_id: `user${from}`,
    text: index % 2 === 0 ? text : [text.slice(0, 3), { type: 'bold', text: text.slice(3) }], text_entities: [], ...(attachment === undefined ? {} : { file: attachment }),
  })) }),
}

export const telegramHtml: FormatCase = {
  name: 'telegram-html', fileName: 'messages.html', instants: true, attachments: true, textOf: (text) => text.trim(),
  write: (said) => Buffer.from(`<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><div class="page_wrap"><div class="page_body chat_page"><div class="history">${said.map(({ ms, from, text, attachment }, index) => {
    const [year, month, day] = utcText(ms).slice(0, 10).split('-')
    return `\n<div class="message default clearfix" id="message${index}">\n<div class="body">\n<div class="pull_right date details" title="${day}.${month}.${year} ${utcText(ms).slice(11)} UTC+00:00">x</div>\n<div class="from_name">\n${markup(from)} \n</div>${attachment === undefined ? '' : `<div class="media_wrap clearfix"><a class="photo_wrap" href="${encodeURIComponent(attachment)}"></a></div>`}\n<div class="text">\n${markup(text).replaceAll('\n', '<br>')}\n</div></div></div>`
  }).join('')}</div></div></div></body></html>`),
}

export const discord: FormatCase = {
  name: 'discord', fileName: 'salon.json', instants: true, attachments: true,
  write: (said) => json({ guild: { id: '1', name: 'Serveur' }, channel: { id: '2', type: 'GuildTextChat', name: 'salon' }, messages: said.map(({ ms, from, text, attachment }, index) => ({
    id: String(index), type: 'Default', timestamp: `${utcText(ms)}+00:00`, timestampEdited: null, content: text, author: { id: '3', name: from, nickname: from },
    attachments: attachment === undefined ? [] : [{ id: '4', url: 'https://cdn.example.org/x', fileName: attachment, fileSizeBytes: 1 }], reactions: [],
  })), messageCount: said.length }),
}

export const signalExport: FormatCase = {
  name: 'signal-export', fileName: 'data.json', instants: false, attachments: true,
  write: (said) => Buffer.from(said.map(({ ms, from, text, attachment }) => `${JSON.stringify({ date: utcText(ms), sender: from, body: text, quote: '', sticker: null, reactions: [], attachments: attachment === undefined ? [] : [{ name: attachment, path: attachment }] })}\n`).join('')),
}

export const signalDesktop: FormatCase = {
  name: 'signal-desktop', fileName: 'messages.json', instants: true, attachments: true,
  write: (said) => json(said.map(({ ms, from, text, attachment }, index) => ({ id: String(index), conversationId: 'c1', type: index % 2 === 0 ? 'incoming' : 'outgoing', sent_at: ms, source: from, body: text, attachments: attachment === undefined ? [] : [{ fileName: attachment, contentType: 'image/jpeg' }] }))),
}

export const meta: FormatCase = {
  name: 'meta', fileName: 'message_1.json', instants: true, attachments: true,
  write: (said) => json({ participants: [{ name: mojibake('Zoé') }], messages: said.map(({ ms, from, text, attachment }) => ({ sender_name: mojibake(from), timestamp_ms: ms, content: mojibake(text), ...(attachment === undefined ? {} : { photos: [{ uri: attachment }] }) })), title: 'x' }),
}

export const sms: FormatCase = {
  name: 'sms-backup', fileName: 'sms.xml', instants: true, attachments: false,
  nameOf: (name) => `${name} (+33600000000)`,
  write: (said) => Buffer.from(`<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- <sms date="1" /> > -->\n<smses count="${said.length}">\n${said.map(({ ms, from, text }) => `  <sms protocol="0" address="+33600000000" date="${ms}" type="1" body="${markup(text).replaceAll('\n', '&#10;')}" contact_name="${markup(from)}" />\n`).join('')}</smses>\n`),
}

export const CASES: readonly FormatCase[] = [whatsappIos, whatsappAndroid, telegramJson, telegramHtml, discord, signalExport, signalDesktop, meta, sms]
