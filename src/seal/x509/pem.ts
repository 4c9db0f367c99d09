// PEM (RFC 7468) text around DER.

/** One block with lines of 64 characters and a final newline. */
export function toPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** A bundle, in the order given. */
export function certificatesToPem(certificates: Iterable<Uint8Array>): string {
  return Array.from(certificates, (der) => toPem('CERTIFICATE', der)).join('')
}
