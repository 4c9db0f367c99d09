// Who may be reached: every range of the registries, spellings of addresses, and names that resolve inside.
import type { LookupAddress } from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkReach, guardedLookup, isPrivateAddress } from '../../src/system/http-reach.ts'
import { createHttp } from '../../src/system/node-http.ts'

/** What the resolver says, answer after answer: the last one stays. */
const answers = vi.hoisted(() => new Map<string, (readonly string[])[]>())

vi.mock(import('node:dns'), async (original) => {
  const real = await original()
  const lookup = (hostname: string, options: unknown, done: (error: Error | null, addresses?: LookupAddress[]) => void): void => {
    const said = answers.get(hostname)
    const now = said !== undefined && said.length > 1 ? said.shift() : said?.[0]
    if (now === undefined) done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))
    else done(null, now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
  }
  return { ...real, default: real, lookup: lookup as never }
})

const PRIVATE = [
  '0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1',
  '192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:1ff::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '3fff:fff::1',
  'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2606:4700::1%eth0', '', 'localhost', '1.2.3', '0x7f000001',
]
const PUBLIC = ['1.1.1.1', '8.8.8.8', '9.255.255.255', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.0.1.1', '198.17.0.1', '198.20.0.1', '223.255.255.255', '2001:200::1', '2606:4700::1111', '2a00:1450::1', '3ffe::1', '3f00::1']

it.each(PRIVATE)('%s is no public host', (address) => { expect(isPrivateAddress(address)).toBe(true) })
it.each(PUBLIC)('%s is one', (address) => { expect(isPrivateAddress(address)).toBe(false) })

const reach = (url: string, listed: readonly string[] = []): string => {
  try {
    checkReach(new URL(url), listed)
    return 'reached'
  } catch (error) {
    return (error as { code: string }).code
  }
}

it.each([
  ['https://host.example/', [], 'reached'], ['http://host.example/', [], 'http.not-https'], ['http://localhost:80/', [], 'reached'], ['http://127.0.0.1:8080/', [], 'reached'], ['http://[::1]/', [], 'reached'],
  ['http://127.0.0.2/', [], 'http.not-https'], ['https://127.0.0.2/', [], 'http.private-address'], ['http://localhost.example/', [], 'http.not-https'], ['http://localhost./', [], 'http.not-https'],
  ['https://2130706434/', [], 'http.private-address'], ['https://0x7f.0.0.2/', [], 'http.private-address'], ['https://[::ffff:10.0.0.1]/', [], 'http.private-address'], ['https://[fd00::1]/', [], 'http.private-address'],
  ['https://10.0.0.1/', ['10.0.0.1'], 'reached'], ['https://10.0.0.2/', ['10.0.0.1'], 'http.private-address'], ['http://10.0.0.1/', ['10.0.0.1'], 'http.not-https'], ['https://[fd00::1]/', ['fd00::1'], 'reached'],
] as const)('%s with %j listed: %s', (url, listed, result) => { expect(reach(url, listed)).toBe(result) })

describe('a look-up', () => {
  const looked = async (name: string, listed: readonly string[] = [], all = true): Promise<unknown> => new Promise((resolve) => {
    guardedLookup(listed)(name, { all }, (error, address) => { resolve(error === null ? address : error.code) })
  })

  it('leaves private addresses out', async () => {
    answers.set('both.example', [['10.0.0.1', '1.1.1.1', '::1']])
    answers.set('inside.example', [['10.0.0.1', '::ffff:10.0.0.1']])
    expect(await looked('both.example')).toEqual([{ address: '1.1.1.1', family: 4 }])
    expect(await looked('both.example', [], false)).toBe('1.1.1.1')
    expect(await looked('inside.example')).toBe('EPRIVATE')
    expect(await looked('inside.example', ['inside.example'])).toHaveLength(2)
    expect(await looked('inside.example', ['10.0.0.1'], false)).toBe('10.0.0.1')
    expect(await looked('unknown.example')).toBe('ENOTFOUND')
  })

  it('is made once: a name that answers otherwise the second time gains nothing', async () => {
    let asked = 0
    const server = createServer((_, response) => { asked += 1; response.end() })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    onTestFinished(() => { server.close() })
    const { port } = server.address() as AddressInfo
    const http = createHttp(new AbortController().signal, '0.0.0')
    answers.set('rebind.example', [['127.0.0.1'], ['1.1.1.1']])
    await expect(http.exchange({ method: 'GET', url: `https://rebind.example:${port}/`, headers: {}, timeoutMs: 2000, maxBytes: 100 })).rejects.toMatchObject({ code: 'http.private-address', facts: { host: `rebind.example:${port}` } })
    expect(answers.get('rebind.example')).toEqual([['1.1.1.1']])
    expect(asked).toBe(0)
  })
})
