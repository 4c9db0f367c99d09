// An XMP packet as a bounded tree of elements, names by their preferred prefix. No DOCTYPE, hence no entity but the five of
// XML; what is malformed is told, with what was read before it.
import { SaxesParser } from 'saxes'
import { prefixOf } from './namespaces.ts'

export interface Element {
  /** `rdf:Description`, `dc:title`. */
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: Element[]
  text: string
}
export interface Tree {
  readonly root: Element
  /** Why it is not read to its end. */
  readonly fault?: string
}

/** A packet is read whole up to here. */
export const PACKET_LIMIT = 2 ** 20
const MAX_DEPTH = 48
const MAX_ELEMENTS = 30_000
const MAX_TEXT = 64 * 1024
const CHUNK = 64 * 1024

class Stop extends Error {}

export function treeOf(text: string): Tree {
  const root: Element = { name: 'packet:root', attributes: [], children: [], text: '' }
  const open: Element[] = [root]
  const scopes: ReadonlyMap<string, string>[] = [new Map()]
  let elements = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => { throw new Stop('DOCTYPE refused') })
  parser.on('error', (error) => { throw new Stop(error.message) })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > MAX_ELEMENTS) throw new Stop(`over ${MAX_ELEMENTS} elements`)
    if (open.length > MAX_DEPTH) throw new Stop(`over ${MAX_DEPTH} levels`)
    const pairs = Object.entries(attributes as Record<string, string>)
    const scope = scopeOf(scopes.at(-1) as ReadonlyMap<string, string>, pairs)
    scopes.push(scope)
    const element: Element = {
      name: canonical(name, scope), children: [], text: '',
      attributes: pairs.filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:')).map(([key, value]) => [canonical(key, scope), value] as const),
    }
    ;(open.at(-1) as Element).children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
    scopes.pop()
  })
  const add = (data: string): void => {
    const element = open.at(-1) as Element
    if (element.text.length < MAX_TEXT) element.text += data.slice(0, MAX_TEXT - element.text.length)
  }
  parser.on('text', add)
  parser.on('cdata', add)
  try {
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK))
    parser.close()
    return { root }
  } catch (error) {
    return { root, fault: (error instanceof Error ? error.message : String(error)).slice(0, 200) }
  }
}

function scopeOf(outer: ReadonlyMap<string, string>, attributes: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const declared = attributes.flatMap(([key, uri]): [string, string][] => (key === 'xmlns' ? [['', uri]] : key.startsWith('xmlns:') ? [[key.slice(6), uri]] : []))
  return declared.length === 0 ? outer : new Map([...outer, ...declared])
}

/** An undeclared prefix is taken at its word; a name of no namespace is `none:name`. */
function canonical(name: string, scope: ReadonlyMap<string, string>): string {
  const at = name.indexOf(':')
  const [prefix, local] = at === -1 ? ['', name] : [name.slice(0, at), name.slice(at + 1)]
  const uri = scope.get(prefix)
  const known = uri === undefined ? undefined : prefixOf(uri)
  return `${known ?? (prefix === '' ? 'none' : prefix)}:${local}`
}
