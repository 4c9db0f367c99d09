// A real browser driven over W3C WebDriver by plain HTTP, for the tests: chromedriver and Chromium of this machine.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const CHROMIUM = '/usr/bin/chromium'
/** W3C WebDriver, 17.4.2. */
export const KEY = { enter: '\ue007', control: '\ue009', none: '\ue000' } as const
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

export function hasBrowser(): boolean {
  const lacking = [CHROMIUM, 'chromedriver'].filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status !== 0)
  for (const name of lacking) console.log(`SKIPPED ${name}`)
  return lacking.length === 0
}

export interface Browser {
  open(url: string): Promise<void>
  script<T>(code: string, ...args: unknown[]): Promise<T>
  click(css: string): Promise<void>
  type(css: string, keys: string): Promise<void>
  /** Of the window, in CSS pixels. */
  width(pixels: number): Promise<void>
  /** What the page complained of: blocked loads, errors. */
  complaints(): Promise<string[]>
  close(): Promise<void>
}

export async function openBrowser(profile: string): Promise<Browser> {
  const driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const base = `http://127.0.0.1:${await portOf(driver)}`
    const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(`${base}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
      const { value } = await answer.json() as { value: unknown }
      if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
      return value
    }
    const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: {
      'goog:loggingPrefs': { browser: 'ALL' },
      'goog:chromeOptions': { binary: CHROMIUM, args: [
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
        '--disable-sync', `--user-data-dir=${profile}`,
      ] },
    } } }) as { sessionId: string }
    const session = `/session/${sessionId}`
    const find = async (css: string): Promise<string> => (await call('POST', `${session}/element`, { using: 'css selector', value: css }) as Record<string, string>)[ELEMENT] ?? ''
    return {
      open: async (url) => { await call('POST', `${session}/url`, { url }) },
      script: async <T>(code: string, ...args: unknown[]) => await call('POST', `${session}/execute/sync`, { script: code, args }) as T,
      click: async (css) => { await call('POST', `${session}/element/${await find(css)}/click`, {}) },
      type: async (css, keys) => { await call('POST', `${session}/element/${await find(css)}/value`, { text: keys }) },
      width: async (pixels) => {
        await call('POST', `${session}/goog/cdp/execute`, { cmd: 'Emulation.setDeviceMetricsOverride', params: { width: pixels, height: 800, deviceScaleFactor: 1, mobile: false } })
      },
      complaints: async () => (await call('POST', `${session}/se/log`, { type: 'browser' }) as { level: string; message: string }[])
        .filter(({ level }) => level === 'SEVERE' || level === 'WARNING').map(({ message }) => message),
      close: async () => {
        try {
          // Chromium ends with its session.
          await call('DELETE', session)
        } finally {
          await end(driver)
        }
      },
    }
  } catch (error) {
    await end(driver)
    throw error
  }
}

async function portOf(driver: ChildProcess): Promise<string> {
  if (driver.stdout === null) throw new Error('chromedriver says nothing')
  for await (const line of createInterface({ input: driver.stdout })) {
    const port = /started successfully on port (\d+)/.exec(line)?.[1]
    if (port !== undefined) {
      driver.stdout.resume()
      return port
    }
  }
  throw new Error('chromedriver ended')
}

async function end(driver: ChildProcess): Promise<void> {
  if (driver.exitCode !== null || driver.signalCode !== null) return
  const ended = once(driver, 'exit')
  driver.kill()
  await ended
}
