// XARF v4 reports of content: csam, csem and fraud, by the model of xarf-spec (schemas/v4). What its schema lets through and
// its text forbids is not made here: no evidence payload, no `_internal`, no time to come, no member that it does not name.
import { z } from 'zod'
import type { LeavingField } from '../../../signalement/destination.ts'
import { canonicalText } from '../../../signalement/packet/canonical-text.ts'
import { fitText } from '../../../signalement/packet/fit-text.ts'
import { isMailAddress } from '../../../system/mail-message.ts'
import { msOfInstant } from '../../../system/time.ts'
import type { CannotCode, Sendable } from '../../adapter.ts'
import { webAddressOf } from './web-address.ts'

export const XARF_VERSION = '4.2.0'
/** schemas/v4/xarf-core.json. */
const LIMITS = { description: 1000, tags: 20, org: 200 } as const

const Party = z.strictObject({ org: z.string().min(1).max(LIMITS.org), contact: z.string().max(254), domain: z.string().max(253) })
const core = {
  xarf_version: z.literal(XARF_VERSION), report_id: z.uuidv4(), timestamp: z.iso.datetime({ precision: 3 }), reporter: Party, sender: Party,
  source_identifier: z.string().min(1).max(253), category: z.literal('content'), url: z.string().max(16_384), domain: z.string().max(253).optional(),
  evidence_source: z.literal('user_complaint'), description: z.string().min(1).max(LIMITS.description).optional(),
  tags: z.array(z.string().regex(/^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+-]*$/)).max(LIMITS.tags).optional(),
}
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-fA-F]{${length}}$`)).optional()
const EXPLOITATION = ['grooming', 'solicitation', 'sextortion', 'trafficking', 'distribution', 'production', 'possession'] as const

export const XarfReport = z.discriminatedUnion('type', [
  z.strictObject({
    ...core, type: z.literal('csam'), classification: z.literal('baseline'), detection_method: z.literal('user_report'),
    hash_values: z.strictObject({ md5: hex(32), sha1: hex(40), sha256: hex(64), photodna: z.string().optional() }).optional(),
  }),
  z.strictObject({ ...core, type: z.literal('csem'), exploitation_type: z.enum(EXPLOITATION), detection_method: z.literal('user_report') }),
  z.strictObject({ ...core, type: z.literal('fraud'), fraud_type: z.literal('other') }),
])
export type XarfReport = z.infer<typeof XarfReport>

export interface XarfDesk {
  /** Role address of the desk, which is the sender. */
  readonly contact: string
  readonly organisation: string | undefined
  readonly test: boolean
}

export type XarfResult =
  | { readonly ok: true; readonly report: XarfReport; readonly fields: readonly LeavingField[]; readonly cut: readonly string[] }
  | { readonly ok: false; readonly code: CannotCode; readonly detail?: string }

/** One source a report. Total. */
export function xarfReportOf(sendable: Sendable, canonical: string, desk: XarfDesk): XarfResult {
  const { outgoing, codes, now } = sendable
  const type = typeOf(codes.xarf)
  if (type === undefined) return { ok: false, code: 'no-type' }
  const address = webAddressOf(canonical)
  if (address === undefined) return { ok: false, code: 'no-locator', detail: canonical.slice(0, 200) }
  const reporterOrg = orgOf(outgoing.notifierOrg) ?? orgOf(desk.organisation)
  const senderOrg = orgOf(desk.organisation) ?? reporterOrg
  if (reporterOrg === undefined || senderOrg === undefined) return { ok: false, code: 'no-identity', detail: 'organisation' }
  const named = outgoing.notifierEmail !== undefined && isMailAddress(outgoing.notifierEmail) ? outgoing.notifierEmail : undefined
  const description = outgoing.explanation === undefined ? undefined : fitText(canonicalText(outgoing.explanation).text, { unit: 'characters', max: LIMITS.description })
  const tags = tagsOf(sendable, desk.test)
  const hashes = type.type === 'csam' ? hashesOf(sendable) : undefined
  const built = {
    xarf_version: XARF_VERSION, report_id: reportId(sendable.key([canonical])), timestamp: notAfter(outgoing.occurredAt ?? outgoing.observedAt ?? now, now),
    reporter: partyOf(reporterOrg, named ?? desk.contact), sender: partyOf(senderOrg, desk.contact),
    source_identifier: address.host, category: 'content', ...type, url: address.uri,
    ...(/^([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,}$/.test(address.host) ? { domain: address.host } : {}),
    evidence_source: 'user_complaint',
    ...(description === undefined || description.text === '' ? {} : { description: description.text }),
    ...(tags.length === 0 ? {} : { tags }), ...(hashes === undefined ? {} : { hash_values: hashes }),
  }
  const parsed = XarfReport.safeParse(built)
  if (!parsed.success) return { ok: false, code: 'no-type', detail: parsed.error.issues.map(({ path }) => path.join('.')).join(', ').slice(0, 200) }
  const fields: LeavingField[] = ['locators']
  const told: readonly (readonly [LeavingField, boolean])[] = [
    ['id', outgoing.id !== undefined], ['explanation', built.description !== undefined], ['category', (sendable.dsaKeyword ?? []).length > 0], ['hashes', hashes !== undefined],
    ['occurredAt', outgoing.occurredAt !== undefined], ['observedAt', outgoing.occurredAt === undefined && outgoing.observedAt !== undefined],
    ['country', outgoing.country !== undefined], ['notifierOrg', orgOf(outgoing.notifierOrg) !== undefined], ['notifierEmail', named !== undefined],
  ]
  return {
    ok: true, report: parsed.data, fields: [...fields, ...told.flatMap(([field, is]) => (is ? [field] : []))],
    cut: description !== undefined && description.lost > 0 ? ['explanation'] : [],
  }
}

function typeOf(code: Sendable['codes']['xarf']) {
  if (code?.category !== 'content') return undefined
  // `baseline` is what INHOPE calls illegal everywhere; a finer class is for an analyst to give.
  if (code.type === 'csam') return { type: 'csam', classification: 'baseline', detection_method: 'user_report' } as const
  if (code.type === 'csem') {
    const exploitation = EXPLOITATION.find((each) => each === code.exploitation)
    return exploitation === undefined ? undefined : { type: 'csem', exploitation_type: exploitation, detection_method: 'user_report' } as const
  }
  return code.type === 'fraud' ? { type: 'fraud', fraud_type: 'other' } as const : undefined
}

const orgOf = (text: string | undefined): string | undefined => {
  const org = fitText(canonicalText(text ?? '').text.replaceAll('\n', ' '), { unit: 'characters', max: LIMITS.org }).text
  return org === '' ? undefined : org
}

const partyOf = (org: string, contact: string) => ({ org, contact, domain: contact.slice(contact.indexOf('@') + 1).toLowerCase() })

function notAfter(at: string, now: string): string {
  return (msOfInstant(at) ?? Infinity) > (msOfInstant(now) ?? 0) ? now : at
}

/** Version 4 by its form (RFC 9562 §5.4), drawn from the idempotency key: the same report has the same identifier. */
export function reportId(key: string): string {
  const variant = ((Number.parseInt(key.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `${key.slice(0, 8)}-${key.slice(8, 12)}-4${key.slice(13, 16)}-${variant}${key.slice(17, 20)}-${key.slice(20, 32)}`
}

function tagsOf({ outgoing, dsaKeyword = [] }: Sendable, test: boolean): string[] {
  return [
    ...(test ? ['lifecycle:test'] : []),
    ...(outgoing.id === undefined ? [] : [`correlation:${outgoing.id.toLowerCase()}`]),
    ...(outgoing.country === undefined ? [] : [`country:${outgoing.country.toLowerCase()}`]),
    ...dsaKeyword.map((keyword) => `dsa:${keyword.toLowerCase()}`),
  ].filter((tag) => /^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+-]*$/.test(tag)).slice(0, LIMITS.tags)
}

/** The first of each algorithm: the model has room for one. */
function hashesOf({ hashes = [] }: Sendable): Record<string, string> | undefined {
  const known = (['md5', 'sha1', 'sha256', 'photodna'] as const).flatMap((alg) => {
    const found = hashes.find((each) => each.alg === alg)
    return found === undefined ? [] : [[alg, found.value] as const]
  })
  return known.length === 0 ? undefined : Object.fromEntries(known)
}
