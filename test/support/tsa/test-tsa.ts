// A time authority on 127.0.0.1 that behaves as told: well, or in one of the ways in which authorities fail.
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeToken } from '../../../src/seal/authority/make-token.ts'
import { readTimeStampReq } from '../../../src/seal/rfc3161/request.ts'
import { grant, rejection } from '../../../src/seal/rfc3161/response.ts'
import { instantOfMs } from '../../../src/system/time.ts'
import { makeTestPki } from './test-pki.ts'
import type { TestPki } from './test-pki.ts'

export type TsaBehaviour =
  | 'good' | 'html' | 'http-500' | 'wrong-nonce' | 'wrong-digest' | 'expired' | 'not-a-tsa' | '50mb' | 'silent' | 'redirect'
  | 'refuses' | 'bare-token' | 'wrong-clock' | 'garbage'

export interface TestTsaOptions {
  readonly behaviour?: TsaBehaviour
  readonly certificate?: 'p256' | 'rsa'
  /** The authority's clock. Default: this machine's. */
  readonly now?: () => number
}

export interface TestTsa {
  readonly url: string
  readonly rootPem: string
  /** Requests received so far. */
  readonly requests: number
  close(): Promise<void>
}

export async function startTestTsa(options: TestTsaOptions = {}): Promise<TestTsa> {
  const { behaviour = 'good', certificate = 'p256', now = Date.now } = options
  const pki = makeTestPki({
    key: certificate,
    nowMs: now(),
    leaf: behaviour === 'expired' ? 'expired' : behaviour === 'not-a-tsa' ? 'server' : 'good',
  })
  let requests = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      requests += 1
      answer(behaviour, pki, Buffer.concat(parts), now(), response)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    rootPem: pki.rootPem,
    get requests() {
      return requests
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

const REPLY = { 'content-type': 'application/timestamp-reply' }

function answer(behaviour: TsaBehaviour, pki: TestPki, query: Buffer, nowMs: number, response: ServerResponse): void {
  switch (behaviour) {
    case 'silent': return
    case 'html': return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Portail captif</body></html>')
    case 'http-500': return void response.writeHead(500, { 'content-type': 'text/plain' }).end('internal error')
    case 'redirect': return void response.writeHead(302, { location: '/elsewhere' }).end()
    case '50mb': return flood(response)
    case 'refuses': return void response.writeHead(200, REPLY).end(rejection('timeNotAvailable', 'Horloge arrêtée\u202e'))
    case 'garbage': return void response.writeHead(200, REPLY).end(Buffer.from('30820400020100', 'hex'))
    default: {
      const token = mint(behaviour, pki, query, nowMs)
      response.writeHead(200, REPLY).end(behaviour === 'bare-token' ? token : grant(token))
    }
  }
}

function mint(behaviour: TsaBehaviour, pki: TestPki, query: Buffer, nowMs: number): Buffer {
  const request = readTimeStampReq(query)
  const { algorithm, digest } = request.imprint
  const other = Buffer.from(digest)
  other[0] = (other[0] ?? 0) ^ 1
  const nonce = request.nonce
  return makeToken({
    imprint: { algorithm, digest: behaviour === 'wrong-digest' ? other : digest },
    policy: '1.2.3.4.5',
    serial: BigInt(nowMs),
    genTime: instantOfMs(behaviour === 'wrong-clock' ? nowMs - 3_600_000 : nowMs),
    accuracySeconds: 1,
    nonce: behaviour === 'wrong-nonce' && nonce !== undefined ? nonce + 1n : nonce,
    nameTsa: true,
    key: pki.key.privateKey,
    certificate: pki.leaf,
    certificates: request.certReq ? [pki.leaf, pki.intermediate] : [],
  })
}

/** 50 MB under the right content type, as fast as the client takes them. */
function flood(response: ServerResponse): void {
  const block = Buffer.alloc(1 << 16)
  let left = 50_000_000
  response.writeHead(200, REPLY)
  const push = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= block.length
      if (!response.write(block)) {
        response.once('drain', push)
        return
      }
    }
    response.end()
  }
  push()
}
