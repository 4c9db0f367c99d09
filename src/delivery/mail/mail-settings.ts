// Where a mail goes, from whom, and by which server: the settings of a destination that is written to.
import type { Harm } from '../../signalement/vocabulary.ts'
import { isMailAddress, mailAddressOf } from '../../system/mail-message.ts'
import type { MailServer } from '../../system/world.ts'
import type { CannotCode, Link, Setup } from '../adapter.ts'

/** Settings that a mail needs, and those that may be there. */
export const MAIL_NEEDS = ['smtpHost', 'from'] as const
export const MAIL_SETTINGS = [...MAIL_NEEDS, 'smtpPort', 'smtpSecurity', 'smtpUser', 'smtpTimeout', 'address', 'testAddress', 'pgpPublicKey'] as const
export const MAIL_SECRETS = [
  { name: 'smtp-password', required: false }, { name: 'pgp-private-key', required: false }, { name: 'pgp-passphrase', required: false },
] as const

export type Addressing =
  | { readonly ok: true; readonly to: string; readonly from: string; readonly fromAddress: string; readonly domain: string }
  | { readonly ok: false; readonly code: CannotCode; readonly detail: string }

/** The contact of the destination for this harm, or the one that the desk set; only the test address before it is live. */
export function addressingOf({ destination, live, options }: Setup, harm: Harm | undefined): Addressing {
  const from = options['from'] ?? ''
  const fromAddress = mailAddressOf(from)
  if (fromAddress === undefined) return { ok: false, code: 'no-setting', detail: 'from' }
  if (!isPort(options['smtpPort'])) return { ok: false, code: 'no-setting', detail: 'smtpPort' }
  if (securityOf(options['smtpSecurity']) === undefined) return { ok: false, code: 'no-setting', detail: 'smtpSecurity' }
  const mails = destination.contacts.filter(({ kind }) => kind === 'email')
  const contact = mails.find(({ harms }) => harm !== undefined && harms?.includes(harm) === true) ?? mails.find(({ harms }) => harms === undefined)
  const to = mailAddressOf((live ? options['address'] ?? contact?.value : options['testAddress']) ?? '')
  if (to === undefined) return { ok: false, code: 'no-address', detail: live ? 'address' : 'testAddress' }
  return { ok: true, to, from, fromAddress, domain: fromAddress.slice(fromAddress.indexOf('@') + 1) }
}

/** Unique for a delivery, the same each time that it is prepared. */
export function messageIdOf(key: string, domain: string): string {
  return `${key.slice(0, 40)}@${domain}`
}

const DEFAULT_PORT = { tls: 465, starttls: 587, none: 25 } as const

function securityOf(text = 'starttls'): MailServer['security'] | undefined {
  return text === 'tls' || text === 'starttls' || text === 'none' ? text : undefined
}

const isPort = (text: string | undefined): boolean => text === undefined || (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536)

/** Undefined when a password is due and not set. */
export async function serverOf(link: Link): Promise<MailServer | undefined> {
  const { setup: { options }, reach } = link
  const security = securityOf(options['smtpSecurity']) ?? 'starttls'
  const user = options['smtpUser']
  const password = user === undefined ? undefined : await link.secret('smtp-password')
  if (user !== undefined && password === undefined) return undefined
  const seconds = Number(options['smtpTimeout'] ?? '')
  return {
    host: options['smtpHost'] ?? '', security, port: isPort(options['smtpPort']) && options['smtpPort'] !== undefined ? Number(options['smtpPort']) : DEFAULT_PORT[security],
    ...(user === undefined ? {} : { user, ...(password === undefined ? {} : { password }) }),
    ...(seconds > 0 && seconds <= 600 ? { answerMs: seconds * 1000 } : {}),
    ...(reach.tls === undefined ? {} : { tls: reach.tls }), privateHosts: reach.privateHosts,
  }
}

/** Envelope of a payload that was prepared as a mail. */
export function envelopeOf(line: string, setup: Setup): { readonly from: string; readonly to: string } | undefined {
  const from = mailAddressOf(setup.options['from'] ?? '')
  return from === undefined || !isMailAddress(line) ? undefined : { from, to: line }
}
