// `mail`: a notice of Article 16 DSA as a letter, to the address of a host or a platform. One letter a signalement.
import { composeMail } from '../../../system/mail-message.ts'
import type { Adapter, PrepareResult, Sendable, Setup } from '../../adapter.ts'
import { letterOf } from '../../mail/letter.ts'
import { addressingOf, MAIL_NEEDS, MAIL_SECRETS, MAIL_SETTINGS, messageIdOf } from '../../mail/mail-settings.ts'
import { submitMail } from '../../mail/submit-mail.ts'

export const mail: Adapter = {
  id: 'mail', version: 'mail/1', idempotent: false, test: 'test-host', needs: MAIL_NEEDS, settings: MAIL_SETTINGS, secrets: MAIL_SECRETS, pace: { perSecond: 1, atOnce: 2 },
  prepare: prepareLetter,
  send: async (payload, _key, link) => await submitMail(payload, link),
}

/** DSA Art. 16(2): a notice without its four elements obliges nobody. */
function lackOf({ outgoing, locators, notifier }: Sendable): Extract<PrepareResult, { ok: false }> | undefined {
  if (locators.length === 0 || (outgoing.locators ?? []).length === 0) return { ok: false, code: 'no-locator' }
  const missing = [...(outgoing.explanation === undefined ? ['explanation'] : []), ...(outgoing.goodFaith === true ? [] : ['goodFaith'])]
  if (missing.length > 0) return { ok: false, code: 'no-notice', detail: missing.join(', ') }
  if (notifier.identity === 'disclosed' && (outgoing.notifierName === undefined || outgoing.notifierEmail === undefined)) return { ok: false, code: 'no-identity' }
  return undefined
}

async function prepareLetter(sendable: Sendable, setup: Setup): Promise<PrepareResult> {
  const lack = lackOf(sendable)
  if (lack !== undefined) return lack
  const addressing = addressingOf(setup, sendable.outgoing.harm)
  if (!addressing.ok) return addressing
  const { to, from, domain } = addressing
  const { subject, text, fields } = letterOf('notice', sendable, setup)
  const locators = sendable.locators.map(({ canonical }) => canonical)
  const body = await composeMail({ from, to, subject, text, messageId: messageIdOf(sendable.key(locators), domain), date: sendable.now })
  return { ok: true, parts: [{ locators, payload: { kind: 'mail', line: to, headers: {}, body }, fields }] }
}
