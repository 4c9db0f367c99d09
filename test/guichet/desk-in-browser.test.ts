// The page of the desk in a real browser: log in, open, decide; the sender sees it, and the policy holds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Standing } from '../../src/signalement/reporting-api/answers.ts'
import { type Browser, hasBrowser, KEY, openBrowser } from '../signalement/packet/web-driver.ts'
import { accepted, bearer, DESK_TOKEN, prohibitedNotice, runningGuichet, sampleNotice } from './running.ts'

const TAB = '\ue004'
const WIDTHS = [390, 1280] as const

describe.skipIf(!hasBrowser())('the desk in Chromium', () => {
  let root = ''
  let browser: Browser
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'scelle-desk-'))
    browser = await openBrowser(join(root, 'profile'))
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  })

  const text = (css: string): Promise<string> => browser.script(`return document.querySelector(${JSON.stringify(css)})?.textContent ?? ''`)
  const logIn = async (url: string): Promise<void> => {
    await browser.open(`${url}/desk/login?lang=fr`)
    await browser.type('#name', 'agent.1')
    await leads('/desk', () => browser.type('#token', `${DESK_TOKEN}${KEY.enter}`))
  }
  /** A form is sent or a link followed: until the page it leads to, which may have the same address, is there in the place of this one. */
  const leads = async (wanted: string, act: () => Promise<void>): Promise<void> => {
    await browser.script('document.left = true')
    await act()
    // Between two pages the browser may have no document to ask.
    const at = (): Promise<string> => browser.script<string>('return document.left === true || document.readyState !== "complete" ? "under way" : location.pathname').catch(() => 'between two pages')
    await expect.poll(at, { timeout: 20_000, interval: 50 }).toBe(wanted)
  }

  it('log in, open, decide: the sender sees the decision', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    await browser.complaints()
    await logIn(url)
    expect(await browser.script<string>('return document.cookie')).toBe('')
    await leads(`/desk/notices/${id}`, () => browser.click('.queue a'))
    await leads(`/desk/notices/${id}`, () => browser.click('form:not(.decide) button.second'))
    expect(await text('.mark.state')).toBe('accusé réception')
    // Without grounds the server says so; the browser itself asks for a kind.
    await browser.click('#act-rejected')
    await leads(`/desk/notices/${id}/move`, () => browser.click('.decide button'))
    expect(await text('[role=alert]')).toContain('Écrivez les motifs')
    await browser.click('#act-rejected')
    await browser.type('#grounds', 'Le contenu ne contrevient pas <b>aux règles</b>.')
    await leads(`/desk/notices/${id}`, () => browser.click('.decide button'))
    expect(await text('.mark.state')).toBe('refusé')
    expect(await text('.history')).toContain('<b>aux règles</b>')
    const standing = Standing.parse(await (await fetch(`${url}/v1/signalements/${id}`, { headers: bearer() })).json())
    expect(standing).toMatchObject({ state: 'decided_rejected', decision: { kind: 'rejected', grounds: 'Le contenu ne contrevient pas <b>aux règles</b>.' } })
    // 422 of the form without grounds is told by the console; nothing was blocked.
    expect((await browser.complaints()).filter((line) => !line.includes('422'))).toEqual([])
  })

  it('loads its style sheet and nothing else, runs nothing, and its policy bites', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url, { ...prohibitedNotice(), explanation: '<script>document.title="pris"</script><img src=x onerror="document.title=\'pris\'"> texte assez long pour être accepté.' })
    await logIn(url)
    await browser.complaints()
    await browser.open(`${url}/desk/notices/${id}`)
    expect(await browser.script<string>('return document.title')).toMatch(/^Signalement [0-9a-f]{8} · Guichet$/)
    expect(await browser.script<string[]>('return performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname)')).toEqual(['/desk/page.css'])
    expect(await browser.script<number>('return document.images.length + document.scripts.length')).toBe(0)
    expect(await browser.script<string[]>('return [...document.links].map((link) => new URL(link.href).pathname).filter((one) => !one.startsWith("/desk"))')).toEqual([])
    expect(await text('.stop')).toContain('N’ouvrez pas ces adresses')
    expect(await browser.script<string>('return getComputedStyle(document.querySelector(".card")).borderTopStyle')).toBe('solid')
    expect(await browser.complaints()).toEqual([])
    await browser.script('const one = document.createElement("script"); one.textContent = "document.title = 1"; document.body.append(one); const two = new Image(); two.src = "https://example.org/x.png"; document.body.append(two)')
    expect((await browser.complaints()).filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2)
  })

  it.each(WIDTHS)('fits %i pixels, every field has a name', async (width) => {
    const { url } = await runningGuichet()
    const id = await accepted(url, sampleNotice({
      urgency: 'imminent_danger', locators: [{ kind: 'url', what: 'post', canonical: `https://www.instagram.com/p/${'x'.repeat(400)}`, ids: {} }],
      account: { handle: 'y'.repeat(200) }, explanation: `${'z'.repeat(300)} ${'Une phrase de la suite. '.repeat(40)}`,
    }))
    await accepted(url, sampleNotice({ urgency: 'normal' }))
    await logIn(url)
    await browser.width(width)
    for (const place of ['/desk', '/desk?test=1', `/desk/notices/${id}`]) {
      await browser.open(url + place)
      expect(await browser.script<number>('return document.documentElement.scrollWidth'), place).toBeLessThanOrEqual(width)
      expect(await browser.script<number>(`return [...document.querySelectorAll("button, textarea, select, input:not([type=hidden])")]
        .filter((one) => !one.getAttribute("aria-label") && (one.labels?.length ?? 0) === 0 && one.textContent === "").length`), place).toBe(0)
      expect(await browser.script<number>('return document.querySelectorAll("h1").length')).toBe(1)
      // Large enough for a thumb.
      expect(await browser.script<number>('return [...document.querySelectorAll("main button, main select")].filter((one) => one.getBoundingClientRect().height < 40).length')).toBe(0)
    }
  })

  it('is used by the keyboard alone', async () => {
    const { url } = await runningGuichet()
    const id = await accepted(url)
    await logIn(url)
    const focused = (): Promise<string> => browser.script('const one = document.activeElement; return one.id || one.className || one.getAttribute("href") || one.tagName')
    await browser.type('body', TAB)
    expect(await focused()).toBe('skip')
    await browser.open(`${url}/desk/notices/${id}`)
    await browser.script('document.querySelector("#act-removed").focus()')
    await browser.type('#act-removed', ' ')
    await browser.type('#act-removed', TAB)
    expect(await focused()).toBe('grounds')
    await browser.type('#grounds', TAB)
    await leads(`/desk/notices/${id}`, () => browser.type('.decide button', KEY.enter))
    expect(await text('.mark.state')).toBe('retiré')
  })
})
