// bagit.txt (RFC 8493 §2.1.1): two lines, no more, without byte order mark.
import type { CheckSheet } from '../check-sheet.ts'
import type { Container } from '../container.ts'
import type { Inventory } from '../inventory.ts'

export type DeclarationDefect = 'byte-order-mark' | 'whitespace' | 'form' | 'too-large'

declare module '../../seal/check.ts' {
  interface CheckFacts {
    'BAG.DECLARATION_MISSING': Record<never, never>
    'BAG.DECLARATION_INVALID': { reason: DeclarationDefect }
    'BAG.VERSION_UNKNOWN': { version: string }
    'BAG.VERSION_OLD': { version: string }
    'BAG.ENCODING_UNKNOWN': { encoding: string }
    /** Not UTF-8. */
    'BAG.ENCODING_UNUSUAL': { encoding: string }
  }
}

export interface Declaration {
  /** Below 1.0 some rules were looser. */
  readonly before1: boolean
  /** Label for a TextDecoder. */
  readonly encoding: string
}

const STRICT: Declaration = { before1: false, encoding: 'utf-8' }
const OLD = ['0.93', '0.94', '0.95', '0.96', '0.97']
const LIMIT = 4096

export async function checkDeclaration(container: Container, inventory: Inventory, sheet: CheckSheet): Promise<Declaration> {
  const row = inventory.get('bagit.txt')
  if (row?.kind !== 'file') {
    sheet.add('BAG.DECLARATION_MISSING', 'failed', 'bagit.txt', {})
    return STRICT
  }
  if (row.size > LIMIT) {
    sheet.add('BAG.DECLARATION_INVALID', 'failed', 'bagit.txt', { reason: 'too-large' })
    return STRICT
  }
  const text = (await container.read('bagit.txt', LIMIT)).toString('utf8')
  const [, version = '', encoding = ''] =
    /^BagIt-Version: (\d+\.\d+)(?:\r\n|\n|\r)Tag-File-Character-Encoding: (\S+)(?:\r\n|\n|\r)?$/.exec(text) ?? []
  if (version === '') {
    sheet.add('BAG.DECLARATION_INVALID', 'failed', 'bagit.txt', { reason: defectOf(text) })
    return { ...STRICT, before1: /^\ufeff?BagIt-Version\s*:\s*0?\.\d/.test(text) }
  }
  const before1 = OLD.includes(version)
  if (before1) sheet.add('BAG.VERSION_OLD', 'info', 'bagit.txt', { version })
  else if (version !== '1.0') sheet.add('BAG.VERSION_UNKNOWN', 'indeterminate', 'bagit.txt', { version })
  return { before1, encoding: encodingOf(encoding, sheet) }
}

function encodingOf(encoding: string, sheet: CheckSheet): string {
  if (/^utf-?8$/i.test(encoding)) return 'utf-8'
  try {
    void new TextDecoder(encoding)
  } catch {
    sheet.add('BAG.ENCODING_UNKNOWN', 'failed', 'bagit.txt', { encoding })
    return 'utf-8'
  }
  sheet.add('BAG.ENCODING_UNUSUAL', 'warning', 'bagit.txt', { encoding })
  return encoding
}

function defectOf(text: string): DeclarationDefect {
  if (text.startsWith('\ufeff')) return 'byte-order-mark'
  const lines = text.split(/\r\n|\n|\r/)
  const isLine = (line: string | undefined, label: string) => line !== undefined && new RegExp(`^\\s*${label}\\s*:\\s*\\S+\\s*$`).test(line)
  const looksRight = isLine(lines[0], 'BagIt-Version') && isLine(lines[1], 'Tag-File-Character-Encoding') && /:\s*\d+\.\d+\s*$/.test(lines[0] ?? '')
  return looksRight ? 'whitespace' : 'form'
}
