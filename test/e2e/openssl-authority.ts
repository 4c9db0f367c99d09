// A time authority nobody here wrote: `openssl ts -reply` behind an HTTP server of this process.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { certificatesToPem } from '../../src/seal/x509/pem.ts'
import { opensslReply } from '../support/tsa/openssl.ts'
import { makeTestPki } from '../support/tsa/test-pki.ts'

export interface OpensslAuthority {
  readonly url: string
  readonly rootPem: string
  readonly chainPem: string
  /** While true it answers 503. */
  asleep: boolean
  close(): Promise<void>
}

export async function startOpensslAuthority(): Promise<OpensslAuthority> {
  const pki = makeTestPki({ key: 'rsa' })
  const signer = {
    keyPem: pki.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: certificatesToPem([pki.leaf]), chainPem: pki.intermediatePem,
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (authority.asleep) response.writeHead(503).end()
      else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(opensslReply(Buffer.concat(parts), signer))
    })
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  const authority: OpensslAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`, rootPem: pki.rootPem, chainPem: certificatesToPem([pki.leaf, pki.intermediate]), asleep: false,
    close: () => new Promise((done) => {
      server.close(() => { done() })
      server.closeAllConnections()
    }),
  }
  return authority
}
