// exifr, on buffers only: by path it leaks descriptors (fatal on Node 26), and HEIC boxes of length 0 freeze it, so it is
// given TIFF blocks and JPEG headers, never a container it would have to walk. Only in a child.
import exifr from 'exifr'
import type { ExifTags } from '../../exif-tags/values.ts'

type Directory = Readonly<Record<string, unknown>>
export interface Found {
  readonly tags: ExifTags
  /** By its own groups (`ifd0`, `exif`, `gps`, …) and names, unrevived. */
  readonly raw: Readonly<Record<string, Directory>>
  /** Its own words. */
  readonly errors: readonly string[]
}

// One object for all files: it is worked out once. IPTC and ICC have readers of their own; here they would cost the whole parse of some TIFF files (exifr#96).
const OPTIONS = {
  tiff: true, ifd0: true, ifd1: true, exif: true, gps: true, interop: true, makerNote: false, userComment: true,
  icc: false, iptc: false, jfif: true, ihdr: false, xmp: false, multiSegment: false,
  mergeOutput: false, translateValues: false, reviveValues: false, sanitize: true, chunked: false, silentErrors: true,
} as const

/** @throws Error when the bytes are neither TIFF nor JPEG to it */
export async function exifrTags(bytes: Buffer): Promise<Found> {
  const out = await exifr.parse(bytes, OPTIONS as unknown as Parameters<typeof exifr.parse>[1]) as Record<string, unknown> | undefined
  const { errors, userComment, ...groups } = out ?? {}
  const raw = Object.fromEntries(Object.entries(groups).filter((entry): entry is [string, Record<string, unknown>] => (
    typeof entry[1] === 'object' && entry[1] !== null && !ArrayBuffer.isView(entry[1]))))
  const { ifd0 = {}, exif = {}, gps = {} } = raw
  return {
    raw, errors: Array.isArray(errors) ? errors.slice(0, 10).map((error) => String(error).slice(0, 200)) : [],
    tags: { ifd0: readable(ifd0), gps, exif: { ...renamed(readable(exif)), ...(userComment instanceof Uint8Array ? { UserComment: userComment } : {}) } },
  }
}

/** It reads every string as UTF-8 and loses what is not: such a string is not what the file holds. */
function readable(directory: Directory): Directory {
  return Object.fromEntries(Object.entries(directory).filter(([, value]) => typeof value !== 'string' || !value.includes('\ufffd')))
}

/** Its names of tags that the standard calls otherwise. */
function renamed({ SerialNumber, OwnerName, ...exif }: Directory): Directory {
  return { ...exif, ...(SerialNumber === undefined ? {} : { BodySerialNumber: SerialNumber }), ...(OwnerName === undefined ? {} : { CameraOwnerName: OwnerName }) }
}
