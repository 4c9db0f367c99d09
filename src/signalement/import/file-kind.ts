// What a file is, by its first bytes and not by its name: people rename .xls to .csv, and mail programs drop names.
import { Failure } from '../../system/failure.ts'
import type { ImportFormat } from './import-row.ts'
import { encodingOfStart, type Encoding, type EncodingStart } from './text-encoding.ts'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Name of the stream in which Office keeps a workbook that has a password (MS-OFFCRYPTO 2.3.2). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'jpeg'], ['89504e470d0a1a0a', 'png'], ['47494638', 'gif'], ['25504446', 'pdf'], ['52494646', 'riff'], ['1f8b', 'gzip'],
  ['377abcaf271c', '7z'], ['526172211a07', 'rar'], ['7b5c727466', 'rtf'], ['53514c69746520666f726d617420', 'sqlite'],
]

/** How much of the file is looked at first. */
export const HEAD_BYTES = 64 * 1024

export type FileKind =
  | { readonly format: 'xlsx' }
  /** `start` is undefined while only the whole file can tell its encoding. */
  | { readonly format: 'csv' | 'jsonl'; readonly start: EncodingStart | undefined }

/**
 * @param head the first bytes, all of a shorter file
 * @param format what the person says that it is: then text is not judged, but bytes that are no text still are
 * @throws `import.empty`, `import.unknown-format`, `import.json-array`, `import.workbook-encrypted`, `import.workbook-old`
 */
export function fileKind(path: string, head: Buffer, format: ImportFormat | undefined): FileKind {
  if (head.length === 0) throw new Failure('import.empty', { path })
  if (head.subarray(0, OLE.length).equals(OLE)) throw new Failure(head.includes(ENCRYPTED) ? 'import.workbook-encrypted' : 'import.workbook-old', { path })
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    if (format !== undefined && format !== 'xlsx') throw new Failure('import.unknown-format', { path, kind: 'zip' })
    return { format: 'xlsx' }
  }
  const hex = head.subarray(0, 16).toString('hex')
  const kind = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1]
  if (kind !== undefined || hex.startsWith('66747970', 8)) throw new Failure('import.unknown-format', { path, kind: kind ?? 'video' })
  const start = encodingOfStart(head)
  if (start === 'binary' || (start === undefined && controls(head) > head.length / 100) || format === 'xlsx') {
    throw new Failure('import.unknown-format', { path, kind: 'binary' })
  }
  const text = textOf(head, start?.encoding ?? 'windows-1252', start?.markBytes ?? 0)
  if (text === '' && head.length < HEAD_BYTES) throw new Failure('import.empty', { path })
  if (format !== undefined) return { format, start }
  if (/^<(?:\?xml|!doctype|html|table|meta)/i.test(text)) throw new Failure('import.unknown-format', { path, kind: 'html' })
  // One document over many lines, or a list: not one object a line.
  if (/^\[\s*[[{\]]|^\{[ \t]*\r?\n/.test(text)) throw new Failure('import.json-array', { path })
  return { format: /^\{\s*["}]/.test(text) ? 'jsonl' : 'csv', start }
}

/** Control characters that no text has; the apostrophe rule and cells may bring tabs and line breaks. */
function controls(head: Buffer): number {
  let count = 0
  for (const byte of head) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) count += 1
  return count
}

/** Enough to see how it begins; accents do not matter here. */
function textOf(head: Buffer, encoding: Encoding, markBytes: number): string {
  return new TextDecoder(encoding).decode(head.subarray(markBytes, markBytes + HEAD_BYTES)).replace(/^[\s\ufeff]+/, '').trimEnd()
}
