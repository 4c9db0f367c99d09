// Names in a zip: what an unpacker could be led astray with is refused, not repaired.
import { crc32 } from 'node:zlib'
import type { ExtraField } from 'yauzl'

export type NameDefect = 'empty' | 'encoding' | 'ambiguous' | 'absolute' | 'drive' | 'backslash' | 'parent' | 'empty-part' | 'nul'

const UTF8_FLAG = 0x0800
const UNICODE_PATH = 0x7075

export function entryName(raw: Buffer, flags: number, extraFields: readonly ExtraField[]): { name: string; shown: string; defect?: NameDefect } {
  const name = raw.toString('utf8')
  const defect = encodingDefect(raw, name, flags, extraFields) ?? pathDefect(name)
  return { name, shown: name, ...defect !== undefined && { defect } }
}

function encodingDefect(raw: Buffer, name: string, flags: number, extraFields: readonly ExtraField[]): NameDefect | undefined {
  if (!Buffer.from(name, 'utf8').equals(raw)) return 'encoding'
  const ascii = raw.every((byte) => byte < 0x80)
  const unicode = extraFields.filter(({ id, data }) => id === UNICODE_PATH && data.length >= 5 && data[0] === 1 && data.readUInt32LE(1) === crc32(raw))
  if (unicode.some(({ data }) => !data.subarray(5).equals(raw))) return 'ambiguous'
  // Without the flag the bytes mean CP437: other tools would unpack another name.
  return ascii || (flags & UTF8_FLAG) !== 0 || unicode.length > 0 ? undefined : 'encoding'
}

function pathDefect(name: string): NameDefect | undefined {
  if (name === '' || name === '/') return 'empty'
  if (name.includes('\0')) return 'nul'
  if (name.includes('\\')) return 'backslash'
  if (name.startsWith('/')) return 'absolute'
  if (/^[A-Za-z]:/.test(name)) return 'drive'
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.includes('..')) return 'parent'
  return parts.some((part) => part === '' || part === '.') ? 'empty-part' : undefined
}
