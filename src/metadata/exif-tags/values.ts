// EXIF tags by directory, as any engine gives them once its own names and shapes are left behind, and the few ways to read
// one value. Names are those of EXIF 2.32, except where ExifTool's are the ones that everybody cites (ModifyDate, CreateDate).

type Directory = Readonly<Record<string, unknown>>
/** Strings as read, NUL and what follows it included; rationals as numbers; UNDEFINED as bytes or a list of numbers. */
export interface ExifTags {
  readonly ifd0: Directory
  readonly exif: Directory
  readonly gps: Directory
}

export const TEXT_LIMIT = 4096

/** The string up to its first NUL; undefined when nothing but blanks is left. Bytes that are UTF-8 are read so, others as Latin-1. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const plain = (value.split('\0', 1)[0] as string).trim().slice(0, TEXT_LIMIT)
  if (plain === '') return undefined
  if (!/[\u0080-\u00ff]/.test(plain) || /[^\u0000-\u00ff]/.test(plain)) return plain
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(plain, 'latin1'))
  } catch {
    return plain
  }
}

/** EXIF 2.32 §4.6.4 B: the photographer's notice, a NUL, the editor's. */
export function notices(value: unknown): string[] {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT).split('\0', 8).flatMap((part) => text(part) ?? []) : []
}

/** Little-endian UTF-16 in a list of bytes: the XP… tags of Windows. */
export function wideText(value: unknown): string | undefined {
  const data = bytes(value)
  return data === undefined ? text(value) : text(data.subarray(0, Math.min(data.length & ~1, TEXT_LIMIT * 2)).toString('utf16le'))
}

export function bytes(value: unknown): Buffer | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  const list = numbers(value)
  return list === undefined || list.some((item) => !Number.isInteger(item) || item < 0 || item > 255) ? undefined : Buffer.from(list)
}

/** The numbers of a list, or one alone. 0/0 is NaN and stays so. */
export function numbers(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [value]
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return undefined
  const list = [...(value as unknown as Iterable<unknown>)]
  return list.every((item) => typeof item === 'number') ? list : undefined
}

/** One finite number; the first one of a list. */
export function number(value: unknown): number | undefined {
  const [first] = numbers(value) ?? []
  return first !== undefined && Number.isFinite(first) ? first : undefined
}
