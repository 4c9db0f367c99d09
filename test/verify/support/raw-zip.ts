// Zips as an attacker writes them: every field can lie.
import { crc32, deflateRawSync } from 'node:zlib'

export interface RawEntry {
  readonly name: string | Buffer
  readonly data?: Buffer | string
  /** Name in the local header, when it should differ. */
  readonly localName?: string
  readonly deflate?: boolean
  readonly flags?: number
  readonly method?: number
  readonly mode?: number
  readonly crc?: number
  /** Offset of an entry to point at instead of its own. */
  readonly sameAs?: number
  readonly uncompressedSize?: number
}

export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  const offsets: number[] = []
  let position = 0
  for (const { name, data = '', localName, deflate = false, flags = 0x0800, method, mode = 0o100644, crc, sameAs, uncompressedSize } of entries) {
    const raw = Buffer.from(data)
    const stored = deflate ? deflateRawSync(raw) : raw
    const fields = Buffer.alloc(22)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(method ?? (deflate ? 8 : 0), 4)
    fields.writeUInt32LE(crc ?? crc32(raw), 10)
    fields.writeUInt32LE(stored.length, 14)
    fields.writeUInt32LE(uncompressedSize ?? raw.length, 18)
    const nameOf = (text: string | Buffer): Buffer => Buffer.isBuffer(text) ? text : Buffer.from(text)
    const lengths = (text: Buffer): Buffer => {
      const out = Buffer.alloc(4)
      out.writeUInt16LE(text.length, 0)
      return out
    }
    const local = nameOf(localName ?? name)
    const offset = sameAs === undefined ? position : offsets[sameAs] ?? 0
    offsets.push(offset)
    if (sameAs === undefined) {
      const header = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, lengths(local), local, stored])
      parts.push(header)
      position += header.length
    }
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    const shown = nameOf(name)
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.of(20, 3), fields, lengths(shown), tail, shown]))
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(position, 16)
  return Buffer.concat([...parts, directory, end])
}
