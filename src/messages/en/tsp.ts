// Time-stamping in English: failures, and checks of an RFC 3161 token.
import type { Check } from '../../seal/check.ts'
import type { DerDefect } from '../../seal/der/node.ts'
import type { TspCheckWords } from '../../seal/rfc3161/checks.ts'
import type { SetName } from '../../seal/rfc3161/signed-data.ts'
import type { PathDefect } from '../../seal/x509/path.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 160)
const seconds = (ms: number): string => plural('en', Math.round(Math.abs(ms) / 1000), 'second', 'seconds')

const DER: Readonly<Record<DerDefect, string>> = {
  'too-large': 'more than 1 MiB',
  'too-deep': 'nested too deeply',
  'too-many-nodes': 'too many elements',
  truncated: 'truncated',
  'trailing-bytes': 'bytes left over at the end',
  'high-tag': 'unknown tag',
  'indefinite-length': 'indefinite length (BER)',
  'length-too-long': 'length too large',
  'length-not-minimal': 'length not minimal (BER)',
  overrun: 'a length goes beyond the data',
  'constructed-string': 'string in pieces (BER)',
  'unexpected-shape': 'unexpected structure',
  'bad-integer': 'badly written integer',
  'bad-boolean': 'badly written boolean',
  'bad-oid': 'badly written object identifier',
  'bad-bit-string': 'badly written bit string',
  'bad-time': 'badly written date',
}

const PATH: Readonly<Record<PathDefect, string>> = {
  'not-a-ca': 'is not a certification authority',
  'cannot-sign-certificates': 'may not sign certificates',
  'path-too-long': 'does not allow a chain of this length',
  'wrong-purpose': 'does not allow time-stamping',
  'bad-signature': 'did not sign the next certificate',
  expired: 'had expired at the time of the token',
  'not-yet-valid': 'was not yet valid at the time of the token',
  'critical-extension': 'carries an unknown critical extension',
  'weak-signature': 'signed the next certificate with an algorithm that is too weak',
  'short-key': 'has a key that is too short',
}

const SETS: Readonly<Record<SetName, string>> = {
  digestAlgorithms: 'digest algorithms',
  certificates: 'certificates',
  signedAttrs: 'signed attributes',
}

