// Every destination with a form, as it is delivered, makes a packet in both languages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packetPage } from '../../../src/bundle/packet-page.ts'
import { sayPacket } from '../../../src/cli/render/packet.ts'
import { packetWordsIn } from '../../../src/messages/load.ts'
import { Destination } from '../../../src/signalement/destination.ts'
import { formLanguageOf, preparePacket } from '../../../src/signalement/packet/prepare-packet.ts'
import { HARMS } from '../../../src/signalement/vocabulary.ts'
import { repository } from '../../architecture/lint-run.ts'
import { OUTGOING } from './sample-packet.ts'

const folder = join(repository, 'templates/destinations')
const withForm = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => Destination.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  .filter(({ form }) => form !== undefined)

describe('destinations', () => {
  it('there are some, those of the hotline first', () => {
    expect(withForm.map(({ id }) => id)).toEqual(expect.arrayContaining(['pharos', 'facebook', 'instagram', 'x', 'tiktok', 'discord', 'mym']))
  })

  it.each(withForm.map((one) => [one.id, one] as const))('%s', async (_, destination) => {
    for (const language of ['fr', 'en'] as const) {
      const words = await packetWordsIn(language)
      const formWords = await packetWordsIn(formLanguageOf(destination, language))
      for (const harm of HARMS) {
        const packet = preparePacket(destination, { ...OUTGOING, harm }, { language, words, formWords, timeZone: 'Europe/Paris' })
        expect(packet.fieldsSent.every((field) => destination.allow.includes(field))).toBe(true)
        // No field of a delivered form asks for what its own destination may not have, and none is left without a word.
        expect(packet.forms.flatMap(({ fields }) => fields).filter(({ state }) => state === 'not-allowed').map(({ id }) => id)).toEqual([])
        expect(packet.forms.flatMap(({ fields }) => fields).filter(({ state }) => state === 'missing').map(({ id }) => id)).toEqual([])
        expect(packet.fieldsSent).toContain('locators')
      }
      const packet = preparePacket(destination, OUTGOING, { language, words, formWords, timeZone: 'Europe/Paris' })
      expect(sayPacket(packet, words)).toContain(destination.name[language])
      expect(packetPage(packet, words, { style: '', script: '', toolVersion: '0', reference: undefined, receiptCommand: undefined })).toContain('</html>')
    }
  })
})
