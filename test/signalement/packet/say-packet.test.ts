import { describe, expect, it } from 'vitest'
import { sayPacket } from '../../../src/cli/render/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { printable } from '../../../src/system/terminal.ts'
import { field, limit, packetOf } from './sample-packet.ts'

const shown = (...args: Parameters<typeof packetOf>): string => printable(sayPacket(packetOf(...args), fr), (_, run) => run).replaceAll('\u00a0', ' ')

describe('the preview in a terminal', () => {
  it('shows each text between marks, at the left edge, byte for byte', () => {
    const text = shown([field('why', 'explanation', { limit: limit('characters', 500) })], { explanation: 'Une ligne.\n\n  Une autre.' })
    expect(text).toContain('1. Champ why (obligatoire)\n24 sur 500 caractères\n┌── 24 caractères, 3 lignes\nUne ligne.\n\n  Une autre.\n└──\n')
  })

  it('shows invisible signs as escapes and says so', () => {
    expect(shown([field('why', 'explanation')], { explanation: 'x 👩‍👧' })).toContain('x 👩\\u{200d}👧\n└──\nSignes invisibles montrés')
    expect(shown([field('why', 'explanation')], { explanation: 'x\ny' })).not.toContain('Signes invisibles')
  })

  it('says what is held back, missing, by hand, and what leaves', () => {
    const text = shown([field('url', 'locators', { many: 'one-form-each' }), field('mail', 'notifierEmail'), field('when', 'occurredAt'), field('robot', 'human')],
      { locators: ['https://example.fr/1', 'https://example.fr/2'], occurredAt: undefined }, { prohibited: true }, { allow: ['locators', 'occurredAt'] })
    for (const part of ['n’ouvrez pas ce lien', 'Donnée retenue (courriel du notifiant)', 'Il manque : 3. Champ when', 'À faire à la main : 4. Champ robot',
      'Formulaire 2 sur 2', 'Les autres champs sont ceux du formulaire 1.', 'Du signalement : adresses. Rien d’autre.']) expect(text).toContain(part)
    expect(text.match(/Champ robot/g)).toHaveLength(2)
  })

  it('nothing in a text drives the terminal', () => {
    const text = shown([field('why', 'explanation', { help: { fr: 'a\u001b[31mb', en: 'x' } })], { explanation: 'a\u001b]8;;https://x.example\u0007b\u{f0003}c' })
    expect(text).not.toMatch(/[\u001b\u0007\u{f0003}]/u)
    expect(text).toContain('a]8;;https://x.examplebc')
  })
})
