// Bytes after the end that a format defines: padding, a second picture, or something that was hidden there.

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\xff\xd8\xff', 'jpeg'], ['\x89PNG\r\n', 'png'], ['PK\x03\x04', 'zip'], ['%PDF-', 'pdf'], ['Rar!\x1a\x07', 'rar'], ['7z\xbc\xaf\x27\x1c', '7z'], ['ftypmp4', 'mp4'], ['ftypisom', 'mp4'], ['ftypqt', 'mp4'],
]

export interface Trailing {
  readonly bytes: number
  /** Of the first of them in the file. */
  readonly offset: number
  /** First known signature inside, `zeros` when it is only padding, `unknown` otherwise. */
  readonly kind: string
}

/** What follows the end of a picture; undefined when nothing does. */
export function trailing(bytes: Buffer, end: number | undefined): Trailing | undefined {
  if (end === undefined || end >= bytes.length) return undefined
  const rest = bytes.subarray(end)
  const first = SIGNATURES.map(([mark, kind]) => ({ kind, at: rest.indexOf(mark, 0, 'latin1') })).filter(({ at }) => at !== -1).sort((a, b) => a.at - b.at)[0]
  return { bytes: rest.length, offset: end, kind: first?.kind ?? (rest.every((byte) => byte === 0) ? 'zeros' : 'unknown') }
}
