// exifr, on buffers only: by path it leaks descriptors (fatal on Node 26), and HEIC boxes of length 0 freeze it, so it is
// given TIFF blocks and JPEG files, never a container it would have to walk. Only in a child.
import exifr from 'exifr'

/** Tags by namespace (`ifd0`, `exif`, `gps`, …), values as exifr gives them unrevived; `errors` are its own words. */
export interface ExifTags {
  readonly blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly userComment?: Uint8Array
  readonly errors: readonly string[]
}

const OPTIONS = {
  tiff: true, ifd0: true, ifd1: true, exif: true, gps: true, interop: true, makerNote: false, userComment: true,
  icc: true, iptc: true, jfif: true, ihdr: true, xmp: false, multiSegment: false,
  mergeOutput: false, translateValues: false, reviveValues: false, sanitize: true, chunked: false, silentErrors: true,
} as const

/** @throws Error when the bytes are neither TIFF nor JPEG for exifr */
export async function exifTags(bytes: Buffer): Promise<ExifTags> {
  const first = await parse(bytes, true)
  // TIFF files with an IPTC tag lose everything unless it is left out (exifr#96).
  return Object.keys(first.blocks).length === 0 && first.errors.length > 0 ? await parse(bytes, false) : first
}

async function parse(bytes: Buffer, iptc: boolean): Promise<ExifTags> {
  const out = await exifr.parse(bytes, { ...OPTIONS, iptc } as unknown as Parameters<typeof exifr.parse>[1]) as Record<string, unknown> | undefined
  const { errors, userComment, ...blocks } = out ?? {}
  const kept = Object.entries(blocks).filter((entry): entry is [string, Record<string, unknown>] => typeof entry[1] === 'object' && entry[1] !== null && !ArrayBuffer.isView(entry[1]))
  return {
    blocks: Object.fromEntries(kept), ...(userComment instanceof Uint8Array ? { userComment } : {}),
    errors: Array.isArray(errors) ? errors.slice(0, 10).map((error) => String(error).slice(0, 200)) : [],
  }
}

/** The TIFF block without the `Exif\0\0` that JPEG, WebP and HEIF put before it; undefined when there is none. */
export function tiffBlock(exif: Buffer | undefined): Buffer | undefined {
  if (exif === undefined) return undefined
  const at = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
  const mark = exif.toString('latin1', at, at + 4)
  return mark === 'II*\0' || mark === 'MM\0*' ? exif.subarray(at) : undefined
}
