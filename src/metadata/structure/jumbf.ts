// JUMBF (ISO/IEC 19566-5) as far as C2PA needs it: is a manifest store there, and which digital source type does it name.
// Nothing is verified here; only a validator says more.
import type { Block } from '../reading.ts'
import type { Provenance } from '../record.ts'
import { BoxBudget, boxesIn, bytesOf } from './boxes.ts'

/** C2PA 2.1 §11.1.4.2: the type of a manifest store. */
const MANIFEST_STORE = '6332706100110010800000aa00389b71'
const SOURCE_TYPE = 'digitalSourceType'
const SEARCHED = 8 * 2 ** 20
const HITS = 32

/** @param defined whether the C2PA specification gives manifests a place in this format */
export function provenanceOf(blocks: readonly Block[], defined: boolean): Provenance {
  const stores = blocks.filter(({ kind, bytes }) => kind === 'jumbf' && isManifestStore(bytes))
  if (stores.length === 0) return { c2pa: defined ? 'absent' : 'not-defined-for-format' }
  const types = stores.flatMap(({ bytes }) => sourceTypes(bytes))
  // Of several, one that speaks of AI is not to be missed; otherwise the last is that of the active manifest.
  const type = types.find((each) => /trained/i.test(each)) ?? types.at(-1)
  return { c2pa: 'present-unverified', ...(type === undefined ? {} : { digitalSourceType: type }) }
}

/** Whether these boxes hold a superbox that describes itself as a manifest store. */
export function isManifestStore(bytes: Buffer): boolean {
  const source = bytesOf(bytes)
  const budget = new BoxBudget(64)
  for (const box of boxesIn(source, 0, bytes.length, budget)) {
    if (box.type !== 'jumb') continue
    for (const inner of boxesIn(source, box.body, box.end, budget)) {
      if (inner.type === 'jumd' && source.read(inner.body, 16).toString('hex') === MANIFEST_STORE) return true
      break
    }
  }
  return false
}

/** CBOR and JSON write the value right behind the key. */
function sourceTypes(bytes: Buffer): string[] {
  const searched = bytes.subarray(0, SEARCHED)
  const found: string[] = []
  let at = searched.indexOf(SOURCE_TYPE)
  for (let hits = 0; at !== -1 && hits < HITS; hits += 1) {
    const value = valueAt(searched, at + SOURCE_TYPE.length)
    if (value !== undefined) found.push(value)
    at = searched.indexOf(SOURCE_TYPE, at + SOURCE_TYPE.length)
  }
  return found
}

function valueAt(bytes: Buffer, at: number): string | undefined {
  const json = /^"\s{0,8}:\s{0,8}"([\x21\x23-\x7e]{1,200})"/.exec(bytes.toString('latin1', at, at + 240))
  if (json?.[1] !== undefined) return json[1]
  const head = bytes[at] ?? 0
  // RFC 8949 §3: a text string of up to 23 bytes, or with its length in the next byte.
  const [start, length] = head >= 0x60 && head <= 0x77 ? [at + 1, head - 0x60] : head === 0x78 ? [at + 2, bytes[at + 1] ?? 0] : [at, 0]
  const text = bytes.toString('latin1', start, start + Math.min(length, 200))
  return /^[\x21-\x7e]{1,200}$/.test(text) ? text : undefined
}
