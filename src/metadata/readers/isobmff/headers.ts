// Movie, track and media headers (ISO/IEC 14496-12 §8.2.2, §8.3.2, §8.4.2) and sample descriptions (§8.5.2).

export interface HeaderTimes {
  /** Seconds since 1904-01-01, UTC by the standard. */
  readonly created: number
  readonly modified: number
  readonly timescale?: number
  readonly duration?: number
}

/** mvhd, tkhd and mdhd begin alike; tkhd has its track number where the others have the time scale. */
export function headerTimes(bytes: Buffer, kind: 'mvhd' | 'tkhd' | 'mdhd'): HeaderTimes | undefined {
  const wide = bytes[0] === 1
  if (bytes.length < (wide ? 32 : 20)) return undefined
  const created = wide ? Number(bytes.readBigUInt64BE(4)) : bytes.readUInt32BE(4)
  const modified = wide ? Number(bytes.readBigUInt64BE(12)) : bytes.readUInt32BE(8)
  if (kind === 'tkhd') return { created, modified }
  const timescale = bytes.readUInt32BE(wide ? 20 : 12)
  const duration = wide ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16)
  const unknown = wide ? duration >= 2 ** 63 : duration === 0xffffffff
  return { created, modified, timescale, ...(unknown ? {} : { duration }) }
}

/** ISO 639-2/T, three letters of five bits; nothing for `und`. */
export function languageOf(mdhd: Buffer): string | undefined {
  const at = mdhd[0] === 1 ? 32 : 20
  if (mdhd.length < at + 2) return undefined
  const packed = mdhd.readUInt16BE(at)
  const letters = [packed >> 10, packed >> 5, packed].map((five) => String.fromCharCode(0x60 + (five & 0x1f))).join('')
  return packed >= 0x400 && /^[a-z]{3}$/.test(letters) && letters !== 'und' ? letters : undefined
}

export interface Shape {
  readonly width?: number
  readonly height?: number
  /** Clockwise quarter turns in degrees, when the matrix is one. */
  readonly rotation?: number
}

const QUARTER_TURNS: Readonly<Record<string, number | undefined>> = { '1,0,0,1': 0, '0,1,-1,0': 90, '-1,0,0,-1': 180, '0,-1,1,0': 270 }

export function shapeOf(tkhd: Buffer): Shape {
  const at = tkhd[0] === 1 ? 52 : 40
  if (tkhd.length < at + 44) return {}
  const rotation = QUARTER_TURNS[[0, 4, 12, 16].map((offset) => Math.round(tkhd.readInt32BE(at + offset) / 65_536) + 0).join(',')]
  const [width, height] = [tkhd.readUInt32BE(at + 36) >>> 16, tkhd.readUInt32BE(at + 40) >>> 16]
  return { ...(width > 0 && height > 0 ? { width, height } : {}), ...(rotation === undefined ? {} : { rotation }) }
}

export interface SampleFormat {
  readonly codec: string
  readonly channels?: number
  readonly sampleRate?: number
}

/** The first entry of stsd: enough for every file that phones and applications write. */
export function sampleFormat(stsd: Buffer, handler: string): SampleFormat | undefined {
  if (stsd.length < 16) return undefined
  const codec = stsd.toString('latin1', 12, 16)
  if (!/^[\x20-\x7e]{4}$/.test(codec)) return undefined
  if (handler !== 'soun' || stsd.length < 44) return { codec }
  const [channels, sampleRate] = [stsd.readUInt16BE(32), stsd.readUInt16BE(40)]
  return { codec, ...(channels > 0 ? { channels } : {}), ...(sampleRate > 0 ? { sampleRate } : {}) }
}
