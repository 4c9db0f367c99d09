// Tar archives made for tests (POSIX.1-1988 ustar).
export interface TarPart {
  readonly name: string
  readonly bytes?: Buffer
  readonly link?: string
  readonly size?: number
}

/** 2026-11-16T07:12:31Z. */
export const TAR_TIME = 1_794_813_151

export function tarOf(parts: readonly TarPart[]): Buffer {
  const blocks = parts.flatMap(({ name, bytes = Buffer.alloc(0), link, size = bytes.length }) => {
    const head = Buffer.alloc(512)
    head.write(name, 0)
    head.write('0000644\0', 100)
    head.write('0001750\0'.repeat(2), 108)
    head.write(`${size.toString(8).padStart(11, '0')}\0${TAR_TIME.toString(8).padStart(11, '0')}\0        ${link === undefined ? '0' : '2'}${link ?? ''}`, 124)
    head.write('ustar\0', 257)
    head.write('00', 263)
    head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148)
    return [head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}
