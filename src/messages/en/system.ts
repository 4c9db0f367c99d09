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
}
