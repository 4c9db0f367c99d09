import { xarfMail } from '../../../../src/delivery/destinations/xarf-mail/adapter.ts'
import type { AdapterCase } from '../adapter-case.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'
import { openSmtpStage, SMTP_SCENES } from '../smtp-stage.ts'

const host = rowOf('hebergeur')
const PASSWORD = 'canary-smtp-password-91fe'

export const xarfMailCase: AdapterCase = {
  adapter: xarfMail, destination: host.id, secrets: { 'smtp-password': PASSWORD }, scenes: SMTP_SCENES,
  options: { from: 'signalements@asso.example', organisation: 'Association Exemple', address: 'abuse@hebergeur.example', testAddress: 'essais@asso.example' },
  takes: [
    { name: 'sextortion of a minor', sendable: sendable(host) },
    { name: 'two sources, two reports', sendable: sendable(host, { locators: [locator(1), locator(2)] }), parts: 2 },
    { name: 'material that may show a child', sendable: sendable(host, { prohibited: true, codes: CSAM_CODES }) },
  ],
  refuses: [
    { name: 'a harm that XARF has no type for', sendable: sendable(host, { codes: { offences: [] } }), code: 'no-type' },
    { name: 'what has no address on the web', sendable: sendable(host, { locators: [locator(1, { canonical: 'yubo:user/mark-locator-1' })] }), code: 'no-locator' },
    { name: 'nothing to look at', sendable: sendable(host, { locators: [] }), code: 'no-locator' },
  ],
  openStage: async () => await openSmtpStage(PASSWORD),
}
