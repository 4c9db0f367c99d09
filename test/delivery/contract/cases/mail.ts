import { mail } from '../../../../src/delivery/destinations/mail/adapter.ts'
import type { AdapterCase } from '../adapter-case.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'
import { openSmtpStage, SMTP_SCENES } from '../smtp-stage.ts'
import { rowOf } from '../rows.ts'

const host = rowOf('hebergeur')
const PASSWORD = 'canary-smtp-password-6d20'

export const mailCase: AdapterCase = {
  adapter: mail, destination: host.id, secrets: { 'smtp-password': PASSWORD }, scenes: SMTP_SCENES,
  options: { from: 'Cellule signalements <signalements@asso.example>', address: 'abuse@hebergeur.example', testAddress: 'essais@asso.example' },
  takes: [
    { name: 'one content', sendable: sendable(host) },
    { name: 'three contents in one letter', sendable: sendable(host, { locators: [locator(1), locator(2), locator(3)] }) },
    { name: 'material that may show a child', sendable: sendable(host, { prohibited: true, codes: CSAM_CODES, notifier: { authority: 'trusted_flagger', identity: 'withheld' }, outgoing: { notifierName: undefined, notifierEmail: undefined } }) },
  ],
  refuses: [
    { name: 'no address of a content', sendable: sendable(host, { locators: [] }), code: 'no-locator' },
    { name: 'no explanation', sendable: sendable(host, { outgoing: { explanation: undefined } }), code: 'no-notice' },
    { name: 'no good faith', sendable: sendable(host, { outgoing: { goodFaith: false } }), code: 'no-notice' },
    { name: 'a notifier who is not named', sendable: sendable(host, { outgoing: { notifierName: undefined } }), code: 'no-identity' },
  ],
  openStage: async () => await openSmtpStage(PASSWORD),
}
