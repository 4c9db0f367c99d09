// The page as text: what is hostile stays text, nothing is loaded, nothing but the form's own address is a link.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packetPage } from '../../../src/bundle/packet-page.ts'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { repository } from '../../architecture/lint-run.ts'
import { ENGLISH, field, limit, packetOf } from './sample-packet.ts'

const asset = (name: string): string => readFileSync(join(repository, 'templates/packet', name), 'utf8')
const PARTS = { style: asset('page.css'), script: asset('page.js'), toolVersion: '1.2.3', reference: 'S-42', receiptCommand: undefined }

const plain = (markup: string): string => markup.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
const boxes = (page: string): string[] => [...page.matchAll(/<textarea [^<>]*>\n([^<]*)<\/textarea>/g)].map(([, text = '']) => plain(text))
const links = (page: string): string[] => [...page.matchAll(/(?:href|src|action|data|srcset|poster|ping)\s*=\s*"([^"]*)"/g)].map(([, target = '']) => plain(target))

const HOSTILE = ['</textarea><script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '" onfocus="alert(1)', '\u2028', "'`{{name}}", '<!--', ']]>', '&lt;b&gt;', '&#60;', 'javascript:alert(1)', '\n', '👩‍👩‍👧‍👦', 'مرحبا']

describe('the page of a packet', () => {
  it('holds every text byte for byte, whatever it is, and no other element for it', () => {
    const hostile = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 8 }).map((parts) => `x${parts.join('')}x`)
    fc.assert(fc.property(hostile, hostile, (explanation, label) => {
      const packet = packetOf([
        field('why', 'explanation', { label: { fr: label, en: label, source: label, checkedOn: '2026-11-20', verified: false }, help: { fr: label, en: label } }),
        field('order', 'legalOrder'),
      ], { explanation, legalOrder: label })
      const page = packetPage(packet, fr, { ...PARTS, reference: label, receiptCommand: label })
      expect(boxes(page)).toEqual(packet.forms[0]?.fields.map(({ text }) => text).filter((text) => text !== ''))
      expect(page.match(/<script/gi)).toHaveLength(1)
      expect(page).not.toMatch(/<img|<!--|<iframe/i)
      // No handler in any tag.
      expect(page.replaceAll(/<(style|script)>[^]*?<\/\1>/g, '').replaceAll(/"[^"]*"/g, '""').match(/<[a-z][^<>]*\son[a-z]+\s*=/gi)).toBeNull()
      expect(links(page)).toEqual(['https://essai.example/signaler'])
    }), { numRuns: 400 })
  })

  it('forbids all loading, and allows its own style and script by digest', () => {
    const page = packetPage(packetOf([field('url', 'locators')]), fr, PARTS)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    const digest = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`
    expect(policy).toBe(`default-src 'none'; style-src ${digest(PARTS.style)}; script-src ${digest(PARTS.script)}; base-uri 'none'; form-action 'none'`)
    expect(page).toContain(`<style>${PARTS.style}</style>`)
    expect(page).toContain(`<script>${PARTS.script}</script>`)
    expect(page).not.toMatch(/ style="/)
    expect(PARTS.style).not.toMatch(/url\(|@import/)
    expect(PARTS.script).not.toMatch(/fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(|localStorage|sessionStorage/)
  })

  it('links to the form without telling where from, and to nothing else', () => {
    const page = packetPage(packetOf([field('url', 'locators')]), fr, PARTS)
    expect(page).toContain('<a href="https://essai.example/signaler" rel="noreferrer noopener" target="_blank">https://essai.example/signaler</a>')
    const mail = packetPage(packetOf([field('url', 'locators')], {}, {}, { contacts: [{ kind: 'url', value: 'javascript:alert(1)', source: 's', checkedOn: '2026-11-20', verified: false }] }), fr, PARTS)
    expect(links(mail)).toEqual([])
    expect(mail).toContain('javascript:alert(1)</strong> (à vérifier)')
  })

  it('says that a prohibited address is not to be opened, and only then', () => {
    const fields = [field('url', 'locators')]
    expect(packetPage(packetOf(fields, {}, { prohibited: true }), fr, PARTS)).toContain('n’ouvrez pas ce lien')
    expect(packetPage(packetOf(fields, {}, { ...ENGLISH, prohibited: true }), en, PARTS)).toContain('do not open this link')
    expect(packetPage(packetOf(fields), fr, PARTS)).not.toContain('n’ouvrez pas ce lien')
  })

  it('counts against the limit, says what is missing, what is by hand, and shows each filling', () => {
    const page = packetPage(packetOf([
      field('url', 'locators', { many: 'one-form-each' }), field('why', 'explanation', { limit: limit('characters', 5000) }),
      field('when', 'occurredAt'), field('robot', 'human'),
    ], { locators: ['https://example.fr/1', 'https://example.fr/2'], occurredAt: undefined }), fr, PARTS)
    expect(page).toContain('150 sur 5\u00a0000\u00a0caractères')
    expect(page).toContain('<strong>Il manque\u00a0: </strong>3. Champ when')
    expect(page).toContain('à faire à la main')
    expect(page).toContain('Formulaire 1 sur 2 <code>https://example.fr/1</code>')
    expect(page).toContain('Formulaire 2 sur 2 <code>https://example.fr/2</code>')
    expect(page.match(/<details class="form" open>/g)).toHaveLength(1)
    // Every box is named by its label, every button names its field.
    expect(page.match(/<textarea /g)).toHaveLength(4)
    expect(page.match(/aria-label="Copier le champ /g)).toHaveLength(4)
    for (const [, id = ''] of page.matchAll(/aria-labelledby="([^"]*)"/g)) expect(page).toContain(`id="${id}"`)
  })
})
