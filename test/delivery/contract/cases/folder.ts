import { folder } from '../../../../src/delivery/destinations/folder/adapter.ts'
import type { AdapterCase } from '../adapter-case.ts'
import { FOLDER_SCENES, openFolderStage } from '../folder-stage.ts'
import { rowOf } from '../rows.ts'
import { CSAM_CODES, locator, sendable } from '../sendables.ts'

const row = rowOf('folder')

export const folderCase: AdapterCase = {
  adapter: folder, destination: row.id, secrets: {}, scenes: FOLDER_SCENES,
  takes: [
    { name: 'one content', sendable: sendable(row) },
    { name: 'two contents in one file', sendable: sendable(row, { locators: [locator(1), locator(2)] }) },
    { name: 'material that may show a child', sendable: sendable(row, { prohibited: true, codes: CSAM_CODES, outgoing: { harm: 'csam' } }) },
  ],
  refuses: [
    { name: 'no address of a content', sendable: sendable(row, { locators: [] }), code: 'no-notice' },
    { name: 'a notifier who is not named', sendable: sendable(row, { outgoing: { notifierEmail: undefined } }), code: 'no-notice' },
  ],
  openStage: openFolderStage,
}
