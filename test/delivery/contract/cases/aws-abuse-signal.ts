// POST /v1/abuse on a scripted stage: the same client token gives the same report.
import { createHash } from 'node:crypto'
import { awsAbuseSignal } from '../../../../src/delivery/destinations/aws-abuse-signal/aws-abuse-signal.ts'
import { SCENES, type AdapterCase } from '../adapter-case.ts'
import { json, openHttpStage } from '../http-stage.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'

const row = rowOf('aws-abuse-signal')

export const awsCase: AdapterCase = {
  adapter: awsAbuseSignal,
  destination: 'aws-abuse-signal',
  secrets: { 'access-key-id': 'AKIDCANARY0001', 'secret-access-key': 'canary+secret/access/key', 'session-token': 'canary-session-token' },
  scenes: SCENES,
  options: { contact: 'signalements@desk.example', organisation: 'Association Exemple' },
  credentialHeaders: ['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'],
  takes: [
    { name: 'one source', sendable: sendable(row) },
    { name: 'two sources', parts: 2, sendable: sendable(row, { locators: [locator(1), locator(2)] }) },
    { name: 'a child’s image: its address alone', sendable: sendable(row, { prohibited: true, codes: CSAM_CODES }) },
  ],
  refuses: [
    { name: 'no content', sendable: sendable(row, { locators: [] }), code: 'no-locator' },
    { name: 'a harm without a type', sendable: sendable(row, { codes: { offences: [] } }), code: 'no-type' },
    { name: 'what has no address', sendable: sendable(row, { locators: [locator(1, { canonical: 'mastodon:user/ana@social.example' })] }), code: 'no-locator' },
  ],
  openStage: async () => openHttpStage({
    accept: ({ body }) => json(202, { reportId: createHash('sha256').update((JSON.parse(body.toString('utf8')) as { clientToken: string }).clientToken).digest('hex').slice(0, 24) }),
    reject: json(400, { message: 'report.xarf.category: unknown' }, { 'x-amzn-errortype': 'ValidationException' }),
  }),
}