export const tspChecks: TspCheckWords = {
  'TSP.MALFORMED': ({ reason, offset }) => `The token cannot be read: ${DER[reason]} (byte ${formatNumber('en', offset)}).`,
  'TSP.BER_ENCODING': ({ reason, offset }) => `The token is not strict DER: ${DER[reason]} (byte ${formatNumber('en', offset)}). It is read as BER.`,
  'TSP.SET_NOT_SORTED': ({ sets }) => `Elements out of DER order: ${sets.map((set) => SETS[set]).join(', ')}.`,
  'TSP.STATUS_GRANTED': () => 'The authority granted the token.',
  'TSP.STATUS_GRANTED_WITH_MODS': ({ text }) => `The authority granted the token with changes${text === '' ? '' : `: "${shown(text)}"`}.`,
  'TSP.STATUS_NOT_GRANTED': ({ status, text, failInfo }) => `The authority refused (${[status, ...failInfo].join(', ')})${text === '' ? '' : `: "${shown(text)}"`}.`,
  'TSP.TOKEN_MISSING': () => 'The response is granted but holds no token.',
  'TSP.CONTENT_NOT_SIGNED_DATA': ({ type }) => `The file is not a signed token (type ${type}).`,
  'TSP.CONTENT_NOT_TST_INFO': ({ type }) => `The signed content is not a time-stamp (type ${type}).`,
  'TSP.TST_VERSION': ({ version }) => `Unknown time-stamp version: ${shown(version)}.`,
  'TSP.TST_CRITICAL_EXTENSION': ({ extensions }) => `The token carries an unknown critical extension: ${extensions.join(', ')}.`,
  'TSP.IMPRINT_ALGORITHM_REFUSED': ({ algorithm }) => `The token's digest algorithm is not accepted: ${algorithm}.`,
  'TSP.IMPRINT_MATCHES': ({ algorithm }) => `The token is about the expected digest (${algorithm}).`,
  'TSP.IMPRINT_MISMATCH': ({ expected, found }) => `The token is about another digest: expected ${expected}, found ${found}.`,
  'TSP.IMPRINT_NOT_COMPARED': ({ algorithm, digest }) => `Nothing is given to compare with the token; it is about ${algorithm}:${digest}.`,
  'TSP.NONCE_MATCHES': () => 'The token answers this request (same nonce).',
  'TSP.NONCE_MISMATCH': () => 'The token answers another request (different nonce).',
  'TSP.NONCE_MISSING': () => 'The token does not return the nonce of the request.',
  'TSP.POLICY_MATCHES': ({ policy }) => `The policy is the one asked for (${policy}).`,
  'TSP.POLICY_MISMATCH': ({ expected, found }) => `The policy is not the one asked for: expected ${expected}, found ${found}.`,
  'TSP.SIGNER_COUNT': ({ count }) => `The token must have one signer, it has ${count}.`,
  'TSP.SIGNED_ATTRIBUTES_MISSING': () => 'The token has no signed attributes.',
  'TSP.SIGNED_ATTRIBUTE_REPEATED': ({ attributes }) => `A signed attribute is there more than once: ${attributes.join(', ')}.`,
  'TSP.CONTENT_TYPE_ATTRIBUTE_WRONG': ({ type }) => type === null ? 'The signed content-type attribute is missing.' : `The signed content-type attribute does not say time-stamp (${type}).`,
  'TSP.MESSAGE_DIGEST_MATCHES': ({ algorithm }) => `The signed digest is that of the content (${algorithm}).`,
  'TSP.MESSAGE_DIGEST_MISSING': () => 'The signed digest of the content is missing.',
  'TSP.MESSAGE_DIGEST_MISMATCH': () => 'The signed digest is not that of the content.',
  'TSP.SIGNER_DIGEST_REFUSED': ({ algorithm }) => `The signature uses a digest algorithm that is not accepted: ${algorithm}.`,
  'TSP.DIGEST_ALGORITHM_NOT_LISTED': ({ algorithm }) => `The token does not announce the digest algorithm of its signature: ${algorithm}.`,
  'TSP.CERTIFICATE_UNREADABLE': ({ index, reason }) => `Certificate ${index + 1} of the token cannot be read and is not used: ${DER[reason]}.`,
  'TSP.CERTIFICATES_NOT_SENT': () => 'The authority did not send its certificate, although asked.',
  'TSP.SIGNER_CERT_MISSING': () => 'The signer\'s certificate is neither in the token nor given.',
  'TSP.SIGNER_CERT_FOUND': ({ subject }) => `The signer's certificate is there: ${shown(subject)}.`,
  'TSP.ESS_MATCHES': ({ version }) => `The token names this certificate (ESSCertID version ${version}).`,
  'TSP.ESS_MISSING': () => 'The token does not name the certificate that signs it (no signing-certificate attribute).',
  'TSP.ESS_MISMATCH': ({ version }) => `The token names another certificate than the one that signs (ESSCertID version ${version}).`,
  'TSP.ESS_V1_ONLY': () => 'The token names its certificate by SHA-1 only (ESSCertID version 1).',
  'TSP.SIGNATURE_VALID': ({ algorithm }) => `The signature is valid (${algorithm}).`,
  'TSP.SIGNATURE_INVALID': ({ algorithm }) => `The signature is not valid (${algorithm}).`,
  'TSP.SIGNATURE_ALGORITHM_REFUSED': ({ algorithm }) => `The signature algorithm is not accepted, or does not suit the key: ${algorithm}.`,
  'TSP.KEY_TOO_SHORT': ({ bits }) => `The signer's RSA key is too short: ${formatNumber('en', bits)} bits, at least 2,048 are wanted.`,
  'TSP.SIGNER_IS_CA': () => 'The signer\'s certificate is that of a certification authority.',
  'TSP.EKU_SUITED': () => 'The certificate is for time-stamping alone.',
  'TSP.EKU_MISSING': () => 'The certificate is not for time-stamping.',
  'TSP.EKU_NOT_CRITICAL': () => 'The time-stamping usage of the certificate is not marked critical.',
  'TSP.EKU_NOT_SOLE': ({ purposes }) => `The certificate is not for time-stamping alone: ${shown(purposes.join(', '))}.`,
  'TSP.KEY_USAGE_REFUSED': () => 'The certificate does not allow signing.',
  'TSP.KEY_USAGE_WIDE': () => 'The certificate allows more than signing.',
  'TSP.CERT_CRITICAL_EXTENSION': ({ extensions }) => `The certificate carries an unknown critical extension, among ${shown(extensions.join(', '))}.`,
  'TSP.CERT_VALID_AT_GENTIME': ({ notBefore, notAfter }) => `The certificate was valid at the time of the token (from ${notBefore} to ${notAfter}).`,
  'TSP.CERT_EXPIRED_AT_GENTIME': ({ notAfter, genTime }) => `The certificate had expired on ${notAfter}, before the time of the token (${genTime}).`,
  'TSP.CERT_NOT_YET_VALID_AT_GENTIME': ({ notBefore, genTime }) => `The certificate is valid only from ${notBefore}, after the time of the token (${genTime}).`,
  'TSP.CHAIN_TO_ANCHOR': ({ root, sha256 }) => `The certificate chain leads to a configured root: ${shown(root)} (SHA-256 ${sha256}).`,
  'TSP.CHAIN_NO_ANCHOR': () => 'No trusted root is configured: who the authority is remains open.',
  'TSP.CHAIN_NOT_TO_ANCHOR': ({ issuer }) => `The chain leads to no configured root; the issuer ${shown(issuer)} is missing.`,
  'TSP.CHAIN_UNTRUSTED': ({ defect, certificate }) => `The certificate chain is broken: ${shown(certificate)} ${PATH[defect]}.`,
  'TSP.CERTIFICATES_UNUSED': ({ count }) => `The token holds ${plural('en', count, 'certificate', 'certificates')} that the chain does not use.`,
  'TSP.TSA_NAME_DIFFERS': () => 'The authority\'s name in the token is not that of the certificate.',
  'TSP.CLOCK_AGREES': ({ differenceMs }) => `The token's time and this machine's clock agree (difference: ${seconds(differenceMs)}).`,
  'TSP.CLOCK_DISAGREES': ({ differenceMs }) => `The token's time and this machine's clock differ by ${seconds(differenceMs)}.`,
}

