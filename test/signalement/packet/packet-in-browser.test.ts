// The page in a real browser, from the disk: what its buttons put on the clipboard is, byte for byte, what the files hold.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writePacket } from '../../../src/bundle/write-packet.ts'
import { packetWords as en } from '../../../src/messages/en/packet.ts'
import { packetWords as fr } from '../../../src/messages/fr/packet.ts'
import { testWorld } from '../../support/world.ts'
import { ENGLISH, field, limit, packetOf } from './sample-packet.ts'
import { type Browser, hasBrowser, KEY, openBrowser } from './web-driver.ts'

const HOSTILE = '</textarea></script><script>document.title="pris"</script><img src=x onerror="document.title=\'pris\'"> & « é\u0301 » \u00a0: 👩‍👩‍👧‍👦 ❤️ مرحبا\u200f\n\n  {{fin}}\u2028"\'`'
const FIELDS = [
  field('url', 'locators', { many: 'one-per-line' }), field('why', 'explanation', { limit: limit('characters', 300) }), field('when', 'observedAt'),
  field('account', 'account', { label: { fr: '<b>Compte</b>"', en: '<b>Account</b>"', source: 's', checkedOn: '2026-11-20', verified: false } }),
  field('gone', 'hashes', { required: false }), field('robot', 'human'),
]
const ALLOWED = { allow: ['locators', 'explanation', 'observedAt', 'account'] } as const
const OUT = { locators: ['https://example.fr/?a=1&amp;b=<i>', 'https://example.fr/é'], explanation: `${HOSTILE} ${'Encore une phrase entière. '.repeat(20)}` }

describe.skipIf(!hasBrowser())('the page in Chromium, opened from the disk', () => {
  let root = ''
  let browser: Browser
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'scelle-browser-'))
    // A form of somebody else, to paste into.
    writeFileSync(join(root, 'form.html'), '<!doctype html><meta charset="utf-8"><textarea id="box"></textarea>')
    browser = await openBrowser(join(root, 'profile'))
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  })

  const address = (...parts: string[]): string => pathToFileURL(join(root, ...parts)).href
  /** Once the page has said how the copy went. */
  const said = (): Promise<{ status: string; button: string | null }> => browser.script(`return new Promise((tell) => {
    const status = document.querySelector("[role=status]")
    const look = () => status.textContent === "" ? requestAnimationFrame(look) : tell({ status: status.textContent, button: document.querySelector("button.done")?.textContent ?? null })
    look()
  })`)
  const pasted = async (): Promise<string> => {
    await browser.open(address('form.html'))
    await browser.type('#box', `${KEY.control}v${KEY.none}`)
    return await browser.script<string>('return document.getElementById("box").value')
  }

  it.each([['with the clipboard interface', ''], ['without it', 'Object.defineProperty(navigator, "clipboard", { value: undefined })'],
    ['where it refuses', 'navigator.clipboard.writeText = () => Promise.reject(new Error("no"))']])('copies each field byte for byte, %s', async (name, before) => {
    const folder = name.replaceAll(' ', '-')
    const packet = packetOf(FIELDS, OUT, {}, { ...ALLOWED, allow: [...ALLOWED.allow] })
    await writePacket(testWorld(), join(root, folder), packet, fr)
    const files: Record<string, string> = { '1-1': '01-url.txt', '1-2': '02-why.txt', '1-3': '03-when.txt', '1-4': '04-account.txt' }
    for (const [key, file] of Object.entries(files)) {
      await browser.open(address(folder, 'formulaire.html'))
      if (before !== '') await browser.script(before)
      await browser.type(`button[data-copy="text-${key}"]`, KEY.enter)
      expect((await said()).button).toBe('Copié')
      expect(Buffer.from(await pasted(), 'utf8').equals(readFileSync(join(root, folder, file)))).toBe(true)
    }
  })

  it('runs nothing of what it shows, loads nothing, and follows its own policy', async () => {
    await writePacket(testWorld(), join(root, 'quiet'), packetOf(FIELDS, OUT, { prohibited: true }, { allow: [...ALLOWED.allow] }), fr, { reference: HOSTILE, receiptCommand: HOSTILE })
    await browser.complaints()
    await browser.open(address('quiet', 'formulaire.html'))
    expect(await browser.script<string>('return document.title')).toBe('Paquet pour Service d’essai')
    expect(await browser.script<number>('return document.images.length')).toBe(0)
    expect(await browser.script<string[]>('return performance.getEntriesByType("resource").map((one) => one.name)')).toEqual([])
    expect(await browser.script<string[]>('return [...document.links].map((link) => link.href)')).toEqual(['https://essai.example/signaler'])
    expect(await browser.script<string>('return document.querySelector(".stop").textContent')).toContain('n’ouvrez pas ce lien')
    expect(await browser.complaints()).toEqual([])
    // The policy bites.
    await browser.script('const one = document.createElement("script"); one.textContent = "document.title = 1"; document.body.append(one); const two = new Image(); two.src = "x.png"; document.body.append(two)')
    expect(await browser.script<string>('return document.title')).toBe('Paquet pour Service d’essai')
    expect((await browser.complaints()).filter((line) => line.includes('Content Security Policy'))).not.toEqual([])
  })

  it('counts what is pasted, and tells a screen reader what was copied', async () => {
    await writePacket(testWorld(), join(root, 'steps'), packetOf(FIELDS, OUT, ENGLISH, { allow: [...ALLOWED.allow] }), en)
    await browser.open(address('steps', 'form.html'))
    const count = (): Promise<string> => browser.script('return document.getElementById("count").textContent')
    expect(await count()).toBe('0 of 5')
    await browser.click('section:nth-of-type(1) input[type=checkbox]')
    await browser.click('section:nth-of-type(6) input[type=checkbox]')
    expect(await count()).toBe('2 of 5')
    await browser.click('button[data-copy="text-1-4"]')
    expect((await said()).status).toBe('Field <b>Account</b>" copied')
    // Everything that can be reached is reached by the keyboard, in the order of the form, and has a name.
    expect(await browser.script<number>('return document.querySelectorAll("[tabindex]").length')).toBe(0)
    expect(await browser.script<number>(`return [...document.querySelectorAll("button, textarea, input")]
      .filter((one) => !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby") && one.labels?.length === 0).length`)).toBe(0)
  })

  it('fits a telephone, and prints every word of a long text', async () => {
    await writePacket(testWorld(), join(root, 'narrow'), packetOf([field('url', 'locators', { many: 'one-form-each' }), field('why', 'explanation')], {
      locators: [`https://example.fr/${'x'.repeat(300)}`, 'https://example.fr/2'], explanation: 'Une phrase de la suite. '.repeat(200),
    }), fr)
    await browser.open(address('narrow', 'formulaire.html'))
    await browser.width(390)
    expect(await browser.script<number>('return document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await browser.script<boolean>('return [...document.querySelectorAll("main *")].every((one) => one.getBoundingClientRect().right <= 390)')).toBe(true)
    await browser.script('window.dispatchEvent(new Event("beforeprint"))')
    expect(await browser.script<string[]>('return [...document.querySelectorAll(".printed")].map((one) => one.textContent)'))
      .toEqual(await browser.script<string[]>('return [...document.querySelectorAll("textarea")].map((one) => one.value)'))
    expect(await browser.script<number>('return document.querySelectorAll("details:not([open])").length')).toBe(0)
    await browser.script('window.dispatchEvent(new Event("afterprint"))')
    expect(await browser.script<number[]>('return [document.querySelectorAll("details:not([open])").length, document.querySelectorAll(".printed").length]')).toEqual([1, 0])
  })
})
