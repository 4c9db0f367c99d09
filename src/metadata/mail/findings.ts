// What two fields of one header say differently: dates and domains. Differences are common; they are told, not judged. No
// outside code.
import { finding } from '../finding-codes.ts'
import type { Finding, TimeFact } from '../record.ts'
import { secondsOf } from '../times.ts'
import { addresses, tagOf } from './addresses.ts'
import { valuesOf } from './fields.ts'
import type { HeaderField } from './fields.ts'

const DAY = 86_400

export function mailFindings(fields: readonly HeaderField[], times: readonly TimeFact[], namespace: string): Finding[] {
  return [...ofDates(times), ...ofDomains(fields, namespace)]
}

/** The first server that took the message writes the last Received line. */
function ofDates(times: readonly TimeFact[]): Finding[] {
  const sent = times.find(({ role, utc }) => role === 'sent' && utc !== undefined)
  const received = times.findLast(({ role, utc }) => role === 'received' && utc !== undefined)
  if (sent?.utc === undefined || received?.utc === undefined) return []
  const seconds = Math.abs(secondsOf(sent.utc) - secondsOf(received.utc))
  return seconds <= DAY ? [] : [finding('mail-date-differs', 'notice', { sent: sent.utc, received: received.utc, hours: Math.round(seconds / 3600) },
    [sent, received].map(({ source, raw }) => `${source} = ${raw}`))]
}

function ofDomains(fields: readonly HeaderField[], namespace: string): Finding[] {
  const from = domainIn(valuesOf(fields, 'From')[0])
  if (from === undefined) return []
  const others = [
    ...[domainIn(valuesOf(fields, 'Return-Path')[0])].flatMap((domain) => (domain === undefined ? [] : [{ source: `${namespace}:Return-Path`, domain }])),
    ...valuesOf(fields, 'DKIM-Signature').slice(0, 10).flatMap((value, index) => {
      const domain = tagOf(value, 'd')?.toLowerCase()
      return domain === undefined || domain === '' ? [] : [{ source: `${namespace}:DKIM-Signature[${index + 1}]:d`, domain }]
    }),
  ].filter(({ domain }) => !related(domain, from))
  if (others.length === 0) return []
  return [finding('mail-domains-differ', 'info', { from, others: [...new Set(others.map(({ domain }) => domain))].join(', ') },
    [`${namespace}:From = ${from}`, ...others.map(({ source, domain }) => `${source} = ${domain}`)])]
}

function domainIn(value: string | undefined): string | undefined {
  const address = value === undefined ? undefined : addresses(value)[0]
  return address === undefined ? undefined : /@([A-Za-z0-9.-]{1,253})>?$/.exec(address)?.[1]?.toLowerCase()
}

/** The same, or one below the other. */
function related(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}
