// Bytes after the end that a format defines: padding, a second picture, or something that was hidden there.

export interface Trailing {
  readonly bytes: number
  /** Of the first of them in the file. */
  readonly offset: number
  /** First known signature inside, `zeros` when it is only padding, `unknown` otherwise. */
  readonly kind: string
  /** Where that signature lies in the file. */
  readonly at?: number
}

/** A mark, what it says, and how far it begins behind the start of that. */
const SIGNATURES: readonly (readonly [string, string, number])[] = [
  ['\x89PNG\r\n\x1a\n', 'png', 0], ['PK\x03\x04', 'zip', 0], ['%PDF-', 'pdf', 0], ['Rar!\x1a\x07', 'rar', 0], ['7z\xbc\xaf\x27\x1c', '7z', 0],
  ['ftypmp4', 'mp4', 4], ['ftypisom', 'mp4', 4], ['ftypqt', 'mp4', 4], ['<html', 'html', 0], ['<script', 'html', 0],
]
/** What cameras and their software are known to put behind a picture. */
const TRAILERS: readonly (readonly [string, string])[] = [
  ['SEFT', 'samsung'], ['CANON OPTIONAL DATA\0', 'canon'], ['AXS!', 'afcp'], ['AXS*', 'afcp'], ['cbipcbbl', 'photomechanic'], ['\xa1\xb2\xc3\xd4', 'fotostation'], ['~\0\x04\0zmie~\0\0\x06', 'mie'],
]
const SEARCHED = 32 * 2 ** 20

/** What follows the end of a picture; undefined when nothing does. */
export function trailing(bytes: Buffer, end: number | undefined): Trailing | undefined {
  return end === undefined || end >= bytes.length ? undefined : tailOf(bytes.subarray(end), end, bytes.length - end)
}

/** @param tail the bytes, or the first of them @param length of all of them */
export function tailOf(tail: Buffer, offset: number, length: number): Trailing {
  const rest = tail.subarray(0, SEARCHED)
  const found = SIGNATURES.map(([mark, kind, before]) => ({ kind, at: rest.indexOf(mark, 0, 'latin1') - before })).filter(({ at }) => at >= 0)
  const jpeg = jpegIn(rest)
  if (jpeg !== -1) found.push({ kind: 'jpeg', at: jpeg })
  // Old card sectors behind a picture hold anything; a page or script that was put there begins there.
  const first = found.filter(({ kind, at }) => kind !== 'html' || at < 16).sort((a, b) => a.at - b.at)[0]
  const last = tail.toString('latin1', Math.max(0, tail.length - 64))
  const trailer = TRAILERS.find(([mark]) => last.includes(mark))
  // What hides a file behind a trailer of a camera is still that file.
  if (first !== undefined && (trailer === undefined || first.at < 16)) return { bytes: length, offset, kind: first.kind, at: offset + first.at }
  return { bytes: length, offset, kind: trailer?.[1] ?? (isPadding(rest) ? 'zeros' : 'unknown') }
}

/** The start of a picture, not three bytes that happen to look like it: its first segment has a name. */
function jpegIn(bytes: Buffer): number {
  for (let at = bytes.indexOf('\xff\xd8\xff', 0, 'latin1'), tries = 0; at !== -1 && tries < 1000; at = bytes.indexOf('\xff\xd8\xff', at + 1, 'latin1'), tries += 1) {
    const marker = bytes[at + 3] ?? 0
    const name = bytes.toString('latin1', at + 6, at + 10)
    if (marker === 0xdb || marker === 0xc4 || marker === 0xc0 || marker === 0xfe) {
      if (bytes.length > at + 6 && bytes[at + 4] === 0) return at
    } else if (marker >= 0xe0 && marker <= 0xef && /^[A-Za-z0-9]{2}/.test(name)) return at
  }
  return -1
}

/** Zeros or ones only, as aligned writes leave them. */
function isPadding(bytes: Buffer): boolean {
  const fill = bytes[0]
  return (fill === 0 || fill === 0xff) && bytes.every((byte) => byte === fill)
}
