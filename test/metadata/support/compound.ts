// Compound files by another hand than the reader's (the `cfb` package), and property sets by their specification.
import CFB from 'cfb'

/** Streams by path, and one of the package's own, `\u0001Sh33tJ5`. */
export function compoundOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const file = CFB.utils.cfb_new()
  for (const [path, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, path, bytes)
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer)
}

export const SUMMARY = 'e0859ff2f94f6810ab9108002b27b3d9'
export const DOCUMENT = '02d5cdd59c2e1b10939708002b2cf9ae'
export const USER = '05d5cdd59c2e1b10939708002b2cf9ae'

const word = (value: number): Buffer => { const out = Buffer.alloc(4); out.writeUInt32LE(value); return out }
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
export const codePage = (value: number): Buffer => Buffer.concat([word(2), word(value)])
export const narrow = (bytes: Buffer): Buffer => Buffer.concat([word(30), word(bytes.length + 1), padded(Buffer.concat([bytes, Buffer.alloc(1)]))])
export const wide = (text: string): Buffer => Buffer.concat([word(31), word(text.length + 1), padded(Buffer.from(`${text}\0`, 'utf16le'))])
export const number = (value: number): Buffer => Buffer.concat([word(3), word(value)])
export const ticks = (value: bigint): Buffer => { const out = Buffer.alloc(8); out.writeBigUInt64LE(value); return Buffer.concat([word(64), out]) }
export const dictionary = (names: Readonly<Record<number, string>>): Buffer => padded(Buffer.concat([
  word(Object.keys(names).length), ...Object.entries(names).map(([id, name]) => Buffer.concat([word(Number(id)), word(name.length + 1), Buffer.from(`${name}\0`, 'latin1')])),
]))

/** MS-OLEPS §2.21: up to two sets, each of numbered values. */
export function propertyStream(...sets: readonly { readonly format: string; readonly values: readonly (readonly [id: number, value: Buffer])[] }[]): Buffer {
  const bodies = sets.map(({ values }) => {
    let at = 8 + values.length * 8
    const places = values.map(([id, value]) => {
      const place = Buffer.concat([word(id), word(at)])
      at += value.length
      return place
    })
    return Buffer.concat([word(at), word(values.length), ...places, ...values.map(([, value]) => value)])
  })
  let at = 28 + sets.length * 20
  const head = sets.map(({ format }, index) => {
    const place = Buffer.concat([Buffer.from(format, 'hex'), word(at)])
    at += (bodies[index] as Buffer).length
    return place
  })
  return Buffer.concat([Buffer.from('feff0000', 'hex'), word(0x00020105), Buffer.alloc(16), word(sets.length), ...head, ...bodies])
}

/** What Windows' packager writes around a file. */
export function packagedFile(label: string, path: string, bytes: Buffer): Buffer {
  const temporary = Buffer.from('C:\\Temp\\x\0')
  const body = Buffer.concat([Buffer.from([2, 0]), Buffer.from(`${label}\0${path}\0`, 'latin1'), Buffer.from([0, 0, 3, 0]), word(temporary.length), temporary, word(bytes.length), bytes])
  return Buffer.concat([word(body.length), body])
}
