// What a saved page says of where it comes from: its elements, and the comments that saving programs leave. Wraps the
// tokenizer of htmlparser2: no tree is built, no script is run, and the time is that of one pass over a bounded text.
import { Tokenizer } from 'htmlparser2'
import type { Reading } from '../../reading.ts'
import type { TimeFact } from '../../record.ts'
import { isoTime, mailTime } from '../../times.ts'
import { decodedPage } from './charset.ts'
import { linkedData } from './linked-data.ts'
import { savedBy } from './saved-by.ts'

export type PageFacts = Required<Pick<Reading, 'times' | 'texts' | 'software' | 'people'>> & { readonly raw: Readonly<Record<string, unknown>> }
interface Found {
  readonly times: TimeFact[]
  readonly texts: NonNullable<Reading['texts']>[number][]
  readonly software: NonNullable<Reading['software']>[number][]
  readonly people: NonNullable<Reading['people']>[number][]
}

const LIMIT = 8 * 2 ** 20
const VALUE_LIMIT = 1024
const SCRIPT_LIMIT = 256 * 1024
const COMMENT_LIMIT = 16 * 1024
const COMMENTS_LIMIT = 200
const META_LIMIT = 200

/** Names of `meta` whose content is a date: the Open Graph protocol, Dublin Core, and what news sites use. */
const DATES: Readonly<Partial<Record<string, TimeFact['role']>>> = {
  'article:published_time': 'container-created', 'article:modified_time': 'modified', 'og:updated_time': 'modified', 'date': 'container-created', 'dc.date': 'container-created', 'dcterms.created': 'container-created',
  'dcterms.modified': 'modified', 'last-modified': 'modified', 'dc.date.created': 'container-created', 'dc.date.modified': 'modified', 'created': 'container-created', 'revised': 'modified', 'changed': 'modified',
}
const SHOWN = new Set(['og:url', 'og:title', 'og:site_name', 'og:type', 'og:image', 'og:description', 'description', 'keywords', 'twitter:site', 'twitter:creator', 'dc.title', 'dc.publisher', 'copyright'])
const AUTHORS = new Set(['author', 'article:author', 'dc.creator'])

export function pageFacts(bytes: Buffer): PageFacts {
  const { text, charset } = decodedPage(bytes.subarray(0, LIMIT))
  const found: Found = { times: [], texts: [], software: [], people: [] }
  const counts = { scripts: 0, frames: 0, remoteImages: 0, forms: 0, comments: 0, metas: 0 }
  const page = { onComment: (comment: string): void => {
    counts.comments += 1
    if (counts.comments <= COMMENTS_LIMIT) savedBy(comment, found)
  }, onElement: (name: string, attributes: ReadonlyMap<string, string>, content: string): void => {
    if (name === 'script') counts.scripts += 1
    if (name === 'iframe' || name === 'frame') counts.frames += 1
    if (name === 'form') counts.forms += 1
    if (name === 'img' && /^(?:https?:)?\/\//i.test(attributes.get('src') ?? '')) counts.remoteImages += 1
    if (name === 'script' && /^application\/ld\+json/i.test(attributes.get('type') ?? '')) found.times.push(...linkedData(content))
    if (name === 'meta' && (counts.metas += 1) <= META_LIMIT) addMeta(found, attributes)
    else addElement(found, name, attributes, content)
  } }
  eachElement(text, page)
  return { ...found, raw: { charset, ...counts, ...(bytes.length > LIMIT ? { truncated: true } : {}) } }
}

function addMeta({ times, texts, software, people }: Found, attributes: ReadonlyMap<string, string>): void {
  const name = (attributes.get('property') ?? attributes.get('name') ?? attributes.get('itemprop') ?? attributes.get('http-equiv') ?? '').toLowerCase().replace(/^(dc|dcterms):/, '$1.')
  const value = (attributes.get('content') ?? '').trim().slice(0, VALUE_LIMIT)
  if (value === '') return
  const source = `HTML:${name}`
  const role = Object.hasOwn(DATES, name) ? DATES[name] : undefined
  const time = role === undefined ? undefined : [isoTime, mailTime].map((read) => read({ role, source, raw: value })).find(({ valid }) => valid)
  if (time !== undefined) times.push(time)
  // A date in words is kept as words: nobody promised a format.
  else if (role !== undefined) texts.push({ key: name, value, source })
  else if (name === 'generator' || name === 'progid') software.push({ name: value, source })
  else if (AUTHORS.has(name)) people.push({ role: 'author', value, source })
  else if (SHOWN.has(name)) texts.push({ key: name, value, source })
}

function addElement({ texts }: Found, name: string, attributes: ReadonlyMap<string, string>, content: string): void {
  const add = (key: string, source: string, value: string | undefined): void => {
    const text = value?.replace(/\s+/g, ' ').trim().slice(0, VALUE_LIMIT)
    if (text !== undefined && text !== '' && !texts.some((known) => known.source === source)) texts.push({ key, value: text, source })
  }
  if (name === 'title') add('title', 'HTML:title', content)
  if (name === 'base') add('base address', 'HTML:base', attributes.get('href'))
  if (name === 'html') add('language', 'HTML:lang', attributes.get('lang'))
  if (name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes.get('rel') ?? '')) add('canonical', 'HTML:link rel=canonical', attributes.get('href'))
}

/** Elements when their tag ends; `title` and `script` when they end themselves, with their text. */
function eachElement(text: string, page: { onComment(comment: string): void; onElement(name: string, attributes: ReadonlyMap<string, string>, content: string): void }): void {
  let name = ''
  let attributes = new Map<string, string>()
  let key = ''
  let value = ''
  let held: { readonly name: string; readonly attributes: ReadonlyMap<string, string>; text: string } | undefined
  const release = (): void => {
    if (held !== undefined) page.onElement(held.name, held.attributes, held.text)
    held = undefined
  }
  const opened = (): void => {
    release()
    if (name === 'title' || name === 'script') held = { name, attributes, text: '' }
    else page.onElement(name, attributes, '')
  }
  const write = (part: string): void => { if (held !== undefined && held.text.length < SCRIPT_LIMIT) held.text += part.slice(0, SCRIPT_LIMIT) }
  const tokenizer = new Tokenizer({ decodeEntities: true }, {
    onopentagname(start, end) { name = text.slice(start, Math.min(end, start + 40)).toLowerCase(); attributes = new Map() },
    onattribname(start, end) { key = text.slice(start, Math.min(end, start + 40)).toLowerCase(); value = '' },
    onattribdata(start, end) { if (value.length < VALUE_LIMIT * 2) value += text.slice(start, Math.min(end, start + VALUE_LIMIT * 2)) },
    onattribentity(code) { if (value.length < VALUE_LIMIT * 2) value += String.fromCodePoint(code) },
    onattribend() { if (attributes.size < 40 && !attributes.has(key)) attributes.set(key, value) },
    onopentagend: opened, onselfclosingtag: opened,
    onclosetag: release,
    ontext(start, end) { write(text.slice(start, Math.min(end, start + SCRIPT_LIMIT))) },
    ontextentity(code) { write(String.fromCodePoint(code)) },
    oncomment(start, end, offset) { page.onComment(text.slice(start, Math.min(end - offset, start + COMMENT_LIMIT))) },
    oncdata() { /* SVG and MathML only */ },
    ondeclaration() { /* the document type says nothing of the page's origin */ },
    onprocessinginstruction() { /* nothing is processed */ },
    onend: release,
  })
  tokenizer.write(text)
  tokenizer.end()
}
