// Wraps postal-mime's address and encoded word parsers: people of a header field, tags of a signature field.
import { addressParser, decodeWords } from 'postal-mime'

const PEOPLE_LIMIT = 200

/** `Name <address>`, decoded; what is no address stays as it is written. */
export function addresses(value: string): string[] {
  const people = addressParser(value, { flatten: true }).slice(0, PEOPLE_LIMIT).flatMap(({ name, address }) => {
    const known = decoded(name).trim()
    const shown = address === undefined || address === '' ? known : known === '' || known === address ? address : `${known} <${address}>`
    return shown === '' ? [] : [shown.slice(0, 500)]
  })
  return people.length === 0 && value.trim() !== '' && value.trim() !== '<>' ? [decoded(value).slice(0, 500)] : people
}

/** A tag of a DKIM or ARC value: `d=example.org` (RFC 6376 §3.2). */
export function tagOf(value: string, tag: string): string | undefined {
  for (const part of value.split(';', 40)) {
    const equals = part.indexOf('=')
    if (equals !== -1 && part.slice(0, equals).trim() === tag) return part.slice(equals + 1).trim()
  }
  return undefined
}

/** RFC 2047; what cannot be decoded stays. */
export function decoded(value: string): string {
  if (!value.includes('=?')) return value
  try {
    return decodeWords(value.slice(0, 8192))
  } catch {
    return value
  }
}
