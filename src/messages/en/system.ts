// English words of the world: disk, clock, network.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, plural } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 160)

export const systemFailures: FailureWordsOf<'system'> = {
  'system.disk-full': ({ path }) => ({
    message: `The disk is full: ${shown(path)} was not written.`,
    remedy: 'Free some space, then run the same command again: it goes on where it stopped.',
  }),
  'system.io': ({ path, errno }) => ({
    message: `The system refuses to write or read ${shown(path)} (${shown(errno)}).`,
    remedy: 'Check the permissions and the state of the disk, then try again. What was acknowledged still is.',
  }),
  'system.interrupted': ({ signal, asked }) => ({
    message: `Interrupted (${shown(signal)}).`,
    remedy: asked === true ? 'Nothing was kept of these answers: begin again when you like.' : 'Run the same command again: it goes on where it stopped.',
  }),
  'system.internal': ({ detail }) => ({
    message: `Error in scelle: ${shown(detail)}.`,
    remedy: 'Try again. If it comes back, report it with this message and the version (scelle --version).',
  }),
  'system.too-large': ({ path, limit }) => ({
    message: `${shown(path)} is larger than ${formatBytes('en', limit)}.`,
    remedy: 'This file is not what is expected here. Give the right file.',
  }),
  'system.line-too-long': ({ path, line, limit }) => ({
    message: `Line ${formatNumber('en', line)} of ${shown(path)} is longer than ${formatBytes('en', limit)}.`,
    remedy: 'This file is damaged or not what is expected here. Start again from a sound copy.',
  }),
  'system.bad-clock': ({ value }) => ({
    message: `SCELLE_NOW is not a date and time with its zone: ${shown(value)}.`,
    remedy: 'Write for example SCELLE_NOW=2026-11-23T17:00:00Z, or unset this variable.',
  }),
}

export const httpFailures: FailureWordsOf<'http'> = {
  'http.bad-url': ({ protocol }) => ({
    message: protocol === '' ? 'This address cannot be read.' : `An address with "${shown(protocol)}" is not accepted.`,
    remedy: 'Give an address that begins with https:// or http://.',
  }),
  'http.unreachable': ({ host, reason }) => ({
    message: `${shown(host)} does not answer (${shown(reason)}).`,
    remedy: 'Check the network, the proxy and the address, then try again.',
  }),
  'http.timeout': ({ host, seconds }) => ({
    message: `${shown(host)} did not answer within ${plural('en', seconds, 'second', 'seconds')}.`,
    remedy: 'Try again later, or give another address.',
  }),
  'http.too-large': ({ host, limit }) => ({
    message: `The answer of ${shown(host)} is larger than ${formatBytes('en', limit)}. It was not read.`,
    remedy: 'Check the address: this is not the answer that is expected.',
  }),
  'http.redirect': ({ host, status }) => ({
    message: `${shown(host)} redirects to another address (HTTP ${status}). scelle follows no redirect.`,
    remedy: 'Give the final address itself, once you have checked it.',
  }),
  'http.not-https': ({ host }) => ({
    message: `${shown(host)}: this address is not https.`,
    remedy: 'Give an https:// address; http:// is accepted on this machine only (localhost).',
  }),
  'http.private-address': ({ host }) => ({
    message: `${shown(host)} is an address of a private network: nothing was sent there.`,
    remedy: 'If it is meant, list its name: scelle config set destination.X.privateHosts NAME.',
  }),
  'http.certificate': ({ host, reason }) => ({
    message: `${shown(host)} does not prove who it is (${shown(reason)}): nothing was sent.`,
    remedy: 'Give the certificate authority of the destination: scelle config set destination.X.ca FILE.pem.',
  }),
}

export const mailFailures: FailureWordsOf<'mail'> = {
  'mail.unreachable': ({ host, reason }) => ({
    message: `The mail server ${shown(host)} does not answer (${shown(reason)}): nothing left.`,
    remedy: 'Check the network and the settings destination.X.smtpHost and smtpPort, then try again.',
  }),
  'mail.login': ({ host, reason }) => ({
    message: `The mail server ${shown(host)} refuses the login (${shown(reason)}).`,
    remedy: 'Set destination.X.smtpUser and the password: scelle config secret destination.X.smtp-password.',
  }),
  'mail.refused': ({ host, code, reply }) => ({
    message: `The mail server ${shown(host)} refuses the message (${code}): ${shown(reply)}.`,
    remedy: 'Correct what it says, then try again.',
  }),
  'mail.outcome-unknown': ({ host, reason }) => ({
    message: `The mail server ${shown(host)} did not confirm that it has the message (${shown(reason)}).`,
    remedy: 'Ask the destination whether it has the message before sending it again.',
  }),
  'mail.not-encrypted': ({ host }) => ({
    message: `${shown(host)}: mail does not leave this machine in clear.`,
    remedy: 'Set destination.X.smtpSecurity to tls or starttls.',
  }),
}
