// The \info group of an RTF document (RTF 1.9.1, "Information Group"), which lies before the text: names, dates in parts,
// the program that wrote it. Text is in the code page of the document, or in \u characters.
import { decodedFrom } from '../../documents/code-pages.ts'
import type { Reading } from '../../reading.ts'
import type { TimeRole } from '../../record.ts'
import { partsTime } from '../../times.ts'

export type RtfFacts = { readonly [K in 'times' | 'texts' | 'software' | 'people']: NonNullable<Reading[K]>[number][] }

const HEAD = 512 * 1024
const GROUP_LIMIT = 64 * 1024
const VALUE_LIMIT = 1024
const DEPTH_LIMIT = 20
const TIMES: Readonly<Partial<Record<string, TimeRole>>> = { creatim: 'container-created', revtim: 'modified', printim: 'printed', buptim: 'saved' }
const PEOPLE: Readonly<Partial<Record<string, string>>> = { author: 'author', operator: 'last-modified-by', manager: 'manager', company: 'company' }
const TEXTS: Readonly<Partial<Record<string, string>>> = { title: 'Title', subject: 'Subject', keywords: 'Keywords', doccomm: 'Description', category: 'Category', hlinkbase: 'Base of links', comment: 'Comment' }
const PARTS: Readonly<Partial<Record<string, string>>> = { yr: 'year', mo: 'month', dy: 'day', hr: 'hour', min: 'minute', sec: 'second' }
const COUNTS: Readonly<Partial<Record<string, string>>> = { version: 'Revision', edmins: 'Minutes of editing', nofpages: 'pages', nofwords: 'words' }

const CHARACTERS: Readonly<Record<string, string>> = { ldblquote: '“', rdblquote: '”', lquote: '‘', rquote: '’', emdash: '—', endash: '–', bullet: '•', tab: ' ', line: ' ', par: ' ' }

interface Group {
  destination: string
  text: string
  /** Bytes of the code page, not yet text: a character may take two. */
  bytes: number[]
  /** Characters that stand after each \u for programs that do not know it. */
  fallback: number
  raw: string
  readonly parts: Record<string, number>
}

export function rtfFacts(bytes: Buffer): RtfFacts {
  const text = bytes.toString('latin1', 0, HEAD)
  const facts: RtfFacts = { times: [], texts: [], software: [], people: [] }
  const codePage = Number(/\\ansicpg(\d{3,5})/.exec(text.slice(0, 4096))?.[1] ?? 1252)
  for (const group of [/\{\\info\b/, /\{\\\*\s{0,4}\\generator\b/, /\{\\\*\s{0,4}\\userprops\b/]) {
    const at = text.search(group)
    if (at !== -1) readGroup(text.slice(at, at + GROUP_LIMIT), codePage, facts)
  }
  return facts
}

/** Control words, groups and text of one group, its inner groups told when they end. */
function readGroup(text: string, codePage: number, facts: RtfFacts): void {
  const open: Group[] = []
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n]{1,4096})|[\r\n]+|\\/g
  let [skip, property] = [0, '']
  for (const [raw, word, digits, hex, symbol, brace, plain] of text.matchAll(token)) {
    const group = open.at(-1)
    if (group !== undefined && group.raw.length < VALUE_LIMIT) group.raw += raw
    if (brace === '{') {
      if (open.length >= DEPTH_LIMIT) return
      open.push({ destination: '', text: '', bytes: [], fallback: group?.fallback ?? 1, raw: '', parts: {} })
      skip = 0
    } else if (brace === '}') {
      const ended = open.pop()
      if (ended !== undefined) {
        flush(ended, codePage)
        if (ended.destination === 'propname') property = ended.text.trim().slice(0, 100)
        else if (ended.destination === 'staticval' && property !== '' && ended.text.trim() !== '') facts.texts.push({ key: property, value: ended.text.trim().slice(0, VALUE_LIMIT), source: `RTF:userprops:${property}` })
        else tell(ended, facts)
      }
      if (open.length === 0) return
    } else if (group === undefined) return
    else if (word === 'u' && digits !== undefined) {
      flush(group, codePage)
      group.text += String.fromCharCode(Number(digits) & 0xffff)
      skip = group.fallback
    } else if (word === 'uc' && digits !== undefined) group.fallback = Math.max(0, Math.min(8, Number(digits)))
    else if (word !== undefined) {
      if (Object.hasOwn(CHARACTERS, word)) {
        flush(group, codePage)
        group.text += CHARACTERS[word]
      } else if (Object.hasOwn(PARTS, word)) group.parts[PARTS[word] as string] = Number(digits ?? 0)
      else if (Object.hasOwn(COUNTS, word) && digits !== undefined) facts.texts.push({ key: COUNTS[word] as string, value: digits, source: `RTF:info:${word}` })
      else if (group.destination === '') group.destination = word
    } else if (skip > 0 && (hex !== undefined || plain !== undefined)) {
      push(group, plain?.slice(skip) ?? '')
      skip = Math.max(0, skip - (plain?.length ?? 1))
    } else if (hex !== undefined) push(group, String.fromCharCode(Number.parseInt(hex, 16)))
    else if (symbol !== undefined) push(group, symbol === '~' ? ' ' : '{}\\'.includes(symbol) ? symbol : '')
    else push(group, plain ?? '')
  }
}

/** Characters are bytes of the file here. */
function push(group: Group, text: string): void {
  for (let at = 0; at < text.length && group.bytes.length < VALUE_LIMIT; at += 1) group.bytes.push(text.charCodeAt(at))
}

function flush(group: Group, codePage: number): void {
  if (group.bytes.length > 0 && group.text.length < VALUE_LIMIT) group.text += decodedFrom(codePage, Uint8Array.from(group.bytes))
  group.bytes = []
}

function tell({ destination, text, raw, parts }: Group, { times, texts, software, people }: RtfFacts): void {
  const value = text.trim().slice(0, VALUE_LIMIT)
  const source = `RTF:info:${destination}`
  const role = Object.hasOwn(TIMES, destination) ? TIMES[destination] : undefined
  if (role !== undefined) times.push(partsTime({ role, source, raw: raw.replace(/\}$/, '') }, parts))
  else if (value === '') return
  else if (Object.hasOwn(PEOPLE, destination)) people.push({ role: PEOPLE[destination] as string, value, source })
  else if (Object.hasOwn(TEXTS, destination)) texts.push({ key: TEXTS[destination] as string, value, source })
  else if (destination === 'generator') software.push({ name: value.replace(/;$/, ''), source: 'RTF:generator' })
}
