// The body of com.atproto.moderation.createReport: written for the payload, read again when it goes, completed by what was
// looked up. `completed` changes the subject and nothing else.
import { z } from 'zod'
import { canonicalText } from '../../../signalement/packet/canonical-text.ts'
import { fitText } from '../../../signalement/packet/fit-text.ts'
import type { PreparedPart, PrepareResult, Sendable, SendableLocator, Setup } from '../../adapter.ts'
import type { Payload } from '../../payload.ts'
import { readJson } from '../../http-call.ts'
import { subjectOf, subjectOfWire, uriOf, wireOf, type Subject } from './subject.ts'

/** The lexicon's limits, both of them: createReport.json. */
const REASON = { graphemes: 2000, bytes: 20_000 } as const
const LABELER = /^did:[a-z]+:[A-Za-z0-9._:%-]{1,200}(?:#[A-Za-z0-9_-]{1,60})?$/

const Report = z.looseObject({ subject: z.record(z.string(), z.string()) })

/** Pure. One subject a report, so one part a locator. */
export function prepareReports(sendable: Sendable, setup: Setup): PrepareResult {
  const reasonType = sendable.codes.atproto?.reasons[0]
  if (reasonType === undefined) return { ok: false, code: 'no-type' }
  const labeler = setup.options['labeler']
  if (labeler !== undefined && !LABELER.test(labeler)) return { ok: false, code: 'no-setting', detail: 'labeler' }
  if (sendable.locators.length === 0) return { ok: false, code: 'no-locator' }
  const parts: PreparedPart[] = []
  for (const locator of sendable.locators) {
    const subject = subjectOf(locator)
    if (subject === undefined) return { ok: false, code: 'no-locator', detail: locator.canonical }
    parts.push(partOf(locator, subject, reasonType, sendable, setup))
  }
  return { ok: true, parts }
}

function partOf(locator: SendableLocator, subject: Subject, reasonType: string, { outgoing, mayFetch }: Sendable, { options, toolVersion }: Setup): PreparedPart {
  // To learn a record's cid is to fetch the record. Where that may not be, the account is reported
  // and the reason names the record.
  const unfetched = !mayFetch && subject.record !== undefined && subject.record.cid === undefined
  const said = [...(unfetched ? [uriOf(subject)] : []), ...(outgoing.explanation === undefined ? [] : [outgoing.explanation])].join('\n\n')
  const reason = reasonText(said)
  const names = options['modTool'] === 'true'
  const { labeler } = options
  const body = {
    reasonType, ...(reason.text === '' ? {} : { reason: reason.text }), subject: wireOf(unfetched ? { authority: subject.authority } : subject),
    ...(names ? { modTool: { name: `scelle/${toolVersion}`, ...(outgoing.id === undefined ? {} : { meta: { correlationId: outgoing.id } }) } } : {}),
  }
  return {
    locators: [locator.canonical],
    fields: ['locators', 'category', ...(outgoing.explanation === undefined ? [] : ['explanation']), ...(names && outgoing.id !== undefined ? ['id'] : [])],
    ...(reason.cut ? { cut: ['explanation'] } : {}),
    payload: {
      kind: 'http', line: 'POST /xrpc/com.atproto.moderation.createReport', body: new Uint8Array(Buffer.from(JSON.stringify(body))),
      headers: { 'accept': 'application/json', 'content-type': 'application/json', ...(labeler === undefined ? {} : { 'atproto-proxy': labeler.includes('#') ? labeler : `${labeler}#atproto_labeler` }) },
    },
  }
}

function reasonText(text: string): { readonly text: string; readonly cut: boolean } {
  const short = fitText(canonicalText(text).text, { unit: 'graphemes', max: REASON.graphemes })
  const small = fitText(short.text, { unit: 'bytes', max: REASON.bytes })
  return { text: small.text, cut: short.lost > 0 || small.lost > 0 }
}

/** Undefined when it is no report of ours. */
export function reportSubject({ body }: Payload): Subject | undefined {
  const report = readJson({ body: Buffer.from(body) }, Report)
  return report === undefined ? undefined : subjectOfWire(report.subject)
}

/** The body as it goes: the same, its subject with the DID and the cid. */
export function completed({ body }: Payload, subject: Subject): Uint8Array {
  const report = readJson({ body: Buffer.from(body) }, Report)
  return report === undefined ? body : new Uint8Array(Buffer.from(JSON.stringify({ ...report, subject: wireOf(subject) })))
}
