// The XMP data model (ISO 16684-1 §6) out of its RDF/XML (§7): properties that are texts, lists or structures.
import type { Element } from './tree.ts'

export type XmpValue = string | readonly XmpValue[] | XmpStructure
/** Fields by prefixed name. */
export type XmpStructure = ReadonlyMap<string, XmpValue>
/** By prefixed name, in the order of the packet; a name written twice keeps its first value. */
export type XmpProperties = ReadonlyMap<string, XmpValue>

const LISTS = new Set(['rdf:Alt', 'rdf:Seq', 'rdf:Bag'])
const MAX_ITEMS = 2000

export function propertiesOf(root: Element): XmpProperties {
  const properties = new Map<string, XmpValue>()
  for (const description of descriptions(root)) for (const [name, value] of fieldsOf(description)) if (!properties.has(name)) properties.set(name, value)
  return properties
}

/** The `rdf:Description`s of each `rdf:RDF`, at whatever depth its wrapper puts it. */
function descriptions(element: Element): Element[] {
  return element.children.flatMap((child) => (child.name === 'rdf:RDF' ? child.children : descriptions(child)))
}

function fieldsOf(node: Element): XmpStructure {
  const fields = new Map<string, XmpValue>()
  const keep = (name: string, value: XmpValue): void => { if (!fields.has(name)) fields.set(name, value) }
  for (const [name, value] of node.attributes) if (!isSyntax(name)) keep(name, value)
  for (const child of node.children) if (!child.name.startsWith('rdf:')) keep(child.name, valueOf(child))
  return fields
}

/** §7.4 to §7.9: of a property element or of a list item. */
function valueOf(element: Element): XmpValue {
  const resource = element.attributes.find(([name]) => name === 'rdf:resource')?.[1]
  if (resource !== undefined) return resource
  const list = element.children.find(({ name }) => LISTS.has(name))
  if (list !== undefined) return itemsOf(list)
  if (element.attributes.some(([name, value]) => name === 'rdf:parseType' && value === 'Resource')) return fieldsOf(element)
  const node = element.children[0]
  // A description with rdf:value is a text with qualifiers (§7.8).
  if (node?.name === 'rdf:Description') {
    const value = node.children.find(({ name }) => name === 'rdf:value') ?? undefined
    return value === undefined ? fieldsOf(node) : valueOf(value)
  }
  if (node !== undefined || element.attributes.some(([name]) => !isSyntax(name))) return fieldsOf(element)
  return element.text.trim()
}

/** The default text of an alternative comes first (§8.2.2.4). */
function itemsOf(list: Element): XmpValue[] {
  const items = list.children.filter(({ name }) => name === 'rdf:li').slice(0, MAX_ITEMS)
  const isDefault = ({ attributes }: Element): boolean => attributes.some(([name, value]) => name === 'xml:lang' && value === 'x-default')
  return (list.name === 'rdf:Alt' ? [...items.filter(isDefault), ...items.filter((item) => !isDefault(item))] : items).map(valueOf)
}

/** `about` and `ID` without a prefix are older RDF. */
function isSyntax(name: string): boolean {
  return name.startsWith('rdf:') || name.startsWith('xml:') || name === 'none:about' || name === 'none:ID'
}

/** The first text of a value: of itself, of its first item. */
export function firstText(value: XmpValue | undefined): string | undefined {
  const one = Array.isArray(value) ? (value as readonly XmpValue[])[0] : value
  return typeof one === 'string' && one.trim() !== '' ? one.trim() : undefined
}

/** All texts of a value. */
export function texts(value: XmpValue | undefined): string[] {
  const all = Array.isArray(value) ? value as readonly XmpValue[] : value === undefined ? [] : [value]
  return all.flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item.trim()] : []))
}

/** As plain data. Every name has a colon: none can be that of a prototype. */
export function plain(value: XmpValue): unknown {
  if (typeof value === 'string') return value
  if (value instanceof Map) return Object.fromEntries([...value as XmpStructure].map(([name, field]) => [name, plain(field)]))
  return (value as readonly XmpValue[]).map(plain)
}

export function isStructure(value: XmpValue): value is XmpStructure {
  return value instanceof Map
}
