// Wraps saxes. The elements of a small XML part that hold text, in order: names without their prefix, attributes, bounded.
// saxes knows no entity but those of XML itself, so that nothing can expand; what is not well-formed ends the reading there.
import { SaxesParser } from 'saxes'

export interface Leaf {
  /** Local names from the root to the element. */
  readonly path: readonly string[]
  readonly name: string
  /** Local names; the first of a name is kept. */
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
}

const BYTES_LIMIT = 4 * 2 ** 20
const LEAVES_LIMIT = 5000
const DEPTH_LIMIT = 32
const TEXT_LIMIT = 4096
const CHUNK = 64 * 1024

class Stop extends Error {}

/** Each element, when it ends. `damaged`: the rest could not be read. */
export function xmlLeaves(bytes: Buffer): { readonly leaves: readonly Leaf[]; readonly damaged: boolean } {
  const leaves: Leaf[] = []
  const open: { name: string; attributes: Map<string, string>; text: string }[] = []
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => { throw new Stop(error.message) })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= DEPTH_LIMIT || leaves.length >= LEAVES_LIMIT) throw new Stop('too much of it')
    const kept = new Map<string, string>()
    for (const [key, value] of Object.entries(attributes).slice(0, 50)) if (!kept.has(localName(key))) kept.set(localName(key), value.slice(0, TEXT_LIMIT))
    open.push({ name: localName(name), attributes: kept, text: '' })
  })
  const write = (text: string): void => {
    const element = open.at(-1)
    if (element !== undefined && element.text.length < TEXT_LIMIT) element.text = (element.text + text).slice(0, TEXT_LIMIT)
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element !== undefined) leaves.push({ ...element, text: element.text.trim(), path: [...open.map(({ name }) => name), element.name] })
  })
  const text = decoded(bytes.subarray(0, BYTES_LIMIT))
  try {
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK))
    parser.close()
    return { leaves, damaged: bytes.length > BYTES_LIMIT }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return { leaves, damaged: true }
  }
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1, 200)
}

function decoded(bytes: Buffer): string {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le', 2, bytes.length & ~1)
    : bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le') : bytes.toString('utf8')
  return text.replace(/^\ufeff/, '')
}
