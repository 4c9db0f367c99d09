import { describe, expect, it } from 'vitest'
import { readCertificates } from '../../../src/seal/rfc3161/anchors.ts'
import { certificatesToPem, toPem } from '../../../src/seal/x509/pem.ts'
import { isFailure } from '../../../src/system/failure.ts'
import { makeTestPki } from '../../support/tsa/test-pki.ts'

const factsOf = (input: string | Uint8Array): { index: number; detail: string } | undefined => {
  try {
    readCertificates(input)
    return undefined
  } catch (error) {
    if (isFailure(error, 'tsp.bad-certificate')) return error.facts
    throw error
  }
}

describe('readCertificates', () => {
  const pki = makeTestPki()

  it('reads a bundle in its order, with text and CRLF between the blocks, and one DER', () => {
    const bundle = `Racine:\r\n${pki.rootPem.replaceAll('\n', '\r\n')}autre texte\n${pki.intermediatePem}`
    expect(readCertificates(bundle)).toEqual([pki.root, pki.intermediate])
    expect(readCertificates(Buffer.from(bundle))).toEqual([pki.root, pki.intermediate])
    expect(readCertificates(pki.root)).toEqual([pki.root])
    expect(certificatesToPem(readCertificates(bundle))).toBe(pki.rootPem + pki.intermediatePem)
  })

  it('refuses a file without certificate, a damaged one by its number, and a private key alone', () => {
    expect(factsOf('')).toEqual({ index: 0, detail: 'no-certificate' })
    expect(factsOf(Buffer.alloc(0))).toEqual({ index: 0, detail: 'no-certificate' })
    expect(factsOf(toPem('PRIVATE KEY', Buffer.from('x')))).toEqual({ index: 0, detail: 'no-certificate' })
    expect(factsOf(pki.rootPem + toPem('CERTIFICATE', pki.root.subarray(0, 50)))).toEqual({ index: 2, detail: 'overrun' })
    expect(factsOf(pki.root.subarray(0, 50))).toEqual({ index: 1, detail: 'overrun' })
    expect(factsOf(`${pki.rootPem}${'x'.repeat(100)}`)).toBeUndefined()
  })
})
