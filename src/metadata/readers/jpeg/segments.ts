// A bounded walk over the segments of a JPEG (ITU-T T.81 Annex B): where each lies, what size the frame says, where it ends.

export interface JpegSegment {
  /** Second byte of the marker. */
  readonly marker: number
  /** `APP1 Exif`, `APP2 ICC`, `DQT`, `SOS`… */
  readonly name: string
  /** Of the marker, and from there to the end of the segment. */
  readonly offset: number
  readonly length: number
  /** After the length, within the file. */
  readonly body: Buffer
}
export interface Frame {
  readonly width: number
  readonly height: number
  /** `baseline`, `progressive`, `lossless`… */
  readonly process: string
  readonly components: number
  readonly precision: number
}
export interface JpegFacts {
  readonly segments: readonly JpegSegment[]
  /** How many more than `segments` holds. */
  readonly more: number
  readonly frame?: Frame
  /** Offset of the first byte after the end-of-image marker; undefined when there is none. */
  readonly end?: number
  readonly scans: number
}

export const XMP = 'http://ns.adobe.com/xap/1.0/\0'
export const XMP_EXTENSION = 'http://ns.adobe.com/xmp/extension/\0'
const APP_NAMES: readonly (readonly [string, string])[] = [
  ['JFIF\0', 'JFIF'], ['JFXX\0', 'JFXX'], ['Exif\0', 'Exif'], [XMP, 'XMP'], [XMP_EXTENSION, 'XMP extension'], ['ICC_PROFILE\0', 'ICC'], ['MPF\0', 'MPF'],
  ['Photoshop 3.0\0', 'Photoshop'], ['Adobe', 'Adobe'], ['Ducky', 'Ducky'], ['JP', 'JUMBF'], ['FPXR\0', 'FlashPix'], ['QVCI\0', 'Casio'], ['FLIR\0', 'FLIR'],
]
const NAMES: Readonly<Record<number, string>> = { 0xc4: 'DHT', 0xcc: 'DAC', 0xda: 'SOS', 0xdb: 'DQT', 0xdc: 'DNL', 0xdd: 'DRI', 0xfe: 'COM', 0xf7: 'SOF55', 0xf8: 'LSE' }
const PROCESSES: Readonly<Record<number, string>> = { 0xc0: 'baseline', 0xc1: 'extended', 0xc2: 'progressive', 0xc3: 'lossless', 0xc9: 'arithmetic', 0xca: 'arithmetic progressive', 0xf7: 'JPEG-LS' }
const MAX_SEGMENTS = 5000
const NEAR = 8

/** `bytes` begin with the start-of-image marker. */
export function jpegFacts(bytes: Buffer): JpegFacts {
  const segments: JpegSegment[] = []
  let [more, scans, at] = [0, 0, 2]
  let frame: Frame | undefined
  let end: number | undefined
  for (let count = 0; count < MAX_SEGMENTS && at + 2 <= bytes.length; count += 1) {
    if (bytes[at] !== 0xff) {
      // Decoders go on at the next marker; what lies before it belongs to nothing.
      const next = bytes.indexOf(0xff, at)
      if (next === -1) break
      segments.push({ marker: 0, name: 'bytes between segments', offset: at, length: next - at, body: bytes.subarray(at, at) })
      at = next
      continue
    }
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at = fill(bytes, at)
      continue
    }
    if (marker === 0xd9) {
      end = at + 2
      break
    }
    // Markers without a segment: TEM and restarts; a stuffed zero is no marker.
    if (marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) break
    const size = bytes.readUInt16BE(at + 2)
    if (size < 2) {
      at += 2
      continue
    }
    const body = bytes.subarray(at + 4, Math.min(at + 2 + size, bytes.length))
    if (isFrame(marker) && body.length >= 6) frame ??= frameOf(marker, body)
    // Some scanners learn the height only at the end of the first scan (§B.2.5).
    if (marker === 0xdc && frame?.height === 0 && body.length >= 2) frame = { ...frame, height: body.readUInt16BE(0) }
    const after = marker === 0xda ? afterScan(bytes, at + 2 + size) : at + 2 + size
    if (marker === 0xda) scans += 1
    // Tables and scans of a progressive picture may be many; they are counted, application segments are kept.
    if (segments.length < 1000 || marker >= 0xe0) segments.push({ marker, name: nameOf(marker, body), offset: at, length: Math.min(after, bytes.length) - at, body })
    else more += 1
    at = after
  }
  return { segments, more, scans, ...(frame === undefined ? {} : { frame }), ...(end === undefined ? {} : { end }) }
}

function nameOf(marker: number, body: Buffer): string {
  if (marker >= 0xe0 && marker <= 0xef) {
    const start = body.toString('latin1', 0, 40)
    const name = APP_NAMES.find(([mark]) => start.startsWith(mark))?.[1]
    return `APP${marker - 0xe0}${name === undefined ? '' : ` ${name}`}`
  }
  return NAMES[marker] ?? (isFrame(marker) ? `SOF${marker - 0xc0}` : `0xFF${marker.toString(16).toUpperCase().padStart(2, '0')}`)
}

function isFrame(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7
}

function frameOf(marker: number, body: Buffer): Frame {
  return {
    precision: body[0] as number, height: body.readUInt16BE(1), width: body.readUInt16BE(3), components: body[5] as number,
    process: PROCESSES[marker] ?? `SOF${marker - 0xc0}`,
  }
}

function fill(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at + 1] === 0xff) at += 1
  return at
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at = nextMark(bytes, next === 0xff ? at + 1 : at + 2)
  }
  return bytes.length
}

/** Looked for nearby first: a call for every few bytes of a file made of marks would cost more than the search. */
function nextMark(bytes: Buffer, from: number): number {
  for (let at = from; at < from + NEAR; at += 1) if (bytes[at] === 0xff) return at
  return bytes.indexOf(0xff, from + NEAR)
}
