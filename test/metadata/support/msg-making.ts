// Outlook items made for tests (MS-OXMSG): a compound file with one property stream and one stream for each text.
import CFB from 'cfb'

const UNICODE = 0x001f
const BINARY = 0x0102
const INSTANT = 0x0040

type Value = string | Buffer | { readonly filetime: bigint }

/** `properties` by property number; `attachments` by name. */
export function outlookItem(properties: Readonly<Record<number, Value>>, attachments: readonly { readonly name: string; readonly bytes: Buffer }[] = []): Buffer {
  const file = CFB.utils.cfb_new()
  addProperties(file, '/', properties, 32)
  for (const [index, { name, bytes }] of attachments.entries()) {
    addProperties(file, `/__attach_version1.0_#${index.toString(16).padStart(8, '0').toUpperCase()}/`, { 0x3707: name, 0x3701: bytes }, 8)
  }
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer)
}

function addProperties(file: CFB.CFB$Container, folder: string, properties: Readonly<Record<number, Value>>, header: number): void {
  const rows = Object.entries(properties).map(([key, value]) => {
    const tag = Number(key)
    const type = typeof value === 'string' ? UNICODE : Buffer.isBuffer(value) ? BINARY : INSTANT
    const row = Buffer.alloc(16)
    row.writeUInt32LE(((tag << 16) >>> 0) + type, 0)
    row.writeUInt32LE(6, 4)
    if (typeof value === 'object' && 'filetime' in value) row.writeBigUInt64LE(value.filetime, 8)
    else {
      const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : value
      row.writeUInt32LE(bytes.length + (type === UNICODE ? 2 : 0), 8)
      CFB.utils.cfb_add(file, `${folder}__substg1.0_${hex(tag)}${hex(type)}`, bytes)
    }
    return row
  })
  CFB.utils.cfb_add(file, `${folder}__properties_version1.0`, Buffer.concat([Buffer.alloc(header), ...rows]))
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0').toUpperCase()
}
