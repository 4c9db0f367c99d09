// `xarf-mail`: one report a source to the abuse desk of a host, as ARF (RFC 5965) whose third part is XARF v4.
import { composeMail } from '../../../system/mail-message.ts'
import type { Adapter, PreparedPart, PrepareResult, Sendable, Setup } from '../../adapter.ts'
import { letterOf } from '../../mail/letter.ts'
import { addressingOf, MAIL_NEEDS, MAIL_SECRETS, MAIL_SETTINGS, messageIdOf } from '../../mail/mail-settings.ts'
import { submitMail } from '../../mail/submit-mail.ts'
import { xarfReportOf, type XarfReport } from './xarf-report.ts'

export const xarfMail: Adapter = {
  id: 'xarf-mail', version: 'xarf-mail/1', idempotent: false, test: 'test-host', needs: MAIL_NEEDS, settings: [...MAIL_SETTINGS, 'organisation'], secrets: MAIL_SECRETS, pace: { perSecond: 1, atOnce: 2 },
  prepare: prepareReports,
  send: async (payload, _key, link) => await submitMail(payload, link),
}

async function prepareReports(sendable: Sendable, setup: Setup): Promise<PrepareResult> {
  const { outgoing, locators } = sendable
  if (locators.length === 0) return { ok: false, code: 'no-locator' }
  const addressing = addressingOf(setup, outgoing.harm)
  if (!addressing.ok) return addressing
  const { to, from, fromAddress, domain } = addressing
  const desk = { contact: fromAddress, organisation: setup.options['organisation'], test: !setup.live }
  const parts: PreparedPart[] = []
  for (const [index, { canonical }] of locators.entries()) {
    const made = xarfReportOf(sendable, canonical, desk)
    if (!made.ok) return made
    const { report, fields, cut } = made
    // The letter names this source, this organisation and nothing else.
    const { id, notifierOrg } = outgoing
    const alone: Sendable = { ...sendable, outgoing: { locators: [(outgoing.locators ?? [])[index] ?? canonical], ...(id === undefined ? {} : { id }), ...(notifierOrg === undefined ? {} : { notifierOrg }) } }
    const { subject, text, fields: said } = letterOf('xarf', alone, setup)
    const body = await composeMail({
      from, to, subject, text, messageId: messageIdOf(sendable.key([canonical]), domain), date: sendable.now, contentType: 'multipart/report; report-type=feedback-report',
      parts: [
        { contentType: 'message/feedback-report', content: Buffer.from(feedbackReport(report, setup.toolVersion)) },
        { contentType: 'application/json', filename: 'xarf.json', content: Buffer.from(`${JSON.stringify(report, undefined, 2)}\n`) },
      ],
    })
    parts.push({ locators: [canonical], payload: { kind: 'mail', line: to, headers: {}, body }, fields: [...new Set([...fields, ...said])], ...(cut.length === 0 ? {} : { cut }) })
  }
  return { ok: true, parts }
}

/** Longest line of a part that may not be encoded, less the name of its field: RFC 5322 §2.1.1. */
const MAX_URI = 900

/** RFC 5965 §3: fields for machines. */
function feedbackReport({ type, url, domain }: XarfReport, toolVersion: string): string {
  return [
    `Feedback-Type: ${type === 'fraud' ? 'fraud' : 'abuse'}`, `User-Agent: scelle/${toolVersion.replace(/[^\w.+-]/g, '')}`, 'Version: 1',
    ...(domain === undefined ? [] : [`Reported-Domain: ${domain}`]), ...(url.length > MAX_URI ? [] : [`Reported-URI: ${url}`]), '',
  ].join('\r\n')
}
