// Summary information of older Office documents (MS-OLEPS §3.1, MS-OSHARED §2.3.3): one table for each set, number and meaning.
import type { Reading } from '../../reading.ts'
import type { TimeRole } from '../../record.ts'
import { fileTime } from '../../times.ts'
import type { PropertySet, PropertyValue } from './property-set.ts'

export type Facts = { readonly [K in 'times' | 'texts' | 'software' | 'people']: NonNullable<Reading[K]>[number][] }
type Meaning = readonly ['time', TimeRole] | readonly ['person' | 'text', string] | readonly ['software'] | readonly ['minutes', string]
type Table = Readonly<Partial<Record<number, readonly [name: string, meaning: Meaning]>>>

const SUMMARY: Table = {
  2: ['Title', ['text', 'Title']], 3: ['Subject', ['text', 'Subject']], 4: ['Author', ['person', 'author']], 5: ['Keywords', ['text', 'Keywords']], 6: ['Comments', ['text', 'Description']],
  7: ['Template', ['text', 'Template']], 8: ['LastAuthor', ['person', 'last-modified-by']], 9: ['RevNumber', ['text', 'Revision']], 10: ['EditTime', ['minutes', 'Minutes of editing']],
  11: ['LastPrinted', ['time', 'printed']], 12: ['Create', ['time', 'container-created']], 13: ['LastSave', ['time', 'modified']], 14: ['PageCount', ['text', 'pages']], 15: ['WordCount', ['text', 'words']],
  18: ['AppName', ['software']], 19: ['Security', ['text', 'Document security']],
}
const DOCUMENT: Table = {
  2: ['Category', ['text', 'Category']], 7: ['SlideCount', ['text', 'slides']], 14: ['Manager', ['person', 'manager']], 15: ['Company', ['person', 'company']], 28: ['Language', ['text', 'Language']],
}
const SETS: readonly (readonly [format: string, namespace: string, Table])[] = [
  ['e0859ff2f94f6810ab9108002b27b3d9', 'OLE:SummaryInformation', SUMMARY], ['02d5cdd59c2e1b10939708002b2cf9ae', 'OLE:DocumentSummaryInformation', DOCUMENT],
]
const NO_SET: (typeof SETS)[number] = ['', '', {}]
const USER_DEFINED = '05d5cdd59c2e1b10939708002b2cf9ae'
const VALUE_LIMIT = 1024
const CUSTOM_LIMIT = 50

export function addSet(facts: Facts, { format, values, names }: PropertySet): void {
  const [, namespace, table] = SETS.find(([id]) => id === format) ?? NO_SET
  for (const [id, value] of values) {
    const known = table[id]
    if (known !== undefined) addFact(facts, known[1], `${namespace}:${known[0]}`, value)
  }
  const version = values.get(23)
  if (table === DOCUMENT && typeof version === 'number' && version > 0xffff) {
    facts.texts.push({ key: 'Application version', value: `${version >>> 16}.${version & 0xffff}`, source: `${namespace}:Version` })
  }
  if (format === USER_DEFINED) for (const [id, name] of [...names].slice(0, CUSTOM_LIMIT)) addNamed(facts, name, values.get(id))
}

function addFact(facts: Facts, [kind, as]: Meaning, source: string, value: PropertyValue): void {
  if (typeof value === 'object') {
    // No date was ever set: the zero of 1601 is no finding.
    if (value.ticks === 0n) return
    if (kind === 'time') facts.times.push(fileTime({ role: as, source, ticks: value.ticks }))
    else if (kind === 'minutes') facts.texts.push({ key: as, value: String(value.ticks / 600_000_000n), source })
    return
  }
  const text = String(value).slice(0, VALUE_LIMIT)
  if (text === '' || (typeof value === 'number' && value === 0)) return
  if (kind === 'person') facts.people.push({ role: as, value: text, source })
  else if (kind === 'software') facts.software.push({ name: text, source })
  else if (kind === 'text') facts.texts.push({ key: as, value: text, source })
}

function addNamed(facts: Facts, name: string, value: PropertyValue | undefined): void {
  const key = name.slice(0, 100)
  if (value === undefined || key === '') return
  if (typeof value === 'object') {
    if (value.ticks > 0n) facts.times.push(fileTime({ role: 'metadata', source: `OLE:custom:${key}`, ticks: value.ticks }))
  } else if (String(value) !== '') facts.texts.push({ key, value: String(value).slice(0, VALUE_LIMIT), source: `OLE:custom:${key}` })
}
