// The reporting API on a scripted stage: it answers as templates/openapi.yaml says, by key.
import { createHash } from 'node:crypto'
import { guichet } from '../../../../src/delivery/destinations/guichet/guichet.ts'
import { Notice } from '../../../../src/signalement/reporting-api/notice.ts'
import { NOW, SCENES, type AdapterCase, type Seen } from '../adapter-case.ts'
import { json, openHttpStage, type StageAnswer } from '../http-stage.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'
import { rowOf } from '../rows.ts'

const row = rowOf('guichet')

/** The same key gives the same identifier. */
export function acceptNotice({ headers, body, line }: Seen): StageAnswer {
  if (line.startsWith('GET')) return json(200, { items: [] })
  Notice.parse(JSON.parse(body.toString('utf8')))
  const digest = createHash('sha256').update(headers['idempotency-key'] ?? '').digest('hex')
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  return json(202, { id, receivedAt: NOW, state: 'received' })
}

export const guichetCase: AdapterCase = {
  adapter: guichet,
  destination: 'guichet',
  secrets: { token: 'canary-guichet-token-1f2e3d' },
  scenes: SCENES,
  takes: [
    { name: 'a whole notice', sendable: sendable(row) },
    { name: 'many contents in one', sendable: sendable(row, { locators: Array.from({ length: 250 }, (_, index) => locator(index)) }) },
    { name: 'a child’s image, unnamed notifier', sendable: sendable(row, { prohibited: true, codes: CSAM_CODES, notifier: { authority: 'trusted_flagger', identity: 'withheld' }, outgoing: { harm: 'csam', notifierName: undefined, notifierEmail: undefined } }) },
  ],
  refuses: [
    { name: 'no content', sendable: sendable(row, { locators: [] }), code: 'no-notice' },
    { name: 'no good faith', sendable: sendable(row, { outgoing: { goodFaith: false } }), code: 'no-notice' },
    { name: 'an unnamed notifier where the law wants a name', sendable: sendable(row, { notifier: { authority: 'trusted_flagger', identity: 'withheld' }, outgoing: { notifierName: undefined, notifierEmail: undefined } }), code: 'no-notice' },
  ],
  openStage: async () => openHttpStage({ accept: acceptNotice }),
}
