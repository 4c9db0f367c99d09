// What the report draws of a case: nothing from other bytes than those that were received.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { conversationsOf, reportModel } from '../../src/bundle/case-report.ts'
import { documentWordsIn } from '../../src/messages/load.ts'
import { openCase } from '../../src/case/case-folder.ts'
import { transcribeExhibit } from '../../src/metadata/chat/transcribe-exhibit.ts'
import type { Picture } from '../../src/metadata/record.ts'
import { addFile, newCase, worldOf } from '../metadata/support/cases.ts'

const world = worldOf()
afterAll(async () => { await world.evidence.close() })

it('draws no picture of a file that was replaced', async () => {
  const dir = await newCase(world)
  await addFile(world, dir, 'a.png', Buffer.from('first'))
  const drawn: Picture = { status: 'ok', jpeg: Buffer.from('x'), width: 1, height: 1 }
  const pictureOf = async (): Promise<Picture | undefined> => {
    const model = await reportModel(world, await openCase(world, dir), {
      draft: true, sealNumber: 0, size: 2, asOf: '2026-11-23T17:00:00.000Z', root: '', origin: '', payloadManifestSha256: '', environment: {} as never, images: 'clear',
    }, await documentWordsIn('fr'), { picture: async () => drawn, close: async () => undefined })
    for await (const { picture } of model.exhibits()) return picture()
    return undefined
  }
  expect(await pictureOf()).toBe(drawn)
  chmodSync(join(dir, 'data/0001/a.png'), 0o644)
  writeFileSync(join(dir, 'data/0001/a.png'), 'other')
  expect(await pictureOf()).toEqual({ status: 'error', message: 'changed' })
})

it('prints no conversation that the journal does not hold so', async () => {
  const dir = await newCase(world)
  const lines = Array.from({ length: 12 }, (_, index) => `${index + 13}/01/2024, 10:00 - Alix: bonjour ${index}`)
  await addFile(world, dir, 'chat.txt', Buffer.from(`${lines.join('\n')}\n`))
  await transcribeExhibit(world, dir, 1, { dateOrder: 'dmy', dryRun: false }, {})
  const printed = async () => (await conversationsOf(world, dir, { size: 99, sealed: false })).map(({ exhibit }) => exhibit)
  expect(await printed()).toEqual([1])
  const path = join(dir, 'metadata/chats/0001.ndjson')
  writeFileSync(path, readFileSync(path, 'utf8').replace('bonjour 3', 'menace 3'))
  expect(await printed()).toEqual([])
})
