// Small recordings, put together here: enough of each format for readers to know what they are.

export interface Mp4Options {
  readonly brand?: string
  /** Seconds since 1904. */
  readonly created?: number
  readonly modified?: number
  readonly tracks?: readonly Buffer[]
  /** Boxes of moov/udta. */
  readonly userData?: readonly Buffer[]
  /** QuickTime keys and their values. */
  readonly keys?: Readonly<Record<string, string>>
  /** Boxes after the movie. */
  readonly after?: readonly Buffer[]
}

/** 2026-11-16 07:12:31 UTC. */
export const CREATED = 3_877_657_951

export function box(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

export function words(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => out.writeInt32BE(value | 0, index * 4))
  return out
}

const MATRICES = { 0: [65_536, 0, 0, 0, 65_536, 0, 0, 0, 0x40000000], 90: [0, 65_536, 0, -65_536, 0, 0, 0, 0, 0x40000000] } as const

export function mvhd(created: number, modified: number, duration = 2500): Buffer {
  return box('mvhd', words(0, created, modified, 1000, duration, 65_536, 0x01000000, 0, 0, ...MATRICES[0], 0, 0, 0, 0, 0, 0, 2))
}

export function videoTrack(created: number, rotation: 0 | 90 = 90, handler = 'VideoHandle'): Buffer {
  const entry = box('avc1', words(0, 1, 0, 0, 0, 0), words((640 << 16) | 480, 0x00480000, 0x00480000, 0, 1 << 16), Buffer.alloc(30), words(0x0018ffff))
  return box('trak',
    box('tkhd', words(7, created, created, 1, 0, 2500, 0, 0, 0, 0, ...MATRICES[rotation], 640 << 16, 480 << 16)),
    box('mdia',
      box('mdhd', words(0, created, created, 1000, 2500, 0x1a480000)),
      box('hdlr', words(0, 0), 'vide', words(0, 0, 0), `${handler}\0`),
      box('minf', box('vmhd', words(1, 0, 0)), box('dinf', box('dref', words(0, 1), box('url ', words(1)))),
        box('stbl', box('stsd', words(0, 1), entry), box('stts', words(0, 1, 1, 2500)), box('stsc', words(0, 1, 1, 1, 1)), box('stsz', words(0, 16, 1)), box('stco', words(0, 1, 48))))))
}

/** User data text: length, language, text. */
export function userText(type: string, value: string): Buffer {
  const text = Buffer.from(value)
  const head = Buffer.alloc(4)
  head.writeUInt16BE(text.length)
  head.writeUInt16BE(0x15c7, 2)
  return box(type, head, text)
}

export function keysMeta(values: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(values)
  return box('meta',
    box('hdlr', words(0, 0), 'mdta', words(0, 0, 0), '\0'),
    box('keys', words(0, names.length), ...names.map((name) => box('mdta', name))),
    box('ilst', ...names.map((name, index) => box(words(index + 1).toString('latin1'), box('data', words(1, 0), Buffer.from(values[name] ?? ''))))))
}

export function mp4({ brand = 'isom', created = CREATED, modified = CREATED + 5, tracks = [videoTrack(created)], userData = [], keys = {}, after = [] }: Mp4Options = {}): Buffer {
  const ftyp = box('ftyp', brand, words(0x200), brand, 'mp42')
  const mdat = box('mdat', Buffer.alloc(16, 1))
  return Buffer.concat([
    ftyp, mdat,
    box('moov', mvhd(created, modified), ...tracks, ...(userData.length === 0 ? [] : [box('udta', ...userData)]), ...(Object.keys(keys).length === 0 ? [] : [keysMeta(keys)])),
    ...after,
  ])
}

function chunk(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
}

