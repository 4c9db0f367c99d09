import { fieldsByHand, missingFields, ownFields, type Packet, type PacketField } from '../../signalement/packet/packet.ts'
import { fieldNames, namesOf, sayFormNotice, sayNotice } from '../../signalement/packet/packet-sentences.ts'
import type { PacketWords } from '../../signalement/packet/packet-words.ts'
import { HIDDEN, visible } from '../../system/visible.ts'
import { bold, dim, red, yellow } from '../paint.ts'

/**
 * What would leave, between marks, each text at the left edge so that it can be taken with the mouse. The terminal shows
 * invisible signs as escapes: then it is said.
 */
export function sayPacket(packet: Packet, words: PacketWords): string {
  const { contacts, cautions, name } = packet.destination
  const lines = [bold(visible(words.title(name)))]
  if (packet.prohibited) lines.push(red(words.prohibited))
  for (const { value, verified, label } of contacts) {
    lines.push(`${words.lead(words.address)}${visible(value)}${label === undefined ? '' : ` — ${visible(label)}`}${verified ? '' : ` (${words.toVerify})`}`)
  }
  if (contacts.length === 0) lines.push(words.addressUnknown)
  for (const notice of packet.notices) lines.push(yellow(`! ${visible(sayFormNotice(notice, words))}`))
  for (const { text, verified } of cautions) lines.push(yellow(`! ${visible(text)}${verified ? '' : ` (${words.toVerify})`}`))
  for (const form of packet.forms) {
    if (packet.forms.length > 1) {
      lines.push('', bold(words.form(form.number, packet.forms.length)))
      if (form.number > 1) lines.push(dim(words.sameAsFirst))
    }
    for (const field of ownFields(packet, form)) lines.push('', ...sayField(field, words))
  }
  const [first] = packet.forms
  if (first !== undefined) {
    const missing = missingFields(first)
    const byHand = fieldsByHand(first)
    lines.push('')
    if (missing.length > 0) lines.push(red(`${words.lead(words.missing)}${visible(namesOf(missing))}`))
    if (byHand.length > 0) lines.push(`${bold(words.lead(words.byHand))}${visible(namesOf(byHand))}`)
  }
  lines.push('', bold(words.proof.title), words.proof.fields(fieldNames(packet, words)), `${words.lead(words.proof.digest(words.files.payload))}${packet.payloadSha256}`)
  return lines.join('\n')
}

function sayField(field: PacketField, words: PacketWords): string[] {
  const { text, state, size } = field
  const tags = [...(field.required ? [words.required] : []), ...(field.labelVerified ? [] : [words.labelUnverified])]
  const lines = [`${bold(`${field.number}. ${visible(field.label)}`)}${tags.length === 0 ? '' : dim(` (${tags.join(', ')})`)}`]
  if (field.labelTranslated !== undefined) lines.push(dim(visible(field.labelTranslated)))
  if (field.help !== undefined) lines.push(dim(visible(field.help)))
  for (const notice of field.notices) lines.push((notice.code === 'missing' ? red : yellow)(`! ${visible(sayNotice(notice, words))}`))
  if (text === '') {
    lines.push(state === 'missing' ? red(words.state[state]) : dim(words.state[state]))
    return lines
  }
  if (field.kind === 'choice') lines.push(words.lead(words.choose).trimEnd())
  if (size !== undefined) lines.push(dim(words.used(size.unit, size.used, size.max)))
  lines.push(dim(words.terminal.begin(text.length, text.split('\n').length)), text, dim(words.terminal.end))
  if (text.replaceAll('\n', '').search(HIDDEN) !== -1) lines.push(dim(words.terminal.escapes))
  return lines
}
