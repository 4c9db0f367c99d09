// Lines of a text inside the package, plain or of gzip members, in constant memory. No outside code.
import { inflated } from '../../warc/inflated.ts'
import { contentOf } from '../../zip/directory.ts'
import type { WaczPackage } from './package.ts'

const LINE_LIMIT = 256 * 1024

/** Damage ends them; a line beyond the limit is left out. */
export async function* linesOf({ zip, files }: WaczPackage, name: string): AsyncGenerator<string> {
  const item = files.get(name)
  if (item === undefined) return
  let kept: Buffer = Buffer.alloc(0)
  let skipping = false
  try {
    for await (const chunk of inflated(contentOf(zip, item), item.entry.uncompressedSize, [])) {
      let start = 0
      for (let newline = chunk.indexOf(10); newline !== -1; newline = chunk.indexOf(10, start)) {
        const line = kept.length === 0 ? chunk.subarray(start, newline) : Buffer.concat([kept, chunk.subarray(start, newline)])
        if (!skipping) yield line.toString('utf8').trim()
        kept = Buffer.alloc(0)
        skipping = false
        start = newline + 1
      }
      kept = Buffer.concat([kept, chunk.subarray(start)])
      if (kept.length > LINE_LIMIT) {
        kept = Buffer.alloc(0)
        skipping = true
      }
    }
  } catch {
    // The digest of the file says that it is damaged.
  }
  if (kept.length > 0 && !skipping) yield kept.toString('utf8').trim()
}
