// A notice of the reporting API from what may leave: whole and valid by the receiver's own model, or the fields that it
// lacks. The allow-list was applied before: what is absent here is not allowed out, or not known.
import type { LeavingField } from '../signalement/destination.ts'
import { Notice, NOTICE_FORMAT } from '../signalement/reporting-api/notice.ts'
import type { Sendable } from './adapter.ts'

export type NoticeResult =
  | { readonly ok: true; readonly notice: Notice; readonly fields: readonly LeavingField[] }
  /** `detail`: leaving fields that it lacks, else members of the notice that are wrong; joined by `, `. */
  | { readonly ok: false; readonly code: 'no-notice'; readonly detail: string }

/** DSA Art. 16(2). Total: never throws. @param test validated by its receiver, acted upon by nobody */
export function noticeOf(sendable: Sendable, test: boolean): NoticeResult {
  const { outgoing } = sendable
  const lacking = lackOf(sendable)
  if (lacking.length > 0) return { ok: false, code: 'no-notice', detail: lacking.join(', ') }
  const withheld = sendable.notifier.identity === 'withheld'
  const built = {
    format: NOTICE_FORMAT, correlationId: outgoing.id, revision: sendable.revision, test,
    harm: outgoing.harm, ageBand: outgoing.ageBand ?? 'unknown', urgency: outgoing.urgency,
    dsaCategory: sendable.dsaCategory, dsaKeyword: sendable.dsaKeyword, offences: sendable.offences,
    platform: outgoing.platform, locators: sendable.locators,
    account: outgoing.account === undefined ? undefined : { handle: outgoing.account },
    explanation: outgoing.explanation, language: outgoing.language, country: outgoing.country,
    observedAt: outgoing.observedAt, occurredAt: outgoing.occurredAt, representation: outgoing.representation, hashes: sendable.hashes,
    notifier: {
      authority: outgoing.authority, organisation: outgoing.notifierOrg,
      ...(withheld ? {} : { name: outgoing.notifierName, email: outgoing.notifierEmail }),
      identity: sendable.notifier.identity,
    },
    goodFaith: outgoing.goodFaith, legalOrder: sendable.legalOrder,
  }
  const parsed = Notice.safeParse(present(built))
  if (!parsed.success) return { ok: false, code: 'no-notice', detail: [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ') }
  return { ok: true, notice: parsed.data, fields: [...fieldsOf(parsed.data), ...(outgoing.ageBand === undefined ? [] : ['ageBand' as const])] }
}

/** Of a notice to a destination whose row does not let them out; an age that is not said is an unknown one, which protects the child. */
export const NOTICE_REQUIRES = ['platform', 'harm', 'urgency', 'observedAt'] as const satisfies readonly LeavingField[]

const REQUIRED = [
  'id', 'platform', 'explanation', 'harm', 'urgency', 'observedAt', 'language', 'country', 'authority', 'notifierOrg',
] as const satisfies readonly LeavingField[]

function lackOf({ outgoing, locators, notifier }: Sendable): LeavingField[] {
  const lacking: LeavingField[] = REQUIRED.filter((field) => outgoing[field] === undefined)
  if (locators.length === 0) lacking.push('locators')
  // Art. 16(2)(c): who may stay unnamed is for the model to say.
  if (notifier.identity === 'disclosed') lacking.push(...(['notifierName', 'notifierEmail'] as const).filter((field) => outgoing[field] === undefined))
  if (outgoing.goodFaith !== true) lacking.push('goodFaith')
  return lacking
}

/** Without members that are undefined: the model is strict, and so are its bytes. */
function present(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function fieldsOf(notice: Notice): LeavingField[] {
  const { notifier } = notice
  const optional: readonly (readonly [LeavingField, unknown])[] = [
    ['account', notice.account], ['category', notice.dsaCategory ?? notice.dsaKeyword], ['offences', notice.offences], ['occurredAt', notice.occurredAt],
    ['representation', notice.representation], ['hashes', notice.hashes], ['legalOrder', notice.legalOrder],
    ['notifierName', notifier.name], ['notifierEmail', notifier.email],
  ]
  return [...REQUIRED, 'locators', 'goodFaith', ...optional.flatMap(([field, value]) => value === undefined ? [] : [field])]
}
