// Header fields of one message (RFC 5322): what they say of themselves, first occurrence, nothing invented for a bad date.
import type { TimeFact } from '../../record.ts'
import { mailTime } from '../../times.ts'

export interface MailFacts {
  readonly times: readonly TimeFact[]
  readonly texts: readonly { readonly key: string; readonly value: string; readonly source: string }[]
  readonly software: readonly { readonly name: string; readonly source: string }[]
  readonly raw: Readonly<Record<string, unknown>>
}

const HEADER_LIMIT = 128 * 1024
const SHOWN = ['Subject', 'From', 'To', 'Message-ID', 'Reply-To', 'Return-Path']

export function mailFacts(bytes: Buffer): MailFacts {
  const fields = headerFields(bytes.toString('utf8', 0, HEADER_LIMIT))
  const first = (name: string): string | undefined => fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value
  const date = first('Date')
  const software = ['X-Mailer', 'User-Agent'].flatMap((name) => {
    const value = first(name)
    return value === undefined ? [] : [{ name: value.slice(0, 200), source: `MAIL:${name}` }]
  })
  return {
    times: date === undefined ? [] : [mailTime({ role: 'sent', source: 'MAIL:Date', raw: date })],
    texts: SHOWN.flatMap((key) => {
      const value = first(key)
      return value === undefined ? [] : [{ key, value: decodedWords(value).slice(0, 1024), source: `MAIL:${key}` }]
    }),
    software,
    raw: {
      fields: fields.slice(0, 60).map(({ name, value }) => `${name}: ${value.slice(0, 500)}`),
      received: fields.filter(({ name }) => name.toLowerCase() === 'received').length,
    },
  }
}

function headerFields(text: string): { name: string; value: string }[] {
  const fields: { name: string; value: string }[] = []
  const start = text.replace(/^\ufeff?(?:\s*From [^\n]{1,300}\r?\n)?/, '')
  for (const line of start.split(/\r?\n/, 3000)) {
    if (line === '') break
    const match = /^([!-9;-~]{1,78})[ \t]*:(.*)$/.exec(line)
    const last = fields.at(-1)
    if (/^[ \t]/.test(line) && last !== undefined) last.value = `${last.value} ${line.trim()}`.slice(0, 8192)
    else if (match !== null) fields.push({ name: match[1] as string, value: (match[2] as string).trim() })
    else if (fields.length > 0) break
  }
  return fields
}

/** RFC 2047 encoded words; what cannot be decoded stays as it is. */
function decodedWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?([A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,20})?\?([BbQq])\?([^?\s]{0,1000})\?=/g, (whole: string, charset: string, kind: string, text: string) => {
    const bytes = kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64')
      : Buffer.from(text.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
    try {
      return new TextDecoder(charset).decode(bytes)
    } catch {
      return whole
    }
  })
}