function little(...values: readonly (readonly [number, 2 | 4])[]): Buffer {
  return Buffer.concat(values.map(([value, size]) => {
    const out = Buffer.alloc(size)
    out.writeUIntLE(value, 0, size)
    return out
  }))
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`)

/** One second of silence with a LIST/INFO chunk. */
export function wav(): Buffer {
  return chunk('RIFF', Buffer.from('WAVE'),
    chunk('fmt ', little([1, 2], [1, 2], [8000, 4], [16_000, 4], [2, 2], [16, 2])),
    chunk('LIST', Buffer.from('INFO'), chunk('ISFT', text('Recorder 1')), chunk('IART', text('Dominique Exemple')), chunk('ICRD', text('2026-11-16'))),
    chunk('data', Buffer.alloc(16_000)))
}

export function avi(): Buffer {
  const main = little([40_000, 4], [0, 4], [0, 4], [16, 4], [25, 4], [0, 4], [1, 4], [0, 4], [320, 4], [240, 4], [0, 4], [0, 4], [0, 4], [0, 4])
  const stream = Buffer.concat([Buffer.from('vidsMJPG'), little([0, 4], [0, 4], [0, 4], [1, 4], [25, 4], [0, 4], [25, 4], [0, 4], [0, 4], [0, 4], [0, 4], [0, 4])])
  const format = Buffer.concat([little([40, 4], [320, 4], [240, 4], [1, 2], [24, 2]), Buffer.from('MJPG'), little([230_400, 4], [0, 4], [0, 4], [0, 4], [0, 4])])
  return chunk('RIFF', Buffer.from('AVI '),
    chunk('LIST', Buffer.from('hdrl'), chunk('avih', main), chunk('IDIT', text('MON NOV 16 08:12:31 2026')), chunk('LIST', Buffer.from('strl'), chunk('strh', stream), chunk('strf', format))),
    chunk('LIST', Buffer.from('INFO'), chunk('ISFT', text('Camera Exemple 2'))),
    chunk('LIST', Buffer.from('movi'), chunk('00dc', Buffer.from('ffd8ffd9', 'hex'))))
}

/** RFC 3533 §6; the checksum is that of the page with a zero in its place. */
function oggPage(serial: number, sequence: number, flags: number, granule: number, packet: Buffer): Buffer {
  const lacing = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255]
  const head = Buffer.alloc(27)
  head.write('OggS')
  head[5] = flags
  head.writeBigUInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(serial, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = lacing.length
  const page = Buffer.concat([head, Buffer.from(lacing), packet])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

function oggChecksum(page: Buffer): number {
  let sum = 0
  for (const byte of page) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x80000000) === 0 ? sum << 1 : (sum << 1) ^ 0x04c11db7
  }
  return sum >>> 0
}

/** A voice message as messengers send it: RFC 7845 heads and one second. */
export function opus(): Buffer {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1]), little([0, 2], [48_000, 4], [0, 2]), Buffer.from([0])])
  const comments = ['ENCODER=Exemple Voice 3', 'TITLE=message', 'ARTIST=Camille Exemple']
  const tags = Buffer.concat([Buffer.from('OpusTags'), little([7, 4]), Buffer.from('libopus'), little([comments.length, 4]), ...comments.flatMap((each) => [little([each.length, 4]), Buffer.from(each)])])
  return Buffer.concat([oggPage(77, 0, 2, 0, head), oggPage(77, 1, 0, 0, tags), oggPage(77, 2, 4, 48_000, Buffer.from([0x08, 0xff, 0xfe]))])
}

/** RFC 8794 §4: the length of the length is in its first bits. */
function ebml(id: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n))
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

/** A screen recording: Matroska with the moment of its muxing (nanoseconds since 2001, RFC 9559 §5.1.2.11). */
export function mkv(): Buffer {
  const date = Buffer.alloc(8)
  date.writeBigInt64BE(816_505_951n * 1_000_000_000n)
  const duration = Buffer.alloc(8)
  duration.writeDoubleBE(1500)
  return Buffer.concat([
    ebml('1a45dfa3', ebml('4286', Buffer.from([1])), ebml('42f7', Buffer.from([1])), ebml('42f2', Buffer.from([4])), ebml('42f3', Buffer.from([8])), ebml('4282', Buffer.from('matroska')), ebml('4287', Buffer.from([4])), ebml('4285', Buffer.from([2]))),
    ebml('18538067',
      ebml('1549a966', ebml('2ad7b1', Buffer.from([0x0f, 0x42, 0x40])), ebml('4489', duration), ebml('4461', date), ebml('4d80', Buffer.from('Muxer Exemple')), ebml('5741', Buffer.from('Recorder Exemple'))),
      ebml('1654ae6b', ebml('ae', ebml('d7', Buffer.from([1])), ebml('73c5', Buffer.from([1])), ebml('83', Buffer.from([1])), ebml('86', Buffer.from('V_VP8')), ebml('e0', ebml('b0', Buffer.from([1, 0x40])), ebml('ba', Buffer.from([0xf0]))))),
      ebml('1f43b675', ebml('e7', Buffer.from([0])), ebml('a3', Buffer.from([0x81, 0, 0, 0x80, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00])))),
  ])
}

/** ID3v2.3 and 40 frames of silence, MPEG-1 layer III at 128 kbit/s. */
export function mp3(): Buffer {
  const frame = (id: string, value: string): Buffer => {
    const body = Buffer.concat([Buffer.from([0]), Buffer.from(value, 'latin1')])
    const head = Buffer.alloc(10)
    head.write(id)
    head.writeUInt32BE(body.length, 4)
    return Buffer.concat([head, body])
  }
  const frames = Buffer.concat([frame('TIT2', 'Titre'), frame('TPE1', 'Dominique Exemple'), frame('TSSE', 'Encoder Exemple'), frame('TYER', '2026')])
  const head = Buffer.from('4944330300000000', 'hex')
  const size = Buffer.from([0, 0, frames.length >> 7, frames.length & 0x7f])
  const silent = Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)])
  return Buffer.concat([head.subarray(0, 6), size, frames, ...Array.from({ length: 40 }, () => silent)])
}

/** RFC 4867 §5: narrow band, 12.2 kbit/s, 50 frames of 20 ms. */
export function amr(): Buffer {
  return Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: 50 }, () => Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31)]))])
}

export function flac(): Buffer {
  const info = Buffer.alloc(34)
  info.writeUInt16BE(4096, 0)
  info.writeUInt16BE(4096, 2)
  // 44 100 Hz (20 bits), 1 channel, 16 bits, 44 100 samples.
  info.writeBigUInt64BE((44_100n << 44n) | (0n << 41n) | (15n << 36n) | 44_100n, 10)
  const comment = 'ARTIST=Camille Exemple'
  const comments = Buffer.concat([little([7, 4]), Buffer.from('Exemple'), little([1, 4], [comment.length, 4]), Buffer.from(comment)])
  return Buffer.concat([Buffer.from('fLaC'), Buffer.from([0, 0, 0, 34]), info, Buffer.from([0x84, 0, 0, comments.length]), comments, Buffer.from('fff8c90800', 'hex'), Buffer.alloc(64)])
}

/** ADTS (ISO/IEC 13818-7 §6.2): low complexity, 44.1 kHz, 2 channels, 20 frames. */
export function aac(): Buffer {
  const frame = Buffer.concat([Buffer.from('fff150800c7ffc', 'hex'), Buffer.alloc(92)])
  frame.writeUInt8(0x80 | (frame.length >> 11), 3)
  frame.writeUInt8((frame.length >> 3) & 0xff, 4)
  frame.writeUInt8(((frame.length & 7) << 5) | 0x1f, 5)
  return Buffer.concat(Array.from({ length: 20 }, () => frame))
}

/** A HEIF whose only item has a coding that nobody knows (ISO/IEC 23008-12 §6.2). */
export function heicWithoutCodec(): Buffer {
  const short = (...values: readonly number[]): Buffer => Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]))
  const ftyp = box('ftyp', 'heic', words(0), 'mif1heic')
  const meta = (offset: number): Buffer => box('meta', words(0),
    box('hdlr', words(0, 0), 'pict', words(0, 0, 0), '\0'), box('pitm', words(0), short(1)),
    box('iinf', words(0), short(1), box('infe', words(0x02000000), short(1, 0), 'none\0')),
    box('iloc', words(0), short(0x4400, 1, 1, 0, 1), words(offset, 16)),
    box('iprp', box('ipco', box('ispe', words(0, 64, 32))), box('ipma', words(0, 1), short(1), Buffer.from([1, 0x81]))))
  return Buffer.concat([ftyp, meta(ftyp.length + meta(0).length + 8), box('mdat', Buffer.alloc(16))])
}
