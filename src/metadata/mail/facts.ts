// What the header of a message says: who, when, by which way and with which software. Every Received line in the order of
// the message, dates and zones as written. Signatures are told, never called valid: nothing is verified here. No outside
// code.
import type { Reading } from '../reading.ts'
import type { Identifier, Person, Software, TextFact, TimeFact } from '../record.ts'
import { epochTime, mailTime } from '../times.ts'
import { addresses, decoded, tagOf } from './addresses.ts'
import { valuesOf } from './fields.ts'
import type { HeaderBlock, HeaderField } from './fields.ts'
import { mailFindings } from './findings.ts'

const PEOPLE: readonly (readonly [string, string])[] = [
  ['From', 'from'], ['Sender', 'sender'], ['Reply-To', 'reply-to'], ['Return-Path', 'return-path'], ['To', 'to'], ['Cc', 'cc'], ['Bcc', 'bcc'],
  ['Delivered-To', 'delivered-to'], ['X-Original-To', 'delivered-to'], ['Resent-From', 'resent-from'], ['Resent-To', 'resent-to'],
]
/** Fields that tell the way of a message, or what a server says that it verified. */
const WAY = [
  'X-Originating-IP', 'X-Originating-Email', 'X-Sender-IP', 'X-Source-IP', 'X-Forwarded-For', 'X-Spam-Status', 'Received-SPF', 'Authentication-Results', 'ARC-Authentication-Results',
  'ARC-Message-Signature', 'ARC-Seal', 'DKIM-Signature', 'X-Google-DKIM-Signature', 'List-Id', 'Content-Language', 'Snapshot-Content-Location',
]
const SIGNATURES = ['DKIM-Signature', 'X-Google-DKIM-Signature', 'ARC-Message-Signature', 'ARC-Seal']
const SENT = ['Date', 'Resent-Date']
const RECEIVED_LIMIT = 100
const PEOPLE_LIMIT = 200
const SAME_NAME_LIMIT = 20
const TEXT_LIMIT = 1024
const RAW_LIMIT = 128 * 1024

/** `namespace` is `MAIL`, or `MSG` when the fields were carried in an Outlook item. */
export function mailFacts({ fields, more }: HeaderBlock, namespace = 'MAIL'): Reading {
  const times = [...sentTimes(fields, namespace), ...receivedTimes(fields, namespace), ...signedTimes(fields, namespace)]
  return {
    times,
    texts: [...subjects(fields, namespace), ...received(fields, namespace), ...wayOf(fields, namespace), ...domainsOf(fields, namespace)],
    ids: idsOf(fields, namespace), people: peopleOf(fields, namespace), software: softwareOf(fields, namespace),
    findings: mailFindings(fields, times, namespace), raw: rawFields(fields, more),
  }
}

function sentTimes(fields: readonly HeaderField[], namespace: string): TimeFact[] {
  return SENT.flatMap((name) => valuesOf(fields, name).slice(0, 5).map((raw, index) => mailTime({ role: 'sent', source: `${namespace}:${numbered(name, index)}`, raw })))
}

/** The date stands after the last semicolon (RFC 5321 §4.4). */
function receivedTimes(fields: readonly HeaderField[], namespace: string): TimeFact[] {
  return valuesOf(fields, 'Received').slice(0, RECEIVED_LIMIT).flatMap((value, index) => {
    const raw = value.slice(value.lastIndexOf(';') + 1).trim()
    return raw === '' || !value.includes(';') ? [] : [mailTime({ role: 'received', source: `${namespace}:Received[${index + 1}]`, raw })]
  })
}

/** `t=`: when the signer says that it signed, seconds since 1970 (RFC 6376 §3.5). */
function signedTimes(fields: readonly HeaderField[], namespace: string): TimeFact[] {
  return SIGNATURES.flatMap((name) => valuesOf(fields, name).slice(0, SAME_NAME_LIMIT).flatMap((value, index) => {
    const raw = tagOf(value, 't')
    return raw === undefined || !/^\d{1,12}$/.test(raw) ? [] : [epochTime({ role: 'metadata', source: `${namespace}:${name}[${index + 1}]:t`, raw, seconds: Number(raw) })]
  }))
}

function subjects(fields: readonly HeaderField[], namespace: string): TextFact[] {
  return valuesOf(fields, 'Subject').slice(0, 5).map((value, index) => ({ key: 'Subject', value: decoded(value).slice(0, TEXT_LIMIT), source: `${namespace}:${numbered('Subject', index)}` }))
}

function received(fields: readonly HeaderField[], namespace: string): TextFact[] {
  return valuesOf(fields, 'Received').slice(0, RECEIVED_LIMIT)
    .map((value, index) => ({ key: `Received[${index + 1}]`, value: value.slice(0, TEXT_LIMIT), source: `${namespace}:Received[${index + 1}]` }))
}

function wayOf(fields: readonly HeaderField[], namespace: string): TextFact[] {
  return WAY.flatMap((name) => valuesOf(fields, name).slice(0, SAME_NAME_LIMIT).map((value, index) => ({ key: name, value: value.slice(0, TEXT_LIMIT), source: `${namespace}:${numbered(name, index)}` })))
}

function domainsOf(fields: readonly HeaderField[], namespace: string): TextFact[] {
  return SIGNATURES.flatMap((name) => valuesOf(fields, name).slice(0, SAME_NAME_LIMIT).flatMap((value, index) => {
    const domain = tagOf(value, 'd')
    return domain === undefined ? [] : [{ key: `${name} d=`, value: domain.slice(0, 255), source: `${namespace}:${name}[${index + 1}]:d` }]
  }))
}

function idsOf(fields: readonly HeaderField[], namespace: string): Identifier[] {
  return ['Message-ID', 'Resent-Message-ID', 'In-Reply-To', 'References'].flatMap((kind) => valuesOf(fields, kind).slice(0, 3).flatMap((value) => {
    const ids = value.match(/<[^<>\s]{1,500}>/g) ?? (value === '' ? [] : [value.slice(0, 500)])
    return ids.slice(0, 50).map((id) => ({ kind, value: id, source: `${namespace}:${kind}` }))
  }))
}

function peopleOf(fields: readonly HeaderField[], namespace: string): Person[] {
  return PEOPLE.flatMap(([name, role]) => valuesOf(fields, name).slice(0, SAME_NAME_LIMIT)
    .flatMap((value) => addresses(value).map((person) => ({ role, value: person, source: `${namespace}:${name}` })))).slice(0, PEOPLE_LIMIT)
}

function softwareOf(fields: readonly HeaderField[], namespace: string): Software[] {
  return ['X-Mailer', 'User-Agent', 'X-MimeOLE', 'X-Newsreader', 'X-PHP-Originating-Script'].flatMap((name) => valuesOf(fields, name).slice(0, 3)
    .flatMap((value) => (value === '' ? [] : [{ name: decoded(value).slice(0, 200), source: `${namespace}:${name}` }])))
}

/** Whole fields as they are written, in groups that a record keeps whole. */
function rawFields(fields: readonly HeaderField[], more: number): Readonly<Record<string, unknown>> {
  const groups: Record<string, string[]> = {}
  let size = 0
  let kept = 0
  for (const [index, { name, value }] of fields.entries()) {
    const line = `${name}: ${value}`.slice(0, 4096)
    size += line.length
    if (size > RAW_LIMIT) break
    const first = index - (index % 50)
    ;(groups[`fields ${first + 1}-${first + 50}`] ??= []).push(line)
    kept += 1
  }
  const left = fields.length - kept + more
  return { ...groups, ...(left === 0 ? {} : { more: left }) }
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}[${index + 1}]`
}
