// Properties of Office documents: Open Packaging core properties (ECMA-376 part 2 §8), extended and custom ones (part 1
// §22.2, §22.3), OpenDocument meta.xml (ODF 1.3 part 3 §4.3). One table for each: element, and what it means.
import type { Reading } from '../../reading.ts'
import type { TimeRole } from '../../record.ts'
import { isoTime } from '../../times.ts'
import type { Leaf } from '../../documents/xml-leaves.ts'

export type Facts = { readonly [K in 'times' | 'texts' | 'software' | 'people']: NonNullable<Reading[K]>[number][] }
type Meaning = readonly ['time', TimeRole] | readonly ['person', string] | readonly ['text', string] | readonly ['software']

export const CORE: Readonly<Record<string, Meaning>> = {
  creator: ['person', 'author'], lastModifiedBy: ['person', 'last-modified-by'], created: ['time', 'container-created'], modified: ['time', 'modified'], lastPrinted: ['time', 'printed'],
  title: ['text', 'Title'], subject: ['text', 'Subject'], description: ['text', 'Description'], keywords: ['text', 'Keywords'], category: ['text', 'Category'], revision: ['text', 'Revision'],
  language: ['text', 'Language'], contentStatus: ['text', 'Status'], version: ['text', 'Version'], identifier: ['text', 'Identifier'],
}
export const APP: Readonly<Record<string, Meaning>> = {
  Application: ['software'], Company: ['person', 'company'], Manager: ['person', 'manager'], Template: ['text', 'Template'], TotalTime: ['text', 'Minutes of editing'], HyperlinkBase: ['text', 'Base of links'],
  Pages: ['text', 'pages'], Words: ['text', 'words'], Slides: ['text', 'slides'], AppVersion: ['text', 'Application version'], DocSecurity: ['text', 'Document security'],
}
export const ODF: Readonly<Record<string, Meaning>> = {
  'initial-creator': ['person', 'author'], creator: ['person', 'last-modified-by'], 'printed-by': ['person', 'printed-by'], 'creation-date': ['time', 'container-created'], date: ['time', 'modified'], 'print-date': ['time', 'printed'],
  generator: ['software'], title: ['text', 'Title'], subject: ['text', 'Subject'], description: ['text', 'Description'], keyword: ['text', 'Keywords'], language: ['text', 'Language'],
  'editing-cycles': ['text', 'Revision'], 'editing-duration': ['text', 'Duration of editing'],
}

const VALUE_LIMIT = 1024
const CUSTOM_LIMIT = 50

export function noFacts(): Facts {
  return { times: [], texts: [], software: [], people: [] }
}

/** @param source prefix of the places: `OOXML:core` */
export function addProperties(facts: Facts, leaves: readonly Leaf[], table: Readonly<Record<string, Meaning>>, source: string): void {
  const version = leaves.find(({ name }) => name === 'AppVersion')?.text
  for (const { name, text } of leaves) {
    const meaning = Object.hasOwn(table, name) ? table[name] : undefined
    // A security of 0 is none.
    if (meaning !== undefined && text !== '' && !(name === 'DocSecurity' && text === '0')) addFact(facts, meaning, `${source}:${name}`, name === 'Application' && version !== undefined ? `${text} ${version}` : text)
  }
}

export function addFact(facts: Facts, [kind, as]: Meaning, source: string, text: string): void {
  const value = text.slice(0, VALUE_LIMIT)
  // The zero of Windows' clock: never printed, never saved.
  if (kind === 'time' && value.startsWith('1601-01-01T00:00:00')) facts.texts.push({ key: 'date not set', value, source })
  else if (kind === 'time') facts.times.push(isoTime({ role: as, source, raw: value }))
  else if (kind === 'software') facts.software.push({ name: value, source })
  else if (kind === 'person') facts.people.push({ role: as, value, source })
  else facts.texts.push({ key: as, value, source })
}

/** docProps/custom.xml: `<property name="…"><vt:lpwstr>…`. */
export function addCustom(facts: Facts, leaves: readonly Leaf[]): void {
  let value = ''
  let count = 0
  for (const { name, text, attributes, path } of leaves) {
    if (name === 'property' && path.length === 2 && count < CUSTOM_LIMIT) {
      const key = attributes.get('name')
      if (key !== undefined && value !== '') facts.texts.push({ key: key.slice(0, 100), value, source: `OOXML:custom:${key.slice(0, 100)}` })
      value = ''
      count += 1
    } else if (path.length === 3) value = text.slice(0, VALUE_LIMIT)
  }
}

/** `<meta:user-defined meta:name="…">` and the template of an OpenDocument. */
export function addOdfCustom(facts: Facts, leaves: readonly Leaf[]): void {
  for (const { name, text, attributes } of leaves.filter((leaf) => leaf.name === 'user-defined' || leaf.name === 'template').slice(0, CUSTOM_LIMIT)) {
    const key = name === 'template' ? 'Template' : attributes.get('name')
    const value = name === 'template' ? [attributes.get('title'), attributes.get('href')].filter((part) => part !== undefined && part !== '').join(' ') : text
    if (key !== undefined && value !== '') facts.texts.push({ key: key.slice(0, 100), value: value.slice(0, VALUE_LIMIT), source: `ODF:meta:${name === 'template' ? name : key.slice(0, 100)}` })
  }
}
