// The packet on paper: what it shows, what it never makes a link of, and that it stays a sound archival file.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neutralAddresses } from '../../../src/bundle/pdf/neutral-address.ts'
import { renderPacket } from '../../../src/bundle/pdf/render-packet.ts'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import type { Packet } from '../../../src/signalement/packet/packet.ts'
import type { PacketWords } from '../../../src/signalement/packet/packet-words.ts'
import { ENGLISH, field, limit, packetOf } from '../../signalement/packet/sample-packet.ts'
import { hasPeer, isWellFormedXml, pdfObjects, peer } from './pdf-objects.ts'
import { collect } from './sample-model.ts'

const PRINT = { at: '2026-11-23T17:00:00.000Z', toolVersion: '1.2.3', reference: 'S-42', receiptCommand: undefined }
const pdfOf = (packet: Packet, words: PacketWords = fr): Promise<Buffer> => collect(renderPacket(packet, words, PRINT))
const textOf = (pdf: Buffer): string => peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')
const pagesOf = (pdf: Buffer): number => pdfObjects(pdf).filter(({ dictionary }) => dictionary.includes('/Type /Page\n')).length

const FIELDS = [
  field('url', 'locators', { many: 'one-form-each' }), field('why', 'explanation', { limit: limit('characters', 100_000) }), field('when', 'occurredAt'), field('robot', 'human'),
]

describe.skipIf(!hasPeer('pdftotext'))('the packet in PDF', () => {
  it('shows each field with its label, text, limit and file, in order', async () => {
    const text = textOf(await pdfOf(packetOf(FIELDS, { locators: ['https://example.fr/1', 'https://example.fr/2'], occurredAt: undefined })))
    const order = ['Paquet pour Service d’essai', 'S-42', 'https://essai.example/signaler', 'Il manque : 3. Champ when', 'Formulaire 1 sur 2', '1. Champ url', 'https://example.fr/1',
      '01-url-01.txt', '2. Champ why', '150 sur 100 000 caractères', 'à demander, ou à saisir', '4. Champ robot', 'à faire à la main', 'Formulaire 2 sur 2', 'https://example.fr/2',
      'Numéro ou référence de l’accusé', 'Ce qui part', 'adresses, explication']
    const places = order.map((part) => text.indexOf(part))
    expect(places.filter((place) => place === -1)).toEqual([])
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(textOf(await pdfOf(packetOf(FIELDS, {}, ENGLISH), en))).toContain('Packet for Test service')
  })

  it('long texts go over pages, whole', async () => {
    const explanation = Array.from({ length: 600 }, (_, index) => `phrase numéro ${index + 1}.`).join(' ')
    const pdf = await pdfOf(packetOf(FIELDS, { explanation }))
    const text = textOf(pdf)
    for (let index = 1; index <= 600; index += 1) expect(text).toContain(`numéro ${index}.`)
    expect(text).toContain('(suite)')
    expect(pagesOf(pdf)).toBeGreaterThan(3)
  })

  it('draws nothing that it cannot draw: signs without a glyph are escapes, and it says so', async () => {
    const text = textOf(await pdfOf(packetOf([field('why', 'explanation')], { explanation: 'Un 😀 et مرحبا </script> ici.' })))
    expect(text).toContain('\\u{1f600}')
    expect(text).toContain('\\u{645}')
    expect(text).toContain('</script> ici.')
    expect(text).toContain('Les signes que cette police n’a pas')
    expect(textOf(await pdfOf(packetOf([field('why', 'explanation')])))).not.toContain('Les signes que cette police')
  })

  it('of a prohibited content, no address that a viewer could link to, in any field', async () => {
    const packet = packetOf(FIELDS, { locators: ['https://www.interdit.example/a?b=1'], explanation: 'Vu sur HTTP://autre.interdit.example/x et www.interdit.example, encore https://interdit.example' }, { prohibited: true })
    const pdf = await pdfOf(packet)
    const text = textOf(pdf)
    expect(text).toContain('n’ouvrez pas ce lien')
    expect(text).toContain('hxxps://www[.]interdit[.]example/a?b=1')
    expect(text.replaceAll('https://essai.example/signaler', '')).not.toMatch(/https?:\/\/|www\./i)
    expect(pdf.toString('latin1')).not.toMatch(/\/Annot|\/URI/)
    // Elsewhere the exact address is printed.
    expect(textOf(await pdfOf(packetOf(FIELDS, { locators: ['https://www.interdit.example/a'] })))).toContain('https://www.interdit.example/a')
  })

  it('is byte-identical for the same packet, with sound XMP for a hostile title', async () => {
    const packet = packetOf(FIELDS, {}, {}, { name: { fr: 'A<b>&"c"', en: 'x' } })
    const pdf = await pdfOf(packet)
    expect(pdf.equals(await pdfOf(packet))).toBe(true)
    const xmp = pdfObjects(pdf).find(({ dictionary }) => dictionary.includes('/Subtype /XML'))?.stream?.toString('utf8') ?? ''
    expect(xmp).toContain('pdfaid')
    expect(isWellFormedXml(xmp)).toBe(true)
  })
})

describe('a neutral address', () => {
  it('keeps the text, but for what a viewer looks for', () => {
    expect(neutralAddresses('https://a.example/x.y?z=1.2 et HTTP://b.example')).toBe('hxxps://a[.]example/x.y?z=1.2 et HxxP://b[.]example')
    expect(neutralAddresses('www.a.example, ftp://c.example')).toBe('www[.]a[.]example, fxp://c[.]example')
    expect(neutralAddresses('rien. Ici.')).toBe('rien. Ici.')
    expect(neutralAddresses('https://example.fr/?u=https://b.example/c')).not.toMatch(/https?:/i)
    fc.assert(fc.property(fc.array(fc.constantFrom('https://', 'http://', 'www.', 'a.b', '/', '?', ' ', 'é', ':', '\n', 'ftp://')), (parts) => {
      expect(neutralAddresses(parts.join(''))).not.toMatch(/\b(?:https?|ftps?):\/\/|\bwww\./i)
    }))
  })
})
