// Archives made for tests, byte by byte, so that they can lie (PKWARE APPNOTE 6.3.10).
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string | Buffer
  readonly bytes: Buffer
  readonly method?: 0 | 8
  readonly extra?: Buffer
  readonly flags?: number
  /** What the entry's own header says, where it lies. */
  readonly local?: { readonly name?: string; readonly size?: number }
  /** What the directory says. */
  readonly told?: { readonly size?: number; readonly crc?: number; readonly packed?: Buffer; readonly offset?: number }
  readonly mode?: number
}

/** 16 November 2026, 08:12:30 on a clock without a zone. */
const DOS_TIME = (8 << 11) | (12 << 5) | 15
const DOS_DATE = ((2026 - 1980) << 9) | (11 << 5) | 16

export function zipOf(parts: readonly ZipPart[], comment = ''): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, method = 8, extra = Buffer.alloc(0), flags = 0x0800, local = {}, told = {}, mode } of parts) {
    const packed = told.packed ?? (method === 8 ? deflateRawSync(bytes) : bytes)
    const raw = Buffer.from(name as string)
    const localName = Buffer.from(local.name ?? raw)
    const size = told.size ?? bytes.length
    const crc = told.crc ?? crc32(bytes)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    fields(head, 4, flags, method, crc, packed.length, local.size ?? size, localName.length, 0)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE((mode === undefined ? 0 : 3 << 8) | 20, 4)
    fields(central, 6, flags, method, crc, packed.length, size, raw.length, extra.length)
    central.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 38)
    central.writeUInt32LE(told.offset ?? at, 42)
    directory.push(central, raw, extra)
    bodies.push(head, localName, packed)
    at += head.length + localName.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...bodies, listed, end, Buffer.from(comment)])
}

function fields(head: Buffer, at: number, flags: number, method: number, crc: number, packed: number, size: number, name: number, extra: number): void {
  head.writeUInt16LE(20, at)
  head.writeUInt16LE(flags, at + 2)
  head.writeUInt16LE(method, at + 4)
  head.writeUInt16LE(DOS_TIME, at + 6)
  head.writeUInt16LE(DOS_DATE, at + 8)
  head.writeUInt32LE(crc, at + 10)
  head.writeUInt32LE(packed, at + 14)
  head.writeUInt32LE(size, at + 18)
  head.writeUInt16LE(name, at + 22)
  head.writeUInt16LE(extra, at + 24)
}

/** Info-ZIP's time in UTC. */
export function unixTime(seconds: number): Buffer {
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeInt32LE(seconds, 5)
  return field
}
