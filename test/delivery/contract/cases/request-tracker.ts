import { requestTracker } from '../../../../src/delivery/destinations/request-tracker/adapter.ts'
import { SCENES, THEIR_WORDS, type AdapterCase } from '../adapter-case.ts'
import { json, openHttpStage } from '../http-stage.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'

const row = rowOf('request-tracker')

export const requestTrackerCase: AdapterCase = {
  adapter: requestTracker, destination: row.id, secrets: { token: '1-14-canary0d1e2f3a4b5c6d7e8f90' }, scenes: SCENES,
  options: { queue: 'Signalements', requestor: 'cellule@asso.example', customField: 'Signalement' },
  takes: [
    { name: 'one content', sendable: sendable(row) },
    { name: 'two contents in one ticket', sendable: sendable(row, { locators: [locator(1), locator(2)] }) },
    { name: 'material that may show a child', sendable: sendable(row, { prohibited: true, codes: CSAM_CODES }) },
  ],
  refuses: [{ name: 'no address of a content', sendable: sendable(row, { locators: [] }), code: 'no-locator' }],
  openStage: async () => await openHttpStage({
    accept: () => json(201, { _url: 'http://127.0.0.1/REST/2.0/ticket/7', type: 'ticket', id: '7' }, { location: '/REST/2.0/ticket/7' }),
    reject: json(400, { message: THEIR_WORDS }),
  }),
}