const sentenceOf = (check: Check): string => {
  const say = (tspChecks as Readonly<Record<string, ((facts: never) => string) | undefined>>)[check.code]
  return say === undefined ? check.code : say(check.facts as never)
}

export const tspFailures: FailureWordsOf<'tsp'> = {
  'tsp.bad-request': ({ reason }) => ({
    message: `The time-stamp request cannot be served (${reason}).`,
    remedy: 'Send an RFC 3161 request (application/timestamp-query) with a SHA-256, SHA-384 or SHA-512 digest.',
  }),
  'tsp.bad-certificate': ({ index, detail }) => ({
    message: index === 0
      ? 'There is no certificate in this file.'
      : `Certificate ${index} cannot be read (${(DER as Readonly<Record<string, string>>)[detail] ?? detail}).`,
    remedy: 'Give a PEM file with one or more certificates, or one DER certificate.',
  }),
  'tsp.http-status': ({ authority, status }) => ({
    message: `The authority ${shown(authority)} answers with HTTP error ${status}.`,
    remedy: 'Check the address of the authority, then run again: scelle seal --resume.',
  }),
  'tsp.not-a-reply': ({ authority, contentType }) => ({
    message: `The answer of ${shown(authority)} is not a time-stamp (${contentType === '' ? 'no type told' : shown(contentType)}).`,
    remedy: 'Check that the address is that of an RFC 3161 authority, and that no portal answers in its place.',
  }),
  'tsp.refused': ({ authority, status, text, failInfo }) => ({
    message: `The authority ${shown(authority)} refuses the request (${[status, ...failInfo].join(', ')})${text === '' ? '' : `: "${shown(text)}"`}.`,
    remedy: 'Try again later, or choose another authority with --tsa.',
  }),
  'tsp.bad-token': ({ authority, check }) => ({
    message: `The token of ${shown(authority)} is not accepted. ${sentenceOf(check)}`,
    remedy: 'Nothing of this answer is kept. Try again, or choose another authority with --tsa.',
  }),
  'tsp.authority-damaged': ({ path, reason }) => ({
    message: `The local authority cannot be used (${{ incomplete: 'files are missing', unreadable: 'files cannot be read', 'key-mismatch': 'key and certificate differ' }[reason]}): ${shown(path)}.`,
    remedy: 'Set this folder aside: a new local authority is made at the next use. Seals already made keep their certificates.',
  }),
  'tsp.authority-out-of-date': ({ path, now, notBefore, notAfter }) => ({
    message: `The clock says ${now}, but the local authority's certificate is valid from ${notBefore} to ${notAfter}.`,
    remedy: `Set the clock. If it is right, set this folder aside: ${shown(path)}.`,
  }),
  'tsp.port-unavailable': ({ port, errno }) => ({
    message: `Port ${port} is not available (${errno}).`,
    remedy: 'Choose another port with --port, or stop the program that holds it.',
  }),
}
