// What the properties of an Outlook item say, each with the name of its property (MS-OXPROPS). No outside code.
import type { FieldsData } from '@kenjiuno/msgreader'
import type { Reading } from '../../reading.ts'
import type { Person, TimeFact, TimeRole } from '../../record.ts'
import { isoTime, mailTime } from '../../times.ts'

type Field = { readonly [K in keyof FieldsData]-?: FieldsData[K] extends string | undefined ? K : never }[keyof FieldsData]

const TIMES: readonly (readonly [Field, string, TimeRole])[] = [
  ['clientSubmitTime', 'PidTagClientSubmitTime', 'sent'], ['messageDeliveryTime', 'PidTagMessageDeliveryTime', 'received'],
  ['creationTime', 'PidTagCreationTime', 'container-created'], ['lastModificationTime', 'PidTagLastModificationTime', 'modified'],
  ['apptStartWhole', 'PidLidAppointmentStartWhole', 'metadata'], ['apptEndWhole', 'PidLidAppointmentEndWhole', 'metadata'],
]
const TEXTS: readonly (readonly [Field, string, string])[] = [
  ['subject', 'Subject', 'PidTagSubject'], ['messageClass', 'item class', 'PidTagMessageClass'], ['conversationTopic', 'conversation', 'PidTagConversationTopic'],
  ['apptLocation', 'appointment place', 'PidLidLocation'], ['timeZoneDesc', 'time zone', 'PidLidTimeZoneDescription'], ['votingResponse', 'vote', 'PidLidVerbResponse'],
  ['companyName', 'company', 'PidTagCompanyName'], ['mobileTelephoneNumber', 'mobile telephone', 'PidTagMobileTelephoneNumber'], ['businessTelephoneNumber', 'business telephone', 'PidTagBusinessTelephoneNumber'],
]
const PEOPLE: readonly (readonly [Field, string, string])[] = [
  ['creatorSMTPAddress', 'author', 'PidTagCreatorSmtpAddress'], ['lastModifierName', 'last-modified-by', 'PidTagLastModifierName'], ['lastModifierSMTPAddress', 'last-modified-by', 'PidTagLastModifierSmtpAddress'],
  ['sentRepresentingSmtpAddress', 'sender', 'PidTagSentRepresentingSmtpAddress'], ['inetAcctName', 'account', 'PidLidInternetAccountName'],
]
const RECIPIENTS = 200
const TEXT_LIMIT = 1024

export function itemFacts(fields: FieldsData): Reading {
  const { messageId } = fields
  return {
    times: TIMES.flatMap(([key, property, role]) => timeOf(fields[key], property, role)),
    texts: TEXTS.flatMap(([key, shown, property]) => given(fields[key]).map((value) => ({ key: shown, value, source: `MSG:${property}` }))),
    ids: given(messageId).map((value) => ({ kind: 'Message-ID', value, source: 'MSG:PidTagInternetMessageId' })),
    people: [...senderOf(fields), ...recipientsOf(fields), ...PEOPLE.flatMap(([key, role, property]) => given(fields[key]).map((value) => ({ role, value, source: `MSG:${property}` })))],
    raw: rawOf(fields),
  }
}

/** The engine gives the instant as text; the property counts from 1601 in UTC. */
function timeOf(raw: string | undefined, property: string, role: TimeRole): TimeFact[] {
  if (raw === undefined || raw === '') return []
  const found = { role, source: `MSG:${property}`, raw }
  const mail = mailTime(found)
  const time = mail.valid ? mail : isoTime(found)
  return [time.utc === undefined ? time : { ...time, zone: { offset: '+00:00', provenance: 'format-defines-utc' } }]
}

function senderOf({ senderName, senderEmail, senderSmtpAddress }: FieldsData): Person[] {
  const value = named(senderName, senderSmtpAddress ?? senderEmail)
  return value === undefined ? [] : [{ role: 'from', value, source: 'MSG:PidTagSenderName' }]
}

function recipientsOf({ recipients = [] }: FieldsData): Person[] {
  return recipients.slice(0, RECIPIENTS).flatMap(({ name, email, smtpAddress, recipType }) => {
    const value = named(name, smtpAddress ?? email)
    return value === undefined ? [] : [{ role: recipType ?? 'to', value, source: 'MSG:PidTagRecipientType' }]
  })
}

function named(name: string | undefined, address: string | undefined): string | undefined {
  const [shownName] = given(name)
  const [shownAddress] = given(address)
  if (shownName === undefined || shownAddress === undefined || shownName === shownAddress) return shownName ?? shownAddress
  return `${shownName} <${shownAddress}>`
}

function given(value: string | undefined): string[] {
  return typeof value !== 'string' || value.trim() === '' ? [] : [value.trim().slice(0, TEXT_LIMIT)]
}

/** Properties that are short texts and numbers; bodies are no metadata. */
function rawOf(fields: FieldsData): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => !['body', 'bodyHtml', 'preview', 'headers', 'contactHtml'].includes(key) && ['string', 'number', 'boolean'].includes(typeof value)))
}
