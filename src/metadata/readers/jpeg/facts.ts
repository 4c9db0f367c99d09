// Small facts that only segments of a JPEG tell: JFIF density, Adobe's transform, the quality of "Save for Web".
import type { JpegSegment } from './segments.ts'

export function segmentFacts(segments: readonly JpegSegment[]): Readonly<Record<string, unknown>> {
  const body = (name: string): Buffer | undefined => segments.find((segment) => segment.name === name)?.body
  const [jfif, adobe, ducky] = [body('APP0 JFIF'), body('APP14 Adobe'), body('APP12 Ducky')]
  return {
    ...(jfif !== undefined && jfif.length >= 12 ? { jfif: { version: `${jfif[5]}.${String(jfif[6]).padStart(2, '0')}`, unit: jfif[7], xDensity: jfif.readUInt16BE(8), yDensity: jfif.readUInt16BE(10) } } : {}),
    ...(adobe !== undefined && adobe.length >= 12 ? { adobe: { version: adobe.readUInt16BE(5), transform: adobe[11] } } : {}),
    ...(ducky === undefined ? {} : { ducky: duckyFacts(ducky) }),
  }
}

/** Tag, length, value: 1 quality, 2 comment, 3 copyright. */
function duckyFacts(body: Buffer): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = {}
  let at = 5
  for (let count = 0; count < 16 && at + 4 <= body.length; count += 1) {
    const [tag, length] = [body.readUInt16BE(at), body.readUInt16BE(at + 2)]
    const value = body.subarray(at + 4, at + 4 + length)
    if (tag === 1 && value.length >= 4) out['quality'] = value.readUInt32BE(0)
    if ((tag === 2 || tag === 3) && value.length > 4) out[tag === 2 ? 'comment' : 'copyright'] = Buffer.from(value.subarray(4, 4 + ((value.length - 4) & ~1))).swap16().toString('utf16le').slice(0, 500)
    at += 4 + length
  }
  return out
}
