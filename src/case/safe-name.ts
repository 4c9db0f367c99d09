// The name under which an exhibit is stored: readable, and harmless on every file system, in every archive and terminal.
// The true name is in the journal.
import { visible } from '../system/visible.ts'

const MAX_UNITS = 120
const MAX_BYTES = 200
const MAX_EXTENSION = 16
const LAST_RESORT = 'fichier'

// % because BagIt manifests give it a meaning (RFC 8493 §2.1.3).
const FORBIDDEN = /[<>:"/\\|?*%\ufffd]/gu
/** Most names: nothing to change. */
const PLAIN = /^[A-Za-z0-9_](?:[A-Za-z0-9_. -]{0,118}[A-Za-z0-9_-])?$/
const RESERVED = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** As many whole characters as fit. */
function fit(text: string, units: number, bytes: number): string {
  let out = ''
  let size = 0
  for (const char of text) {
    size += bytesOf(char)
    if (out.length + char.length > units || size > bytes) break
    out += char
  }
  return out
}

function cut(name: string): string {
  if (name.length <= MAX_UNITS && bytesOf(name) <= MAX_BYTES) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION ? name.slice(dot) : ''
  const stem = name.slice(0, name.length - extension.length)
  return fit(stem, MAX_UNITS - extension.length, MAX_BYTES - bytesOf(extension)).replace(/[. ]+$/u, '') + extension
}

/** Total: every byte string gives a name of 1 to 120 UTF-16 units and at most 200 bytes, in NFC. Not unique. */
export function safeName(raw: Buffer): string {
  const plain = raw.toString('latin1')
  if (PLAIN.test(plain) && !RESERVED.test(plain)) return plain
  const characters = [...raw.toString('utf8').normalize('NFC')].map((char) => {
    if (/\p{Zs}/u.test(char)) return ' '
    return visible(char) === char && !/[\p{Cn}\p{Cf}]/u.test(char) ? char : '_'
  })
  const name = cut(characters.join('').replace(FORBIDDEN, '_').trim())
    .normalize('NFC')
    .replace(/^[-.~ ]+/u, (lead) => '_'.repeat(lead.length))
    .replace(/[. ]+$/u, (trail) => '_'.repeat(trail.length))
  const harmless = RESERVED.test(name) ? `_${name}`.slice(0, MAX_UNITS) : name
  return harmless === '' ? LAST_RESORT : harmless
}

/** The bytes as a person reads them; `exact` is false when they are not UTF-8 and U+FFFD stands for what is not. */
export function displayName(raw: Buffer): { readonly text: string; readonly exact: boolean } {
  const text = raw.toString('utf8')
  return { text, exact: Buffer.from(text, 'utf8').equals(raw) }
}
