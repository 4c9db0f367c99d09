// A ZIP from its entries, with the lies that a hostile one tells.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Buffer | string
  /** Already deflated. */
  readonly packed?: Buffer
  readonly stored?: true
  readonly encrypted?: true
  /** Told instead of the real size. */
  readonly size?: number
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes: content, packed, stored, encrypted, size } of entries) {
    const bytes = Buffer.from(content as string)
    const data = stored === true ? bytes : packed ?? deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800 | (encrypted === true ? 1 : 0), 2)
    fields.writeUInt16LE(stored === true ? 0 : 8, 4)
    fields.writeUInt32LE(0x5d6c4000, 6)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(size ?? bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, tail, Buffer.from(name)]))
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

const CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
export const CONTENT_TYPES: ZipEntry = {
  name: '[Content_Types].xml',
  bytes: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
}

/** A Word document of one sentence; `more` come first, so that an archive's order means nothing. */
export function wordDocument(core: string, more: readonly ZipEntry[] = []): Buffer {
  return zipOf([...more, { name: 'word/document.xml', bytes: '<w:document xmlns:w="x"><w:body/></w:document>' }, { name: 'docProps/core.xml', bytes: `<?xml version="1.0"?>${CORE}${core}</cp:coreProperties>` }, CONTENT_TYPES])
}
