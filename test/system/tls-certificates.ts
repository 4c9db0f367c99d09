// Certificates of an authority made for one test, by openssl.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempDir } from '../support/world.ts'

export interface Issued { readonly certificate: string; readonly key: string }
export interface TestAuthority {
  readonly ca: string
  issue(name: string, options?: { san?: string; days?: number; use?: 'serverAuth' | 'clientAuth' }): Issued
}

const openssl = (...args: readonly string[]): void => { execFileSync('openssl', args, { stdio: 'pipe' }) }

/** Call it inside a test. */
export function testAuthority(): TestAuthority {
  const dir = tempDir('scelle-tls-')
  const at = (name: string): string => join(dir, name)
  const text = (name: string): string => readFileSync(at(name), 'utf8')
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Test authority', '-days', '2', '-addext', 'basicConstraints=critical,CA:TRUE')
  return {
    ca: text('ca.pem'),
    issue(name, { san = 'DNS:localhost,IP:127.0.0.1', days = 2, use = 'serverAuth' } = {}) {
      openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', `/CN=${name}`)
      writeFileSync(at(`${name}.ext`), `subjectAltName=${san}\nextendedKeyUsage=${use}\n`)
      openssl('x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', at(`${name}.pem`), '-days', String(days), '-extfile', at(`${name}.ext`))
      return { certificate: text(`${name}.pem`), key: text(`${name}.key`) }
    },
  }
}
