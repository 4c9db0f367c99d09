// ExifReader, on bytes only: a string would be a path or an address to it. It reads EXIF here and nothing else: XMP, IPTC and
// ICC have readers of their own, and maker notes are lists of numbers to it.
import ExifReader from 'exifreader'
import { isTiff } from '../../exif-tags/tiff-structure.ts'
import type { ExifTags } from '../../exif-tags/values.ts'

export interface Found {
  readonly tags: ExifTags
  /** Its own groups and names, values as computed by it. */
  readonly raw: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** A JPEG in IFD1. */
  readonly thumbnail?: Buffer
}
interface Tag { readonly value: unknown; readonly computed?: unknown }

/** Long lists, and the tags behind which it would read other blocks. Its filter costs more than the tags when it is long. */
const LEFT_OUT = ['MakerNote', 'PrintIM', 'Padding', 'ApplicationNotes', 'IPTC-NAA', 'PhotoshopSettings', 'ICC_Profile', 'StripOffsets', 'StripByteCounts'] as const
const BLOCK = { expanded: true, computed: true, excludeTags: { composite: true, exif: LEFT_OUT } } as const
const FILE = {
  ...BLOCK,
  excludeTags: { xmp: true, iptc: true, icc: true, photoshop: true, makerNotes: true, mpf: true, file: true, jfif: true, png: true, riff: true, gif: true, composite: true, exif: LEFT_OUT },
} as const
/** Its names of tags that others know by another name. */
const NAMES: Readonly<Record<string, string>> = {
  DateTime: 'ModifyDate', DateTimeDigitized: 'CreateDate', PixelXDimension: 'ExifImageWidth', PixelYDimension: 'ExifImageHeight',
}
/** Tags of IFD0 by its names; GPS tags are known by theirs, what remains is of the Exif directory. */
const IFD0 = new Set([
  'ProcessingSoftware', 'ImageWidth', 'ImageLength', 'BitsPerSample', 'Compression', 'PhotometricInterpretation', 'DocumentName', 'ImageDescription', 'Make', 'Model', 'Orientation',
  'SamplesPerPixel', 'XResolution', 'YResolution', 'PlanarConfiguration', 'ResolutionUnit', 'Software', 'DateTime', 'Artist', 'HostComputer', 'WhitePoint', 'PrimaryChromaticities',
  'YCbCrCoefficients', 'YCbCrSubSampling', 'YCbCrPositioning', 'ReferenceBlackWhite', 'Rating', 'RatingPercent', 'Copyright', 'XPTitle', 'XPComment', 'XPAuthor', 'XPKeywords', 'XPSubject',
  'DNGVersion', 'UniqueCameraModel', 'LocalizedCameraModel', 'CameraSerialNumber', 'RawDataUniqueID', 'OriginalRawFileName', 'Exif IFD Pointer', 'GPS Info IFD Pointer', 'SubfileType',
])
/** Its types know no option of names to leave out. */
const load = ExifReader.load as unknown as (bytes: Buffer, options: typeof BLOCK | typeof FILE) => { readonly exif?: Readonly<Record<string, Tag>>; readonly Thumbnail?: Readonly<Record<string, unknown>> }
const FAULTY = '<faulty value>'

/** @param bytes a TIFF structure, or a file that it walks by itself @throws Error when they are no picture to it */
export function exifReaderTags(bytes: Buffer): Found {
  const { exif = {}, Thumbnail: second } = load(bytes, isTiff(bytes) ? BLOCK : FILE)
  const [ifd0, sub, gps]: [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>] = [{}, {}, {}]
  for (const [name, tag] of Object.entries(exif)) {
    const value = valueOf(tag)
    if (value === undefined || name.startsWith('undefined-')) continue
    const directory = IFD0.has(name) ? ifd0 : name.startsWith('GPS') ? gps : sub
    directory[NAMES[name] ?? name] = value
  }
  const image = second?.['image']
  return {
    tags: { ifd0, exif: sub, gps }, raw: { ifd0, exif: sub, gps },
    ...(image instanceof ArrayBuffer && image.byteLength > 0 ? { thumbnail: Buffer.from(image) } : {}),
  }
}

/** It splits strings at every NUL and writes a text in the place of a value that lies outside of the file. */
function valueOf({ value, computed }: Tag): unknown {
  if (value === FAULTY || (Array.isArray(value) && value[0] === FAULTY)) return undefined
  if (Array.isArray(value) && value.some((part) => typeof part === 'string')) return Array.from(value, (part: unknown) => (typeof part === 'string' ? part : '')).join('\0')
  const found = computed ?? value
  return Array.isArray(found) ? found.map((part: unknown) => part ?? Number.NaN) : found
}
